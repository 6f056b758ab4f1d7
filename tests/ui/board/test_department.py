"""责任部门: who answers for what, worked out a second time in plain Python; lists, files and the page itself."""

import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html
import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page
from streamlit.testing.v1 import AppTest

from policytargets.charts.department import partner_bars, ranking_bars, responsibility_matrix
from policytargets.charts.flows import role_flows
from policytargets.charts.style import LIGHT
from policytargets.exports.spreadsheets import to_csv, to_workbook
from policytargets.record.building import open_record
from policytargets.record.database import Database
from policytargets.record.tables import Records
from policytargets.settings import today
from policytargets.ui.board import department_lists
from policytargets.ui.board.department import Selection
from tests.browser import open_folds, settle
from tests.pages import SCRIPT, TIMEOUT, lists, said, ways, with_twins
from tests.record_in_python import Record, counted, indexed

PAGE = "pages/board/department.py"
ROLES = (["lead"], ["lead", "support"], ["support"])
CHOICES = (
    {"lines": ["science"]},
    {"lines": ["agriculture", "water"]},
    {"lines": ["collective"]},
    {"departments": ["jiangbei-economic-development"]},
    {"departments": ["zhoucun-development-reform", "chiping-science"]},
    {"lines": ["science"], "districts": ["zhoucun", "chiping"]},
    {"lines": ["tax"], "districts": ["qingzhou"]},
)


class Duty(NamedTuple):
    """One organ's role in one row of tasks.csv."""

    task_id: str
    role: str
    department: str
    lines: frozenset[str]
    numbered: tuple[str, str] | None
    district: str
    category: str


@pytest.fixture(scope="module")
def duties(records: Records) -> list[Duty]:
    lines = {row["department_id"]: frozenset(row["line_ids"].split(";")) for row in records["departments"]}
    tasks, documents = indexed(records, "tasks"), indexed(records, "documents")
    found = []
    for row in records["responsibilities"]:
        task = tasks[row["task_id"]]
        numbered = (task["document_id"], task["task_no"]) if task["task_no"] != "0" else None
        district = documents[task["document_id"]]["district_id"]
        organ = row["department_id"]
        found.append(Duty(row["task_id"], row["role"], organ, lines[organ], numbered, district, task["category_id"]))
    return found


@pytest.fixture(scope="module")
def targets(records: Records) -> dict[str, list[dict[str, str]]]:
    """The counted targets of each task."""
    found = defaultdict(list)
    for row in counted(records):
        found[row["task_id"]].append(row)
    return found


def asked(selection: dict[str, list[str]], roles: list[str]) -> dict[str, list[str]]:
    return {"lines": [], "departments": [], "districts": [], **selection, "roles": roles}


def own(duties: list[Duty], selection: dict[str, list[str]], roles: list[str]) -> list[Duty]:
    """The duties of the chosen organs in the roles, where the selection looks."""
    return [
        duty
        for duty in duties
        if duty.role in roles
        and (duty.lines & set(selection.get("lines", [])) or duty.department in selection.get("departments", []))
        and (not selection.get("districts") or duty.district in selection["districts"])
    ]


