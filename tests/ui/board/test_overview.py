"""总览: the first sentence, a card for every district, and the shape of the plans, held against plain Python."""

import json
import re
from collections import Counter, defaultdict
from fractions import Fraction
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.charts.overview import task_treemap
from policytargets.charts.style import LIGHT
from policytargets.record.database import Database
from policytargets.record.tables import Records
from tests.pages import opened, plain, said, sheets, ways, with_twins
from tests.record_in_python import counted, indexed
from tests.words import per_cent


def kinds(records: Records) -> dict[tuple[str, str], set[str]]:
    """(document, task number) → the ways in which its targets are stated."""
    tasks = indexed(records, "tasks")
    stated: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in records["targets"]:
        task = tasks[row["task_id"]]
        stated[task["document_id"], task["task_no"]].add(row["stated_in"])
    return stated


@pytest.fixture(scope="module")
def page() -> AppTest:
    return opened("board/overview")


def test_the_first_sentence_counts_what_the_tables_hold(page: AppTest, records: Records) -> None:
    assert not page.exception
    numbered = [row for row in records["tasks"] if row["task_no"] != "0" and not row["item"]]
    quantified = [row for row in numbered if (row["document_id"], row["task_no"]) in kinds(records)]
    text = said(page)
    assert f"{len(records['districts'])} 个区县的 {len(records['documents'])} 份计划列出 {len(numbered)} 项任务" in text
    assert f"{len(quantified)} 项提出量化目标，共 {len(counted(records))} 个" in text
    assert f"其余 {len(numbered) - len(quantified)} 项没有量化目标；" in text


def test_every_district_has_a_card_that_leads_to_its_page(page: AppTest, records: Records) -> None:
    text = said(page)
    tasks = indexed(records, "tasks")
    targets = Counter(tasks[row["task_id"]]["document_id"] for row in counted(records))
    documents = {row["district_id"]: row for row in records["documents"]}
    for district in records["districts"]:
        (card,) = [one for one in re.findall("<li.*?</li>", text) if f"<b>{district['short_name']}</b>" in one]
        assert f"{targets[documents[district['district_id']]['document_id']]} 个目标" in card
        assert "卡片中的色条：有量化目标的任务占全部任务的份额" in text
        states = {"draft": "征求意见稿", "issued": "已印发"}
        state = states[documents[district["district_id"]]["status"]]
        assert [word for word in states.values() if word in card] == [state]


def test_a_sentence_says_which_district_has_most_tasks_with_targets(page: AppTest, records: Records) -> None:
    documents = {row["document_id"]: row["district_id"] for row in records["documents"]}
    names = {row["district_id"]: row["short_name"] for row in records["districts"]}
    counts = Counter(names[documents[document]] for document, number in kinds(records) if number != "0")
    most = max(counts.values())
    (named,) = re.findall(rf"有量化目标的任务，([^。]+?)(?:并列)?最多（{most} 项）。", said(page))
    assert set(named.split("、")) == {name for name, number in counts.items() if number == most}


def tasks_by_kind(records: Records) -> Counter[str]:
    """category/kind → the number of its tasks."""
    names, stated = {row["category_id"]: row["name"] for row in records["categories"]}, kinds(records)
    found: Counter[str] = Counter()
    for row in records["tasks"]:
        if row["task_no"] != "0" and not row["item"]:
            ways = stated.get((row["document_id"], row["task_no"]), set())
            kind = "without" if not ways else "in_words" if ways == {"words"} else "with_figures"
            found[f"{names[row['category_id']]}/{kind}"] += 1
    return found


def test_on_a_phone_bars_say_what_the_treemap_says(page: AppTest, records: Records) -> None:
    (body,) = [element.proto.body for element in page.get("html") if 'class="kinds"' in element.proto.body]
    words = {"with_figures": "有数字", "in_words": "只有文字量化", "without": "没有量化目标"}
    told = {}
    for name, whole, said_of_it in re.findall(r"<b>([^<]+)</b> (\d+) 项.*?<small>(.*?)</small>", body):
        told |= {f"{name}/{kind}": int(number) for kind, word in words.items()
                 for number in re.findall(rf"{word} (\d+)", said_of_it)}  # fmt: skip
        assert sum(number for of, number in told.items() if of.startswith(f"{name}/")) == int(whole)
    assert told == dict(tasks_by_kind(records))


