"""How far the reading of a file has come, told by the child process to whoever waits: one line for each page."""

import re
import sys
from dataclasses import dataclass

LINE = re.compile(rb"read (\d+) of (\d+)\n")


@dataclass(frozen=True)
class Progress:
    """Pages read and pages in all, or passages (`of`) from which was extracted; both 0 before the first is known."""

    done: int = 0
    pages: int = 0
    of: str = "pages"


def tell(done: int, pages: int) -> None:
    """Say in the child that a page has been read."""
    sys.stderr.write(f"read {done} of {pages}\n")
    sys.stderr.flush()


def last_told(said: bytes) -> Progress:
    """How far it has come by what the child has said."""
    lines = LINE.findall(said)
    return Progress(int(lines[-1][0]), int(lines[-1][1])) if lines else Progress()
