"""Labels in one line that never meet, however wide the chart is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from policytargets.wording.wrapping import width_of

SMALL = 12
ROOM = 306  # pixels that a strip has for words on the narrowest phone
EDGE, GAP, FAR = 9, 12, -1e6  # from the ends of a strip to its dots; between labels; never the furthest
MOST_LABELS = 8


@dataclass(frozen=True)
class Label:
    """Words below a dot, one line each: name, figure, and as `tag` the year and that it is a draft.

    `level` is the part of the scale where the dot stands.
    """

    name: str
    figure: str
    level: float
    own: bool
    tag: str = ""

    @property
    def lines(self) -> int:
        return 1 + bool(self.figure) + bool(self.tag)

    @property
    def size(self) -> float:
        return max(width_of(words) for words in (self.name, self.figure, self.tag)) * SMALL


def some_labels(labels: Sequence[Label], room: float = ROOM) -> list[Label]:
    """As much of the labels, given in order, as has room, on a page at any width: names with figures, names alone, or
    only those of the district itself, the lowest and the highest."""
    some = [label for place, label in enumerate(labels) if label.own or place in (0, len(labels) - 1)]
    own = [label for label in labels if label.own][:1]
    for chosen in (list(labels), _bare(labels), some, _bare(some), own):
        taken = sum(label.size for label in chosen) + GAP * (len(chosen) - 1)
        if len(chosen) <= MOST_LABELS and taken <= room:
            return chosen
    return _bare(own)


def _bare(labels: Sequence[Label]) -> list[Label]:
    return [Label(label.name, "", label.level, label.own, label.tag) for label in labels]


def placed_labels(labels: Sequence[Label], line: float) -> list[dict[str, Any]]:
    """The rows of the labels. A label stands below its dot, but right of those before it and left of the end with
    those after it: the furthest right of `part` × width + `push` counts, within `least` and the width less `rest`."""
    sizes, rows = [label.size for label in labels], []
    wished = _centred(labels)
    for place, label in enumerate(labels):
        before, after = sum(sizes[:place]) + GAP * place, sum(sizes[place + 1 :]) + GAP * (len(labels) - place - 1)
        words = "\n".join(filter(None, (label.figure, label.tag)))
        row = {"text": label.name, "figure": words, "own": label.own, "line": line, "level": label.level}
        row |= {"least": before + sizes[place] / 2, "rest": after + sizes[place] / 2}
        for number in range(MOST_LABELS):
            within = sum(sizes[number + 1 : place]) + GAP * (place - number)
            pushed = within + (sizes[number] + sizes[place]) / 2 if number < place else 0.0 if number == place else FAR
            pushed += wished[min(number, place)]
            row |= {f"part{number}": labels[min(number, place)].level, f"push{number}": pushed}
        rows.append(row)
    return rows


def _centred(labels: Sequence[Label]) -> list[float]:
    """How far from its dot each label would like to stand: those of one dot lie around it as a group."""
    found = []
    for _, same in groupby(labels, key=lambda label: label.level):
        group = [label.size for label in same]
        left = -(sum(group) + GAP * (len(group) - 1)) / 2
        for size in group:
            found.append(left + size / 2)
            left += size + GAP
    return found
