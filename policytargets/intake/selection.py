"""The stretch of text that stands for a figure, made wider or narrower by one word at either end."""

import re
from typing import Any

from policytargets.intake.rules.numbers import Figure, figures, numeral_figures
from policytargets.intake.view import view_of

WORD = re.compile(
    r"\d[\d.,]*|[A-Za-z]+|\*+|不低于|不少于|不超过|不高于|控制在|百分点|以上|以下|以内|左右|达到|超过|突破|新增|\S"
)
FARTHEST = 60
LEFT, RIGHT = "left", "right"


def moved(text: str, start: int, end: int, side: str, *, wider: bool) -> tuple[int, int]:
    """The stretch with one word more or less at its left or right end; the same where there is none, or none would
    be left. A paragraph's end is never passed."""
    if wider and side == LEFT:
        words = list(WORD.finditer(text, max(0, start - FARTHEST, text.rfind("\n", 0, start) + 1), start))
        return (words[-1].start(), end) if words else (start, end)
    if wider:
        line = text.find("\n", end)
        word = WORD.search(text, end, line if line >= 0 else len(text))
        return (start, word.end()) if word else (start, end)
    words = list(WORD.finditer(text, start, end))
    if len(words) < 2:
        return start, end
    return (words[1].start(), end) if side == LEFT else (start, words[-2].end())


def figure_in(printed: str) -> dict[str, Any]:
    """What the first figure of some printed words says: value, value_high, unit, withheld."""
    figure = _first(printed)
    return {
        "value": _whole(figure.value) if figure else None,
        "value_high": _whole(figure.value_high) if figure else None,
        "unit": figure.unit if figure else "",
        "withheld": figure is not None and figure.kind == "mask",
    }


def stated_in(printed: str) -> str:
    """How the first figure of some printed words is stated: in digits, or as a numeral (一次)."""
    figure = _first(printed)
    return "numeral" if figure and figure.kind == "numeral" else "digits"


def _first(printed: str) -> Figure | None:
    text = view_of(printed).text
    return next(iter(figures(text) or numeral_figures(text)), None)


def _whole(number: float | None) -> int | float | None:
    return int(number) if number is not None and number == int(number) else number
