"""A file in, its canonical text out. The format is told by the bytes, not by the name; all but plain text is parsed in
a child process with limits, as a stranger's file may be made to harm."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from policytargets.errors import DocumentUnreadable, WordsInPictures
from policytargets.intake.model import Document, Place
from policytargets.intake.readers.broken import broken_letters, is_broken
from policytargets.intake.readers.formats import format_of
from policytargets.intake.readers.progress import Progress, last_told
from policytargets.intake.readers.text import read_text
from policytargets.settings import ROOT, recogniser_installed, recognising

LARGEST = 200 * 1024 * 1024
MOST_CHARACTERS = 500_000
SECONDS = 150
PICTURE_SECONDS = 30
LOOK = 0.1  # seconds between two looks at the child
STRANGE = "文件异常，未导入：读取用时过长或中途出错。"
FORMAT_WORD = {
    "pdf": "PDF",
    "docx": "DOCX",
    "ofd": "OFD",
    "doc": "DOC 或 WPS",
    "html": "网页",
    "txt": "纯文本",
    "picture": "图片",
}
NAMED = {".pdf": "pdf", ".docx": "docx", ".ofd": "ofd", ".doc": "doc", ".wps": "doc", ".html": "html", ".htm": "html"}
NAMED |= {".txt": "txt", **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), "picture")}
Box = tuple[float, float, float, float]


def read(
    path: Path, told: Callable[[Progress], None] = lambda progress: None, encoding: str = "", recognise: str = ""
) -> Document:
    """The document in a file; raises DocumentUnreadable with a sentence for the reader, OSError for the rest.

    `told` hears several times a second how far the reading has come; should it raise anything, the child is ended.
    `encoding` is for a text in no usual encoding (EncodingUnclear) whose user has chosen one, `recognise` for words in
    pictures (WordsInPictures): `needed` of pages that can't be read otherwise, `all` of every page.
    """
    if recognise and not recognising():
        raise DocumentUnreadable(how_to_recognise())
    if path.stat().st_size > LARGEST:
        raise DocumentUnreadable("文件超过 200 MB，不读。可拆分后再导入，或另存为文字版的 PDF、Word 文件。")
    data = path.read_bytes()
    form = format_of(data)
    document = read_text(data, encoding) if form == "txt" else _read_in_child(path, told, recognise)
    if not document.text.strip():
        raise DocumentUnreadable("文件里没有文字。")
    if len(document.text) > MOST_CHARACTERS:
        raise DocumentUnreadable("文件的文字超过 50 万字，不像一份计划。请拆分后再导入。")
    _refuse_broken(document)
    named = NAMED.get(path.suffix.lower(), form)
    note = f"文件名以 {path.suffix} 结尾，内容是{FORMAT_WORD.get(form, form)}，按内容读取"
    return document if named == form else replace(document, notes=(*document.notes, note))


def how_to_recognise() -> str:
    """What has to be done so that words in pictures can be recognised here; nothing where they can."""
    if recognising():
        return ""
    if recogniser_installed():
        return "识别文字的组件已经安装，还没有打开。请管理员设 POLICYTARGETS_OCR=on 后重新启动。"
    return (
        "识别文字要另装一个组件。请管理员按 requirements-ocr.lock 安装（没有互联网的机器，从别的机器带安装包来），"
        "再设 POLICYTARGETS_OCR=on 后重新启动。"
    )


def _refuse_broken(document: Document) -> None:
    """Raise where a text layer holds signs that stand for nothing: private ones, pieces of characters, replacements."""
    if document.places and is_broken(document.text):
        broken, letters = broken_letters(document.text)
        raise WordsInPictures(
            f"文字层损坏：{letters} 个字里有 {broken} 个无法辨认。请用识别文字，或另存为 Word、文本文件后再导入。"
        )


def picture(path: Path, page: int, box: Box | None = None, around: float | None = None) -> bytes | None:
    """A page of a PDF as a PNG, a place framed, drawn in a child process; none where that fails. `around`: only the
    strip of the page so many points above and below the place."""
    command = [sys.executable, "-m", "policytargets.intake.readers.page", str(path.resolve()), str(page)]
    command += [str(part) for part in (*(box or ()), *(() if around is None else (around,)))]
    try:
        run = subprocess.run(command, capture_output=True, timeout=PICTURE_SECONDS, cwd=ROOT, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return run.stdout


def _read_in_child(path: Path, told: Callable[[Progress], None], recognise: str) -> Document:
    command = [sys.executable, "-m", "policytargets.intake.readers.child", str(path.resolve()), recognise]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        # A session of its own, so that programs which the child starts end with it.
        child = subprocess.Popen(command, stdout=out, stderr=said, cwd=ROOT, start_new_session=True)
        try:
            _wait(child, said, told, each_page=bool(recognise))
        finally:
            _end(child)
        out.seek(0)
        try:
            return document_told(json.loads(out.read()))
        except ValueError as error:
            raise DocumentUnreadable(STRANGE) from error


def document_told(told: dict[str, Any]) -> Document:
    """The document as the child tells it; raises DocumentUnreadable where it was refused."""
    if "refused" in told:
        raise (WordsInPictures if told.get("pictures") else DocumentUnreadable)(told["refused"])
    places = tuple(Place(int(p[0]), (p[1], p[2], p[3], p[4]), *p[5:]) if p else None for p in told["places"])
    return Document(told["text"], told["format"], places, tuple(told["notes"]), tuple(told.get("unread", ())))


def _wait(
    child: "subprocess.Popen[bytes]", said: IO[bytes], told: Callable[[Progress], None], *, each_page: bool
) -> None:
    """Wait for the child, as long as a file may take, or, where words are recognised, as long as each page may."""
    latest, before = time.monotonic() + SECONDS, Progress()
    while True:
        try:
            child.wait(timeout=LOOK)
        except subprocess.TimeoutExpired:
            if time.monotonic() > latest:
                raise DocumentUnreadable(STRANGE) from None
            progress = last_told(os.pread(said.fileno(), 1_000_000, 0))
            if each_page and progress != before:
                latest, before = time.monotonic() + SECONDS, progress
            told(progress)
        else:
            return


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and all that it started, whether it is done or not."""
    if os.name != "posix":
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