def targets_among(duties: list[Duty], targets: dict[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    return [target for task_id in {duty.task_id for duty in duties} for target in targets[task_id]]


def tasks_among(duties: list[Duty]) -> set[tuple[str, str]]:
    return {duty.numbered for duty in duties if duty.numbered}


def owners_of(duty: Duty, level: str) -> frozenset[str]:
    return duty.lines if level == "line" else frozenset({duty.department})


@pytest.mark.parametrize("roles", ROLES, ids="+".join)
@pytest.mark.parametrize("selection", CHOICES, ids=str)
def test_counts(database: Database, records: Records, duties, targets, selection, roles) -> None:
    row = database.query("board/department_counts", **asked(selection, roles)).iloc[0]
    mine, led, supported = (own(duties, selection, kind) for kind in (roles, ["lead"], ["support"]))
    tasks = indexed(records, "tasks")
    stated = {
        (tasks[target["task_id"]]["document_id"], tasks[target["task_id"]]["task_no"]) for target in records["targets"]
    }
    assert row["targets"] == len(targets_among(mine, targets))
    assert row["targets_led"] == len(targets_among(led, targets))
    assert row["targets_supported"] == len(targets_among(supported, targets))
    assert row["withheld"] == sum(target["withheld"] == "true" for target in targets_among(mine, targets))
    assert row["tasks"] == len(tasks_among(mine))
    assert row["tasks_led"] == len(tasks_among(led))
    assert row["tasks_supported"] == len(tasks_among(supported))
    assert row["tasks_without_figures"] == len(tasks_among(mine) - stated)
    assert row["districts"] == len({duty.district for duty in mine})


def test_counts_of_all(database: Database, duties, targets) -> None:
    row = database.query("board/department_counts", **asked({}, ["lead"])).iloc[0]
    led = [duty for duty in duties if duty.role == "lead"]
    assert row["targets_led"] == row["targets"] == len(targets_among(led, targets))
    assert row["tasks_led"] == len(tasks_among(led))


@pytest.mark.parametrize("districts", [[], ["qingzhou", "jiangbei"]], ids=str)
def test_what_no_department_answers_for(database: Database, records: Records, duties, districts) -> None:
    """The rest to the totals of 总览: a named paragraph's department answers for the task that holds it."""
    row = database.query("board/department_unnamed", districts=districts).iloc[0]
    tasks = indexed(records, "tasks")
    here = {key for key, task in tasks.items() if not districts or task["document_id"].split("-")[0] in districts}
    numbered = {(tasks[key]["document_id"], tasks[key]["task_no"]) for key in here if tasks[key]["task_no"] != "0"}
    held = {duty.task_id for duty in duties}
    targets = [row["task_id"] for row in counted(records) if row["task_id"] in here]
    unnamed = [task_id for task_id in targets if task_id not in held]
    assert (row["tasks"], row["targets"]) == (len(numbered), len(targets))
    assert row["tasks_unnamed"] == len(numbered - tasks_among(duties))
    assert row["targets_unnamed"] == len(unnamed)
    assert row["targets_unnumbered"] == sum(tasks[task_id]["task_no"] == "0" for task_id in unnamed)


def test_the_page_says_why_its_totals_are_below_those_of_the_overview(database: Database) -> None:
    whole = database.query("record/overview_counts").iloc[0]
    app = opened()
    led, missing = shown(app), database.query("board/department_unnamed", districts=[]).iloc[0]
    assert int(led["牵头任务"]) + missing["tasks_unnamed"] == whole["tasks"]
    assert int(led["牵头目标"]) + missing["targets_unnamed"] == whole["targets"]
    said = next(caption.value for caption in app.caption if "没有写明部门" in caption.value)
    assert f"全部 {whole['tasks']} 项任务中有 {missing['tasks_unnamed']} 项" in said
    assert f"全部 {whole['targets']} 个目标中有 {missing['targets_unnamed']} 个" in said
    assert f"原文隐去数字的目标全部有 {whole['withheld']} 个，写明部门的 {led['原文隐去']} 个" in said


@pytest.mark.parametrize("roles", ROLES, ids="+".join)
@pytest.mark.parametrize(("level", "selection"), [("line", {}), ("department", {}), ("department", CHOICES[0])])
def test_ranking_and_its_rest(database: Database, duties, targets, level, selection, roles) -> None:
    mine = own(duties, selection, ["lead", "support"]) if selection else duties
    filters = {"districts": [], "roles": roles} if level == "line" else asked(selection, roles)
    found = database.query(f"board/{level}_ranking", most=4, **filters)
    by_owner = defaultdict(list)
    for duty in mine:
        for owner in owners_of(duty, level):
            by_owner[owner].append(duty)

    def weight(held: list[Duty]) -> tuple[int, int]:
        shown = [duty for duty in held if duty.role in roles]
        return len(targets_among(shown, targets)), len(tasks_among(shown))

    ranked = sorted(
        (name for name, held in by_owner.items() if any(duty.role in roles for duty in held)),
        key=lambda name: (*(-number for number in weight(by_owner[name])), name),
    )
    top = found[found["owner_id"].notna()]
    assert top["owner_id"].tolist() == ranked[:4]
    groups = [[name] for name in ranked[:4]] + ([ranked[4:]] if ranked[4:] else [])
    assert len(found) == len(groups)
    for names, row in zip(groups, found.itertuples(), strict=True):
        held = [duty for name in names for duty in by_owner[name]]
        led, supported = ([duty for duty in held if duty.role == role] for role in ("lead", "support"))
        assert row.owners == len(names)
        assert (row.targets, row.tasks) == weight(held)
        assert row.targets_led == len(targets_among(led, targets))
        assert row.targets_supported == len(targets_among(supported, targets))
        assert (row.tasks_led, row.tasks_supported) == (len(tasks_among(led)), len(tasks_among(supported)))


@pytest.mark.parametrize(
    ("level", "owners"),
    [("line", ["science", "tax", "water"]), ("department", ["jiangbei-economic-development", "zhoucun-ecology"])],
)
def test_matrix(database: Database, records: Records, duties, targets, level, owners) -> None:
    found = database.query(f"board/{level}_matrix", owners=owners, districts=[])
    assert len(found) == len(owners) * len(records["categories"])
    for cell in found.itertuples():
        held = [
            duty for duty in duties if cell.owner_id in owners_of(duty, level) and duty.category == cell.category_id
        ]
        led, supported = ([duty for duty in held if duty.role == role] for role in ("lead", "support"))
        assert cell.targets_led == len(targets_among(led, targets))
        assert cell.targets_supported == len(targets_among(supported, targets))
        assert (cell.tasks_led, cell.tasks_supported) == (len(tasks_among(led)), len(tasks_among(supported)))
        assert (cell.targets_either, cell.tasks_either) == (len(targets_among(held, targets)), len(tasks_among(held)))


@pytest.mark.parametrize("roles", ROLES, ids="+".join)
@pytest.mark.parametrize("selection", CHOICES[:6], ids=str)
def test_places(database: Database, duties, targets, selection, roles) -> None:
    expected, tasks = Counter(), defaultdict(set)
    mine = own(duties, selection, roles)
    place = {duty.task_id: (duty.district, duty.category) for duty in mine}
    for task_id, where in place.items():
        expected[where] += len(targets[task_id])
    for duty in mine:
        tasks[duty.district, duty.category] |= tasks_among([duty])
    found = database.query("board/department_cells", **asked(selection, roles))
    assert found["targets"].sum() == sum(expected.values())
    for cell in found.itertuples():
        assert cell.targets == expected[cell.district_id, cell.category_id]
        assert cell.tasks == len(tasks[cell.district_id, cell.category_id])


@pytest.mark.parametrize("roles", ROLES, ids="+".join)
@pytest.mark.parametrize("selection", CHOICES, ids=str)
def test_partners(database: Database, duties, selection, roles) -> None:
    level = "line" if "lines" in selection else "department"
    task_ids = {duty.task_id for duty in own(duties, selection, roles)}
    mine = {duty.department for duty in own(duties, selection, ["lead", "support"])}
    shared, led = defaultdict(set), defaultdict(set)
    for duty in duties:
        if duty.task_id in task_ids and duty.numbered and duty.department not in mine:
            for partner in owners_of(duty, level):
                shared[partner].add(duty.numbered)
                led[partner] |= {duty.numbered} if duty.role == "lead" else set()
    found = database.query("board/department_partners", level=level, **asked(selection, roles))
    assert {row.partner_id: row.tasks for row in found.itertuples()} == {k: len(v) for k, v in shared.items()}
    assert {row.partner_id: row.tasks_led for row in found.itertuples()} == {k: len(led[k]) for k in shared}
    assert found["tasks"].is_monotonic_decreasing
    for partner in list(shared)[:3]:
        options = {"level": level, "partner": partner, "without_figures": False, "most": 500}
        joint = database.query("board/department_tasks", **options, **asked(selection, roles))
        assert {(row.document_id, str(row.task_no)) for row in _with_document(joint).itertuples()} == shared[partner]


def _with_document(tasks: pd.DataFrame) -> pd.DataFrame:
    return tasks.assign(document_id=tasks["task_id"].str.split("/").str[0])


def test_a_merged_organ_is_no_partner_of_itself(database: Database) -> None:
    """度假区's 区经济发展局 serves 科技, 工业和信息化 and 大数据: alone on a task, it works with nobody."""
    found = database.query("board/department_partners", level="line", **asked({"lines": ["science"]}, ["lead"]))
    assert "big-data" not in set(found["partner_id"])


def test_targets_of_merged_organs_are_told(
    database: Database, duties: list[Duty], targets: dict[str, list[dict[str, str]]]
) -> None:
    asked_for = {"lines": ["science"], "districts": [], "roles": ["lead"]}
    found = database.query("board/department_merged", **asked_for)
    expected: Counter[str] = Counter()
    for duty in duties:
        if duty.role == "lead" and len(duty.lines) > 1 and "science" in duty.lines:
            expected[duty.department] += len(targets[duty.task_id])
    assert sorted(found["targets"], reverse=True) == sorted(filter(None, expected.values()), reverse=True)
    assert found["targets"].sum() > 0
    assert "区经济发展局" in said(opened(lines="科技"))
    assert "合并设置" not in said(opened(lines="民政"))


@pytest.mark.parametrize("roles", ROLES, ids="+".join)
@pytest.mark.parametrize("selection", CHOICES, ids=str)
def test_lists(database: Database, records: Records, duties, selection, roles) -> None:
    mine = {duty.task_id for duty in own(duties, selection, roles)}
    options = {"level": "line", "partner": "", "without_figures": False}
    tasks = database.query("board/department_tasks", **options, most=5000, **asked(selection, roles))
    assert sorted(tasks["task_id"]) == sorted(mine)
    found = database.query("board/department_targets", most=5000, **asked(selection, roles))
    assert sorted(found["target_id"]) == sorted(
        row["target_id"] for row in records["targets"] if row["task_id"] in mine
    )
    counts = database.query("board/department_counts", **asked(selection, roles)).iloc[0]
    assert found["counted"].sum() == tasks["targets"].sum() == counts["targets"]
    bare = database.query(
        "board/department_tasks", **{**options, "without_figures": True}, most=5000, **asked(selection, roles)
    )
    assert bare.drop_duplicates(["district_id", "task_no"]).shape[0] == counts["tasks_without_figures"]
    assert len(database.query("board/department_tasks", **options, most=2, **asked(selection, roles))) <= 2


def test_open_lists_and_collective_names_are_said(database: Database) -> None:
    options = {"level": "line", "partner": "", "without_figures": False, "most": 5000}
    everything = database.query("board/department_tasks", **options, **asked({}, ["lead", "support"]))
    shown = department_lists.tasks_frame(everything).set_index("任务编号")
    first = shown.loc["zhoucun-2023/1"]
    assert first["配合部门"] == "区发展改革局等"
    assert "未列全" in first["说明"]
    assert shown["说明"].str.contains("“各相关部门”是统称", na=False).sum() == 2
    assert shown["配合部门"].str.endswith("等", na=False).sum() == 37
    assert shown.loc["chiping-2023-2025/c2", "任务号"] is pd.NA


def selection_of(**options: list[str]) -> Selection:
    lines = options.get("lines", [])
    codes = lines or options["departments"]
    return Selection("line" if lines else "department", codes, options.get("districts", []), ["lead", "support"], "")


def test_the_workbook_holds_what_the_query_gives(database: Database) -> None:
    selection = selection_of(departments=["zhoucun-industry-information"])
    book = openpyxl.load_workbook(io.BytesIO(department_lists.workbook(selection)))
    assert book.sheetnames == ["任务", "目标", "说明"]
    parameters = {"most": 5000, **selection.parameters}
    tasks = database.query(
        "board/department_tasks", level="department", partner="", without_figures=False, **parameters
    )
    targets = database.query("board/department_targets", **parameters)
    assert [row["任务编号"] for row in _sheet(book, "任务")] == tasks["task_id"].tolist()
    assert [row["任务号"] for row in _sheet(book, "任务")] == tasks["task_no"].tolist()
    assert [row["目标数"] for row in _sheet(book, "任务")] == tasks["targets"].tolist()
    values = [row["换算值"] for row in _sheet(book, "目标")]
    assert values == [None if pd.isna(value) else value for value in targets["value_std"]]
    assert any(isinstance(value, int | float) for value in values)
    said = dict(book["说明"].iter_rows(values_only=True))
    assert "周政办字〔2023〕17号" in said["来源"]
    assert said["筛选"] == "部门：区工业和信息化局（周村）；角色：牵头或配合"
    assert said["制作日期"].startswith("20")
    assert said["数据版本"] == database.version


def _sheet(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    head, *lines = book[name].iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_text_never_becomes_a_formula(folder: Path, spoil: Callable) -> None:
    def rename(rows: list[dict[str, str]]) -> None:
        next(row for row in rows if row["task_id"] == "zhoucun-2023/1")["title"] = "=1+1"

    spoil("tasks", rename)
    spoiled = open_record(folder)
    found = spoiled.query(
        "board/department_tasks", level="line", partner="", without_figures=False, most=5000,
        **asked({"lines": ["development-reform"]}, ["lead", "support"]),
    )  # fmt: skip
    spoiled.close()
    frame = department_lists.tasks_frame(found)
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook({"任务": frame})))["任务"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]
    assert "'=1+1" in to_csv(frame).decode("utf-8")


def opened(**parameters: str | list[str]) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=TIMEOUT)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_the_page_answers_for_a_line_and_a_role(database: Database) -> None:
    row = database.query("board/department_counts", **asked({"lines": ["science"]}, ["lead"])).iloc[0]
    app = opened(lines="科技")
    assert shown(app) == {
        "牵头目标": str(row["targets_led"]),
        "配合目标": str(row["targets_supported"]),
        "牵头任务": str(row["tasks_led"]),
        "配合任务": str(row["tasks_supported"]),
        "涉及区县": str(row["districts"]),
        "原文隐去": str(row["withheld"]),
    }
    assert len(lists(app)[2]) == row["tasks"] + 1  # the chapter introduction led by 茌平's 区科技局
    app.segmented_control(key="roles").set_value("support").run()  # warm
    assert not app.exception
    assert len(lists(app)[2]) == row["tasks_supported"]


