"""Tables with merged cells in Word, PDF and HTML: what such a cell holds counts for all rows that it spans."""

import subprocess
from html import escape
from pathlib import Path

import docx
import pytest
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from policytargets.intake.tables_listed import tables_of

TITLE = "示例县（虚构）任务分工表"
ROWS = (
    ("序号", "工作任务", "目标", "责任分工", ""),
    ("", "", "", "牵头单位", "配合单位"),
    ("1", "示例甲任务", "建成示例站点3个", "县示例局", "县虚构局、县样本局"),
    ("", "", "改造示例管网5公里", "", ""),
    ("", "", "培训示例人员70名", "县另一局", ""),
    ("2", "示例乙任务", "建成示例泵站4座", "县泵站局", "各乡镇"),
    ("3", "示例丙任务", "建成示例水厂6座", "", ""),
    ("4", "示例丁任务", "新增示例床位90张", "", ""),
)
# The first row and column of each merged cell, then the last ones.
MERGED = (
    (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (2, 0, 4, 0), (2, 1, 4, 1), (2, 3, 3, 3), (2, 4, 4, 4),
    (5, 3, 7, 3), (5, 4, 6, 4),
)  # fmt: skip


def write_word(file: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]), style="Table Grid")
    for at, cells in enumerate(ROWS):
        for column, words in enumerate(cells):
            table.cell(at, column).text = words
            # In the middle of three rows, so that the words stand beside those of another row.
            table.cell(at, column).vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for first, left, last, right in MERGED:
        words = table.cell(first, left).text
        table.cell(first, left).merge(table.cell(last, right)).text = words
    document.save(str(file))


def write_pdf(file: Path) -> None:
    write_word(file.with_suffix(".docx"))
    command = ["soffice", f"-env:UserInstallation=file://{file.parent}/profile", "--headless", "--convert-to", "pdf"]
    made_of = str(file.with_suffix(".docx"))
    subprocess.run([*command, "--outdir", str(file.parent), made_of], check=True, capture_output=True)


def write_html(file: Path) -> None:
    inside = {
        (at, column)
        for first, left, last, right in MERGED
        for at in range(first, last + 1)
        for column in range(left, right + 1)
    }
    spans = {
        (first, left): f" rowspan={last - first + 1} colspan={right - left + 1}" for first, left, last, right in MERGED
    }
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{spans.get((at, column), '')}>{escape(words)}</td>"
            for column, words in enumerate(cells)
            if (at, column) in spans or (at, column) not in inside
        )
        + "</tr>"
        for at, cells in enumerate(ROWS)
    )
    file.write_text(f"<meta charset=utf-8><body><p>{TITLE}</p><table>{rows}</table></body>", encoding="utf-8")


@pytest.mark.parametrize(("kind", "write"), [("docx", write_word), ("pdf", write_pdf), ("html", write_html)])
def test_what_a_merged_cell_holds_counts_for_each_row_that_it_spans(tmp_path: Path, kind: str, write: object) -> None:
    assert callable(write)
    write(tmp_path / f"plan.{kind}")
    document = read(tmp_path / f"plan.{kind}")
    proposal = propose(document, Period(2024, 2024))
    assert [
        (task.passage.number, task.passage.title, task.departments.leads, task.departments.supports)
        for task in proposal.tasks
    ] == [
        (1, "示例甲任务", ("县示例局",), ("县虚构局", "县样本局")),
        (1, "培训示例人员70名", ("县另一局",), ("县虚构局", "县样本局")),
        (2, "示例乙任务", ("县泵站局",), ("各乡镇",)),
        (3, "示例丙任务", ("县泵站局",), ("各乡镇",)),
        (4, "示例丁任务", ("县泵站局",), ()),
    ]
    assert [(target.passage.number, target.passage.item[:4], target.value) for target in proposal.targets] == [
        (1, "", 3), (1, "", 5), (1, "培训示例", 70), (2, "", 4), (3, "", 6), (4, "", 90),
    ]  # fmt: skip
    assert [(table.head, table.count) for table in tables_of(document)] == [
        (("序号", "工作任务", "目标", "牵头单位", "配合单位"), 6)
    ]


GROUP, GROUPS = 9, "甲乙丙丁戊己"


@pytest.fixture(scope="module", params=[False, True], ids=["one head", "head on each page"])
def long_table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of 54 tasks whose leads are merged nine rows each, over page breaks; each other row has a support."""
    folder = tmp_path_factory.mktemp("long")
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=1 + GROUP * len(GROUPS), cols=5, style="Table Grid")
    for column, words in enumerate(("序号", "工作任务", "目标", "牵头单位", "配合单位")):
        table.cell(0, column).text = words
    for at in range(1, len(table.rows)):
        support = "县虚构局" if at % 2 else ""
        for column, words in enumerate((str(at), f"示例任务{at}", f"建成示例站点{at + 2}个", "", support)):
            table.cell(at, column).text = words
    for group, sign in enumerate(GROUPS):
        first, last = 1 + group * GROUP, (group + 1) * GROUP
        table.cell(first, 3).merge(table.cell(last, 3)).text = f"县示例{sign}局"
    if request.param:
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    document.save(str(folder / "plan.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "plan.docx")], check=True, capture_output=True)
    return folder / "plan.pdf"


def test_a_merged_cell_goes_on_over_the_page_and_no_row_is_taken_for_a_running_head(long_table: Path) -> None:
    document = read(long_table)
    assert max(place.page for place in document.places if place) > 2
    assert [
        (task.passage.number, task.departments.leads, task.departments.supports)
        for task in propose(document, Period(2024, 2024)).tasks
    ] == [
        (at, (f"县示例{GROUPS[(at - 1) // GROUP]}局",), ("县虚构局",) if at % 2 else ())
        for at in range(1, 1 + GROUP * len(GROUPS))
    ]


def test_an_empty_cell_is_not_one_that_is_merged(tmp_path: Path) -> None:
    rows = "序号\t工作任务\t牵头单位\n1\t建成示例站点3个\t县示例局\n2\t建成示例泵站4座\t\n"
    (tmp_path / "plan.txt").write_text(f"{TITLE}\n{rows}", encoding="utf-8")
    tasks = propose(read(tmp_path / "plan.txt"), Period(2024, 2024)).tasks
    assert [task.departments.leads for task in tasks] == [("县示例局",), ()]