def test_the_treemap_splits_the_tasks_of_each_category(database: Database, records: Records) -> None:
    expected = tasks_by_kind(records)
    tree = task_treemap(database.query("board/overview_tasks"), LIGHT, "标题", "来源").to_dict()["data"][0]
    bare = Counter({name.partition("/")[0]: number for name, number in expected.items() if name.endswith("/without")})
    whole: Counter[str] = Counter()
    for name, number in expected.items():
        whole[name.partition("/")[0]] += number
    ((most, number),) = bare.most_common(1)
    highest = max(bare, key=lambda name: bare[name] / whole[name])
    assert highest != most  # of the five plans: one answers for number, another for share
    (title,) = [
        one for one in (plain(heading.value) for heading in opened("board/overview").subheader) if "没有量化目标" in one
    ]
    assert f"项数最多的是{most}（{number} 项，占其任务的 {per_cent(Fraction(number, whole[most]))}）" in title
    share = per_cent(Fraction(bare[highest], whole[highest]))
    assert title.endswith(f"占比最高的是{highest}（{bare[highest]} 项，占其任务的 {share}）")
    told = dict(zip(tree["ids"], tree["texttemplate"], strict=True))
    assert told[f"{most}/without"] == f"未量化<br>{number} 项<br>占 {per_cent(Fraction(number, whole[most]))}"
    drawn = {name: value for name, value in zip(tree["ids"], tree["values"], strict=True) if "/" in name}
    assert drawn == dict(expected)


def test_what_an_area_of_the_treemap_leads_to_its_cell_leads_to(records: Records) -> None:
    board = with_twins("board/overview", "tasks")
    figure = json.loads(board.get("plotly_chart")[0].proto.spec)["data"][0]
    behind = {
        area: (urlsplit(way).path, parse_qs(urlsplit(way).query))
        for area, way in zip(figure["ids"], figure["customdata"], strict=True)
    }
    names = [row["name"] for row in sorted(records["categories"], key=lambda row: int(row["sort"]))]
    for area, way in behind.items():
        name, _, kind = area.partition("/")
        assert way == (("category", {"category": [name]}) if kind == "without" else ("targets", {"categories": [name]}))
    heads = ("领域", "有数字", "只有文字量化", "没有量化目标", "没有量化目标的占比")
    assert ways(board, *heads) == [behind[name] for name in names]


def test_by_matter_each_target_is_counted_where_its_indicator_belongs(database: Database, records: Records) -> None:
    indicators, tasks = indexed(records, "indicators"), indexed(records, "tasks")
    documents = indexed(records, "documents")
    expected: Counter[tuple[str, str]] = Counter()
    elsewhere = 0
    for row in counted(records):
        task, category = tasks[row["task_id"]], indicators[row["indicator_id"]]["category_id"]
        expected[documents[task["document_id"]]["district_id"], category] += 1
        elsewhere += category != task["category_id"]
    found = database.query("record/heat_map_by_matter", districts=[])
    drawn = {(row.district_id, row.category_id): row.targets for row in found.itertuples() if row.targets}
    assert drawn == dict(expected)
    assert found["elsewhere"].sum() == elsewhere > 0
    assert f"两种计法有 {elsewhere} 个目标归入不同领域" in said(opened("board/overview", counting="按事项"))


def test_what_another_basis_is_stands_one_click_away_and_means_the_same_there(page: AppTest) -> None:
    bodies = [element.proto.body for element in page.get("html")]
    (way, *_) = [way for body in bodies for way in re.findall(r'href="(sources[^"]*)"[^>]*>“另有口径”是什么意思', body)]
    (meaning,) = [
        row["含义"]
        for rows in sheets(opened("evidence/sources", **dict(parse_qsl(urlsplit(way).query))))
        for row in rows
        if row.get("用词") == "另有口径"
    ]
    assert meaning is not None
    # All that brings a figure under that word (`comparisons/making.py`): another period, basis or indicator.
    assert all(word in meaning for word in ("口径", "时段", "指标"))
