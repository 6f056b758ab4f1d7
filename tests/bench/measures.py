"""What a benchmark measures, how two sides take turns, and the table that is printed and kept in docs/benchmarks.md."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

HEAD = "| measured | board | other side | ratio | samples | aim | |\n|---|---:|---:|---:|---:|---|---|"


@dataclass(frozen=True)
class Aim:
    """A bound that the ratio board ÷ other side must keep, or the board's own median where there is no other side."""

    bound: Literal["at_most", "at_least"]
    value: float

    def met(self, found: float) -> bool:
        """Whether `found` keeps the bound."""
        return found <= self.value if self.bound == "at_most" else found >= self.value

    def __str__(self) -> str:
        return f"{'≤' if self.bound == 'at_most' else '≥'} {self.value:g}"


@dataclass(frozen=True)
class Measure:
    """One line of the table: samples of the board and of `rival`, both taken in this run, in `unit`.

    Without `rival` the aim is for the board's median itself. `cause` says why the aim is missed, as found by
    profiling; it is printed only where it is missed.
    """

    what: str
    unit: str
    ours: Sequence[float]
    rival: str = ""
    theirs: Sequence[float] = ()
    aim: Aim | None = None
    cause: str = ""

    @property
    def ratio(self) -> float | None:
        """Median of the board ÷ median of the rival; None without a rival."""
        return median(self.ours) / median(self.theirs) if self.theirs else None

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.aim is None:
            return None
        return self.aim.met(median(self.ours) if self.ratio is None else self.ratio)

    def line(self) -> str:
        """The measure as a row of the Markdown table."""
        theirs = f"{self.rival} {_number(median(self.theirs))} {self.unit}" if self.theirs else "–"
        ratio = "–" if self.ratio is None else f"{_number(self.ratio)}×"
        sizes = f"{len(self.ours)} : {len(self.theirs)}" if self.theirs else f"{len(self.ours)}"
        verdict = {None: "", True: "met", False: f"**missed**: {self.cause or 'cause not found'}"}[self.met]
        ours = f"{_number(median(self.ours))} {self.unit}"
        return f"| {self.what} | {ours} | {theirs} | {ratio} | {sizes} | {self.aim or ''} | {verdict} |"


def alternate(sides: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """The samples of each side, taken in turns so that whatever else the machine does falls on all alike."""
    samples: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        names = list(sides) if number % 2 == 0 else list(reversed(sides))
        for name in names:
            samples[name].append(sides[name]())
    return samples


def table(title: str, measures: Sequence[Measure]) -> str:
    """A Markdown section with one line a measure."""
    return "\n".join([f"## {title}", "", HEAD, *(measure.line() for measure in measures), ""])


def _number(value: float) -> str:
    """Three significant digits, without an exponent."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
