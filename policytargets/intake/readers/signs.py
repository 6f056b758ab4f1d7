"""The signs that were read in a picture, strip by strip, and what is known to go wrong in reading them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

UNSURE = 0.5
HALF, TO_FULL_WIDTH = "(),:;?", 0xFEE0
UNREAD = "○"  # as a masked figure is printed
NARROWEST = 0.8
EDGE = 0.2
DARK, INK = 110, 0.03
Corners = list[tuple[float, float]]


@dataclass(frozen=True)
class Sign:
    """One character as it was read: its corners in the picture as it was turned, and how sure it is."""

    char: str
    corners: Corners
    score: float

    @property
    def wide(self) -> float:
        return math.dist(self.corners[0], self.corners[1])

    @property
    def high(self) -> float:
        return math.dist(self.corners[1], self.corners[2])

    @property
    def middle(self) -> tuple[float, float]:
        return sum(x for x, _ in self.corners) / 4, sum(y for _, y in self.corners) / 4


Strip = list[Sign]


def mended(strip: Strip) -> Strip:
    """A strip without the slips that the recogniser is known for: it has no ‰ and gives % or %0 instead, a full stop
    may come as a lone o, and signs beside hanzi in half their width."""
    found: Strip = []
    for before, sign, after in zip([None, *strip], strip, [*strip[1:], None], strict=False):
        beside = [other.char for other in (before, after) if other]
        if sign.char == "o" and not any(char.isascii() and char.isalpha() for char in beside):
            found.append(replace(sign, char="。"))
        elif sign.char in HALF and any("\u4e00" <= char <= "\u9fff" for char in beside):
            found.append(replace(sign, char=chr(ord(sign.char) + TO_FULL_WIDTH)))
        elif sign.char == "0" and found and found[-1].char == "%":
            found[-1] = replace(found[-1], char="‰", score=min(sign.score, UNSURE))
        else:
            found.append(sign)
    return found


def shared_out(chars: list[str], corners: Corners, score: float) -> Iterator[Sign]:
    """The characters of a strip, its length shared out among them: those of ASCII take half the width."""
    widths = [1 if char.isascii() else 2 for char in chars]
    at = 0
    for char, width in zip(chars, widths, strict=True):
        first, last = at / sum(widths), (at + width) / sum(widths)
        top, bottom = (corners[0], corners[1]), (corners[3], corners[2])
        own = [_between(*top, first), _between(*top, last), _between(*bottom, last), _between(*bottom, first)]
        yield Sign(char, own, score)
        at += width


def _between(one: tuple[float, float], other: tuple[float, float], share: float) -> tuple[float, float]:
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def with_unread(strip: Strip, picture: Any) -> Strip:
    """A strip with a mark for each sign that left ink and was not read: no recogniser at hand knows ○."""
    whole: Strip = strip[:1]
    for before, sign in pairwise(strip):
        wide, high = math.dist(before.corners[1], sign.corners[0]), sign.high
        if wide > NARROWEST * high and _inked(picture, before, sign):
            gap = (before.corners[1], sign.corners[0], sign.corners[3], before.corners[2])
            whole += shared_out([UNREAD] * max(1, round(wide / high)), list(gap), 0.0)
        whole.append(sign)
    return whole


def _inked(picture: Any, before: Sign, after: Sign) -> bool:
    """Whether there is ink well inside the gap between two signs."""
    edge = EDGE * after.high
    left, right = before.corners[1][0] + edge, after.corners[0][0] - edge
    tops = before.corners[1][1], after.corners[0][1]
    bottoms = before.corners[2][1], after.corners[3][1]
    if right - left < edge:
        return False
    inside = picture.crop((round(left), round(min(tops)), round(right), round(max(bottoms)))).convert("L")
    dark = sum(int(count) for count in inside.histogram()[:DARK])
    return bool(dark > INK * inside.width * inside.height)
