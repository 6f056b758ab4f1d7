"""One plan in every format gives the same tasks, figures and departments; what can't be read is refused in words."""

import io
import shutil
import subprocess
import zipfile
from html import escape
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from policytargets.errors import DocumentUnreadable
from policytargets.intake.candidates import candidates_of
from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from policytargets.intake.view import squeeze
from policytargets.settings import ROOT

PLANS = ROOT / "tests" / "intake" / "plans"
TEXT = (PLANS / "arabic_review_first.txt").read_text(encoding="utf-8")
TABLE = (PLANS / "table_tabs.txt").read_text(encoding="utf-8")


def found(file: Path, year: int = 2024) -> list[tuple[object, ...]]:
    """Ids and contents of the candidates of a file."""
    made = candidates_of(propose(read(file), Period(year, year)))
    return [(c["candidate_id"], c["kind"], c["task_no"], c.get("printed"), c.get("leads")) for c in made]


@pytest.fixture(scope="module")
def from_text(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    file = tmp_path_factory.mktemp("text") / "plan.txt"
    file.write_text(TEXT, encoding="utf-8")
    return found(file)


def word(folder: Path, text: str = TEXT) -> Path:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "plan.docx"))
    return folder / "plan.docx"


def test_word_gives_the_same_candidates(tmp_path: Path, from_text: list[tuple[object, ...]]) -> None:
    assert found(word(tmp_path)) == from_text


def test_old_word_gives_the_same_candidates(tmp_path: Path, from_text: list[tuple[object, ...]]) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(word(tmp_path))], check=True, capture_output=True)
    shutil.copy(tmp_path / "plan.doc", tmp_path / "plan.wps")
    assert found(tmp_path / "plan.doc") == from_text
    assert found(tmp_path / "plan.wps") == from_text


def test_a_web_page_gives_the_same_candidates(tmp_path: Path, from_text: list[tuple[object, ...]]) -> None:
    body = "".join(f"<p>{escape(line)}</p>" for line in TEXT.splitlines())
    page = f"<!DOCTYPE html><html><head><script>var x = 300</script></head><body><nav>首页 12</nav>{body}</body></html>"
    (tmp_path / "plan.pdf").write_text(page, encoding="utf-8")
    assert found(tmp_path / "plan.pdf") == from_text


def test_an_ofd_gives_the_same_text_with_places(tmp_path: Path, from_text: list[tuple[object, ...]]) -> None:
    lines = []
    for number, line in enumerate(line for line in TEXT.splitlines() if line):
        height = 4 + 0.03 * number
        code = f'<TextCode X="0" Y="3" DeltaX="g {max(len(line) - 1, 1)} 1.0">{escape(line)}</TextCode>'
        lines.append(f'<TextObject Boundary="20 {20 + 5 * number} 170 {height}" Size="3">{code}</TextObject>')
    content = f'<Page xmlns="http://www.ofdspec.org/2016"><Content><Layer>{"".join(lines)}</Layer></Content></Page>'
    with zipfile.ZipFile(tmp_path / "plan.ofd", "w") as archive:
        archive.writestr("OFD.xml", "<OFD/>")
        archive.writestr("Doc_0/Pages/Page_0/Content.xml", content)
    document = read(tmp_path / "plan.ofd")
    assert squeeze(document.text) == squeeze(TEXT)
    assert {place.page for place in document.places if place} == {1}
    assert [c[1:] for c in found(tmp_path / "plan.ofd")] == [c[1:] for c in from_text]


def test_numbers_that_word_counts_are_read(tmp_path: Path) -> None:
    """Chapters counted 一、二、 and tasks 1. 2. by Word itself, where the text holds no number."""
    document = docx.Document()
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate((("chineseCountingThousand", "%1、"), ("decimal", "%2.")))
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    tasks = [(1, f"{word}任务。新增{word}物{n}个。（县示例局）") for word, n in (("示例", 5), ("虚构", 6))]
    for level, text in ((0, "示例章"), tasks[0], (0, "又一章"), tasks[1]):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), str(level))
        properties.get_or_add_numId().set(qn("w:val"), "90")
    document.save(str(tmp_path / "plan.docx"))
    assert read(tmp_path / "plan.docx").text.splitlines() == [
        "一、示例章",
        "1.示例任务。新增示例物5个。（县示例局）",
        "二、又一章",
        "1.虚构任务。新增虚构物6个。（县示例局）",
    ]


def test_lists_of_one_definition_count_on_unless_they_say_where_they_begin(tmp_path: Path) -> None:
    """As Word prints them: a second list of the same definition goes on, a third one begins where it says."""
    document = docx.Document()
    root = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>'))
    begins = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    for number, own in (("90", ""), ("91", ""), ("92", begins)):
        reference = '<w:abstractNumId w:val="90"/>'
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{reference}{own}</w:num>'))
    for number in ("90", "90", "91", "92", "92"):
        properties = document.add_paragraph("新增示例物")._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().set(qn("w:val"), number)
    document.save(str(tmp_path / "plan.docx"))
    assert [line[:2] for line in read(tmp_path / "plan.docx").text.splitlines()] == ["1.", "2.", "3.", "7.", "8."]


