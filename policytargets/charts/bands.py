"""Who works with whom as bands between names, for pictures: drawn without a browser. Pure functions from rows."""

from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd

from policytargets.charts.marks import LETTER, LINE, Size
from policytargets.charts.style import FONTS, Chart, Palette, dressed
from policytargets.charts.wall import rest_in_words
from policytargets.wording.wrapping import width_of, wrap

SLOT, NAMED = 56, 0.8  # pixels of a name on a wall with the room to the next; the part of the height for names
POINTS, BELOW = 24, 1.7  # of a band; letters of the line below
SUITING, LEAST, MOST = 2.7, 900, 1170  # width as a part of the height; pixels


@dataclass(frozen=True)
class Sizes:
    """Pixels of a drawing of bands: its width, letters, blocks beside names, the room of a name and between two, and
    how high all tasks together are. Without a width it is as wide as suits its height in a picture of 16:9."""

    width: float = 0
    letters: float = 13
    thick: float = 12
    slot: float = 19
    gap: float = 5
    tasks: float = 360


@dataclass(frozen=True)
class Flows:
    """Who leads and who supports, for a wall: the heaviest pairs (lead, its name, support, its name, shared tasks) in
    order, the `chosen` codes that keep the brand colour, and how many pairs there are besides."""

    pairs: tuple[tuple[str, str, str, str, int], ...]
    chosen: frozenset[str]
    beyond: int = 0

    def fitting(self, size: Size) -> int:
        """How many pairs have room in a box, so that every name has a line and bands are thick."""
        number = 0
        while number < len(self.pairs) and self._lines(number + 1) * SLOT <= (size[1] - LINE) * NAMED:
            number += 1
        return max(number, 1)

    def drawn(self, size: Size, palette: Palette) -> Chart:
        """The pairs that have room, and in words how many have none."""
        number = self.fitting(size)
        told = rest_in_words([], size[0], "对", len(self.pairs) - number + self.beyond)
        columns = ["lead_id", "lead", "support_id", "support", "tasks"]
        rows = pd.DataFrame([self._short(pair, size[0]) for pair in self.pairs[:number]], columns=columns)
        sizes = Sizes(width=size[0], letters=LETTER, thick=30, slot=SLOT - 6, gap=6, tasks=LETTER)
        return role_bands(rows, self.chosen, palette, _filling(rows, sizes, size[1] - LETTER * BELOW), told)

    def _short(self, pair: tuple[str, str, str, str, int], width: int) -> tuple[str, str, str, str, int]:
        lead, first, support, second, tasks = pair
        letters = width * 0.34 / LETTER - 1
        return lead, wrap(first, letters, 1)[0], support, wrap(second, letters, 1)[0], tasks

    def _lines(self, number: int) -> int:
        return max(len({pair[side] for pair in self.pairs[:number]}) for side in (0, 2))


def _filling(flows: pd.DataFrame, sizes: Sizes, height: float) -> Sizes:
    """The sizes with tasks as high as the names beside them leave room for."""
    rows, low, high = flows.to_dict("records"), sizes.tasks, max(height, sizes.tasks)
    for _ in range(12):
        middle = (low + high) / 2
        fits = _bottom(_sides(rows, replace(sizes, tasks=middle))) <= height
        low, high = (middle, high) if fits else (low, middle)
    return replace(sizes, tasks=low)


