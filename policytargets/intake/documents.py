"""A file in, its canonical text out: the format is told by the bytes, not by the name."""

from pathlib import Path

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import Document
from policytargets.intake.readers.pdf import read_pdf
from policytargets.intake.readers.text import read_text

LARGEST = 100 * 1024 * 1024


def read(path: Path) -> Document:
    """The document in a file; raises DocumentUnreadable with a sentence for the reader, OSError for the rest."""
    if path.stat().st_size > LARGEST:
        raise DocumentUnreadable("文件超过 100 MB。请拆分后再导入。")
    data = path.read_bytes()
    if data.startswith(b"%PDF-"):
        return read_pdf(data)
    document = read_text(data)
    if not document.text.strip():
        raise DocumentUnreadable("文件里没有文字。")
    return document
