"""The office's papers as LibreOffice Writer sets them: measures, repeated heads, every figure, gaps to fill in."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import numpy
import pandas as pd
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from policytargets.comparisons.captions import finding
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.comparisons.standings import has_figure, standings
from policytargets.errors import FontMissing
from policytargets.exhibits import catalogue
from policytargets.exports.notes import notes
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.papers.department import DepartmentRows, to_department_report
from policytargets.exports.papers.exhibit import IN_TEXT
from policytargets.exports.papers.paper import TO_FILL_IN, Paper, numeral
from policytargets.exports.papers.targets import to_targets_report
from policytargets.exports.papers.task_list import to_task_list
from policytargets.exports.papers.widths import widths_of
from policytargets.exports.pictures.bars import comparison_poster
from policytargets.record.database import Database
from policytargets.record.tables import Records
from policytargets.ui.blocks import comparing
from policytargets.ui.board import district_files
from policytargets.ui.board.department_lists import tasks_frame
from policytargets.ui.evidence import targets_files
from tests.office import converted, pages, picture, text_of
from tests.pages import opened
from tests.record_in_python import EVERYTHING, Target, all_targets, answering, counted, numbered

DAY = date(2026, 11, 22)
FILTERS = "区县：周村区"


@pytest.fixture(scope="module")
def comparisons(database: Database) -> list[Comparison]:
    """Every indicator that at least two districts set."""
    names = database.query("choices/indicators")["indicator_id"].tolist()
    rows = database.query("comparisons/indicators", indicators=names)
    targets = database.query("comparisons/indicator_targets", indicators=names, districts=[])
    made = compare_each(rows, targets, database.query("comparisons/districts", districts=[]), made_on=DAY)
    return [one for one in made if isinstance(one, Comparison) and len({row.district_id for row in one.drawn}) > 1]


def words(paper: bytes) -> str:
    """All text of a document without white space."""
    document = docx.Document(io.BytesIO(paper))
    return squeezed(told(document.element.body))


def told(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def apart_in_words(target: Target) -> str:
    """What the papers say behind the figure of a target that adds nothing to the count."""
    if target.row["restates"]:
        return "，重复表述，不另计"
    part = "另一种计量" if target.measured_otherwise else "总数的其中项"
    return f"，{part}，不另计" if target.row["part_of"] else ""


def squeezed(text: object) -> str:
    return "".join(str(text).split())


def tables(paper: bytes) -> list[list[list[str]]]:
    """The cells of every table, the head first."""
    document = docx.Document(io.BytesIO(paper))
    cells = qn("w:tc")
    return [[[told(cell) for cell in row.iter(cells)] for row in table._tbl.tr_lst] for table in document.tables]


def pages_of(paper: bytes, folder: Path, name: str) -> list[Any]:
    file = folder / f"{name}.docx"
    file.write_bytes(paper)
    (pdf,) = converted([file])
    return pages(pdf)


def test_a_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    paper = Paper("版心")
    paper.paragraph("国" * 28 * 60)
    sheets = pages_of(paper.to_bytes(), tmp_path, "measure")
    lines = [line.strip() for line in sheets[1].get_textpage().get_text_bounded().splitlines()]
    full = [len(line) for line in lines if line and set(line) == {"国"}]
    assert full == [28] * 22
    assert [round(side) for side in sheets[0].get_size()] == [595, 842]
    assert ["—1—" in text_of(sheets[0]), "—2—" in text_of(sheets[1])] == [True, True]


def test_a_table_repeats_its_head_and_long_cells_are_whole(tmp_path: Path) -> None:
    paper = Paper("长表", lying=True)
    paper.table(("序号", "很特别的表头"), [(str(number), f"第{number}行" + "文" * 90) for number in range(60)], (1, 9))
    sheets = pages_of(paper.to_bytes(), tmp_path, "table")
    assert len(sheets) > 3
    assert all("很特别的表头" in text_of(sheet) for sheet in sheets)
    assert sheets[0].get_size()[0] > sheets[0].get_size()[1]
    whole = "".join(text_of(sheet) for sheet in sheets)
    assert all(f"第{number}行" in whole for number in range(60))
    assert whole.count("文文") == 60 * 45


def test_every_comparison_is_told_with_its_table_sources_and_caution(
    comparisons: list[Comparison], tmp_path: Path
) -> None:
    made = to_report(comparisons, title="对比情况汇报", made_on=DAY, version="v1", draw=None)
    text = words(made)
    listed = tables(made)
    assert len(listed) == len(comparisons)
    for shown, (head, *rows) in zip(comparisons, listed, strict=True):
        assert head == ["区县", "计划目标", "目标年份", "说明"]
        assert [row[:2] for row in rows] == [[row.district, row.figure] for row in shown.rows]
        assert squeezed(finding(shown)) in text
        assert squeezed(shown.subtitle) in text
        assert squeezed(shown.caution) in text
    assert text.count(TO_FILL_IN) == 3
    assert "数据版本：v1" in text
    assert "制作日期：2026-11-22" in text
    sheets = pages_of(made, tmp_path, "deck")
    assert "草稿" in text_of(sheets[0])
    last = "".join(text_of(sheet) for sheet in sheets)
    assert all(squeezed(row.figure) in last for shown in comparisons[:5] for row in shown.drawn)


def test_pictures_carry_words_and_a_missing_font_is_said(comparisons: list[Comparison]) -> None:
    made = to_report(comparisons[:2], title="两项", made_on=DAY)
    document = docx.Document(io.BytesIO(made))
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [finding(shown) for shown in comparisons[:2]]
    assert all(shape.width == Mm(156) for shape in document.inline_shapes)

    def missing(_: Comparison) -> bytes:
        raise FontMissing("这台服务器没有中文字体。")

    assert "这台服务器没有中文字体。" in words(to_report(comparisons[:1], title="一项", made_on=DAY, draw=missing))


def test_the_picture_of_a_comparison_in_a_paper_repeats_no_word_of_its_section(comparisons: list[Comparison]) -> None:
    for shown in comparisons:
        said = "".join(line.text for line in comparison_poster(shown, IN_TEXT, alone=True).lines)
        assert "来源：" not in said
        assert "计划目标" not in said
        bounded = any(row.comparator != "exactly" or row.presence == "withheld" for row in shown.rows)
        assert bounded <= ("图上记号" in said)


def test_no_sheet_of_a_deck_is_left_mostly_empty(comparisons: list[Comparison], tmp_path: Path) -> None:
    """Tables flow from sheet to sheet, and what has to stay together is at most about half of one."""
    kinds = ("overview-cells", "overview-tasks", "department-matrix", "district-strips?district=qingzhou",
             "pair?districts=qingzhou&districts=zhoucun", "district-projects?district=qingzhou")  # fmt: skip
    shown = [catalogue.exhibit(comparing, kind, focus="", made_on=DAY) for kind in kinds]
    sheets = pages_of(to_report([*comparisons[:3], *shown], title="对比", made_on=DAY), tmp_path, "flowing")
    for sheet in sheets[:-1]:
        rows = (numpy.asarray(picture(sheet, 1).convert("L")) < 200).any(axis=1)
        high, top, below = len(rows), len(rows) * 37 / 297, len(rows) * (297 - 35) / 297
        (inked,) = numpy.nonzero(rows[: int(below)])
        assert (inked[-1] - top) / (high - top - (high - below)) > 0.4


def test_the_paper_of_a_district_counts_what_python_counts(database: Database, records: Records) -> None:
    plan = database.query("board/district_plan", district="qingzhou").iloc[0].to_dict()
    shared = database.query("board/shared_indicators", categories=[])["indicator_id"].tolist()
    rows = database.query("comparisons/indicators", indicators=shared)
    targets = database.query("comparisons/indicator_targets", indicators=shared, districts=[])
    made = compare_each(rows, targets, database.query("comparisons/districts", districts=[]), made_on=DAY, order="plan")
    own = [lane for lane in standings(made, "qingzhou") if has_figure(lane)]
    paper = district_files.report(database, plan, own)
    text = words(paper)
    held = [row for row in records["targets"] if row["task_id"].startswith("qingzhou-2023/")]
    tasks = [row for row in records["tasks"] if row["document_id"] == "qingzhou-2023" and row["task_no"] != "0"]
    mine = [row for row in counted(records) if row["task_id"].startswith("qingzhou-2023/")]
    assert f"提出编号任务{len({row['task_no'] for row in tasks})}项" in text
    assert f"共有计划目标{len(mine)}个" in text
    printed = [row[2] for table in tables(paper) if table[0][1] == "目标" for row in table[1:]]
    assert sorted(printed) == sorted(row["printed"] for row in held)
    ranked, unranked = [table for table in tables(paper) if table[0][0] == "指标"]
    assert (len(ranked) - 1, len(unranked) - 1) == (
        sum(lane.place != "unranked" for lane in own),
        sum(lane.place == "unranked" for lane in own),
    )
    assert f"能排名次的指标（{len(ranked) - 1}项）" in text
    assert f"其中{len(ranked) - 1}项目标年份和含义相同" in text
    (sown,) = [row for row in (*ranked, *unranked) if row[0].startswith("粮食播种面积")]
    assert "茌平区：有表述，无数字（全力稳定）（2025年，不参与排序）" in sown[2]
    # Whoever is ranked falls due in one year, as the sentence above the table says.
    assert all("目标年份不同" not in row[3] for row in ranked)
    assert any("目标年份不同" in row[3] for row in unranked)
    assert all(row[3] for row in unranked[1:])
    notes_told = text.rsplit("附注", 1)[1]
    assert max(notes_told.count(f"《{row['title']}》") for row in records["documents"]) == 1
    assert re.search("第[0-9]+项、第[0-9]+项", notes_told)
    with_figures = {row["task_id"].split("/")[1].split(".")[0] for row in held}
    (bare,) = [table for table in tables(paper) if table[0][0] == "任务号"]
    silent = {row["task_no"] for row in tasks} - with_figures
    assert sorted(row[0] for row in bare[1:]) == sorted(f"第{number}项" for number in silent)
    assert text.count(TO_FILL_IN) == 3


def test_short_words_of_a_table_are_not_broken(tmp_path: Path) -> None:
    paper = Paper("表")
    long = "很长的一句话" * 20
    rows = [(str(number), long, f"第{100 + number}项", "2023年", long, long) for number in range(90, 95)]
    paper.table(("序号", "目标", "任务号", "目标年份", "牵头部门", "配合部门"), rows, (1, 9, 1, 1, 9, 9))
    (sheet, *_) = pages_of(paper.to_bytes(), tmp_path, "narrow")
    lines = [squeezed(line) for line in sheet.get_textpage().get_text_bounded().splitlines()]
    whole = {word for line in lines for word in ("序号", "任务号", "目标年份", "第190项", "2023年") if word in line}
    assert whole == {"序号", "任务号", "目标年份", "第190项", "2023年"}
    crowded = [["一二三四五"] * 12] * 2
    assert sum(widths_of(crowded, [1] * 12, 1_000_000)) <= 1_000_000


def test_the_notes_of_a_deck_name_each_document_once(comparisons: list[Comparison]) -> None:
    told = words(to_report(comparisons, title="对比", made_on=DAY, draw=None)).rsplit("附注", 1)[1]
    titles = {found for shown in comparisons for row in shown.rows for found in re.findall("《.*?》", row.source)}
    assert {title: told.count(squeezed(title)) for title in titles} == dict.fromkeys(titles, 1)
    numbers = {found for shown in comparisons for row in shown.rows for found in re.findall("第[0-9]+项", row.source)}
    assert all(number in told for number in numbers)


def test_a_deck_of_many_kinds_counts_them_and_names_each_document_once(comparisons: list[Comparison]) -> None:
    kinds = ("overview-tasks", "district-strips?district=chiping", "pair?districts=chiping&districts=zhoucun")
    shown = [catalogue.exhibit(comparing, kind, focus="", made_on=DAY) for kind in kinds]
    paper = words(to_report([comparisons[0], *shown], title="对比", made_on=DAY, draw=None))
    assert squeezed("本材料共 4 张图表，其中比较 1 项指标，这项指标的数字取自") in paper
    assert squeezed("茌平区的文件是征求意见稿") in paper  # of the exhibits, also where no comparison has it
    assert "这项指标" not in words(to_report(comparisons[:1], title="一项", made_on=DAY, draw=None))
    titles = re.findall("《.*?》", paper.rsplit("附注", 1)[1])
    assert len(titles) == len(set(titles)) == 5


def test_the_paper_of_a_list_holds_its_rows_and_names_its_documents(database: Database, records: Records) -> None:
    chosen = {**EVERYTHING, "roles": ["lead"], "districts": ["zhoucun", "chiping"]}
    paper = targets_files.document(database, "evidence/targets", chosen, FILTERS)
    text = words(paper)
    wanted = [row for row in records["targets"] if row["task_id"].startswith(("zhoucun-", "chiping-"))]
    assert f"共{len(wanted)}条量化承诺" in text
    hidden = sum(row["withheld"] == "true" for row in wanted)
    assert f"其中{hidden}条的数字在原文中隐去" in text
    listed = [row for table in tables(paper) for row in table[1:]]
    figures = [f"原文隐去（{row['printed']}）" if row["withheld"] == "true" else row["printed"] for row in wanted]
    assert sorted(row[2] for row in listed) == sorted(figures)
    again = {row["name"] for row in wanted if row["restates"]}
    assert {row[1] for row in listed if "重复表述" in row[1]} == {f"{name}（重复表述，不另计）" for name in again}
    parts = [target for target in all_targets(records) if target.row in wanted and target.row["part_of"]]
    otherwise = sum(target.measured_otherwise for target in parts)
    assert sum("其中项" in row[1] for row in listed) == len(parts) - otherwise > 0
    assert sum("另一种计量" in row[1] for row in listed) == otherwise > 0
    assert "（二）茌平区（征求意见稿）" in text or "（一）茌平区（征求意见稿）" in text
    titles = {row["title"]: row["district_id"] in ("zhoucun", "chiping") for row in records["documents"]}
    assert {title: squeezed(title) in text for title in titles} == titles


def test_the_list_of_departments_says_which_figures_add_nothing_and_which_plans_are_drafts(
    database: Database, records: Records
) -> None:
    asked = {"lines": ["education-sports"], "departments": [], "districts": [], "roles": ["lead"]}
    found = database.query("board/department_tasks", level="line", partner="", without_figures=False, most=999, **asked)
    targets = database.query("board/department_targets", most=999, **asked)
    assert not targets["counted"].all()
    paper = to_task_list(tasks_frame(found), targets, title="清单", filters="全部", to_know=notes("清单", made_on=DAY))
    text, ((_, *rows),) = words(paper), tables(paper)
    assert f"{len(targets)}条量化承诺（计为{targets['counted'].sum()}个目标" in text
    own = {target.target_id: target for target in all_targets(records)}
    for target_id in targets["target_id"]:
        target = own[target_id].row
        told = [row[5] for row in rows if f"{target['name']}：" in row[5]]
        assert any(apart_in_words(own[target_id]) in words for words in told), target_id
    drafts = {row["name"] for row in records["districts"] if row["district_id"] == "chiping"}
    assert {row[1] for row in rows if "茌平" in row[1]} <= {f"{name}（征求意见稿）" for name in drafts}


def test_the_list_of_a_department_is_a_lying_table_to_fill_in(
    database: Database, records: Records, tmp_path: Path
) -> None:
    asked = {"lines": [], "departments": ["zhoucun-ecology"], "districts": [], "roles": ["lead"]}
    found = database.query(
        "board/department_tasks", level="department", partner="", without_figures=False, most=999, **asked
    )
    targets = database.query("board/department_targets", most=999, **asked)
    paper = to_task_list(
        tasks_frame(found), targets, title="部门任务清单", filters="全部", to_know=notes("清单", made_on=DAY)
    )
    led = {
        row["task_id"]
        for row in records["responsibilities"]
        if row["department_id"] == "zhoucun-ecology" and row["role"] == "lead"
    }
    ((head, *rows),) = tables(paper)
    assert len(rows) == len(led)
    assert head[-1] == "进展情况"
    assert {row[-1] for row in rows} == {""}
    for target in all_targets(records):
        own, apart = target.row, apart_in_words(target)
        if own["task_id"] in led and own["withheld"] == "false":
            assert any(f"{own['name']}：{own['printed']}（{own['due_year']}年{apart}）" in row[5] for row in rows)
    sheets = pages_of(paper, tmp_path, "list")
    assert all(sheet.get_size()[0] > sheet.get_size()[1] for sheet in sheets)
    assert sum("量化目标" in text_of(sheet) for sheet in sheets) >= len(sheets) - 1


def test_the_paper_of_a_line_holds_its_targets_and_its_tasks_without_figures(
    database: Database, records: Records
) -> None:
    asked = {"lines": ["science"], "departments": [], "districts": [], "roles": ["lead"]}
    scope = {"level": "line", "partner": ""}
    rows = DepartmentRows(
        counts=database.query("board/department_counts", **asked).iloc[0].to_dict(),
        targets=database.query("board/department_targets", most=999, **asked),
        tasks=database.query("board/department_tasks", without_figures=True, most=999, **scope, **asked),
        partners=database.query("board/department_partners", level="line", **asked),
    )
    paper = to_department_report(
        rows, names="科技", role="仅牵头", filters=FILTERS, sources=["甲县，《示例》"], made_on=DAY
    )
    text, listed = words(paper), tables(paper)
    led = {
        task_id: {line for one in by_role["lead"] for line in one["line_ids"].split(";")}
        for task_id, by_role in answering(records).items()
    }
    own = [target for target in all_targets(records) if "science" in led[target.row["task_id"]]]
    printed = [
        f"原文隐去（{target.row['printed']}）" if target.presence == "withheld" else target.row["printed"]
        for target in own
    ]
    assert sorted(row[2] for table in listed if table[0][1] == "目标" for row in table[1:]) == sorted(printed) != []
    held = {place for task in records["tasks"] if "science" in led[task["task_id"]] and (place := numbered(task))}
    bare = held - {numbered(target.task) for target in all_targets(records)}
    assert f"科技仅牵头编号任务{len(held)}项、计划目标{sum(target.counted for target in own)}个" in text
    assert f"其中{len(bare)}项任务没有量化目标" in text
    (silent,) = [table for table in listed if table[0][1] == "任务号"]
    short = {row["name"]: row["district_id"] for row in records["districts"]}
    assert {(short[row[0].partition("（")[0]], row[1]) for row in silent[1:]} == {
        (document.split("-")[0], f"第{number}项") for document, number in bare
    }
    assert text.count(TO_FILL_IN) == 3


@pytest.mark.parametrize("text", ["=1+1", "<script>&</script>", "长" * 500, "\u202e倒写", "🙂", "**粗**[链](http://x)"])
def test_strange_text_stays_text(comparisons: list[Comparison], text: str) -> None:
    made = to_report([replace(comparisons[0], title=text)], title=text, made_on=DAY, draw=None)
    assert words(made).count(squeezed(text)) >= 2


def test_the_file_speaks_of_this_document_alone(comparisons: list[Comparison]) -> None:
    made = to_report(comparisons[:1], title="一项", made_on=DAY, draw=None)
    document = docx.Document(io.BytesIO(made))
    properties = document.core_properties
    assert (properties.title, properties.author, properties.comments) == ("一项", "绿色低碳高质量发展目标看板", "")
    assert properties.created.year >= 2026
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    assert "python-docx" not in parts
    assert '<w:altName w:val="仿宋"/>' in parts
    for run in document.element.body.iter(qn("w:r")):
        assert run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia"))


def test_nothing_to_tell_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        to_report([], title="空", made_on=DAY)
    with pytest.raises(ValueError, match="at least one"):
        to_targets_report(pd.DataFrame(), filters="", sources=[], made_on=DAY)
    with pytest.raises(ValueError, match="at least one"):
        to_task_list(pd.DataFrame(), pd.DataFrame(), title="", filters="", to_know=[])


def test_numerals() -> None:
    assert [numeral(number) for number in (1, 10, 11, 20, 35, 99)] == ["一", "十", "十一", "二十", "三十五", "九十九"]


@pytest.mark.parametrize(
    ("script", "address", "label"),
    [
        ("board/district", {"district": "青州市"}, "下载汇报材料（DOCX）"),
        ("board/department", {"lines": "科技"}, "部门任务清单（DOCX）"),
        ("board/department", {"lines": "科技"}, "汇报材料（DOCX）"),
        ("compare/slides", {"deck": "green-building-area-new"}, "下载汇报材料（DOCX）"),
        ("evidence/targets", {"districts": "青州市"}, "汇报材料（DOCX）"),
    ],
)
def test_the_pages_offer_their_papers(script: str, address: dict[str, str], label: str) -> None:
    board = opened(script, **address)
    assert not board.exception
    assert label in [button.proto.label for button in board.get("download_button")]
