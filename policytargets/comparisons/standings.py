"""Where one district stands on shared indicators: its own figures beside those of the others, and in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from policytargets.comparisons.model import Comparison, ComparisonRow, Refusal
from policytargets.wording.codes import BASIS_WORD, PERIOD_WORD, PRESENCE_WORD, STATUS_WORD

UPPER = ("at_most", "less_than")
Place = Literal["highest", "lowest", "equal", "between", "unranked"]
PLACE_WORD: dict[Place, str] = {
    "highest": "最大", "lowest": "最小", "equal": "并列", "between": "居中", "unranked": ""
}  # fmt: skip
AMONG_SEVERAL: dict[Place, str] = {"highest": "数字最大", "lowest": "最小", "between": "居中", "equal": "并列"}
OF_TWO: dict[Place, str] = {"highest": "两者较大", "lowest": "两者较小", "equal": "两者相同"}
RANK_MEANING = (
    "名次：在口径、时段、目标年份和含义都相同的区县中，按所列数字从大到小（越低越好的从小到大）排第几，"
    "“共”为可比的区县数；只有两个区县可比的写“两者较大”“两者较小”，不写名次"
)
TOLD = ("withheld", "worded", "other_basis")
REASONS = {
    "caution": "含义有别，不宜排序",
    "years": "目标年份不同",
    "several": "有区县列出几个数字",
    "range": "有区间，不能定先后",
    "bounds": "有的是下限，有的是上限",
    "alone": "其他区县没有可比的数字",
    "withheld": "本区县的数字在原文中隐去",
    "worded": "本区县只有表述，没有数字",
    "other_basis": "本区县另有口径",
    "not_applicable": "没有收录本区县的计划",
    "unset": "本区县未设定",
}


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
    def low(self) -> float:
        """The left end of the scale: 0, or the lowest figure where one is negative."""
        return min(0.0, *(row.value or 0 for row in self.comparison.drawn))

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
    def rank(self) -> tuple[int, int, bool] | None:
        """The place of the district's figure, of how many, and whether others share it; the largest figure is first,
        of what should stay low the smallest. None where no rank is honest or not all figures are at hand."""
        if self.place == "unranked" or self.comparison.left_out:
            return None
        sign = -1 if self.comparison.direction == "lower" else 1
        own, *rest = (sign * (row.value or 0) for row in (*self.own, *self.others))
        return 1 + sum(value > own for value in rest), 1 + len(rest), own in rest

    @property
    def among_two(self) -> bool:
        """Whether the place is among two districts only, where nobody is first of all."""
        return self.rank is not None and self.rank[1] == 2

    @property
    def aside(self) -> str:
        """The rank in words, `第2/共4`, of only two which is the larger; without a rank where among the others the
        figure lies, or nothing."""
        if self.rank is None:
            return PLACE_WORD[self.place]
        if self.among_two:
            return OF_TWO[self.place]
        place, number, shared = self.rank
        low = "（从小到大）" if self.comparison.direction == "lower" else ""
        return f"{'并列' if shared else ''}第{place}/共{number}{low}"

    @property
    def reason(self) -> str:
        """Why the district has no rank on this indicator; empty where it has one."""
        return "" if self.place != "unranked" else _reason(self)

    @property
    def apart(self) -> tuple[ComparisonRow, ...]:
        """The rows that are told but have no place on the axis: withheld, worded, on another basis."""
        return tuple(row for row in self.comparison.rows if row.value is None and row.presence in TOLD)

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


def why_unranked(comparison: Comparison) -> str:
    """The first reason why the figures on the axis can't be put in order; empty where they can."""
    if can_be_ranked(comparison):
        return ""
    rows = comparison.drawn
    holds = {
        "caution": bool(comparison.caution),
        "years": len({row.due_year for row in rows}) > 1,
        "several": len({row.district_id for row in rows}) < len(rows),
        "range": any(row.value_high is not None for row in rows),
        "bounds": True,
    }
    return REASONS[next(name for name, true in holds.items() if true)]


def _reason(standing: Standing) -> str:
    """The first of `REASONS` that holds for an indicator without a rank."""
    stated = [row for row in standing.own if row.value is not None]
    if not stated:
        return REASONS[next((row.presence for row in standing.own), "unset")]
    return why_unranked(standing.comparison) if standing.others else REASONS["alone"]


def has_figure(standing: Standing) -> bool:
    """Whether the district sets this indicator on this basis, be the figure stated or masked."""
    return any(row.presence in ("set", "withheld", "worded") for row in standing.own)


def summary(found: Iterable[Standing]) -> str:
    """How often the district is highest, lowest or level, over the indicators that can be ranked without reserve."""
    ranked = [standing for standing in found if standing.place != "unranked"]
    if not ranked:
        return "目标年份或含义有出入，不排名次。"
    return f"其中 {len(ranked)} 项目标年份和含义相同，可以直接排序：{places_in_words(ranked, AMONG_SEVERAL)}。"


def places_in_words(ranked: Iterable[Standing], words: Mapping[Place, str], named: int = 0) -> str:
    """How often the district is first, last, between or level among several, in the order of `words`, and apart from
    that how it stands to the only other one, so that nobody takes the larger of two for the largest of all.

    The first count among several names up to `named` of its indicators.
    """
    ranked = list(ranked)
    several, told = [standing for standing in ranked if not standing.among_two], list[str]()
    for place, word in words.items():
        titles = [standing.comparison.title for standing in several if standing.place == place]
        names = "、".join(titles[:named]) + ("等" if len(titles) > named else "")
        told += [f"{len(titles)} 项{word}" + (f"（{names}）" if named and not told else "")] if titles else []
    two = [standing.place for standing in ranked if standing.among_two]
    counts = "，".join(
        f"{two.count(place)} 项{word.removeprefix('两者')}" for place, word in OF_TWO.items() if place in two
    )
    parts = ["，".join(told)] if told else []
    parts += [f"{len(two)} 项只有两个区县可比（{counts}）"] if two else []
    return "；".join(parts)


def to_frame(found: Iterable[Standing], names: Mapping[str, str]) -> pd.DataFrame:
    """The table twin: one row per indicator with the district's own figure and all others', absences included."""
    return pd.DataFrame(
        [
            {
                "指标": standing.comparison.title,
                "本区县": standing.figure,
                "名次": standing.aside or f"不排名次：{standing.reason}",
                "情况": "、".join(dict.fromkeys(row.situation for row in standing.own)),
                "其他区县": "；".join(
                    _told(row, names, standing.years_differ)
                    for row in standing.comparison.rows
                    if row not in standing.own and row.presence != "unset"
                ),
                "未设定": "、".join(standing.comparison.unset),
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
    if own in rest:
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