def test_a_link_to_a_department_opens_by_department(database: Database) -> None:
    selection = {"departments": ["zhoucun-ecology"]}
    row = database.query("board/department_counts", **asked(selection, ["lead"])).iloc[0]
    app = opened(departments="区生态环境分局（周村）")
    assert app.segmented_control(key="by").value == "department"
    assert shown(app)["牵头目标"] == str(row["targets_led"])
    assert len(lists(app)[2]) == row["tasks"]


def test_a_pair_lists_its_tasks(database: Database) -> None:
    app = opened(lines="科技", partner="组织人事")
    joint = database.query(
        "board/department_tasks", level="line", partner="organisation", without_figures=False, most=500,
        **asked({"lines": ["science"]}, ["lead"]),
    )  # fmt: skip
    assert lists(app)[-1]["任务"].tolist() == joint["task"].tolist()


def test_nothing_chosen_ranks_and_sums_the_rest(records: Records) -> None:
    app = opened()
    lines = {row["department_id"]: row["line_ids"].split(";") for row in records["departments"]}
    leading = {
        line for row in records["responsibilities"] if row["role"] == "lead" for line in lines[row["department_id"]]
    }
    rest = len(leading) - 15
    assert [heading.value.split("，")[0] for heading in app.subheader] == ["全部责任部门", "牵头目标"]
    folds = [fold.label for fold in app.expander if not fold.label.startswith("表格")]
    assert [re.split("[：，]", label)[0] for label in folds] == ["牵头集中在哪里", "一方牵头、另一方配合的任务"]
    assert any(f"前 15 个以外的 {rest} 个条线合计" in caption.value for caption in app.caption)


