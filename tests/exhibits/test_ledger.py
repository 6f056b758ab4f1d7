"""What was done, as exhibits: against the ledger's own lights, marked as invented everywhere, and told where there is
none."""

import io
import zipfile
from collections import Counter
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from pptx import Presentation

from policytargets.charts.style import DARK, LIGHT
from policytargets.comparisons.deck import SUBJECT
from policytargets.comparisons.model import INVENTED, Refusal
from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.exports.exhibit_tables import exhibit_workbook
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.pictures.exhibits import exhibit_svg
from policytargets.exports.pictures.formats import to_archive
from policytargets.exports.slides.presentation import to_pptx
from policytargets.ledger.feed import Feed
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import comparing
from policytargets.ui.blocks import ledger as board_ledger
from policytargets.wording.lights import LIGHT_MARK, NO_LIGHT_MARK
from tests.decks import UNSEEN, packed, texts_of
from tests.pages import opened as page
from tests.pages import said
from tests.snapshots import LIGHTS, PERIOD, close_march
from tests.validity import faults

MADE_ON = date(2026, 11, 25)
KINDS = ("ledger-departments", "ledger-items", "ledger-course", "ledger-snapshot")
REASON = "数字有误"
CUTS = [{}, {"districts": "qingzhou"}, {"lights": "yellow"}, {"as_of": "2023-01-31", "categories": "rural"}]


def exhibit(subject: str) -> Exhibit:
    found = catalogue.exhibit(comparing, subject, focus="", made_on=MADE_ON)
    assert isinstance(found, Exhibit), found
    return found


def due_with(held: Feed, *, figured: bool) -> str:
    """A due item with reports whose target has a figure, or has none."""
    reported = {report["due_id"] for report in held.released}
    dues = [due for due in board_ledger.dues() if due["due_id"] in reported]
    return next(due["due_id"] for due in dues if (due["item"].value is not None) == figured)


@pytest.fixture(scope="module", autouse=True)
def closed(invented_ledger: Ledger) -> str:
    """The id of a snapshot in the ledger of this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYTARGETS_LEDGER", str(invented_ledger.address))
        return close_march(invented_ledger)


def subjects(held: Feed) -> list[str]:
    courses = [f"ledger-course?due={due_with(held, figured=figured)}" for figured in (True, False)]
    march = next(row for row in held.arrangements.snapshots if row["ends_on"] == PERIOD)
    snapshot = f"ledger-snapshot?snapshot={march['snapshot_id']}"
    return ["ledger-departments?districts=qingzhou", "ledger-items?lights=yellow", *courses, snapshot]


def test_every_kind_of_the_ledger_is_tried_here(invented_feed: Feed) -> None:
    assert set(KINDS) <= set(UNSEEN)
    assert {subject.partition("?")[0] for subject in subjects(invented_feed)} == set(KINDS)


def test_files_of_every_kind_are_valid(invented_feed: Feed) -> None:
    shown = [exhibit(subject) for subject in subjects(invented_feed)]
    assert faults(to_pptx(shown, title="示例"), "pptx") == []
    assert faults(to_report(shown, title="示例", made_on=MADE_ON, draw=None), "docx") == []
    assert [faults(exhibit_workbook(one), "xlsx") for one in shown] == [[]] * len(shown)


@pytest.mark.parametrize("asked", CUTS, ids=str)
def test_departments_and_items_have_the_lights_of_the_register(invented_feed: Feed, asked: dict[str, str]) -> None:
    told = "&".join(f"{key}={value}" for key, value in asked.items())
    as_of = date.fromisoformat(asked.get("as_of", "2023-03-31"))
    rows = [
        row
        for row in board_ledger.standings(as_of, next(iter(board_ledger.rules().values())))
        if asked.get("districts") in (None, row["district_id"])
        and asked.get("categories") in (None, row["category_id"])
        and asked.get("lights") in (None, row["light"].light)
    ]
    lights = Counter(LIGHT_MARK.get(row["light"].light, NO_LIGHT_MARK) for row in rows)
    bars = exhibit(f"ledger-departments?{told}")
    table = bars.table()
    assert table["合计"].sum() == len(rows)
    assert {name[0]: table[name].sum() for name in table.columns[1:-1]} == lights
    assert as_of.isoformat() in bars.meta
    listed = exhibit(f"ledger-items?{told}")
    assert f"{len(rows)} 个应报项" in listed.title
    assert Counter(cell[0] for cell in listed.table()["进度灯"]) == lights
    assert all(f"{mark} " in listed.title for mark in lights)
    for one in (bars, listed):
        assert exhibit(one.subject).table().equals(one.table())
        assert ("2023-01-31" in one.subject) == ("as_of" in asked)


@pytest.mark.parametrize("facet", ["districts", "categories", "departments", "lights", "punctuality"])
def test_what_nobody_knows_in_a_link_is_left_out_or_refused(invented_feed: Feed, facet: str) -> None:
    """A deck's link with lights=purple broke the page."""
    for kind in ("ledger-departments", "ledger-items"):
        refused = catalogue.exhibit(comparing, f"{kind}?{facet}=%3Cb%3E", focus="", made_on=MADE_ON)
        assert isinstance(refused, Refusal)
    one = exhibit("ledger-items?lights=yellow")
    assert exhibit("ledger-items?lights=yellow&lights=purple").table().equals(one.table())


