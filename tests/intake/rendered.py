"""Invented plans as files of Word and PDF: tables with merged cells, automatic numbers, running heads."""

import re
import subprocess
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

MERGED_UP = "^"
LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), "%1、", "chineseCounting"),
    (re.compile(r"（[一二三四五六七八九十]+）"), "（%2）", "chineseCounting"),
    (re.compile(r"\d+\."), "%3.", "decimal"),
)


def word(text: str) -> Document:
    """Paragraphs, and lines with tabs as rows of tables; a cell that holds `^` is merged with the one above."""
    document = docx.Document()
    table = None
    for line in text.splitlines():
        if "\t" not in line:
            document.add_paragraph(line)
            table = None
            continue
        cells = line.split("\t")
        table = table or document.add_table(rows=0, cols=len(cells), style="Table Grid")
        row = table.add_row()
        for column, content in enumerate(cells):
            if content == MERGED_UP:
                above = table.cell(len(table.rows) - 2, column)
                words = above.text
                above.merge(row.cells[column]).text = words
            else:
                row.cells[column].text = content
    return document


def numbered_by_word(text: str) -> Document:
    """Headings by style and numbers that Word counts; those of tasks go on over the whole document."""
    document = docx.Document()
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f"{'<w:lvlRestart w:val=' + chr(34) + '0' + chr(34) + '/>' if level == 2 else ''}"
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
        for level, (_, shown, form) in enumerate(LEVELS)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for line in text.splitlines():
        level = next((at for at, (form, *_) in enumerate(LEVELS) if form.match(line)), None)
        if level is None:
            document.add_paragraph(line)
            continue
        style = f"Heading {level + 1}" if level < 2 else None
        paragraph = document.add_paragraph(LEVELS[level][0].sub("", line, count=1), style=style)
        numbers = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        paragraph._p.get_or_add_pPr().append(numbers)
    return document


def printed_on_pages(text: str, file: Path, columns: int = 1) -> Path:
    """A PDF of several pages with a running head and a page number at the foot of each, its text in so many columns."""
    document = word(text)
    section = document.sections[0]
    section._sectPr.xpath("w:cols")[0].set(qn("w:num"), str(columns))
    section.page_height = section.page_height * 3 // 5
    section.header.paragraphs[0].text = f"{text.splitlines()[0]}  内部资料"
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    foot._p.append(field)
    foot.add_run(" —")
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.first_line_indent = 24 * 12700
    normal = document.styles["Normal"]
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
    source = file.with_suffix(".docx")
    document.save(str(source))
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return file.with_suffix(".pdf")
