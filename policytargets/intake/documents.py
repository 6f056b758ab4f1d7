"""A file in, its canonical text out. The format is told by the bytes, not by the name; all but plain text is parsed in
a child process with limits, as a stranger's file may be made to harm."""

import json
import subprocess
import sys
from pathlib import Path

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import Document, Place
from policytargets.intake.readers.formats import format_of
from policytargets.intake.readers.text import read_text
from policytargets.settings import ROOT

LARGEST = 100 * 1024 * 1024
SECONDS = 150
STRANGE = "文件异常，未导入：读取用时过长或中途出错。"


def read(path: Path) -> Document:
    """The document in a file; raises DocumentUnreadable with a sentence for the reader, OSError for the rest."""
    if path.stat().st_size > LARGEST:
        raise DocumentUnreadable("文件超过 100 MB。请拆分后再导入。")
    data = path.read_bytes()
    document = read_text(data) if format_of(data) == "txt" else _read_in_child(path)
    if not document.text.strip():
        raise DocumentUnreadable("文件里没有文字。")
    return document


def picture(path: Path, page: int, box: tuple[float, float, float, float]) -> bytes | None:
    """A page of a PDF as a PNG with one place framed, drawn in a child process; none where that fails."""
    command = [sys.executable, "-m", "policytargets.intake.readers.page", str(path.resolve()), str(page)]
    command += [str(part) for part in box]
    try:
        run = subprocess.run(command, capture_output=True, timeout=SECONDS, cwd=ROOT, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return run.stdout


def _read_in_child(path: Path) -> Document:
    command = [sys.executable, "-m", "policytargets.intake.readers.child", str(path.resolve())]
    try:
        run = subprocess.run(command, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False)
        told = json.loads(run.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise DocumentUnreadable(STRANGE) from error
    if "refused" in told:
        raise DocumentUnreadable(told["refused"])
    places = tuple(Place(int(p[0]), (p[1], p[2], p[3], p[4])) if p else None for p in told["places"])
    return Document(told["text"], told["format"], places, tuple(told["notes"]))