def test_the_worst_that_there_is_is_named_and_what_cannot_be_red_yet(invented_feed: Feed) -> None:
    """At the end of March a quarter of a year has gone by, less than the 30 points at which red begins."""
    title = exhibit("ledger-departments").title
    rows = board_ledger.standings(date(2023, 3, 31), next(iter(board_ledger.rules().values())))
    yellow = Counter(f"{row['leads'][0]}（{row['district']}）" for row in rows if row["light"].light == "yellow")
    ((name, most),) = yellow.most_common(1)
    alike = [one for one, number in yellow.items() if number == most]
    named = name if len(alike) == 1 else f"等 {len(alike)} 个部门并列"
    assert f"{yellow.total()} 个黄灯，" in title
    assert f"{named}最多（{most} 个）；没有红灯和突破，但有 " in title
    assert title.endswith(" 项按规则此时还不可能亮红灯")
    assert "个红灯" in exhibit("ledger-departments?rule=xuancheng").title
    assert "不可能亮红灯" not in exhibit("ledger-departments?rule=xuancheng").title


@pytest.mark.parametrize("figured", [True, False])
def test_a_course_has_every_reading(invented_feed: Feed, figured: bool) -> None:
    due_id = due_with(invented_feed, figured=figured)
    course = exhibit(f"ledger-course?due={due_id}")
    reports = [report for report in invented_feed.released if report["due_id"] == due_id]
    assert len(course.table()) == len(reports)
    assert bool(course.drawings) == bool(course.wall) == figured
    deck = Presentation(io.BytesIO(to_pptx([course], title="标题")))
    charts = [shape.chart for shape in deck.slides[1].shapes if shape.has_chart]
    assert len(charts) == figured
    for chart in charts:
        lines = {
            series.name: [value for value in series.values if value is not None] for series in chart.plots[0].series
        }
        assert lines["累计完成"] == [float(row["value"]) for row in reports if row["value"] is not None]
        assert len(set(lines["目标"])) == 1
        words = [
            label.text for label in chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
        ]
        assert all(any(cell.split(" ")[0] in word for word in words) for cell in course.table()["累计完成"])


def test_what_was_closed_stays_as_it_was_shown(invented_ledger: Ledger, invented_feed: Feed, closed: str) -> None:
    shown = exhibit(f"ledger-snapshot?snapshot={closed}")
    assert shown.title == "示例 青州市 2023年3月 第 1 次定稿，3 个应报项：■ 红灯 1，● 绿灯 2"
    assert f"数据截至 {PERIOD} · " in shown.meta
    assert list(shown.table()["目标"]) == ["示例目标0", "示例目标1", "示例目标2"]
    assert list(shown.table()["进度灯"]) == list(LIGHTS)
    assert not any(note.startswith("更正原因") for note in shown.notes)
    corrected = exhibit(f"ledger-snapshot?snapshot={close_march(invented_ledger, reason=REASON)}")
    assert corrected.title.startswith("示例 青州市 2023年3月 第 2 次定稿")
    assert f"更正原因：{REASON}。" in corrected.notes
    assert exhibit(shown.subject).title == shown.title
    register = page("ledger/progress", snapshot="青州市 2023年3月 第 1 次")
    assert not register.exception
    assert shown.title in said(register).replace("\\", "")
    assert "add-snapshot" in {button.key for button in register.button}
    deck = Presentation(io.BytesIO(to_pptx([shown], title="标题")))
    assert all(f"示例目标{n}" in texts_of(deck.slides[1]) for n in range(3))