def test_the_headline_names_the_district_of_each_department(shelved: Record) -> None:
    """Several districts have a department of one name; lines have no district."""
    led = Counter(row["department_id"] for target in shelved.targets if target.counted for row in target.leads)
    most = max(led.values())
    departments, districts = shelved.table("departments"), shelved.table("districts")
    first = {
        f"{departments[code]['name']}（{districts[departments[code]['district_id']]['short_name']}，{most}）"
        for code, number in led.items()
        if number == most
    }
    text = said(opened(by="按部门"))
    assert any(f"牵头目标最多的部门：{one}" in text for one in first)
    assert re.search(r"牵头目标最多的条线：[^（]+（\d+）", said(opened()))


@pytest.mark.parametrize("lines", [[], ["科技"]], ids=["all", "a line"])
def test_the_flows_name_a_section_only_where_it_is_on_the_page(lines: list[str]) -> None:
    board = with_twins("board/department", "flows", lines=lines)
    text = said(board)
    (told,) = {*re.findall("一同牵头的任务不在其中[^。]*。", text)}
    named = re.findall("“(.*?)”", told)
    assert named == [f"与{line}共同承担任务的条线" for line in lines]
    assert all(text.count(section) > 1 for section in named)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>' OR 1=1 --", "科技🙂" * 500])