def test_a_table_in_word_is_read_as_rows(tmp_path: Path) -> None:
    """Rows with cells merged downwards; the same tasks, figures and departments as from the same table in text."""
    title, head, *rows = [line.split("\t") for line in TABLE.splitlines()]
    document = docx.Document()
    document.add_paragraph(title[0])
    table = document.add_table(rows=len(rows) + 1, cols=len(head) + 1)
    for at, cells in enumerate([head, *rows]):
        for column, cell in enumerate(cells):
            table.cell(at, column + 1).text = cell
    table.cell(0, 0).text = "类别"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "住有所居"
    table.cell(1, 3).text = "改造老旧小区18个，惠及居民2600户\n加装电梯５０部"
    document.save(str(tmp_path / "plan.docx"))
    (tmp_path / "plan.txt").write_text(TABLE, encoding="utf-8")
    from_word, from_text = found(tmp_path / "plan.docx", 2025), found(tmp_path / "plan.txt", 2025)
    assert [c[1:] for c in from_word] == [c[1:] for c in from_text]


def test_a_ruled_table_in_a_pdf_is_read_as_rows_over_page_breaks(tmp_path: Path) -> None:
    """Thirty rows on several pages: the same candidates from the PDF as from the Word file it was made of."""
    title, head, *rows = [line.split("\t") for line in TABLE.splitlines()]
    for number in range(len(rows) + 1, 31):
        target = f"新增虚构设施{number}处，虚构覆盖率达到{40 + number}%以上，组织虚构活动{2 * number}场"
        rows.append([str(number), f"虚构任务{number}", target, "县示例局", "县虚构局、各乡镇", "2025年底"])
    document = docx.Document()
    document.add_paragraph(title[0])
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    for cells in [head, *rows]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "plan.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "plan.docx")], check=True, capture_output=True)
    from_pdf, from_word = found(tmp_path / "plan.pdf", 2025), found(tmp_path / "plan.docx", 2025)
    assert [c[1:] for c in from_pdf] == [c[1:] for c in from_word]
    assert sum(c[1] == "task" for c in from_pdf) == 30
    assert read(tmp_path / "plan.pdf").places[-2] is not None


def test_names_that_blanks_or_lines_of_a_cell_part_are_read_apart(tmp_path: Path) -> None:
    """In a line and in narrow cells, where a PDF breaks names and leaves nothing between those of two lines."""
    names = ("县示例局", "县虚构局", "虚构银行样例支行", "各示例镇")
    document = docx.Document()
    for line in ("示例县（虚构）工作方案", "1.建成示例站点3个。", f"责任单位：{' '.join(names)}"):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    rows = [("2", "\u3000".join(names)), ("3", "\n".join(names[:2]))]
    for cells in [("序号", "任务", "牵头单位", "配合单位"), *((n, "建成示例泵站4座", "县甲局", b) for n, b in rows)]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "plan.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "plan.docx")], check=True, capture_output=True)
    for kind in ("docx", "pdf"):
        answers = [task.departments for task in propose(read(tmp_path / f"plan.{kind}"), Period(2025, 2025)).tasks]
        assert [answers[0].leads, *(answer.supports for answer in answers[1:])] == [names, names, names[:2]], kind


@pytest.mark.parametrize("kind", ["w:ins", "w:del"])
def test_open_revisions_are_refused(tmp_path: Path, kind: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("新增示例物")
    paragraph._p.append(parse_xml(f"<{kind} {nsdecls('w')}><w:r><w:t>300个</w:t></w:r></{kind}>"))
    document.save(str(tmp_path / "plan.docx"))
    with pytest.raises(DocumentUnreadable, match="修订"):
        read(tmp_path / "plan.docx")


def test_a_decompression_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plan.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 250_000_000)
    with pytest.raises(DocumentUnreadable, match="未导入"):
        read(tmp_path / "plan.docx")


def test_an_encrypted_office_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(DocumentUnreadable, match="密码"):
        read(tmp_path / "plan.docx")


@pytest.mark.parametrize("data", [b"PK\x03\x04garbage", b"\xd0\xcf\x11\xe0garbage", b"%PDF-garbage"])
def test_broken_files_are_refused_and_the_process_lives(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "plan.docx").write_bytes(data)
    with pytest.raises(DocumentUnreadable):
        read(tmp_path / "plan.docx")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP"])
def test_a_picture_is_told_from_a_text_in_an_unknown_encoding(tmp_path: Path, form: str) -> None:
    Image.new("RGB", (600, 800), "white").save(tmp_path / "scan.txt", form)
    with pytest.raises(DocumentUnreadable, match="这是图片，没有文字层。请先识别文字，或导入 Word、文本文件。"):
        read(tmp_path / "scan.txt")


def test_another_archive_is_no_document(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    (tmp_path / "plan.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(DocumentUnreadable, match="不支持"):
        read(tmp_path / "plan.xlsx")


def test_a_page_nested_deeper_than_anyone_writes_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "deep.html"
    file.write_text(f"<html><body>{'<div>' * 200_000}示例（虚构）{'</div>' * 200_000}</body></html>", encoding="utf-8")
    with pytest.raises(DocumentUnreadable, match="层以上，不像一份文件"):
        read(file)


def test_what_needs_no_end_is_not_nested(tmp_path: Path) -> None:
    file = tmp_path / "loose.html"
    strange = "<!-- " + "<div>" * 900 + " --><script>var x = '" + "<div>" * 900 + "'</script>"
    lines = "".join(f"<p>示例{n}（虚构）<br><li>第{n}条<div class=a>新增</div>" for n in range(900))
    file.write_text(f"<html><body>{strange}{lines}</body></html>", encoding="utf-8")
    assert "示例899（虚构）" in read(file).text