def test_all_of_them_are_marked_as_invented_in_every_file(invented_feed: Feed) -> None:
    made = [exhibit(subject) for subject in subjects(invented_feed)]
    for one in made:
        assert one.title.startswith("示例 ")
        assert one.renamed("标题").title == "示例 标题"
        assert SUBJECT.fullmatch(f"exhibit:{one.subject}")
        told = openpyxl.load_workbook(io.BytesIO(exhibit_workbook(one)))["说明"].iter_rows(values_only=True)
        assert any(INVENTED in map(str, line) for line in told)
        if one.drawings:
            assert "示例 " in exhibit_svg(one)
    deck = Presentation(io.BytesIO(to_pptx(made, title="标题")))
    assert "示例 标题" in texts_of(deck.slides[0])
    assert [INVENTED in texts_of(slide) for slide in deck.slides] == [False, *[True] * len(made), False]
    assert all("2023-03-31" in texts_of(slide) for slide in list(deck.slides)[1:-1])
    paper = docx.Document(io.BytesIO(to_report(made, title="标题", made_on=MADE_ON)))
    assert INVENTED in paper.sections[0].header.paragraphs[0].text
    with zipfile.ZipFile(io.BytesIO(to_archive(made, focus="", begun=lambda place: None))) as archive:
        assert all(name[3:].startswith("示例") for name in archive.namelist())


@pytest.mark.parametrize("size", [(1760, 740), (1280, 420)])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_on_the_wall_they_have_room(invented_feed: Feed, size: tuple[int, int], palette: Any) -> None:
    for subject in subjects(invented_feed)[:3]:
        form = exhibit(subject).wall
        if form:
            drawn = form.drawn(size, palette).to_dict(validate=False)
            assert drawn["width"] <= size[0]
            assert drawn["height"] <= size[1]


def test_stage_and_register_show_them(invented_feed: Feed) -> None:
    stage = page("compare/slides", deck=packed(*subjects(invented_feed)), present="true")
    assert not stage.exception
    assert all(f"<h1>{exhibit(subject).title}</h1>" in said(stage) for subject in subjects(invented_feed))
    register = page("ledger/progress", districts="青州市")
    assert not register.exception
    told = "".join(heading.value for heading in register.subheader).replace("\\", "")
    assert exhibit("ledger-departments?districts=qingzhou").title in told
    assert {button.key for button in register.button} >= {"add-light-bars", "add-items"}


@pytest.mark.parametrize(
    "subject", [*KINDS, "ledger-course?due=nobody", "ledger-items?as_of=never", "ledger-snapshot?snapshot=none"]
)
def test_without_a_ledger_a_slide_says_so(monkeypatch: pytest.MonkeyPatch, subject: str) -> None:
    monkeypatch.delenv("POLICYTARGETS_LEDGER", raising=False)
    refused = catalogue.exhibit(comparing, subject, focus="", made_on=MADE_ON)
    assert isinstance(refused, Refusal)
    assert "没有工作台账" in refused.reason
    stage = page("compare/slides", deck=packed(subject), present="true")
    assert not stage.exception
    assert "没有工作台账" in said(stage)


def test_a_ledger_whose_items_are_gone_says_so(invented_feed: Feed) -> None:
    for subject in ("ledger-course?due=nobody", "ledger-items?departments=nobody", "ledger-snapshot?snapshot=none"):
        assert isinstance(catalogue.exhibit(comparing, subject, focus="", made_on=MADE_ON), Refusal)
