"""The bars of a comparison's native charts, in workbooks and on slides: one for each row, one for what was done."""

from collections.abc import Iterable
from dataclasses import dataclass

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.comparisons.progress import SOURCE
from policytargets.wording.codes import PRESENCE_WORD, STATUS_WORD


@dataclass(frozen=True)
class Bar:
    """One bar: the `name` beside it, its `value` from zero (None leaves a gap) and the `stretch` from there to the end
    of a range (zero for a plain figure among ranges, whose words stand at the stretch as well); `words` at its end;
    `done`: it shows what was done of its `row`, not what was promised."""

    name: str
    value: float | None
    stretch: float | None
    words: str
    source: str
    row: ComparisonRow
    done: bool = False

    @property
    def short(self) -> str:
        """Its words where the whole ones stand beside the chart: of what was done the light's mark and the figure."""
        done = self.row.progress
        return f"{done.words.partition(' ')[0]} 完成 {done.figure}" if self.done and done else self.words


def bars_of(comparison: Comparison) -> list[Bar]:
    """The bars in the order of the rows, what was done below its target."""
    found, ranged = [], has_ranges(comparison.rows)
    for row in comparison.rows:
        found.append(Bar(_name(row), row.value, stretch_of(row, ranged=ranged), row.figure, row.source, row))
        if row.progress:
            done = row.progress
            name = f"{row.label}累计完成" + (f"（{done.figure}）" if done.actual is None else "")
            stretch = 0.0 if ranged and done.actual is not None else None
            found.append(Bar(name, done.actual, stretch, done.told, SOURCE, row, done=True))
    return found


def has_ranges(rows: Iterable[ComparisonRow]) -> bool:
    """Whether some figure is a range."""
    return any(row.value is not None and row.value_high is not None for row in rows)


def stretch_of(row: ComparisonRow, *, ranged: bool) -> float | None:
    """From the figure to the end of its range; zero where others are ranges alone, none where no figure is."""
    if row.value is None or not ranged:
        return None
    return 0.0 if row.value_high is None else row.value_high - row.value


def gaps_in_words(comparison: Comparison) -> str:
    """What stands in the place of each bar that is missing, as far as its name does not say it all; empty where all
    do: `茌平区：另有口径：累计 900个，见“5G基站总数”，征求意见稿；…`."""
    gaps = [row for row in comparison.rows if row.value is None and _told(row) != _kind(row)]
    told = [f"{row.district}：{'，'.join(_told(row))}" for row in gaps]
    undone = [row for row in comparison.rows if row.progress and row.progress.actual is None]
    told += [f"{row.label}累计完成：{row.progress.told}" for row in undone if row.progress]
    return "；".join(told)


def _name(row: ComparisonRow) -> str:
    """The district with its details; for a gap the kind of absence alone, as long names lie over their neighbours'."""
    told = "，".join(_kind(row) if row.value is None else _told(row))
    return row.district + (f"（{told}）" if told else "")


def _kind(row: ComparisonRow) -> list[str]:
    return [PRESENCE_WORD[row.presence], *([STATUS_WORD["draft"]] if STATUS_WORD["draft"] in row.details else [])]


def _told(row: ComparisonRow) -> list[str]:
    return [word for word in (*([row.figure] if row.value is None else []), *row.details.split(" · ")) if word]
