"""The child process that parses a stranger's file: `python -m policytargets.intake.readers.child FILE`.

Prints one JSON object: text, format, places and notes, or `refused` with the sentence for the reader.
"""

import contextlib
import json
import sys
from pathlib import Path

from policytargets.errors import DocumentUnreadable
from policytargets.intake.readers.formats import format_of
from policytargets.intake.readers.ofd import read_ofd
from policytargets.intake.readers.office import read_office
from policytargets.intake.readers.pdf import read_pdf
from policytargets.intake.readers.web import read_web
from policytargets.intake.readers.word import read_word

with contextlib.suppress(ImportError):  # Windows knows no such limits; there the time limit alone holds
    import resource

READERS = {"pdf": read_pdf, "docx": read_word, "ofd": read_ofd, "doc": read_office, "html": read_web}
MOST_SECONDS = 120
MOST_MEMORY = 2 * 1024**3
MOST_WRITTEN = 500 * 1024**2


def main(file: str) -> None:
    """Parse one file within the limits and print what it holds."""
    data = Path(file).read_bytes()
    form = format_of(data)
    limit(memory=form != "doc")
    try:
        if form not in READERS:
            raise DocumentUnreadable("不支持这种文件。请导入 PDF、Word、OFD、网页或文本文件。")
        document = READERS[form](data)
        told = {
            "text": document.text,
            "format": document.format,
            "places": [
                [place.page, *(round(part, 1) for part in place.box)] if place else None for place in document.places
            ],
            "notes": document.notes,
        }
    except DocumentUnreadable as error:
        told = {"refused": str(error)}
    except MemoryError:
        told = {"refused": "文件异常，未导入：读取所需的内存过大。"}
    sys.stdout.buffer.write(json.dumps(told).encode("utf-8"))


def limit(*, memory: bool) -> None:
    """Bounds on time, memory and files; an office program that is started from here needs its own memory."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main(sys.argv[1])
