"""What was done of one target on a wall: its line, what should be there by now, and the readings with their lights."""

from dataclasses import dataclass
from datetime import date

from policytargets.charts.marks import LETTER, LINE, Marks, Size
from policytargets.charts.progress import mark_of_light, painted
from policytargets.charts.style import Chart, Palette
from policytargets.charts.wall import finished
from policytargets.wording.wrapping import wrap

ROOM_ABOVE, MOST_LINES, HIGHEST, SIDE = 1.15, 2, 620, LETTER
SCHEDULED = "序时应完成"


@dataclass(frozen=True)
class Point:
    """A reading: its day, its value, its light (None where nothing is lit), and its figure in words."""

    day: date
    value: float
    light: str | None
    figure: str


@dataclass(frozen=True)
class Course:
    """A target's value and words, its window, what should be there by which day, its readings, and the newest of them
    in words, which may have no figure."""

    value: float
    words: str
    window: tuple[date, date]
    schedule: tuple[tuple[date, float], ...]
    readings: tuple[Point, ...]
    newest: str

    def fitting(self, size: Size) -> int:
        """All readings have room."""
        return len(self.readings)

    def drawn(self, size: Size, palette: Palette) -> Chart:
        """The newest reading in words, below it the lines."""
        marks, width = Marks(), size[0]
        top = marks.lines(wrap(self.newest, width / LETTER, MOST_LINES), 0, 0, palette.ink, weight=600)
        height = min(size[1], HIGHEST)
        bottom = height - LINE
        self._axis(marks, (top, bottom, width), palette)
        line = [self._at(day, self.value, (top, bottom, width)) for day in self.window]
        marks.line(line, palette.ink)
        marks.lines([self.words], width, line[1][1] - LINE, palette.ink, align="right", weight=600)
        due = [self._at(day, value, (top, bottom, width)) for day, value in self.schedule]
        marks.line(due, palette.masked, dashed=True)
        if due:
            at, down = due[len(due) * 3 // 5]
            marks.lines([SCHEDULED], min(at + 8, width - LETTER * len(SCHEDULED)), down + 4, palette.muted)
        done = [self._at(point.day, point.value, (top, bottom, width)) for point in self.readings]
        marks.line(done, palette.brand)
        for point, (at, down) in zip(self.readings, done, strict=True):
            tone = painted(point.light, palette) if point.light else palette.muted
            marks.lines([mark_of_light(point.light)], at, down - LINE / 2, tone, align="center", weight=700)
        return finished(marks, (width, height), palette, "")

    def _axis(self, marks: Marks, box: tuple[float, float, int], palette: Palette) -> None:
        """The line of nothing, and the months in which the window begins and ends."""
        _, bottom, width = box
        down = self._at(self.window[0], 0, box)[1]
        marks.line([(0, down), (width, down)], palette.grid)
        for day, at, align in zip(self.window, (0, width), ("left", "right"), strict=True):
            marks.lines([f"{day:%Y-%m}"], at, bottom, palette.muted, align=align)

    def _at(self, day: date, value: float, box: tuple[float, float, int]) -> tuple[float, float]:
        """Where a figure of a day stands."""
        top, bottom, width = box
        values = [0.0, self.value, *(due for _, due in self.schedule), *(point.value for point in self.readings)]
        low, high = min(values), max(values) * ROOM_ABOVE or 1.0
        days = (self.window[1] - self.window[0]).days or 1
        part = min(max((day - self.window[0]).days / days, 0), 1)
        room = bottom - top - LINE
        return SIDE + part * (width - 2 * SIDE), bottom - LINE / 2 - (value - low) / (high - low or 1) * room
