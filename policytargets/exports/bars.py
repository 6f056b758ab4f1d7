"""The bars of a comparison's native charts, in workbooks and on slides: one for each row, one for what was done."""

from dataclasses import dataclass

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.comparisons.progress import SOURCE
from policytargets.wording.codes import PRESENCE_WORD, STATUS_WORD


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


def gaps_in_words(comparison: Comparison) -> str:
    """What stands in the place of each bar that is missing, as far as its name does not say it all; empty where all
    do: `茌平区：另有口径：累计 900个，见“5G基站总数”，征求意见稿；…`."""
    gaps = [row for row in comparison.rows if row.value is None and _told(row) != _kind(row)]
    return "；".join(f"{row.district}：{'，'.join(_told(row))}" for row in gaps)


def _name(row: ComparisonRow) -> str:
    """The district with its details; for a gap the kind of absence alone, as long names lie over their neighbours'."""
    told = "，".join(_kind(row) if row.value is None else _told(row))
    return row.district + (f"（{told}）" if told else "")


def _kind(row: ComparisonRow) -> list[str]:
    return [PRESENCE_WORD[row.presence], *([STATUS_WORD["draft"]] if STATUS_WORD["draft"] in row.details else [])]


def _told(row: ComparisonRow) -> list[str]:
    return [word for word in (*([row.figure] if row.value is None else []), *row.details.split(" · ")) if word]
