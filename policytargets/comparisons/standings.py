"""Where one district stands on shared indicators: its own figures beside those of the others, and in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from policytargets.comparisons.model import Comparison, ComparisonRow, Refusal
from policytargets.wording.codes import BASIS_WORD, PERIOD_WORD, PRESENCE_WORD, STATUS_WORD

UPPER = ("at_most", "less_than")
Place = Literal["highest", "lowest", "equal", "between", "unranked"]


@dataclass(frozen=True)
class Standing:
    """One comparison as one district sees it: `own` its rows, `others` the drawn rows of the rest, highest first."""

    comparison: Comparison
    own: tuple[ComparisonRow, ...]
    others: tuple[ComparisonRow, ...]
    place: Place

    @property
    def top(self) -> float:
        """The right end of the panel's own scale: 100 for shares in %, else the highest figure; never 0."""
        if self.comparison.basis == "share" and self.comparison.unit == "%":
            return 100.0
        return max((row.value_high or row.value or 0 for row in self.comparison.drawn), default=0) or 1.0

    @property
    def level(self) -> float:
        """The district's highest figure as a part of `top`; -1 where it has none on this axis."""
        return max((row.value / self.top for row in self.own if row.value is not None), default=-1)

    @property
    def figure(self) -> str:
        """The district's own figures, or the absence in their place, in words."""
        return "、".join(row.figure for row in self.own)

    @property
    def caution(self) -> str:
        """What must be minded in comparing; empty where nothing is."""
        return self.comparison.caution

    @property
    def years_differ(self) -> bool:
        """Whether the figures on this axis fall due in different years."""
        return len({row.due_year for row in self.comparison.rows if row.due_year is not None}) > 1


def standings(made: Iterable[Comparison | Refusal], district_id: str) -> list[Standing]:
    """A standing for each comparison that could be made, longest own bar first, then the absences as they came."""
    found = [_standing(shown, district_id) for shown in made if isinstance(shown, Comparison)]
    return sorted(found, key=lambda standing: (-standing.level, _absence(standing)))


def can_be_ranked(comparison: Comparison) -> bool:
    """Whether the figures of several districts stand on the axis and can be put in order without reserve.

    None can where years, meaning or the side of a bound differ, where a figure is a range, or where a district states
    several.
    """
    rows = comparison.drawn
    districts = {row.district_id for row in rows}
    alike = len({row.comparator in UPPER for row in rows}) == 1 and len({row.due_year for row in rows}) == 1
    ranges = any(row.value_high is not None for row in rows)
    return 1 < len(districts) == len(rows) and alike and not ranges and not comparison.caution


def has_figure(standing: Standing) -> bool:
    """Whether the district sets this indicator on this basis, be the figure stated or masked."""
    return any(row.presence in ("set", "withheld", "worded") for row in standing.own)


def summary(found: Iterable[Standing]) -> str:
    """How often the district is highest, lowest or level, over the indicators that can be ranked without reserve."""
    places = [standing.place for standing in found if standing.place != "unranked"]
    if not places:
        return "目标年份或含义有出入，不排名次。"
    words = [f"{places.count('highest')} 项最高", f"{places.count('lowest')} 项最低"]
    words += [f"{places.count('between')} 项居中"] if "between" in places else []
    words += [f"{places.count('equal')} 项与别的区县并列"] if "equal" in places else []
    return f"其中 {len(places)} 项目标年份和含义相同，可以直接排序：{'，'.join(words)}。"


def others_in_words(standing: Standing, names: Mapping[str, str]) -> list[str]:
    """The other districts' figures in lines: each where there are at most two, else how many, highest and lowest."""
    told = [_told(row, names, standing.years_differ) for row in standing.others]
    number = len(told) + standing.comparison.left_out
    if len(told) > 2 and standing.others[0].value == standing.others[-1].value:
        return [f"其他共 {number} 条，均为 {standing.others[0].printed}"]
    if len(told) > 2:
        return [f"其他共 {number} 条，最高 {told[0]}", f"最低 {told[-1]}"]
    return told or ["其他区县没有同一时段的数字"]


def to_frame(found: Iterable[Standing], names: Mapping[str, str]) -> pd.DataFrame:
    """The table twin: one row per indicator with the district's own figure and all others', absences included."""
    return pd.DataFrame(
        [
            {
                "指标": standing.comparison.title,
                "本区县": standing.figure,
                "情况": "、".join(dict.fromkeys(row.situation for row in standing.own)),
                "其他区县": "；".join(
                    _told(row, names, standing.years_differ)
                    for row in standing.comparison.rows
                    if row not in standing.own and row.presence != "unset"
                ),
                "单位": standing.comparison.unit,
                "口径": BASIS_WORD[standing.comparison.basis],
                "时段": PERIOD_WORD[standing.comparison.period],
                "比较须知": standing.caution,
                "来源": "；".join(dict.fromkeys(row.source for row in standing.comparison.rows if row.source)),
            }
            for standing in found
        ]
    )


def _standing(comparison: Comparison, district_id: str) -> Standing:
    own = tuple(row for row in comparison.rows if row.district_id == district_id)
    rest = [row for row in comparison.drawn if row.district_id != district_id]
    others = tuple(sorted(rest, key=lambda row: (-(row.value or 0), row.district, row.target_id)))
    plain = Standing(comparison, own, others, "unranked")
    return Standing(comparison, own, others, _place(plain))


def _place(standing: Standing) -> Place:
    """The rank of the district's own figure; none where the figures can't be ranked or it has none."""
    mine = [row for row in standing.own if row.value is not None]
    if not mine or not can_be_ranked(standing.comparison):
        return "unranked"
    own, rest = mine[0].value or 0, [row.value or 0 for row in standing.others]
    if own == max(rest) or own == min(rest):
        return "equal"
    if own > max(rest):
        return "highest"
    return "lowest" if own < min(rest) else "between"


def _absence(standing: Standing) -> int:
    order = list(PRESENCE_WORD)
    return min((order.index(row.presence) for row in standing.own), default=len(order))


def _told(row: ComparisonRow, names: Mapping[str, str], with_year: bool) -> str:
    marks = [STATUS_WORD["draft"]] if row.draft and row.target_id else []
    marks += [f"{row.due_year}年"] if with_year and row.due_year is not None else []
    return f"{names.get(row.district_id, row.district)} {row.figure}" + (f"（{'，'.join(marks)}）" if marks else "")
