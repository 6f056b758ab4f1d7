"""Papers and slides that have no room for all rows of an exhibit say which file has them."""

import io
from datetime import date

import pandas as pd
from docx import Document
from pptx import Presentation

from policytargets.exhibits.model import Exhibit
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.slides.presentation import to_pptx

DAY = date(2026, 11, 28)
FILE = "全部在看板“示例清单”处下载（XLSX）"


def listed(number: int) -> Exhibit:
    rows = pd.DataFrame({"项目": [f"第{place}项" for place in range(number)]})
    return Exhibit("x", "示例清单", "标题", "单位：项", "1 份计划", DAY, lambda: rows, lambda: ["某区，《某计划》"])


def test_a_paper_cut_at_200_rows_names_the_file_of_all() -> None:
    paper = Document(io.BytesIO(to_report([listed(244)], title="汇报", made_on=DAY, draw=None)))
    assert f"以上 200 行，共 244 行，{FILE}。" in [paragraph.text for paragraph in paper.paragraphs]
    whole = Document(io.BytesIO(to_report([listed(200)], title="汇报", made_on=DAY, draw=None)))
    assert not any(FILE in paragraph.text for paragraph in whole.paragraphs)


def test_notes_of_a_slide_cut_at_60_rows_name_the_file_of_all() -> None:
    deck = Presentation(io.BytesIO(to_pptx([listed(61)], title="示例")))
    assert f"以上 60 行，共 61 行，{FILE}。" in deck.slides[1].notes_slide.notes_text_frame.text
