"""Pages in two columns, made by hand: read in the order of a reader, whatever order the file has."""

from pathlib import Path

import pytest

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from tests.intake.papers import assembled

SIZE, PITCH, WIDE = 12, 20, 18
LEFT, RIGHT = 60, 320
TITLE = "示例县虚构事项工作方案"
LEFT_TEXT = (
    "　　1．新建示例站点二十五个，治理虚构沟渠三十公里，改造假设泵站四十座。新建设想公园12个，铺设示例管网"
    "36公里，示例覆盖率达到95%。（县示例局牵头，县虚构局配合）"
)
RIGHT_TEXT = (
    "　　2．培育示例企业48家，引进虚构项目17个，完成假设投资62亿元。新增设想岗位3600个，开展示例培训"
    "5200人次，虚构满意率不低于98%。（县假设局牵头，县设想局配合）"
)


def placed(words: str, left: float, bottom: float) -> str:
    return f"1 0 0 1 {left} {bottom} Tm <{words.encode('utf-16-be').hex()}> Tj"


def lines(words: str) -> list[str]:
    return [words[at : at + WIDE] for at in range(0, len(words), WIDE)]


def paper(parts: list[str]) -> bytes:
    stream = f"BT /F {SIZE} Tf {' '.join(parts)} ET".encode()
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            b" /DescendantFonts [6 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
            b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>",
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        ]
    )


def columns() -> tuple[list[str], list[str]]:
    left = [placed(line, LEFT, 700 - PITCH * at) for at, line in enumerate(lines(LEFT_TEXT))]
    right = [placed(line, RIGHT, 700 - PITCH * at) for at, line in enumerate(lines(RIGHT_TEXT))]
    return left, right


@pytest.mark.parametrize("order", ["by columns", "by lines", "right first"])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, order: str) -> None:
    left, right = columns()
    by_lines = [part for pair in zip(left, right, strict=True) for part in pair]
    parts = {"by columns": left + right, "by lines": by_lines, "right first": right + left}[order]
    file = tmp_path / "plan.pdf"
    file.write_bytes(paper([placed(TITLE, 230, 780), *parts]))
    document = read(file)
    paragraphs = [line.strip() for line in document.text.splitlines()]
    assert paragraphs == [TITLE, LEFT_TEXT.strip(), RIGHT_TEXT.strip()]
    assert any("分两栏" in note for note in document.notes)
    tasks = propose(document, Period(2025, 2025)).tasks
    assert [task.departments.leads for task in tasks] == [("县示例局",), ("县假设局",)]


def test_one_column_is_read_as_before(tmp_path: Path) -> None:
    words = (LEFT_TEXT.strip() + RIGHT_TEXT.strip()) * 3
    wide = [words[at : at + 38] for at in range(0, len(words), 38)]
    file = tmp_path / "plan.pdf"
    file.write_bytes(paper([placed(line, LEFT, 760 - PITCH * at) for at, line in enumerate(wide)]))
    document = read(file)
    assert document.text.strip() == words
    assert not any("分两栏" in note for note in document.notes)
