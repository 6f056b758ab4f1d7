"""One thing on two bases, such as what is added and what there is in all, as an exhibit."""

from collections.abc import Sequence
from datetime import date

from policytargets.charts.bases import bases_panel, measured
from policytargets.charts.bases_wall import Panels
from policytargets.comparisons.bases import absences, both_bases, to_frame
from policytargets.comparisons.citations import documents_cited
from policytargets.comparisons.model import Comparison
from policytargets.exhibits.asking import names_of
from policytargets.exhibits.model import Answers, Drawing, Exhibit, subject_of


def bases(
    answers: Answers,
    indicator: str,
    *,
    districts: Sequence[str] = (),
    order: str = "value",
    wording: str = "both",
    focus: str,
    made_on: date,
) -> Exhibit | None:
    """The indicator beside its thing on the basis that most districts state; None without another basis, or where
    nobody states either. `rows` are both comparisons."""
    found = answers.rows("compare/indicator_bases", indicator=indicator)
    couple = (indicator, *found["indicator_id"].head(1))
    made = answers.comparisons(
        couple, districts=tuple(districts), order=order, wording=wording, focus=focus, promised=True
    )
    shown = [one for one in made if isinstance(one, Comparison)]
    if len(shown) < 2 or not both_bases(*shown):
        return None
    first, second = shown
    documents = documents_cited(row for line in both_bases(first, second) for row in line.sources)
    manner = {"sort": order if order != "value" else "", "wording": wording if wording != "both" else ""}
    chosen = "、".join(names_of(answers, "districts", districts).values())
    return Exhibit(
        subject=subject_of("bases", indicator=indicator, districts=districts, **manner),
        name=f"{first.title}与{second.title}",
        title=_title(first, second),
        meta=f"计划目标 · 前者：{measured(first)} · 后者：{measured(second)}",
        colours="前者在左、后者在右，各用各的刻度，左右不能比长短",
        origin=f"{len(documents)} 份计划",
        made_on=made_on,
        table=lambda: to_frame(first, second),
        sources=lambda: documents,
        drawings=(Drawing(bases_panel, (first, second), (("focus", focus),)),),
        wall=Panels(first, second, focus),
        filters=f"区县：{chosen}" if chosen else "",
        notes=_notes(first, second),
        rows=(first, second),
    )


def _notes(first: Comparison, second: Comparison) -> tuple[str, ...]:
    """The cautions of both, and who states neither."""
    cautions = [f"比较须知（{one.title}）：{one.caution}。" for one in (first, second) if one.caution]
    return (*cautions, *(f"{word}：{'、'.join(named)}。" for word, named in absences(first, second).items()))


def _title(first: Comparison, second: Comparison) -> str:
    """How many districts state both, and how many only one of them."""
    stated = [
        {row.district_id for row in one.rows if row.presence in ("set", "withheld", "worded")}
        for one in (first, second)
    ]
    both, only = len(stated[0] & stated[1]), (len(stated[0] - stated[1]), len(stated[1] - stated[0]))
    parts = [f"{both} 个区县两样都设定" if both else "没有区县两样都设定"]
    parts += [f"{number} 个只设定{word}" for number, word in zip(only, ("前者", "后者"), strict=True) if number]
    return f"{first.title}与{second.title}：{'，'.join(parts)}"