def test_hostile_and_stale_values_are_left_out_in_words(name: str) -> None:
    app = opened(lines=name, by=name, measure=name, roles=name)
    assert len(app.warning) >= 3
    assert all("已忽略" in warning.value for warning in app.warning)


def test_no_result_is_said_and_can_be_cleared() -> None:
    app = opened(lines="电力供应", districts="聊城江北水城旅游度假区", roles="仅配合")
    assert "没有符合条件" in app.info[0].value
    app.button[0].click().run()
    assert not app.exception
    assert not app.info
    assert app.subheader


@pytest.mark.parametrize(
    ("role", "first", "second"),
    [("lead", (30, "配3"), (0, "配1")), ("support", (3, "牵30"), (1, "牵0")), ("either", (33, "牵30"), (1, "牵0"))],
)
def test_the_matrix_tells_lead_and_support_apart(
    database: Database, role: str, first: tuple[int, str], second: tuple[int, str]
) -> None:
    cells = database.query("board/line_matrix", owners=["science"], districts=[])
    cells = cells.assign(label="科技", place=1, district_id="zhoucun")
    spec = responsibility_matrix(cells, LIGHT, "targets", focus="qingzhou", role=role).to_dict()
    drawn = {row["category"]: (row["number"], row["beside"]) for row in next(iter(spec["datasets"].values()))}
    assert drawn["科技创新"] == first
    assert drawn["共同富裕"] == second
    assert {row["focused"] for row in next(iter(spec["datasets"].values()))} == {False}
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["rect", "rect", *["text"] * 4]


