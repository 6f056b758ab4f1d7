"""The pages 区县, 领域 and 总览: each query against plain Python over the CSV files, each page against the queries."""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from urllib.parse import quote_plus, urlencode

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from policytargets.record.building import open_record
from policytargets.record.database import Database
from policytargets.record.shelf import SHELF
from policytargets.record.tables import Records, Row
from tests.conftest import Spoil
from tests.pages import SCRIPT, TIMEOUT, said
from tests.record_in_python import counted, in_document_order, indexed
from tests.words import per_cent

STAGE = {
    "preliminary": "前期", "start": "开工", "under_way": "在建", "completion": "建成", "operation": "投用"
}  # fmt: skip
DISTRICTS = ("chiping", "dongchangfu", "jiangbei", "qingzhou", "zhoucun")


def district_of(record: Row) -> str:
    return record["task_id"].split("-")[0]


def setters(records: Records) -> dict[str, set[str]]:
    """indicator_id → the districts that set it."""
    found: dict[str, set[str]] = defaultdict(set)
    for target in records["targets"]:
        if not target["restates"]:
            found[target["indicator_id"]].add(district_of(target))
    return found


def numbers_with_figures(records: Records, district: str) -> set[str]:
    tasks = indexed(records, "tasks")
    named = {tasks[target["task_id"]]["task_no"] for target in records["targets"] if district_of(target) == district}
    return named - {"0"}


@pytest.mark.parametrize("district", DISTRICTS)
def test_the_plan_counts_what_python_counts(database: Database, records: Records, district: str) -> None:
    plan = database.query("board/district_plan", district=district).iloc[0]
    own = [target for target in counted(records) if district_of(target) == district]
    document = next(entry for entry in records["documents"] if entry["district_id"] == district)
    assert plan["title"] == document["title"]
    assert plan["targets"] == len(own)
    assert plan["withheld"] == sum(target["withheld"] == "true" for target in own)
    assert plan["tasks"] == int(document["stated_task_count"])
    assert plan["tasks_with_figures"] == len(numbers_with_figures(records, district))


@pytest.mark.parametrize("district", DISTRICTS)
def test_tasks_without_figures_are_the_others(database: Database, records: Records, district: str) -> None:
    found = database.query("board/tasks_without_figures", districts=[district], categories=[])
    with_figures = numbers_with_figures(records, district)
    expected = {
        task["task_id"]
        for task in records["tasks"]
        if district_of(task) == district and task["task_no"] not in with_figures | {"0"} and not task["item"]
    }
    assert set(found["task_id"]) == expected
    assert len(found) == len(expected)
    green = database.query("board/tasks_without_figures", districts=[district], categories=["green"])
    tasks = indexed(records, "tasks")
    assert set(green["task_id"]) == {name for name in expected if tasks[name]["category_id"] == "green"}


def test_figures_of_a_paragraph_are_figures_of_its_task(folder: Path, spoil: Callable[[str, Spoil], None]) -> None:
    """A task whose own text commits to nothing, but a named paragraph of it does, is no task without a figure."""

    def move_into_paragraph(rows: list[Row]) -> None:
        for row in rows:
            if row["task_id"] == "chiping-2023-2025/15":
                seq = int(row["seq"]) + 10
                row.update(task_id=row["task_id"] + ".1", seq=str(seq), target_id=f"{row['task_id']}.1-{seq}")
        rows.sort(key=lambda row: row["target_id"])

    def forget(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if not row["due_id"].startswith("chiping-2023-2025/15-")]

    spoil("targets", move_into_paragraph)
    spoil("tracking", forget)
    changed = open_record(folder)
    found = changed.query("board/tasks_without_figures", districts=["chiping"], categories=[])
    plan = changed.query("board/district_plan", district="chiping").iloc[0]
    assert 15 not in set(found["task_no"])
    assert len(found) == plan["tasks"] - plan["tasks_with_figures"]
    changed.close()


