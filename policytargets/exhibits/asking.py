"""What several makers ask and say: documents, names behind codes, which districts are drawn, who stands first."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache

import pandas as pd

from policytargets.charts.wall import Grid
from policytargets.exhibits.model import Answers, Rows
from policytargets.wording.documents import document_lines

MOST_DRAWN, MOST_NAMED = 20, 3


def names_of(answers: Rows, facet: str, codes: Sequence[str]) -> dict[str, str]:
    """Code → name for codes of one facet, which may be departments; unknown ones are left out."""
    if facet == "departments":
        found = answers.rows("choices/departments", codes=list(codes), names=[], words=[], most=len(codes))
    else:
        listed = answers.rows("choices/facets")
        found = listed[listed["facet"] == facet]
    known = dict(zip(found["code"], found["name"], strict=True))
    return {code: known[code] for code in codes if code in known}


def documents(answers: Answers) -> Callable[[], list[str]]:
    """Every document as a source, made when it is asked for."""
    return cache(lambda: document_lines(answers.rows("record/documents", documents=[]).to_dict("records")))


def drawn_districts(answers: Answers, focus: str) -> tuple[list[str], str]:
    """Which districts a heat map draws, none meaning all, and a sentence on the others."""
    facets = answers.rows("choices/facets")
    if (facets["facet"] == "districts").sum() <= MOST_DRAWN:
        return [], ""
    found = answers.rows("record/largest_districts", categories=[], focus=focus, most=MOST_DRAWN)
    districts, targets = (
        found["all_districts"].iloc[0] - len(found),
        found["all_targets"].iloc[0] - found["targets"].sum(),
    )
    told = f"仅列目标最多的 {len(found)} 个区县；其余 {districts:,} 个区县合计 {targets:,} 个计划目标，见“目标清单”。"
    return found["district_id"].tolist(), told


def by_district(cells: pd.DataFrame) -> pd.DataFrame:
    """Counted targets as a table: a row for each category, a column for each district, in the order of the chart."""
    wide = cells.pivot_table(
        index=["category_sort", "category"], columns="district", values="targets", aggfunc="sum", sort=True
    )
    return wide.droplevel(0)[list(dict.fromkeys(cells["district"]))].reset_index(names="领域")


def grid_of_cells(cells: pd.DataFrame, focus: str, heading: str) -> Grid:
    """The same for a wall: districts by their short names, the focus framed, nothing where there is none."""
    # Plain lists: this is asked for in every run of a page, and a frame takes ten times as long.
    listed = (cells[name].tolist() for name in ("category_sort", "category", "district_id", "short_name", "targets"))
    names: dict[str, str] = {}
    counts: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for sort, category, district_id, name, targets in zip(*listed, strict=True):
        names.setdefault(district_id, name)
        counts[sort, category][district_id] = int(targets)
    highest = max(1, *(number for own in counts.values() for number in own.values()))
    rows = [
        (category, tuple((str(own.get(code) or ""), own.get(code, 0) / highest) for code in names))
        for (_, category), own in sorted(counts.items())
    ]
    place = list(names).index(focus) if focus in names else -1
    return Grid("领域", tuple(names.values()), tuple(rows), place, "个区县", heading=heading)


def end_of(names: Sequence[str], numbers: Sequence[int], word: str, unit: str) -> str:
    """Who stands at one end: `乡村振兴最多（63 个）`, several as 并列; `word` is 最多 or 最少, of which two
    names have none: there it is 较多 or 较少."""
    end = max(numbers) if word == "最多" else min(numbers)
    alike = [name for name, number in zip(names, numbers, strict=True) if number == end]
    told = "、".join(alike[:MOST_NAMED]) + (f"等 {len(alike)} 个" if len(alike) > MOST_NAMED else "")
    if end == 0:
        return f"{told}没有"
    if len(names) == 1:
        return f"{told} {end:,} {unit}"
    if len(names) == 2:
        word = "相同" if len(alike) == 2 else word.replace("最", "较")
    return f"{told}{'并列' if len(alike) > 1 and len(names) > 2 else ''}{word}（{end:,} {unit}）"
