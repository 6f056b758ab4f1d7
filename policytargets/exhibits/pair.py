"""Two districts set against each other over all that both have promised, as an exhibit."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from policytargets.charts.pair import pair_strip, pair_strips
from policytargets.charts.wall_lanes import Lanes, outlined
from policytargets.comparisons.citations import documents_cited
from policytargets.comparisons.model import Comparison
from policytargets.comparisons.pairs import Pair, Unlike, finding, pairs, to_frame
from policytargets.exhibits.asking import names_of
from policytargets.exhibits.model import Answers, Drawing, Exhibit, subject_of
from policytargets.wording.codes import shapes_in_words
from policytargets.wording.documents import document_lines

MOST_ON_SLIDE = 6
Couple = tuple[str, str]


def pairs_of(answers: Answers, couple: Couple, *, wording: str) -> tuple[list[Pair], list[Unlike]]:
    """All that the two districts share, and what they touch but can't be set side by side."""
    listed = answers.rows("compare/indicator_pair", districts=list(couple))
    made = answers.comparisons(
        tuple(listed["indicator_id"]), districts=couple, order="plan", wording=wording, bare=True, promised=True
    )
    return pairs(listed, [one for one in made if isinstance(one, Comparison)], couple)  # bare, none is refused


def dumbbells(
    answers: Answers,
    couple: Couple,
    found: Sequence[Pair],
    others: Sequence[Unlike],
    *,
    focus: str,
    wording: str,
    made_on: date,
    most: int = 0,
) -> Exhibit | None:
    """The pairs that can be ranked by category and beside them those that can't by reason, on a slide only the first
    `most` of either kind; None where there are none."""
    if not found:
        return None
    known = names_of(answers, "districts", couple)
    names = (known.get(couple[0], couple[0]), known.get(couple[1], couple[1]))
    own = couple[1] if focus == couple[1] else couple[0]
    green, grey = names if own == couple[0] else names[::-1]
    ordered = sorted(found, key=lambda pair: pair.reserve)
    shown = [pair for part in _parts(ordered) for pair in part[: most or None]]
    limit = f"图中为 {len(shown)} 项，共 {len(found)} 项" if len(shown) < len(found) else ""
    documents = documents_cited(row for pair in found for row in (pair.first, pair.second))
    return Exhibit(
        subject=subject_of("pair", districts=couple, wording=wording if wording != "both" else ""),
        name=f"{names[0]}与{names[1]}总对照",
        title=finding(found, others, names).rstrip("。"),
        meta=f"计划目标，单位见各条 · 目标年份：{_due(found)}",
        colours=f"绿色为{green}，灰色为{grey}",
        limit=limit,
        wall=Lanes(tuple(outlined(pair_strip(one, own), one.reserve) for one in ordered), _legend(found), joined=True),
        origin=f"{len(documents)} 份计划",
        made_on=made_on,
        table=lambda: to_frame(found),
        sources=lambda: documents,
        drawings=tuple(Drawing(pair_strips, (part[: most or None],), (("own", own),)) for part in _parts(ordered)),
        rows=found,
        marks=_marks(found),
    )


def _legend(found: Sequence[Pair]) -> str:
    """On a wall: the marks that occur."""
    told = [
        "每行各用各的刻度",
        *_used(found),
        *(["空心的只并列，不比大小"] if any(pair.reserve for pair in found) else []),
    ]
    return "；".join(told) + "。"


def _marks(found: Sequence[Pair]) -> tuple[str, ...]:
    """How the drawing is read: only what occurs in it."""
    told = "每行各用各的刻度，较大的数字为满格：只看一行之内，行与行不能比长短。"
    told += "".join(f"{words}。" for words in _used(found))
    told += "两点间的灰线是两地数字之差。" if not all(pair.reserve for pair in found) else ""
    apart_only = "空心、不连线的只并列，不比大小：年份、界限或含义有别，按原因分组。"
    return (told, apart_only) if any(pair.reserve for pair in found) else (told,)


def _used(found: Sequence[Pair]) -> list[str]:
    """The marks of the figures, in one piece; none where all are plain."""
    marks = shapes_in_words(row.comparator for pair in found for row in (pair.first, pair.second))
    return ["记号：" + " · ".join(marks)] if marks else []


def apart(answers: Answers, couple: Couple, others: Sequence[Unlike], *, wording: str, made_on: date) -> Exhibit | None:
    """What both touch but can't be set side by side, by the reason; None where there is nothing of it."""
    if not others:
        return None
    known = names_of(answers, "districts", couple)
    first, second = (known.get(code, code) for code in couple)
    ordered = sorted(others, key=lambda other: other.reason)
    asked = {"lines": [], "departments": [], "districts": list(couple), "roles": ["lead", "support"]}
    plans = document_lines(answers.rows("board/department_documents", **asked).to_dict("records"))
    table = pd.DataFrame(
        {
            "指标": [other.title for other in ordered],
            first: [other.first for other in ordered],
            second: [other.second for other in ordered],
            "原因": [other.reason for other in ordered],
        }
    )
    return Exhibit(
        subject=subject_of("pair-apart", districts=couple, wording=wording if wording != "both" else ""),
        name=f"{first}与{second}都涉及但不能对照的指标",
        title=f"{first}与{second}：不能对照的 {len(ordered)} 项",
        meta="计划目标，单位见各条 · 按原因排列",
        origin=f"{len(plans)} 份计划",
        made_on=made_on,
        table=lambda: table,
        sources=lambda: plans,
        rows=ordered,
    )


def _due(found: Sequence[Pair]) -> str:
    """The years in which the figures fall due."""
    years = sorted({row.due_year for pair in found for row in (pair.first, pair.second) if row.due_year is not None})
    return "、".join(f"{year}年" for year in years) + ("，两区县不同的各条注明" if len(years) > 1 else "")


def _parts(shown: list[Pair]) -> list[list[Pair]]:
    """Those that can be ranked and those that can't; where all are of one kind, two halves."""
    parts = [[pair for pair in shown if not pair.reserve], [pair for pair in shown if pair.reserve]]
    half = (len(shown) + 1) // 2
    return parts if all(parts) else [part for part in (shown[:half], shown[half:]) if part]