@pytest.mark.parametrize("district", DISTRICTS)
def test_leading_departments_are_counted(database: Database, records: Records, district: str) -> None:
    led: dict[str, set[str]] = defaultdict(set)
    for duty in records["responsibilities"]:
        if duty["role"] == "lead" and district_of(duty) == district:
            led[duty["department_id"]].add(duty["task_id"])
    tasks = indexed(records, "tasks")
    found = database.query("board/district_departments", districts=[district])
    assert set(found["department_id"]) == set(led)
    for line in found.itertuples():
        own = [target for target in counted(records) if target["task_id"] in led[line.department_id]]
        assert line.targets == len(own), line
        assert line.withheld == sum(target["withheld"] == "true" for target in own)
        numbers = {tasks[name]["task_no"] for name in led[line.department_id]} - {"0"}
        assert line.tasks == len(numbers), line
    assert found["targets"].is_monotonic_decreasing


def test_shared_and_single_indicators_part_the_record(database: Database, records: Records) -> None:
    sets, indicators = setters(records), indexed(records, "indicators")
    shared = database.query("board/shared_indicators", categories=[])
    assert dict(zip(shared["indicator_id"], shared["districts"], strict=True)) == {
        name: len(districts) for name, districts in sets.items() if len(districts) > 1
    }
    rural = database.query("board/shared_indicators", categories=["rural"])
    assert set(rural["indicator_id"]) == {
        name for name in shared["indicator_id"] if indicators[name]["category_id"] == "rural"
    }
    for district in DISTRICTS:
        single = database.query("board/single_district_targets", districts=[district], categories=["green"])
        assert set(single["target_id"]) == {
            target["target_id"]
            for target in records["targets"]
            if sets[target["indicator_id"]] == {district}
            and not target["restates"]
            and indicators[target["indicator_id"]]["category_id"] == "green"
        }


