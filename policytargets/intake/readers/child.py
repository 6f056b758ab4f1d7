"""The child process that parses a stranger's file: `python -m policytargets.intake.readers.child FILE [RECOGNISE]`.

Prints one JSON object: text, format, places, notes and unread pages, or `refused` with the sentence for the reader.
"""

import contextlib
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from policytargets.errors import DocumentUnreadable, WordsInPictures
from policytargets.intake.model import Document
from policytargets.intake.readers.formats import format_of
from policytargets.intake.readers.ofd import read_ofd
from policytargets.intake.readers.office import read_office
from policytargets.intake.readers.pdf import MOST_RECOGNISED, read_pdf
from policytargets.intake.readers.pictures import as_pdf
from policytargets.intake.readers.web import read_web
from policytargets.intake.readers.word import read_word

with contextlib.suppress(ImportError):  # Windows knows no such limits; there the time limit alone holds
    import resource

READERS = {"docx": read_word, "ofd": read_ofd, "doc": read_office, "html": read_web}
MOST_SECONDS = 120
MOST_MEMORY = 2 * 1024**3
MOST_WRITTEN = 500 * 1024**2
RECOGNISING_SECONDS = 20 * MOST_RECOGNISED
RECOGNISING_MEMORY = 6 * 1024**3
LESS_URGENT = 10


def main(file: str, recognise: str = "") -> None:
    """Parse one file within the limits and print what it holds; `recognise` as of read_pdf."""
    data = Path(file).read_bytes()
    form = format_of(data)
    limit(memory=form != "doc", recognising=bool(recognise))
    try:
        document = _parsed(data, form, recognise)
        told: dict[str, Any] = {
            "text": document.text,
            "format": document.format,
            "places": [place.told if place else None for place in document.places],
            "notes": document.notes,
            "unread": document.unread,
        }
    except DocumentUnreadable as error:
        told = {"refused": str(error), "pictures": isinstance(error, WordsInPictures)}
    except MemoryError:
        told = {"refused": "文件异常，未导入：读取所需的内存过大。"}
    sys.stdout.buffer.write(json.dumps(told).encode("utf-8"))


def _parsed(data: bytes, form: str, recognise: str) -> Document:
    if form == "picture" and recognise:
        return replace(read_pdf(as_pdf(data), "all"), format="picture")
    if form == "picture":
        raise WordsInPictures("这是图片，没有文字层。请先识别文字，或导入 Word、文本文件。")
    if form == "pdf":
        return read_pdf(data, recognise)
    if form not in READERS:
        raise DocumentUnreadable("不支持这种文件。请导入 PDF、Word、OFD、网页或文本文件。")
    return READERS[form](data)


def limit(*, memory: bool, recognising: bool = False) -> None:
    """Bounds on time, memory and files; an office program that is started from here needs its own memory, recognising
    words more time, and it leaves the processor to the pages of the board."""
    if sys.platform == "win32":
        return
    seconds = RECOGNISING_SECONDS if recognising else MOST_SECONDS
    most = RECOGNISING_MEMORY if recognising else MOST_MEMORY
    os.nice(LESS_URGENT if recognising else 0)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
