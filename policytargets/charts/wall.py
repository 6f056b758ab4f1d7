"""What an exhibit draws on a wall: bars or a grid in letters for the back row, as many rows as have room, the others
told in words. Slides of other programs are made of the same forms. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from policytargets.charts.marks import LETTER, LINE, Marks, Size
from policytargets.charts.style import Chart, Palette, between
from policytargets.wording.wrapping import width_of, wrap

SPARE, LEAST_BAR, SWATCH = 24, 160, 44


@dataclass(frozen=True)
class Bar:
    """A name, the lengths of its stretches one behind the other, and the words at their end."""

    name: str
    parts: tuple[float, ...]
    words: str


@dataclass(frozen=True)
class Bars:
    """Bars in order, their `series` by name, and how many more there are that nothing is known of here. `tones` name
    the colour of each series in the palette, where these mean something. Rows that the `heading` names come first to
    their room."""

    rows: tuple[Bar, ...]
    series: tuple[str, ...]
    beyond: int = 0
    tones: tuple[str, ...] = ()
    heading: str = ""

    def colours(self, palette: Palette) -> list[str]:
        """The colour of each series."""
        usual = (("brand",), ("brand", "receding"), ("brand", "heat", "receding"))
        return [getattr(palette, tone) for tone in self.tones or usual[len(self.series) - 1]]

    def fitting(self, size: Size) -> int:
        """How many rows have room in a box."""
        return len(self._chosen(size))

    def _chosen(self, size: Size) -> list[int]:
        room = size[1] - legend_height(self.series, size[0])
        return chosen([self._high(row, size[0]) for row in self.rows], room, first=self.first(), more=bool(self.beyond))

    def first(self) -> list[int]:
        """The places of all rows, those first that are not to be missed: what the heading names, then the longest;
        where colours mean something the order says what is worse."""
        named = named_in(self.heading, [row.name for row in self.rows])
        order = sorted(range(len(self.rows)), key=lambda place: 0 if self.tones else -sum(self.rows[place].parts))
        return [*named, *(place for place in order if place not in named)]

    def drawn(self, size: Size, palette: Palette) -> Chart:
        """The bars that have room, and in words the others."""
        marks, width, places = Marks(), size[0], self._chosen(size)
        shown, names = [self.rows[place] for place in places], self._names(width)
        longest = max((sum(row.parts) for row in shown), default=0) or 1
        room = width - names - SPARE - max((width_of(row.words) * LETTER + SPARE for row in shown), default=0)
        colours = self.colours(palette)
        top = _legend(marks, self.series, colours, palette, width) if len(self.series) > 1 else 0.0
        for row in shown:
            high, at = self._high(row, width), float(names + SPARE)
            lines = wrap(row.name, names / LETTER, 2)
            marks.lines(lines, 0, top + (high - LINE * len(lines)) / 2, palette.ink)
            for part, colour in zip(row.parts, colours, strict=True):
                marks.box(at, top + high / 2 - 18, at + part / longest * room, top + high / 2 + 18, colour)
                at += part / longest * room
            marks.lines([row.words], at + SPARE / 2, top + (high - LINE) / 2, palette.ink)
            top += high
        rest = [row.name for place, row in enumerate(self.rows) if place not in places]
        return finished(marks, (width, top), palette, rest_in_words(rest, width, "个", self.beyond))

    def _names(self, width: int) -> int:
        """The pixels that names take: what figures and the shortest bar leave to them."""
        words = max((width_of(row.words) for row in self.rows), default=0) * LETTER + 2 * SPARE
        widest = max((width_of(row.name) for row in self.rows), default=0) * LETTER
        return int(min(widest, max(width - words - LEAST_BAR, width / 4), width * 0.45)) + 1

    def _high(self, row: Bar, width: int) -> float:
        return len(wrap(row.name, self._names(width) / LETTER, 2)) * 44.0 + 12


@dataclass(frozen=True)
class Grid:
    """Rows and columns of counts: `cells` in words with their weight from 0 to 1; heads may have lines (`|`). The
    column of the focus (-1: none) has a frame. Columns are counted by `unit`, `beyond` are how many more. Rows that the
    `heading` names come first to their room."""

    corner: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    focus: int = -1
    unit: str = "个"
    beyond: int = 0
    heading: str = ""

    def columns(self, width: float, letter: float = LETTER) -> list[int]:
        """The places of the columns that have room; the focus always has."""
        room = int((width - self.names(width, letter)) / (self._widest() * letter + SPARE / LETTER * letter))
        shown = list(range(len(self.heads)))[: max(room, 1)]
        return [*shown[:-1], self.focus] if self.focus >= len(shown) else shown

    def names(self, width: float, letter: float = LETTER) -> float:
        """The width of the names of rows."""
        return min(max(width_of(name) for name, _ in self.rows) * letter, width * 0.35) + SPARE / LETTER * letter

    def fitting(self, size: Size) -> int:
        """How many rows have room in a box."""
        return len(self._chosen(size))

    def _chosen(self, size: Size) -> list[int]:
        more = len(self.columns(size[0])) < len(self.heads) or bool(self.beyond)
        first = named_in(self.heading, [name for name, _ in self.rows])
        return chosen([LINE + 4.0] * len(self.rows), size[1] - self._head(), first=first, more=more)

    def drawn(self, size: Size, palette: Palette) -> Chart:
        """The rows and columns that have room, and in words the others."""
        marks, (width, _), shown, places = Marks(), size, self.columns(size[0]), self._chosen(size)
        rows, names, head = [self.rows[place] for place in places], self.names(size[0]), self._head()
        step = min((width - names) / len(shown), 330)
        for place, column in enumerate(shown):
            lines, middle = self.head_lines(column), names + step * (place + 0.5)
            marks.lines(lines, middle, head - LINE * len(lines) - 4, palette.ink, align="center")
            for row, (_, cells) in enumerate(rows):
                (words, weight), top = cells[column], head + row * (LINE + 4)
                fill = between(palette.grid, palette.heat, weight) if words else "transparent"
                marks.box(middle - step / 2 + 2, top + 1, middle + step / 2 - 2, top + LINE + 3, fill)
                marks.lines([words] if words else [], middle, top + 2, palette.ink, align="center")
            if column == self.focus:
                bottom = head + len(rows) * (LINE + 4)
                marks.box(middle - step / 2, head - 1, middle + step / 2, bottom + 1, "transparent", palette.brand)
        for row, (name, _) in enumerate(rows):
            marks.lines(wrap(name, names / LETTER, 1), 0, head + row * (LINE + 4) + 2, palette.ink)
        told = self.rest(shown, places, width / LETTER)
        return finished(marks, (width, head + len(rows) * (LINE + 4)), palette, told)

    def rest(self, shown: Sequence[int], drawn: Sequence[int], letters: float) -> str:
        """What has no room, in words: all columns but those shown, all rows but those drawn."""
        columns = [head.replace("|", " ") for place, head in enumerate(self.heads) if place not in shown]
        rows = [name for place, (name, _) in enumerate(self.rows) if place not in drawn]
        share = letters / (bool(columns or self.beyond) + bool(rows) or 1)
        told = [rest_in_words(columns, share * LETTER, self.unit, self.beyond)]
        return "；".join(filter(None, [*told, rest_in_words(rows, share * LETTER, "行")]))

    def head_lines(self, column: int) -> list[str]:
        """A head in lines of at most six letters, a long one in halves."""
        parts = self.heads[column].split("|")
        return [
            line
            for part in parts
            for line in wrap(part, 6 if width_of(part) <= 6 else min(ceil(width_of(part) / 2), 6), 2)
        ]

    def _head(self) -> float:
        return max(len(self.head_lines(column)) for column in range(len(self.heads))) * LINE + 8.0

    def _widest(self) -> float:
        heads = [width_of(line) for column in range(len(self.heads)) for line in self.head_lines(column)]
        return max([*heads, *(width_of(words) for _, cells in self.rows for words, _ in cells)])


def fitting(heights: Sequence[float], room: float) -> int:
    """How many of the rows have room, as `chosen` takes them."""
    return len(chosen(heights, room))


def chosen(heights: Sequence[float], room: float, *, first: Sequence[int] = (), more: bool = False) -> list[int]:
    """The places of the rows that have room, at least one, in their order; where not all have, a line is left to tell
    so, and those of `first` go before others."""
    places = range(len(heights))
    if sum(heights) + (LINE if more else 0) <= room:
        return list(places)
    taken, found = float(LINE), list[int]()
    for place in [*first, *(place for place in places if place not in first)]:
        if taken + heights[place] > room and found:
            break
        taken += heights[place]
        found.append(place)
    return sorted(found)


def named_in(heading: str, names: Sequence[str]) -> list[int]:
    """The places of the names that a heading says."""
    return [place for place, name in enumerate(names) if name in heading]


def rest_in_words(names: Sequence[str], width: float, unit: str, beyond: int = 0) -> str:
    """How many are not drawn and, as far as one line has room, which; empty where all are."""
    number = len(names) + beyond
    if not number:
        return ""
    told, listed = f"另有 {number} {unit}未画", ""
    for name in names:
        more = f"{listed}、{name}" if listed else name
        if width_of(f"{told}：{more}等") * LETTER > width:
            break
        listed = more
    rest = "等" if listed and len(listed.split("、")) < number else ""
    return f"{told}：{listed}{rest}" if listed else told


def finished(marks: Marks, size: tuple[float, float], palette: Palette, told: str) -> Chart:
    """The chart with what has no room told below it."""
    bottom = marks.lines(wrap(told, size[0] / LETTER, 1) if told else [], 0, size[1], palette.muted)
    return marks.chart((int(size[0]), int(bottom)), palette)


def legend_height(series: Sequence[str], width: int) -> float:
    """The pixels that the names of several series take."""
    return (_places(series, width)[-1][1] + 1) * LINE + SPARE if len(series) > 1 else 0.0


def _places(series: Sequence[str], width: int) -> list[tuple[float, int]]:
    """Where each name begins, and on which line."""
    found: list[tuple[float, int]] = []
    at, line = 0.0, 0
    for name in series:
        wide = SWATCH + width_of(name) * LETTER
        if found and at + wide > width:
            at, line = 0.0, line + 1
        found.append((at, line))
        at += wide + 2 * SPARE
    return found


def _legend(marks: Marks, series: Sequence[str], colours: Sequence[str], palette: Palette, width: int) -> float:
    for name, colour, (at, line) in zip(series, colours, _places(series, width), strict=True):
        marks.box(at, line * LINE + 8, at + 32, line * LINE + 40, colour)
        marks.lines([name], at + SWATCH, line * LINE, palette.ink)
    return legend_height(series, width)
