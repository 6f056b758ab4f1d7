"""Strips and dumbbells on a wall: name and rank at the left, the line with its districts beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytargets.charts.labels import MOST_LABELS, SMALL, Label
from policytargets.charts.marks import LETTER, LINE, Marks, Size
from policytargets.charts.strips import SHAPES, Strip, labels_of
from policytargets.charts.style import Chart, Palette, between
from policytargets.charts.wall import SPARE, finished, fitting, rest_in_words
from policytargets.charts.withheld import LIGHT_HATCH, widest_gap
from policytargets.wording.codes import PRESENCE_WORD
from policytargets.wording.wrapping import wrap

NAMES, EDGE, TRACK, BETWEEN, HATCHING = 0.34, 22, 40, 14, 14
LEADER, INSET = 30, 12  # pixels of lines to labels; from the right end to words
RADIUS, SPREAD, MOST_SPREAD = 14, 15, 30  # of a mark; between marks that would hide each other, and all of those
HALF_OF_WORDS = 2.4  # letters from the middle of the word on a hatched strip to its hatching
LARGER, BOLD = LETTER / SMALL, 1.06  # than the labels of pages; heavy letters than others


@dataclass(frozen=True)
class Lanes:
    """Strips in order, a line for the marks in use, and whether a line joins the dots of those that are no outlines."""

    strips: tuple[Strip, ...]
    legend: str = ""
    joined: bool = False

    def fitting(self, size: Size) -> int:
        """How many strips have room in a box."""
        room = size[1] - LINE * len(self._legend(size[0]))
        return fitting([_high(strip, size[0]) for strip in self.strips], room)

    def drawn(self, size: Size, palette: Palette) -> Chart:
        """The strips that have room, and in words the others."""
        marks, width, number = Marks(), size[0], self.fitting(size)
        top = marks.lines(self._legend(width), 0, 0, palette.muted)
        for strip in self.strips[:number]:
            _lane(marks, strip, width, top, palette, joined=self.joined and not strip.hollow)
            top += _high(strip, width)
        rest = [strip.title for strip in self.strips[number:]]
        return finished(marks, (width, top), palette, rest_in_words(rest, width, "项"))

    def _legend(self, width: int) -> list[str]:
        return wrap(self.legend, width / LETTER) if self.legend else []


def _labels(strip: Strip, width: int) -> list[Label]:
    """The labels that have room on the line, in the order of their dots."""
    return labels_of(strip, room=width * (1 - NAMES) / LARGER / BOLD)


def _names(strip: Strip, width: int) -> tuple[list[str], list[str]]:
    """Title and rank at the left, in lines."""
    letters = width * NAMES / LETTER - 1
    return wrap(strip.title, letters, 3), wrap(strip.aside, letters, 1) if strip.aside else []


def _notes(strip: Strip, width: int) -> list[str]:
    """The sentences below, never cut; before them the figures, where the labels had no room for these."""
    labels = _labels(strip, width)
    told = sum(len(label.name.split("、")) for label in labels if label.figure)
    bare = told < len(strip.dots) <= MOST_LABELS
    figures = ["；".join(f"{dot.label} {dot.figure}" for dot in strip.dots)] if bare else []
    return [line for note in (*figures, *strip.notes) for line in wrap(note, width / LETTER)]


def _high(strip: Strip, width: int) -> float:
    title, aside = _names(strip, width)
    labels = _labels(strip, width)
    lines = max([label.lines for label in labels], default=0)
    beside = max(LINE * len([*title, *aside]), TRACK + _leading(labels, width) + LINE * lines)
    return beside + LINE * len(_notes(strip, width)) + BETWEEN


def _lane(marks: Marks, strip: Strip, width: int, top: float, palette: Palette, *, joined: bool) -> None:
    """One strip from `top`."""
    title, aside = _names(strip, width)
    below = marks.lines(title, 0, top, palette.ink)
    below = marks.lines(aside, 0, below, palette.ink, weight=600)
    (left, right), line = _ends(width), top + TRACK / 2
    marks.box(width * NAMES, line - 2, width, line + 2, palette.grid)
    ends = [left + dot.level * (right - left) for dot in strip.dots]
    if joined and ends:
        marks.box(min(ends), line - 5, max(ends), line + 5, palette.receding)
    if strip.hatched:
        _withheld(marks, strip, (left, right), line, palette)
    labels = _labels(strip, width)
    middles, leading = _middles(labels, left, right), _leading(labels, width)
    for label, at in zip(labels, middles, strict=True) if leading else ():
        dot_at = left + label.level * (right - left)
        tone = palette.brand if label.own else palette.masked
        marks.line([(dot_at, line + RADIUS), (at, top + TRACK + leading)], tone)
    for dot, at, aside_by in sorted(zip(strip.dots, ends, spread(ends), strict=True), key=lambda each: each[0].own):
        colour = palette.brand if dot.own else palette.masked
        if dot.level_high is not None:
            marks.box(at, line - 6, left + dot.level_high * (right - left), line + 6, colour)
        fill, stroke = (palette.ground, colour) if strip.hollow else (colour, palette.ground)
        marks.point(at, line + aside_by, SHAPES[dot.comparator], fill, stroke, 1150 if dot.own else 800)
    for label, at in zip(labels, middles, strict=True):
        tone, weight = (palette.brand, 600) if label.own else (palette.muted, 400)
        words = [label.name, *filter(None, (label.figure, label.tag))]
        end = marks.lines(words, at, top + TRACK + leading, tone, align="center", weight=weight)
        below = max(below, end)
    marks.lines(_notes(strip, width), 0, max(below, top + TRACK), palette.muted)


def _ends(width: int) -> tuple[float, float]:
    """Where the scale of a strip begins and ends."""
    return width * NAMES + EDGE, width - EDGE


def _leading(labels: list[Label], width: int) -> int:
    """The room for lines from dots to their labels: none where every label stands below its dot."""
    left, right = _ends(width)
    for label, at in zip(labels, _middles(labels, left, right), strict=True):
        if abs(at - left - label.level * (right - left)) > label.size * LARGER / 2:
            return LEADER
    return 0


def spread(places: Sequence[float]) -> list[float]:
    """How far above or below the line each mark lies, so that none hides another at its place."""
    order = sorted(range(len(places)), key=lambda mark: places[mark])
    groups: list[list[int]] = []
    for mark in order:
        if groups and places[mark] - places[groups[-1][-1]] < RADIUS:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    found = [0.0] * len(places)
    for group in groups:
        step = min(SPREAD, MOST_SPREAD / max(len(group) - 1, 1))
        for number, mark in enumerate(group):
            found[mark] = (number - (len(group) - 1) / 2) * step
    return found


def _middles(labels: list[Label], left: float, right: float) -> list[float]:
    """Where labels stand: below their dots, but right of those before, and those at the end within the line."""
    sizes = [label.size * LARGER * (BOLD if label.own else 1) for label in labels]
    found: list[float] = []
    for label, size in zip(labels, sizes, strict=True):
        first = left - EDGE if not found else found[-1] + sizes[len(found) - 1] / 2 + SPARE
        found.append(max(left + label.level * (right - left), first + size / 2))
    last = right + EDGE - INSET
    for place in reversed(range(len(found))):
        found[place] = min(found[place], last - sizes[place] / 2)
        last = found[place] - sizes[place] / 2 - SPARE
    return found


def outlined(strip: Strip, reserve: str) -> Strip:
    """The strip with the reason why it is not ranked among its sentences."""
    return replace(strip, notes=(f"只并列：{reserve}", *strip.notes)) if reserve else strip


def _withheld(marks: Marks, strip: Strip, ends: tuple[float, float], line: float, palette: Palette) -> None:
    """Light hatching from end to end, and where dots leave most room the word for a figure that is withheld."""
    left, right = ends
    middle, half = left + widest_gap(strip.ends) * (right - left), LETTER * HALF_OF_WORDS
    for place in range(int((right - left) / HATCHING)):
        at = left + place * HATCHING
        if not middle - half - HATCHING < at < middle + half:
            marks.texts.append((at, line, "/", "left", between(palette.ground, palette.masked, LIGHT_HATCH), 400))
    marks.box(middle - half, line - 2, middle + half, line + 2, palette.ground)
    marks.texts.append((middle, line, PRESENCE_WORD["withheld"], "center", palette.muted, 400))
