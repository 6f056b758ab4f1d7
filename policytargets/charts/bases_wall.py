"""One thing on two bases on a wall: names at the left, two panels beside them, each on its own scale."""

from dataclasses import dataclass

from policytargets.charts.bases import measured
from policytargets.charts.marks import LETTER, LINE, Marks, Size
from policytargets.charts.strips import SHAPES
from policytargets.charts.style import Chart, Palette, between
from policytargets.charts.wall import SPARE, finished, fitting, rest_in_words
from policytargets.charts.wall_lanes import HATCHING
from policytargets.charts.withheld import LIGHT_HATCH
from policytargets.comparisons.bases import BothBases, Cell, both_bases
from policytargets.comparisons.model import Comparison
from policytargets.wording.wrapping import width_of, wrap

NAMES, THICK, BETWEEN, END = 0.2, 30, 20, 16
UPPER = ("at_most", "less_than")
Lines = list[list[str]]


@dataclass(frozen=True)
class Panels:
    """Two comparisons of one thing, and the district in focus (empty: none)."""

    first: Comparison
    second: Comparison
    focus: str = ""

    @property
    def heads(self) -> tuple[str, str]:
        """What each panel measures: title, basis and unit."""
        first, second = (f"{one.title}（{measured(one)}）" for one in (self.first, self.second))
        return first, second

    @property
    def lines(self) -> list[BothBases]:
        """The rows in order, each district once."""
        return both_bases(self.first, self.second)

    def fitting(self, size: Size) -> int:
        """How many districts have room in a box."""
        return fitting([self._high(line, size[0]) for line in self.lines], size[1] - self._head(size[0]))

    def drawn(self, size: Size, palette: Palette) -> Chart:
        """The districts that have room, and in words the others."""
        marks, width, number, top = Marks(), size[0], self.fitting(size), self._head(size[0])
        starts, panel = self._panels(width)
        for start, head in zip(starts, self._heads(width), strict=True):
            marks.lines(head, start, 0, palette.muted)
        for line in self.lines[:number]:
            colour = palette.brand if self.focus in ("", line.district_id) else palette.receding
            marks.lines(wrap(line.label, self._names(width) / LETTER, 2), 0, top, palette.ink)
            bar = top + LINE * max(map(len, self._told(line, width))) + THICK / 2
            for start, cell, told in zip(starts, (line.first, line.second), self._told(line, width), strict=True):
                marks.lines(told, start, top, palette.ink if cell.level is not None else palette.muted)
                _bar(marks, cell, (start, panel - END), bar, colour, palette)
            top += self._high(line, width)
        rest = rest_in_words([line.label for line in self.lines[number:]], width, "个区县")
        return finished(marks, (width, top), palette, rest)

    def _names(self, width: int) -> float:
        return min(max(width_of(line.label) for line in self.lines) * LETTER, width * NAMES) + SPARE

    def _panels(self, width: int) -> tuple[tuple[float, float], float]:
        """Where the panels begin, and how wide each is."""
        names = self._names(width)
        panel = (width - names - SPARE) / 2
        return (names, names + panel + SPARE), panel

    def _heads(self, width: int) -> Lines:
        letters = self._panels(width)[1] / LETTER
        return [wrap(head, letters, 2) for head in self.heads]

    def _head(self, width: int) -> float:
        return LINE * max(map(len, self._heads(width))) + BETWEEN / 2

    def _told(self, line: BothBases, width: int) -> Lines:
        letters = self._panels(width)[1] / LETTER
        return [wrap(cell.words, letters) for cell in (line.first, line.second)]

    def _high(self, line: BothBases, width: int) -> float:
        return LINE * max(map(len, self._told(line, width))) + THICK + BETWEEN


def _bar(marks: Marks, cell: Cell, place: tuple[float, float], middle: float, colour: str, palette: Palette) -> None:
    """A figure as a bar from the panel's own 0: an upper limit as an outline, a withheld one hatched."""
    left, room = place
    if cell.withheld:
        tone = between(palette.ground, palette.masked, LIGHT_HATCH)
        for number in range(int(room / HATCHING)):
            marks.texts.append((left + number * HATCHING, middle, "/", "left", tone, 400))
    if cell.level is None:
        return
    end, half = left + cell.level * room, THICK / 2
    fill = between(palette.ground, colour, 0.12) if cell.comparator in UPPER else colour
    marks.box(left, middle - half, end, middle + half, fill, colour)
    if cell.level_high is not None:
        lighter = between(palette.ground, colour, 0.45)
        marks.box(end, middle - half, left + cell.level_high * room, middle + half, lighter)
    if cell.comparator not in ("exactly", "between"):
        # A tip is one with its bar; a diamond within it would not be seen.
        edge = palette.ground if cell.comparator == "about" else colour
        marks.point(end, middle, SHAPES[cell.comparator], colour, edge, 1000)