def test_bars_keep_the_order_and_say_both_numbers(database: Database, records: Records) -> None:
    lines = {row["department_id"]: row["line_ids"].split(";") for row in records["departments"]}
    roles: dict[str, set[str]] = {"lead": set(), "support": set()}
    for row in records["responsibilities"]:
        if "industry-information" in lines[row["department_id"]]:
            roles[row["role"]].add(row["task_id"])
    led, supported = (sum(row["task_id"] in roles[role] for row in counted(records)) for role in ("lead", "support"))
    ranked = database.query("board/line_ranking", most=3, districts=[], roles=["lead"])
    spec = ranking_bars(ranked.dropna(subset="owner_id").assign(label=lambda rows: rows["owner"]), LIGHT).to_dict()
    first = next(iter(spec["datasets"].values()))[0]
    assert (first["label"], first["numbers"]) == ("工业和信息化", f"牵头 {led} · 配合 {supported}")
    found = database.query("board/department_partners", level="line", **asked({"lines": ["science"]}, ["lead"]))
    spec = partner_bars(found.assign(label=found["partner"]), LIGHT).to_dict()
    first = next(iter(spec["datasets"].values()))[0]
    assert (first["bar"], first["stretch"], first["numbers"]) == (6, 9, "共 9 项，其中对方牵头 6 项")


@pytest.fixture(scope="module")
def visitor(browser: Browser, address: str) -> tuple[Page, str]:
    """One page for all tests of this file, high enough for its charts."""
    return browser.new_page(viewport={"width": 1366, "height": 2600}, locale="zh-CN", accept_downloads=True), address


def click_in_chart(page: Page, place: int, across: float, down: float) -> None:
    """Click in the chart at `place`, `across` its width and `down` pixels below its top."""
    chart = page.locator("[data-testid=stVegaLiteChart]").nth(place)
    chart.evaluate("chart => chart.scrollIntoView({block: 'center'})")
    box = chart.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + down)


@pytest.mark.browser
def test_one_click_leads_from_the_ranking_to_the_line_and_its_pairs(visitor: tuple[Page, str]) -> None:
    page, address = visitor
    page.goto(f"{address}/department")
    settle(page)
    click_in_chart(page, 0, 0.5, 38 * 3.5)
    page.wait_for_url("**lines=*")
    page.get_by_role("heading", name="部门任务清单").wait_for()
    settle(page)
    assert unquote(page.url).endswith("?lines=科技")
    click_in_chart(page, 1, 0.7, 38 * 0.5)
    page.wait_for_url("**partner=*")
    page.get_by_text("共同任务 9 行").wait_for()
    with page.expect_download() as started:
        page.get_by_role("button", name="下载部门任务清单").click()
    button, listed = (
        found.bounding_box()
        for found in (page.get_by_role("button", name="下载部门任务清单"), page.get_by_role("table", name="目标"))
    )
    assert button
    assert listed
    assert button["y"] < listed["y"]
    assert started.value.suggested_filename == f"部门任务清单_科技_牵头_{today().isoformat()}.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(started.value.path()).read_bytes()))
    assert book.sheetnames == ["任务", "目标", "说明"]


