"""Every slide, paper and workbook is as the published schemas want it, so that no program offers to repair it."""

import io
import re
import zipfile
from datetime import date

import pytest

from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.exports.forms.writing import write_form
from policytargets.exports.notes import notes
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.papers.reminders import Reminder, to_reminder_workbook, to_reminders
from policytargets.exports.papers.task_list import to_task_list
from policytargets.exports.slides.presentation import to_pptx
from policytargets.record.database import Database
from policytargets.ui.blocks import comparing
from policytargets.ui.board import district_files
from policytargets.ui.board.department_lists import tasks_frame
from policytargets.ui.evidence import targets_files
from tests.decks import SUBJECTS
from tests.formats import Made, mixed, workbook_of
from tests.record_in_python import EVERYTHING
from tests.validity import faults

DAY = date(2026, 11, 26)
NOTES = ["第一句\n第二句"]


@pytest.fixture(scope="module")
def made() -> dict[str, Made]:
    return mixed()


@pytest.fixture(scope="module")
def deck(made: dict[str, Made]) -> bytes:
    return to_pptx(list(made.values()), title="示例", speaker_notes=NOTES, focus="zhoucun")


def spoilt(content: bytes, part: str, old: str, new: str) -> bytes:
    """The file with the first place of one of its parts changed that is like `old`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as copy:
        for name in package.namelist():
            text = package.read(name)
            if name == part:
                changed = re.sub(old, new, text.decode(), count=1, flags=re.DOTALL)
                assert changed != text.decode()
                text = changed.encode()
            copy.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("slides/slide2.xml", r"(<p:cSld>.*</p:cSld>)(<p:clrMapOvr>.*</p:clrMapOvr>)", r"\2\1"),
        ("slides/slide2.xml", r'<p:cNvPr id="3"', '<p:cNvPr id="2"'),
        ("slides/slide2.xml", r'r:id="rId\d+"', 'r:id="rId99"'),
        ("slides/_rels/slide2.xml.rels", "charts/chart", "charts/none"),
        ("slides/_rels/slide2.xml.rels", 'Target="[^"]*"', 'Target=""'),
        ("slides/slide4.xml", r"(<a:tblPr.*?</a:tblPr>)\s*(<a:tblGrid>.*?</a:tblGrid>)", r"\2\1"),
        ("charts/chart1.xml", r"(<c:cat>.*?</c:cat>)\s*(<c:val>.*?</c:val>)", r"\2\1"),
        ("charts/chart1.xml", r"(<c:autoTitleDeleted[^>]*>)\s*(<c:plotArea>.*?</c:plotArea>)", r"\2\1"),
        ("charts/chart1.xml", r'<c:axId val="', '<c:axId val="-'),
        ("presentation.xml", 'id="257"', 'id="256"'),
    ],
)
def test_a_planted_fault_is_seen(deck: bytes, part: str, old: str, new: str) -> None:
    assert faults(spoilt(deck, f"ppt/{part}", old, new), "pptx") != []


def test_a_part_without_a_content_type_is_seen(deck: bytes) -> None:
    missing = spoilt(deck, "[Content_Types].xml", r'<Override PartName="/ppt/slides/slide2.xml"[^>]*/>', "")
    assert faults(missing, "pptx") == ["ppt/slides/slide2.xml: no content type"]


def test_the_mixed_deck_is_valid_as_slides_paper_and_workbooks(made: dict[str, Made], deck: bytes) -> None:
    assert faults(deck, "pptx") == []
    assert faults(to_report(list(made.values()), title="示例", made_on=DAY), "docx") == []
    for name, one in made.items():
        assert faults(workbook_of(one), "xlsx") == [], name


def test_every_kind_of_exhibit_is_valid_as_slides_paper_and_workbook() -> None:
    shown = [catalogue.exhibit(comparing, subject, focus="", made_on=DAY) for subject in SUBJECTS]
    assert faults(to_pptx(shown, title="示例", speaker_notes=NOTES), "pptx") == []
    assert faults(to_report(shown, title="示例", made_on=DAY, draw=None), "docx") == []
    for one in shown:
        assert isinstance(one, Exhibit)
        assert faults(workbook_of(one), "xlsx") == [], one.subject


def test_the_papers_of_a_district_a_list_and_a_department_are_valid(database: Database) -> None:
    plan = database.query("board/district_plan", district="qingzhou").iloc[0].to_dict()
    assert faults(district_files.report(database, plan, []), "docx") == []
    chosen = {**EVERYTHING, "roles": ["lead"], "districts": ["zhoucun"]}
    assert faults(targets_files.document(database, "evidence/targets", chosen, "区县：周村区"), "docx") == []
    assert faults(targets_files.workbook(database, "evidence/targets", chosen, "区县：周村区"), "xlsx") == []
    asked = {"lines": ["education-sports"], "departments": [], "districts": [], "roles": ["lead"]}
    found = database.query("board/department_tasks", level="line", partner="", without_figures=False, most=99, **asked)
    targets = database.query("board/department_targets", most=99, **asked)
    to_know = notes("清单", made_on=DAY)
    paper = to_task_list(tasks_frame(found), targets, title="清单", filters="全部", to_know=to_know)
    assert faults(paper, "docx") == []


def test_what_departments_are_sent_is_valid() -> None:
    missing, rates = {"甲局": [("新建示例数", "10个", "逾期", "—")]}, [("甲局", "4", "2", "1", "1", "2/4")]
    reminder = Reminder(
        missing, rates, title="催报单", period="2023年9月", due_on=date(2023, 10, 8), made_on=date(2023, 10, 10)
    )
    assert faults(to_reminders(reminder), "docx") == []
    assert faults(to_reminder_workbook(reminder), "xlsx") == []
    rows = [{"due_id": "a", "name": "示例", "signed_by": "示例乙"}]
    assert faults(write_form("示例 填报表", "form:a:b", rows), "xlsx") == []
