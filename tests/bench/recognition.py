"""How well scans are recognised: `python -m tests.bench.recognition` prints a row for each resolution and tilt."""

import difflib
import os
import re
import tempfile
import time
from pathlib import Path

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Document, Period
from policytargets.intake.view import squeeze, view_of
from policytargets.settings import ROOT
from tests.intake.scans import as_pdf, scan

PLANS = ROOT / "tests" / "intake" / "plans"
# Masks are left to their own test: the recogniser has no sign for an empty circle.
NAMES = ("arabic_review_first", "articles", "chinese_sections", "labelled_lines", "nested_roles", "prose_report")
WAYS = ((150, 16, 0.6), (200, 16, 0.6), (200, 16, 1.5), (200, 10.5, 0.6), (300, 16, 0.6))


def words_of(document: Document) -> str:
    """The text with widths folded and blanks gone."""
    return squeeze(view_of(document.text).text)


def wrong(found: str, wanted: str) -> int:
    """How many characters were replaced, lost or added."""
    steps = difflib.SequenceMatcher(None, found, wanted, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in steps if kind != "equal")


def measure(dpi: int, size: float, tilt: float) -> str:
    """One row: characters and digit runs, wrong ones of both, targets proposed the same, seconds a page."""
    letters = errors = runs = missed = targets = same = pages = 0
    seconds = 0.0
    for name in NAMES:
        text = Document((PLANS / f"{name}.txt").read_text(encoding="utf-8"), "txt")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "scan.pdf"
            drawn = scan(text.text, dpi, size, tilt)
            file.write_bytes(as_pdf(drawn, dpi))
            started = time.monotonic()
            found = read(file, recognise="needed")
            seconds += time.monotonic() - started
        wanted, own = words_of(text), words_of(found)
        figures, read_figures = re.findall(r"[\d.]+", wanted), re.findall(r"[\d.]+", own)
        pages, letters, errors = pages + len(drawn), letters + len(wanted), errors + wrong(own, wanted)
        runs, missed = runs + len(figures), missed + wrong_runs(read_figures, figures)
        promised = [_known(target) for target in propose(text, Period(2024, 2024)).targets]
        proposed = [_known(target) for target in propose(found, Period(2024, 2024)).targets]
        targets, same = targets + len(promised), same + sum(target in proposed for target in promised)
    return (
        f"| {dpi} dpi, {size} pt, {tilt}° | {pages} | {letters:,} | {errors} ({errors / letters:.2%}) "
        f"| {runs - missed} of {runs} | {same} of {targets} | {seconds / pages:.1f} |"
    )


def wrong_runs(found: list[str], wanted: list[str]) -> int:
    """How many digit runs were read otherwise or not at all."""
    return len(wanted) - sum(b.size for b in difflib.SequenceMatcher(None, found, wanted, False).get_matching_blocks())


def _known(target: object) -> tuple[object, ...]:
    return tuple(getattr(target, name) for name in ("printed", "value", "unit", "comparator", "basis", "due_year"))


if __name__ == "__main__":
    os.environ["POLICYTARGETS_OCR"] = "on"
    for way in WAYS:
        print(measure(*way), flush=True)
