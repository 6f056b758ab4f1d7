"""Two districts over all that both have promised, as dumbbells. Pure functions from records."""

from collections.abc import Sequence

from policytargets.charts.strips import Dot, Strip, strips_chart
from policytargets.charts.style import Chart, Palette
from policytargets.comparisons.model import ComparisonRow
from policytargets.comparisons.pairs import Pair
from policytargets.wording.codes import STATUS_WORD


def pair_strips(found: Sequence[Pair], palette: Palette, own: str) -> Chart:
    """One strip per pair, each on its own scale that ends at the larger figure: a dumbbell where the two can be ranked,
    else outlines that nothing joins. A category begins with its name, a group that can't be ranked with the reason.

    `own` is the district_id in the brand colour.
    """
    heads = [f"只并列：{pair.reserve}" if pair.reserve else pair.category for pair in found]
    strips = [
        pair_strip(pair, own, heading=head if head != last else "")
        for pair, head, last in zip(found, heads, ["", *heads], strict=False)
    ]
    return strips_chart(strips, palette, joined=all(not pair.reserve for pair in found))


def pair_strip(pair: Pair, own: str, *, heading: str = "") -> Strip:
    """The strip of one pair, its caution below it."""
    rows = (pair.first, pair.second)
    values = [value for row in rows for value in (row.value, row.value_high) if value is not None]
    low, top = min(0.0, *values), max(0.0, *values)
    span = (top - low) or 1.0
    years = {row.due_year for row in rows}

    def dot(row: ComparisonRow) -> Dot:
        tags = [f"{row.due_year}年"] if len(years) > 1 else []
        return Dot(
            label=row.label,
            figure=row.figure,
            level=((row.value or 0) - low) / span,
            level_high=None if row.value_high is None else (row.value_high - low) / span,
            comparator=row.comparator,
            own=row.district_id == own,
            tag="·".join([*tags, *([STATUS_WORD["draft"]] if row.draft else [])]),
            district=row.district,
            name=row.name,
            source=row.source,
        )

    return Strip(
        title=pair.comparison.title,
        dots=tuple(dot(row) for row in rows),
        target_id=next(row for row in rows if row.district_id == own).target_id,
        notes=(f"比较须知：{pair.comparison.caution}",) if pair.comparison.caution else (),
        heading=heading,
        hollow=bool(pair.reserve),
    )