@pytest.mark.browser
def test_a_cell_of_the_matrix_leads_to_exactly_its_targets(visitor: tuple[Page, str], database: Database) -> None:
    page, address = visitor
    page.goto(f"{address}/department?lines=科技&districts=青州市")
    settle(page)
    assert page.get_by_test_id("stMainBlockContainer").evaluate("block => block.offsetHeight") < 2400
    open_folds(page)
    click_in_chart(page, 2, 0.12, 40)
    page.wait_for_url("**/targets?*")
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {
        "departments": ["市科技局（青州）"],
        "categories": ["科技创新"],
        "districts": ["青州市"],
    }
    cell = database.query("board/department_matrix", owners=["qingzhou-science"], districts=[])
    first = cell[cell["category_id"] == "innovation"].iloc[0]
    page.get_by_text(f"计为 {first['targets_led']} 个目标").wait_for()
    page.go_back()
    page.wait_for_url("**/department?*")
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"lines": ["科技"], "districts": ["青州市"]}
    page.locator("[data-testid=stMultiSelect]", has_text="青州市").wait_for()


@pytest.mark.parametrize("roles", ROLES, ids="+".join)
@pytest.mark.parametrize("chosen", [{}, {"lines": ["science"]}, {"departments": ["qingzhou-ecology"]}], ids=str)
def test_flows_are_the_shared_tasks_of_leads_and_supports(
    database: Database, records: Records, chosen: dict[str, list[str]], roles: list[str]
) -> None:
    level = "department" if "departments" in chosen else "line"
    tasks, lines = indexed(records, "tasks"), {row["department_id"]: row["line_ids"] for row in records["departments"]}
    sides: dict[str, dict[tuple[str, str], set[str]]] = {"lead": defaultdict(set), "support": defaultdict(set)}
    for row in records["responsibilities"]:
        task = tasks[row["task_id"]]
        code = row["department_id"]
        if task["task_no"] != "0":
            named = lines[code].split(";") if level == "line" else [code]
            sides[row["role"]][task["document_id"], task["task_no"]] |= set(named)
    expected: Counter[tuple[str, str]] = Counter()
    asked = {code for codes in chosen.values() for code in codes}
    for task, leads in sides["lead"].items():
        for pair in ((lead, support) for lead in leads for support in sides["support"][task]):
            own = {code for code, role in zip(pair, ("lead", "support"), strict=True) if role in roles}
            if pair[0] != pair[1] and (not asked or asked & own):
                expected[pair] += 1
    everything = {"lines": [], "departments": [], "districts": [], **chosen, "roles": roles}
    found = database.query("board/department_flows", level=level, most=100_000, **everything)
    assert {(row.lead_id, row.support_id): row.tasks for row in found.itertuples()} == dict(expected)
    drawn = role_flows(found.head(24), asked, LIGHT, "标题", "来源").to_dict()["data"][0]
    assert sum(drawn["link"]["value"]) == found.head(24)["tasks"].sum()


def test_the_two_counts_of_shared_tasks_say_what_they_count(shelved: Record) -> None:
    board = with_twins("board/department", lines="科技")
    titles = [heading.value for heading in board.subheader] + [fold.label for fold in board.expander]
    assert any(title.startswith("科技牵头、别的条线配合的任务，") for title in titles)
    text = said(with_twins("board/department", "flows", lines="科技"))
    assert "只算一方牵头、另一方配合的" in text
    assert "牵头的任务，对方牵头、配合都算" in text
    assert "一同牵头的任务不在其中" in text


@pytest.mark.parametrize(
    ("roles", "matrix", "flows"),
    [
        ("牵头", "牵头集中在哪里：", "科技牵头、别的条线配合的任务，"),
        ("仅配合", "配合集中在哪里：", "别的条线牵头、科技配合的任务，"),
        ("牵头或配合", "牵头或配合集中在哪里：", "一方牵头、另一方配合的任务，"),
    ],
)
def test_every_block_speaks_of_the_role_asked_for(roles: str, matrix: str, flows: str) -> None:
    folds = [fold.label for fold in with_twins("board/department", lines="科技", roles=roles).expander]
    assert [label.startswith((matrix, flows)) for label in folds].count(True) == 2


