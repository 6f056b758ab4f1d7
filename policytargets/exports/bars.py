"""The bars of a comparison's native charts, in workbooks and on slides: one for each row, one for what was done."""

from dataclasses import dataclass

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.comparisons.progress import SOURCE


@dataclass(frozen=True)
class Bar:
    """One bar: the `name` beside it, its `value` from zero (None leaves a gap) and the `stretch` from there to the end
    of a range; `words` at its end; `done`: it shows what was done of its `row`, not what was promised."""

    name: str
    value: float | None
    stretch: float | None
    words: str
    source: str
    row: ComparisonRow
    done: bool = False


def bars_of(comparison: Comparison) -> list[Bar]:
    """The bars in the order of the rows, what was done below its target."""
    found = []
    for row in comparison.rows:
        stretch = None if row.value is None or row.value_high is None else row.value_high - row.value
        found.append(Bar(_name(row), row.value, stretch, row.figure, row.source, row))
        if row.progress:
            told = "" if row.progress.actual is not None else f"（{row.progress.told}）"
            name = f"{row.label}累计完成{told}"
            found.append(Bar(name, row.progress.actual, None, row.progress.told, SOURCE, row, done=True))
    return found


def _name(row: ComparisonRow) -> str:
    """The district with its details, and for a gap the kind of absence."""
    words = [*([row.figure] if row.value is None else []), *row.details.split(" · ")]
    told = "，".join(word for word in words if word)
    return row.district + (f"（{told}）" if told else "")
