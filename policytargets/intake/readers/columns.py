"""Pages whose text stands in two columns: their lines in the order of a reader, whatever order the file has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from policytargets.intake.readers.pdf_lines import Char, Line

STEP = 2.0
NARROWEST = 6.0
FEWEST_LINES = 5
MOST_ACROSS = 0.25
FILLED = 0.6
MIDDLE = (0.3, 0.7)


@dataclass(frozen=True)
class _Run:
    """What stands together on one printed line: characters without a gap as wide as one between two columns."""

    line: Line
    left: float
    right: float


def in_columns(lines: list[Line]) -> list[Line]:
    """The lines of a page from top to bottom, of two columns the left one first; what runs over both parts them. As
    they are where there is one column only."""
    runs = [run for line in lines for run in _runs(line)]
    gutter = _gutter(runs)
    if gutter is None:
        return lines
    across = [run for run in runs if run.left < gutter < run.right or run.line.row]
    sides = [
        [run for run in runs if run not in across and (run.left >= gutter) == right_side]
        for right_side in (False, True)
    ]
    edges = [(min(run.left for run in side), max(run.right for run in side)) for side in sides]
    found: list[Line] = []
    upper = float("inf")
    for parting in [*sorted(across, key=lambda run: -run.line.middle), None]:
        lower = parting.line.middle if parting else float("-inf")
        for side, edge in zip(sides, edges, strict=True):
            own = [run for run in side if lower <= run.line.middle < upper]
            found += [replace(run.line, column=edge) for run in sorted(own, key=lambda run: -run.line.middle)]
        found += [parting.line] if parting else []
        upper = lower
    return found


def _runs(line: Line) -> Iterator[_Run]:
    """The parts of a line that a wide gap parts; a row of a table stays whole."""
    part: list[Char] = []
    for char in line.chars:
        before = next((box for letter, box in reversed(part) if not letter.isspace()), None)
        if before and not line.row and not char[0].isspace():
            size = max(before[3] - before[1], char[1][3] - char[1][1], NARROWEST)
            if char[1][0] - before[2] > 1.5 * size or char[1][2] < before[0] - size:
                yield _run(line, part)
                part = []
        part.append(char)
    if any(not letter.isspace() for letter, _ in part):
        yield _run(line, part)


def _run(line: Line, part: list[Char]) -> _Run:
    inked = [at for at, (letter, _) in enumerate(part) if not letter.isspace()]
    boxes = [part[at][1] for at in inked]
    return _Run(replace(line, chars=part[: inked[-1] + 1]), min(box[0] for box in boxes), max(box[2] for box in boxes))


def _gutter(runs: list[_Run]) -> float | None:
    """Where two columns are parted: in the middle of a page a strip that hardly a line crosses, with lines that fill
    the room on both sides of it."""
    runs = [run for run in runs if not run.line.row]
    if len(runs) < 2 * FEWEST_LINES:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    first, last = (left + share * (right - left) for share in MIDDLE)
    places = [first + STEP * at for at in range(int((last - first) / STEP) + 1)]
    crossing = [sum(run.left < place < run.right for run in runs) for place in places]
    fewest = min(crossing)
    few = max(fewest, len(runs) // 10)  # a page's number stands in the middle of the strip itself
    best: list[float] = []
    strip: list[float] = []
    for place, count in zip(places, crossing, strict=True):
        strip = [*strip, place] if count <= few else []
        best = max(best, strip, key=len)
    gutter = (best[0] + best[-1]) / 2
    sides = [[run for run in runs if run.right <= gutter], [run for run in runs if run.left >= gutter]]
    rooms = (gutter - left, right - gutter)
    wide = best[-1] - best[0] + STEP >= NARROWEST and fewest <= MOST_ACROSS * len(runs)
    filled = all(
        len(side) >= FEWEST_LINES and median(run.right - run.left for run in side) >= FILLED * room
        for side, room in zip(sides, rooms, strict=True)
    )
    return gutter if wide and filled else None