def test_what_a_flow_leads_to_its_row_leads_to() -> None:
    board = with_twins("board/department", "flows", lines="科技", roles="牵头或配合")
    figure = json.loads(board.get("plotly_chart")[0].proto.spec)["data"][0]
    names, behind = figure["node"]["label"], figure["link"]["customdata"]
    for place, (lead, support) in enumerate(zip(figure["link"]["source"], figure["link"]["target"], strict=True)):
        asked = parse_qs(urlsplit(behind[place]).query)
        assert (asked["lines"], asked["partner"], asked.get("roles")) == ([names[lead]], [names[support]], None)
        assert parse_qs(urlsplit(figure["node"]["customdata"][support]).query)["lines"] == [names[support]]
    heads = ["牵头", "配合", "共同任务"]
    (table,) = [body for body in (e.proto.body for e in board.get("html")) if 'data-label="共同任务"' in body]
    linked = lxml.html.fromstring(table).xpath("//tbody/tr/*[last()]/a/@href")
    assert linked == behind
    assert [head.text_content() for head in lxml.html.fromstring(table).xpath("//thead//th")] == heads
    joint = said(with_twins("board/department", **parse_qs(urlsplit(behind[0]).query)))
    assert "点名称看这项任务" in joint
    assert "不在本记录中" not in joint


def test_what_a_bar_of_partners_leads_to_its_row_leads_to() -> None:
    board = with_twins("board/department", "partners", lines="科技", roles="仅配合")
    assert "点一条看任务；用键盘时在下面的表格里打开。" in said(board)
    page, asked = ways(board, "条线", "共同任务", "对方牵头", "对方配合")[0]
    assert (page, asked["lines"], asked["roles"]) == ("department", ["科技"], ["仅配合"])
    assert "点名称看这项任务" in said(with_twins("board/department", **asked))


def test_flows_of_everybody_have_both_roles_whatever_is_asked_for() -> None:
    board = with_twins("board/department", "flows", roles="仅配合")
    assert any(fold.label.startswith("一方牵头、另一方配合的任务，") for fold in board.expander)
    assert "“角色”在这里不作筛选" in said(board)


def test_what_a_row_of_the_matrix_counts_is_listed_behind_it() -> None:
    board = with_twins("board/department", "matrix", lines="科技", roles="仅配合")
    (body,) = [
        e.proto.body for e in board.get("html") if "<table" in e.proto.body and 'data-label="配合任务"' in e.proto.body
    ]
    rows = lxml.html.fromstring(body).xpath("//tbody/tr")
    for row in rows[:4]:
        cells = {cell.get("data-label"): cell.text_content() for cell in row.xpath("./td")}
        asked = parse_qs(urlsplit(row.xpath(".//a")[0].get("href")).query)
        listed = said(with_twins("evidence/targets", **asked))
        counted = cells["配合目标"] if asked["roles"] == ["仅配合"] else cells["牵头目标"]
        assert f"计为 {counted} 个目标" in listed or (counted == "0" and "没有符合条件的目标" in listed)
    assert {"仅配合", "牵头或配合"} == {
        parse_qs(urlsplit(r.xpath(".//a")[0].get("href")).query)["roles"][0] for r in rows
    }


@pytest.mark.browser
def test_a_click_on_a_flow_opens_what_both_do_and_one_on_an_area_its_targets(visitor: tuple[Page, str]) -> None:
    page, address = visitor
    page.goto(f"{address}/department?lines=科技")
    settle(page)
    open_folds(page)
    start = "path => { const {x, y} = path.getPointAtLength(0).matrixTransform(path.getScreenCTM()); return [x, y] }"
    across, down = page.locator(".sankey-link").first.evaluate(start)
    page.mouse.move(across + 8, down + 8)
    page.mouse.click(across + 8, down + 8)
    page.wait_for_url("**partner=*")
    assert parse_qs(urlsplit(page.url).query) == {"lines": ["科技"], "partner": ["发展改革"]}
    page.goto(address)
    settle(page)
    page.locator(".js-plotly-plot .slice", has_text="乡村振兴").first.locator("path.surface").click(
        position={"x": 9, "y": 9}
    )
    page.wait_for_url("**/targets?*")
    assert parse_qs(urlsplit(page.url).query) == {"categories": ["乡村振兴"]}
