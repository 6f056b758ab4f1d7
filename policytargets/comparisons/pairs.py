"""Two districts set against each other over all that both have promised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.comparisons.standings import can_be_ranked, why_unranked
from policytargets.wording.codes import BASIS_WORD, PERIOD_WORD, PRESENCE_WORD

SEVERAL = "列出几个数字"

MOST_NAMED = 2


@dataclass(frozen=True)
class Pair:
    """An indicator on which both districts state one figure on one basis and period."""

    comparison: Comparison
    category: str
    first: ComparisonRow
    second: ComparisonRow

    @property
    def larger(self) -> str:
        """The district_id of the larger figure where the two can be ranked; `equal`, or empty where they can't."""
        if not can_be_ranked(self.comparison):
            return ""
        first, second = self.first.value or 0, self.second.value or 0
        return "equal" if first == second else (self.first if first > second else self.second).district_id

    @property
    def reserve(self) -> str:
        """Why the two only stand beside each other, without saying which is larger; empty where they can be ranked."""
        return why_unranked(self.comparison)


@dataclass(frozen=True)
class Unlike:
    """An indicator on which the two can't stand side by side: what each says, and why not."""

    indicator_id: str
    title: str
    first: str
    second: str
    reason: str


def pairs(
    listed: pd.DataFrame, made: Sequence[Comparison], districts: tuple[str, str]
) -> tuple[list[Pair], list[Unlike]]:
    """Pairs and the others. `listed` are the rows of `compare/indicator_pair` and `made` their comparisons over the two
    districts, bare ones among them. A thing that already has a pair or a line isn't told again from its other side."""
    found: list[Pair] = []
    others: list[Unlike] = []
    told: set[str] = set()
    rows = list(zip(listed.to_dict("records"), made, strict=True))
    for row, shown in sorted(rows, key=lambda entry: not entry[0]["shared"]):
        if row["subject"] in told and not row["shared"]:
            continue
        told.add(str(row["subject"]))
        pair = _pair(shown, str(row["category"]), districts)
        if pair:
            found.append(pair)
        else:
            others.append(_unlike(str(row["indicator_id"]), str(row["indicator"]), shown, districts))
    return found, others


def finding(found: Sequence[Pair], others: Sequence[Unlike], names: tuple[str, str]) -> str:
    """In one sentence how the two stand to each other, over what can be ranked without reserve."""
    first, second = names
    if not found:
        return f"{first}与{second}没有能直接对照的指标；{len(others)} 项口径不同或没有数字，列在下面。"
    ids = (found[0].first.district_id, found[0].second.district_id)
    larger = [pair.larger for pair in found]
    told = [f"{first}数字较大的 {_counted(found, ids[0])}", f"{second}较大的 {_counted(found, ids[1])}"]
    told = told if {*larger} & {*ids} else ["没有哪一项能分出大小"]
    told += [f"相同的 {larger.count('equal')} 项"] if "equal" in larger else []
    told += [f"{larger.count('')} 项只并列不比大小"] if "" in larger else []
    rest = f"；另有 {len(others)} 项不能对照" if others else ""
    return f"{first}与{second}有 {len(found)} 项指标能并列：{'，'.join(told)}{rest}。"


def _counted(found: Sequence[Pair], larger: str) -> str:
    """How many pairs have their larger figure in one district; a few by name: `1 项（新增绿色建筑面积）`."""
    own = [pair.comparison.title for pair in found if pair.larger == larger]
    named = f"（{'、'.join(own)}）" if 0 < len(own) <= MOST_NAMED else ""
    return f"{len(own)} 项{named}"


def _reason(row: ComparisonRow) -> str:
    """Why a row has no figure to set beside another; of another basis also whose it is and which."""
    word = PRESENCE_WORD[row.presence]
    if row.presence != "other_basis":
        return word
    said = row.figure.removeprefix(f"{word}：").rpartition(" ")[0]  # without the figure, which stands in its own column
    return f"{word}（{row.district}为{said}）"


def to_frame(found: Iterable[Pair]) -> pd.DataFrame:
    """The table twin: one row per pair, figures as in the record."""
    return pd.DataFrame(
        [
            {
                "领域": pair.category,
                "指标": pair.comparison.title,
                pair.first.district: pair.first.figure,
                pair.second.district: pair.second.figure,
                f"{pair.first.label}目标年份": pair.first.due_year,
                f"{pair.second.label}目标年份": pair.second.due_year,
                "单位": pair.comparison.unit,
                "口径": BASIS_WORD[pair.comparison.basis],
                "时段": PERIOD_WORD[pair.comparison.period],
                "能否比大小": f"只并列：{pair.reserve}" if pair.reserve else "能",
                "比较须知": pair.comparison.caution,
                "须知": "；".join(row.remark for row in (pair.first, pair.second) if row.remark),
                "来源": "；".join((pair.first.source, pair.second.source)),
            }
            for pair in found
        ]
    )


def _pair(shown: Comparison, category: str, districts: tuple[str, str]) -> Pair | None:
    """The pair, where each district has one line and on it a figure."""
    own = [[row for row in shown.rows if row.district_id == name] for name in districts]
    if any(len(rows) != 1 or rows[0].value is None for rows in own):
        return None
    return Pair(shown, category, own[0][0], own[1][0])


def _unlike(indicator_id: str, title: str, shown: Comparison, districts: tuple[str, str]) -> Unlike:
    own = [[row for row in shown.rows if row.district_id == name] for name in districts]
    reasons = [_reason(row) for rows in own for row in rows if row.value is None]
    reasons += [SEVERAL] if any(len(rows) > 1 for rows in own) else []
    first, second = ("、".join(row.figure for row in rows) for rows in own)
    return Unlike(indicator_id, title, first, second, "、".join(dict.fromkeys(reasons)))
