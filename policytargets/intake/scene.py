"""What the rules need around the figures of one passage."""

import re
from dataclasses import dataclass

from policytargets.intake.model import Passage, Period
from policytargets.intake.view import View, squeeze

# Runs that no writer writes: they are no figures, and patterns would take hours over them.
GARBAGE = re.compile(r"[\d.,xX*×○_]{60,}|[零〇一二两三四五六七八九十百千万亿]{60,}")


@dataclass(frozen=True)
class Scene:
    """What is needed to judge the figures of one passage: texts, passage, plan, and where its own words begin."""

    source: str
    view: View
    passage: Passage
    period: Period
    text: str
    shift: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.view.source(start + self.shift, end + self.shift)

    def printed(self, start: int, end: int) -> str:
        first, last = self.span(start, end)
        return squeeze(self.source[first:last])


def scene_of(source: str, view: View, passage: Passage, period: Period) -> Scene:
    """The scene of one passage, its runs that are no figures made unreadable."""
    shift = passage.start if passage.kind == "text" else passage.body
    text = GARBAGE.sub(lambda match: "#" * len(match[0]), view.text[shift : passage.end])
    return Scene(source, view, passage, period, text, shift)
