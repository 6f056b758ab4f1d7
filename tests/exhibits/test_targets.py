"""Lists of 目标清单, of one task and of 总览 as slides: rows of the tables, filters, tasks, buttons."""

import io
import re
from datetime import date

import pytest
from pptx import Presentation

from policytargets.comparisons.deck_forms import from_address
from policytargets.comparisons.model import Refusal
from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.exhibits.sources import sources_of
from policytargets.exports.slides.presentation import to_pptx
from policytargets.record.tables import Records
from policytargets.ui.blocks import comparing
from tests.decks import texts_of
from tests.pages import opened
from tests.record_in_python import counted

MADE_ON = date(2026, 11, 26)


def made(subject: str) -> Exhibit:
    shown = catalogue.exhibit(comparing, subject, focus="", made_on=MADE_ON)
    assert isinstance(shown, Exhibit), shown
    return shown


def test_a_filtered_list_holds_the_targets_of_the_tables(records: Records) -> None:
    shown = made("targets?districts=zhoucun&districts=chiping&bases=growth&due_years=2023")
    wanted = [
        row
        for row in records["targets"]
        if row["task_id"].startswith(("zhoucun-", "chiping-"))
        and row["basis"] == "growth"
        and row["due_year"] == "2023"
    ]
    assert sorted(shown.table()["原文数字"]) == sorted(row["printed"] for row in wanted) != []
    own = [row for row in counted(records) if row in wanted]
    assert shown.title.startswith(f"符合条件的目标：{len(own)} 个，")
    assert shown.filters == "区县：周村区、茌平区；口径：增速；目标年份：2023年"
    (slide, *_) = list(Presentation(io.BytesIO(to_pptx([shown], title="示例"))).slides)[1:]
    assert f"筛选：{shown.filters}" in texts_of(slide)


def test_a_task_has_its_targets_and_the_last_slide_names_it(records: Records) -> None:
    shown = made("task-targets?task=qingzhou-2023%2F36")
    wanted = [row for row in records["targets"] if row["task_id"] == "qingzhou-2023/36"]
    assert shown.table()["原文数字"].tolist() == [row["printed"] for row in wanted] != []
    assert "青州市第36项" in shown.title
    (cited,) = sources_of([shown])
    assert cited.endswith("，第36项")


def test_the_sources_of_a_list_name_its_tasks(records: Records) -> None:
    shown = made("targets?districts=zhoucun")
    numbers = {int(row["task_no"]) for row in records["tasks"] if row["task_id"] in {
        row["task_id"] for row in records["targets"] if row["task_id"].startswith("zhoucun-")
    }}  # fmt: skip
    (cited,) = sources_of([shown])
    assert {int(number) for number in re.findall(r"第(\d+)项", cited)} == numbers - {0}
    last = list(Presentation(io.BytesIO(to_pptx([shown], title="示例"))).slides)[-1]
    assert cited in texts_of(last)


def test_a_withheld_figure_is_said_to_be_withheld(records: Records) -> None:
    shown = made("targets?districts=chiping&presences=withheld").table()["原文数字"].tolist()
    own = [row for row in records["targets"] if row["task_id"].startswith("chiping-") and row["withheld"] == "true"]
    assert sorted(shown) == sorted(f"原文隐去（{row['printed']}）" for row in own) != []


def test_the_cards_of_the_districts_count_what_the_tables_count(records: Records) -> None:
    table = made("overview-districts").table().set_index("区县")
    for row in records["districts"]:
        own = [target for target in counted(records) if target["task_id"].startswith(f"{row['district_id']}-")]
        assert table.loc[row["name"], "目标数"] == len(own)
        assert table.loc[row["name"], "其中原文隐去"] == sum(target["withheld"] == "true" for target in own)


@pytest.mark.parametrize(
    "subject", ["targets?districts=nowhere", "targets?bases=nonsense", "targets?due_years=soon", "targets?words=无此词",
                "task-targets?task=nobody", "task-targets"],
)  # fmt: skip
def test_what_is_not_known_is_no_wider_list(subject: str) -> None:
    assert isinstance(catalogue.exhibit(comparing, subject, focus="", made_on=MADE_ON), Refusal)


@pytest.mark.parametrize(
    ("page", "address", "key", "subject"),
    [
        ("evidence/targets", {"districts": "周村区", "q": "绿色"}, "targets", "targets?districts=zhoucun&words=绿色"),
        ("evidence/task", {"task": "qingzhou-2023/36"}, "task-targets", "task-targets?task=qingzhou-2023/36"),
        ("board/overview", {}, "districts", "overview-districts"),
        ("board/overview", {}, "gaps", "overview-gaps"),
    ],
)
def test_each_page_offers_it(page: str, address: dict[str, str], key: str, subject: str) -> None:
    board = opened(page, **address)
    board.button(key=f"add-{key}").click().run()
    assert not board.exception
    assert board.button(key=f"add-{key}").label == "已加入演示"
    held = board.query_params["deck"]
    (slide,) = from_address(held[0] if isinstance(held, list) else held).deck.slides
    kind, _, asked = slide.subject.removeprefix("exhibit:").partition("?")
    assert made(slide.subject.removeprefix("exhibit:")).table().equals(made(subject).table())
    assert kind == subject.partition("?")[0]
    assert len(asked) <= 100