def role_bands(
    flows: pd.DataFrame, chosen: frozenset[str], palette: Palette, sizes: Sizes = Sizes(), told: str = ""
) -> Chart:
    """Leads on the left, supports on the right, each band as thick as the tasks that both share.

    `flows`: rows of `board/department_flows`, in order. Bands of the `chosen` lines or departments keep the brand
    colour; all do where none is chosen. `told` stands below.
    """
    rows = flows.to_dict("records")
    high = sizes.tasks / sum(row["tasks"] for row in rows)
    sides = _sides(rows, sizes)
    bottom = _bottom(sides)
    sizes = sizes if sizes.width else replace(sizes, width=min(max(SUITING * bottom, LEAST), MOST))
    room = [max(width_of(node["text"]) for node in side.values()) * sizes.letters + 8 for side in sides]
    ends = room[0] + sizes.thick, sizes.width - room[1] - sizes.thick
    bands, starts = [], [dict.fromkeys(side, 0.0) for side in sides]
    for place, row in enumerate(rows):
        tops, thick = [], row["tasks"] * high
        for start, side, code in zip(starts, sides, (row["lead_id"], row["support_id"]), strict=True):
            tops.append(side[code]["top"] + start[code])
            start[code] += thick
        own = not chosen or row["lead_id"] in chosen or row["support_id"] in chosen
        bands += _band(place, tops, ends, thick, palette.heat if own else palette.receding)
    tones = {True: palette.brand, False: palette.masked}
    nodes = [
        node | {"left": left, "right": left + sizes.thick, "at": at, "colour": tones[not chosen or code in chosen]}
        for side, left, at in zip(sides, (room[0], ends[1]), (room[0] - 5, sizes.width - room[1] + 5), strict=True)
        for code, node in side.items()
    ]
    below = {"text": told, "at": 0, "middle": bottom + sizes.letters, "align": "left", "left": 0, "right": 0}
    nodes += [below | {"top": bottom, "bottom": bottom, "colour": palette.ground}] if told else []
    height = bottom + (sizes.letters * BELOW if told else 0)
    return _drawn(pd.DataFrame(bands), pd.DataFrame(nodes), (sizes.width, height), palette, sizes.letters)


def _sides(rows: list[dict[Any, Any]], sizes: Sizes) -> list[dict[str, dict[str, Any]]]:
    """The names of both sides in their places."""
    high = sizes.tasks / sum(row["tasks"] for row in rows)
    return [_stack(rows, side, high, sizes) for side in ("lead", "support")]


def _bottom(sides: list[dict[str, dict[str, Any]]]) -> float:
    return float(max(node["end"] for side in sides for node in side.values()))


def _stack(rows: list[dict[Any, Any]], side: str, high: float, sizes: Sizes) -> dict[str, dict[str, Any]]:
    """The names of one side from above, each with room for its letters, as high as its tasks. No number stands beside
    them: it would be the sum of the pairs drawn, of which a task with several supports has several."""
    totals: dict[str, int] = {}
    names = {row[f"{side}_id"]: row[side] for row in rows}
    for row in rows:
        totals[row[f"{side}_id"]] = totals.get(row[f"{side}_id"], 0) + row["tasks"]
    stacked, top = {}, 0.0
    for code, total in totals.items():
        slot = max(total * high, sizes.slot)
        start = top + (slot - total * high) / 2
        middle = {"middle": top + slot / 2, "end": top + slot, "align": "right" if side == "lead" else "left"}
        stacked[code] = {"text": names[code], "top": start, "bottom": start + total * high, **middle}
        top += slot + sizes.gap
    return stacked


def _band(place: int, tops: list[float], ends: tuple[float, float], thick: float, colour: str) -> list[dict[str, Any]]:
    """A band as points from left to right, level at both ends."""
    points = []
    for step in range(POINTS + 1):
        part = step / POINTS
        eased = part * part * (3 - 2 * part)
        top = tops[0] + (tops[1] - tops[0]) * eased
        across = ends[0] + (ends[1] - ends[0]) * part
        points.append({"band": place, "across": across, "top": top, "bottom": top + thick, "colour": colour})
    return points


def _drawn(
    bands: pd.DataFrame, nodes: pd.DataFrame, size: tuple[float, float], palette: Palette, letters: float
) -> Chart:
    width, height = size
    across, below = alt.Scale(domain=[0, width], nice=False), alt.Scale(domain=[height, 0], nice=False)

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=across, axis=None)

    def down(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=below, axis=None)

    colour = alt.Color("colour:N", scale=None)
    flow = (
        alt.Chart(bands)
        .mark_area(opacity=0.55)
        .encode(x=at("across"), y=down("top"), y2="bottom:Q", detail="band:N", color=colour)
    )
    blocks = alt.Chart(nodes).mark_rect().encode(x=at("left"), x2="right:Q", y=down("top"), y2="bottom:Q", color=colour)
    texts = [
        alt.Chart(nodes)
        .transform_filter(f"datum.align == '{align}'")
        .mark_text(align=align, baseline="middle", fontSize=letters, font=FONTS, color=palette.ink)
        .encode(x=at("at"), y=down("middle"), text="text:N")
        for align in ("right", "left")
    ]
    return dressed(alt.layer(flow, blocks, *texts).properties(width=width, height=height), palette)