def test_the_widest_gaps_are_those_python_finds(database: Database, records: Records) -> None:
    indicators, units = indexed(records, "indicators"), indexed(records, "units")
    stated: dict[tuple[str, str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for target in counted(records):
        indicator = indicators[target["indicator_id"]]
        plain = target["basis"] in ("new", "cumulative", "level") and not indicator["comparable_note"]
        if plain and target["value"] and not target["value_high"] and float(target["value"]) > 0:
            factors = [float(units[unit]["factor"]) if unit else 1 for unit in (target["unit"], indicator["unit"])]
            key = (target["indicator_id"], target["period"], target["due_year"])
            stated[key][district_of(target)].append(float(target["value"]) * factors[0] / factors[1])
    expected = {}
    for (name, _, _), by_district in stated.items():
        values = [found[0] for found in by_district.values() if len(found) == 1]
        if len(values) > 1 and max(values) > min(values):
            expected[name] = max(values) / min(values)
    found = database.query("board/overview_widest_gaps", limit=1000)
    assert dict(zip(found["indicator_id"], found["ratio"], strict=True)) == pytest.approx(expected)
    assert found["ratio"].is_monotonic_decreasing
    assert len(database.query("board/overview_widest_gaps", limit=3)) == 3


@pytest.fixture(scope="module", autouse=True)
def fresh_caches() -> Iterator[None]:
    st.cache_resource.clear()
    SHELF.clear()
    yield
    st.cache_resource.clear()
    SHELF.clear()


def opened(page: str, **parameters: str) -> AppTest:
    """A page opened by its link, in a session of its own."""
    app = AppTest.from_file(SCRIPT, default_timeout=TIMEOUT).run()
    app.switch_page(f"pages/board/{page}.py")
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def listed_of(app: AppTest, label: str) -> pd.DataFrame:
    """The list of a page with this label."""
    (body,) = [element.proto.body for element in app.get("html") if f'aria-label="{label}"' in element.proto.body]
    return pd.read_html(io.StringIO(body), flavor="lxml")[0]


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def words(app: AppTest) -> str:
    return "\n".join(str(block.value) for block in (*app.markdown, *app.caption, *app.warning, *app.info)).replace(
        "\\", ""
    )


def test_the_district_page_shows_what_the_database_gives(database: Database) -> None:
    app = opened("district", district="周村区")
    plan = database.query("board/district_plan", district="zhoucun").iloc[0]
    single = database.query("board/single_district_targets", districts=["zhoucun"], categories=[])
    tasks = database.query("board/tasks_without_figures", districts=["zhoucun"], categories=[])
    shown = figures(app)
    share = per_cent(Fraction(int(plan["tasks_with_figures"]), int(plan["tasks"])))
    assert shown["计划目标"] == f"{plan['targets']} 个"
    assert shown["任务"] == f"{plan['tasks']} 项"
    assert shown["有量化目标的任务"] == f"{plan['tasks_with_figures']} 项（{share}）"
    assert shown["独有指标"] == f"{single['indicator_id'].nunique()} 项"
    assert plan["doc_no"] in words(app)
    assert listed_of(app, "只有周村区设定的目标")["目标"].tolist() == single["name"].tolist()
    assert len(listed_of(app, "周村区没有量化目标的任务")) == len(tasks)


@pytest.mark.parametrize("district", DISTRICTS)
def test_named_projects_stand_by_stage_and_lead_to_their_tasks(
    database: Database, records: Records, district: str
) -> None:
    tasks, stages = indexed(records, "tasks"), ["preliminary", "start", "under_way", "completion", "operation", ""]
    own = [row for row in records["projects"] if district_of(row) == district]
    own.sort(
        key=lambda row: (
            stages.index(row["stage_group"]), *in_document_order(tasks[row["task_id"]]), int(row["seq"])
        )
    )  # fmt: skip
    found = database.query("board/district_projects", district=district)
    assert found["project_id"].tolist() == [row["project_id"] for row in own]
    name = indexed(records, "districts")[district]["name"]
    app = opened("district", district=name)
    shown = listed_of(app, f"{name}计划写明的项目，按阶段")
    assert shown["项目"].tolist() == [row["name"] for row in own]
    assert shown["阶段"].tolist() == [STAGE.get(row["stage_group"], "未注明") for row in own]
    assert shown["年份"].tolist() == [f"{row['year']}年" for row in own]
    html = next(element.proto.body for element in app.get("html") if "计划写明的项目" in element.proto.body)
    assert re.findall(r'href="task\?task=([^"]+)"', html) == [quote_plus(row["task_id"]) for row in own]


def test_the_legend_names_only_the_marks_that_occur() -> None:
    text = words(opened("district", district="周村区"))
    assert "▶ 以上" in text
    assert "粗线 区间" not in text  # no range in what 周村 shares with others
    assert "斜纹" not in text
    assert "斜纹 原文隐去" in words(opened("district", district="茌平区"))


def test_a_draft_is_marked_and_an_unknown_district_is_said() -> None:
    draft = words(opened("district", district="茌平区"))
    assert "征求意见稿" in draft
    # Of its shared indicators some are withheld or in words alone: they are counted too.
    assert "因年份或含义有别，或者缺少可比的数字，都不宜排名次" in said(opened("district", district="茌平区"))
    assert "不在本记录中，已忽略" in words(opened("district", district="<b>某区"))


def test_the_category_page_shows_each_comparable_indicator(database: Database) -> None:
    app = opened("category", category="降碳减污扩绿")
    shared = database.query("board/shared_indicators", categories=["green"])
    single = database.query("board/single_district_targets", districts=[], categories=["green"])
    assert figures(app)["共有指标"] == f"{len(shared)} 项"
    assert figures(app)["独有指标"] == f"{single['indicator_id'].nunique()} 项"
    titled = words(app)
    assert all(f"### [{name}" in titled for name in shared["indicator"])
    assert all(f"](indicator?{urlencode({'indicator': name})})" in titled for name in shared["indicator"])


def test_a_category_without_anything_comparable_says_so() -> None:
    text = words(opened("category", category="组织实施"))
    assert "没有两个区县都设定的指标" in text
    assert "没有独有指标" in text


def test_the_overview_names_the_widest_gaps_and_searches(database: Database) -> None:
    app = opened("overview")
    text = words(app)
    for gap in database.query("board/overview_widest_gaps", limit=3).itertuples():
        assert f"{gap.highest} {gap.highest_printed}" in text
        assert f"{gap.lowest}（{gap.lowest_printed}）" in text or f"，{gap.lowest} {gap.lowest_printed}" in text
    assert "新建开通5G基站数（2023年，2 个区县可比）：东昌府 100个，度假区 10个以上" in text  # no multiple of 以上
    assert "周村 4000人，是度假区（200人）的20 倍" in text.replace("的 20", "的20")
    app.text_input(key="search-box").set_value("粮食 产量").run()
    assert not app.exception
    assert app.title[0].value == "目标清单"
    assert app.query_params["q"] == "粮食 产量"
