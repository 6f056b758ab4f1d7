"""OFD (GB/T 33190): the text objects of each page, with the place of each character."""

from zipfile import ZipFile

from lxml import etree

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import Document
from policytargets.intake.readers.archive import open_archive
from policytargets.intake.readers.paragraphs import document_of
from policytargets.intake.readers.pdf_lines import Box, Line

POINTS = 72 / 25.4


def read_ofd(data: bytes) -> Document:
    """The text of an OFD; raises DocumentUnreadable where its pages hold pictures or paths only."""
    archive = open_archive(data)
    names = [name for name in archive.namelist() if name.endswith("Content.xml") and "/Pages/" in f"/{name}"]
    names.sort(key=lambda name: [int(part) if part.isdigit() else part for part in _parts(name)])
    pages = [_lines(archive, name, number) for number, name in enumerate(names, 1)]
    if not any(pages):
        raise DocumentUnreadable("这份 OFD 没有文字层。请先识别文字，或导入 PDF、Word 文件。")
    return document_of(pages, "ofd", [])


def _parts(name: str) -> list[str]:
    return "".join(char if char.isdigit() else f"\x00{char}\x00" for char in name).split("\x00")


def _lines(archive: ZipFile, name: str, number: int) -> list[Line]:
    """The text objects of one page joined to lines: those on one height, from left to right."""
    root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    height = 297.0
    rows: dict[int, list[tuple[str, Box]]] = {}
    for item in root.iter("{*}TextObject"):
        left, top, _, tall = (float(part) for part in item.get("Boundary", "0 0 0 0").split())
        size = float(item.get("Size", "4"))
        for code in item.iter("{*}TextCode"):
            letters = code.text or ""
            steps = _steps(code.get("DeltaX", ""), len(letters), size)
            at = left + float(code.get("X", "0"))
            for letter, step in zip(letters, steps, strict=True):
                box = (at * POINTS, (height - top - tall) * POINTS, (at + size) * POINTS, (height - top) * POINTS)
                rows.setdefault(round(top + tall), []).append((letter, box))
                at += step
    return [Line(number, sorted(row, key=lambda char: char[1][0]), height * POINTS) for _, row in sorted(rows.items())]


def _steps(written: str, count: int, size: float) -> list[float]:
    """How far each character moves on: numbers, or `g n step` for n alike."""
    steps: list[float] = []
    parts = written.split()
    while parts:
        part = parts.pop(0)
        if part == "g" and len(parts) >= 2:
            steps += [float(parts[1])] * int(parts[0])
            parts = parts[2:]
        else:
            steps.append(float(part))
    return (steps + [size] * count)[:count]
