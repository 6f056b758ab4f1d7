"""What every exhibit is: title, unit, source, notes, a table and a drawing, made from the record by its subject."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from urllib.parse import parse_qs, urlencode

import pandas as pd

from policytargets.charts.style import Chart, Palette
from policytargets.comparisons.model import Comparison, Refusal, marked
from policytargets.exhibits.ledger_rows import Frozen, Lit, Tracked
from policytargets.record.database import Parameter

MOST_SOURCES = 12
Parameters = dict[str, list[str]]


class Form(Protocol):
    """What is drawn on a wall: `charts/wall.py`, `wall_lanes.py` and `bands.py`."""

    def fitting(self, size: tuple[int, int]) -> int:
        """How many of its rows have room in a box of pixels."""

    def drawn(self, size: tuple[int, int], palette: Palette) -> Chart:
        """The rows that have room, in letters for the back row, and in words the others."""


class Rows(Protocol):
    """Whom a maker asks for rows of named queries. They are shared and never changed."""

    def rows(self, query: str, **parameters: Parameter) -> pd.DataFrame:
        """The rows of a named query."""


class Answers(Rows, Protocol):
    """Whom a maker asks for rows and comparisons: `ui/blocks/comparing.py`."""

    def comparisons(
        self,
        indicators: tuple[str, ...],
        *,
        districts: tuple[str, ...] = ...,
        order: str = ...,
        wording: str = ...,
        focus: str = ...,
        evenly: bool = ...,
        bare: bool = ...,
        promised: bool = ...,
    ) -> list[Comparison | Refusal]:
        """The comparisons of several indicators, where `bare` also of those without any figure; where `promised`,
        without what was done of them."""

    def lit(self, asked: Parameters) -> Lit | None:
        """The due items that are asked for with their lights; None where there is no ledger, it can't be read, or
        nothing is released."""

    def tracked(self, due_id: str) -> Tracked | None:
        """What was done of one due item, period by period; None as for `lit`, and for an item without a report."""

    def frozen(self, snapshot_id: str) -> Frozen | None:
        """What a snapshot closed; None where there is no ledger, it can't be read, or has no such snapshot."""


@dataclass(frozen=True)
class Drawing:
    """A chart to be made: a function, what it takes before the palette and by name, the least pixels that a row of it
    needs (0: its height is its own), and the least width in pixels at which its words lie side by side."""

    draw: Callable[..., Chart]
    inputs: tuple[Any, ...]
    options: tuple[tuple[str, Any], ...] = ()
    least_step: float = 0.0
    least_width: float = 0.0

    def chart(self, palette: Palette) -> Chart:
        """The chart in the colours of one appearance."""
        return self.draw(*self.inputs, palette=palette, **dict(self.options))


@dataclass(frozen=True, eq=False)
class Exhibit:
    """One block: everything that the page shows and every file prints.

    `subject` names kind and parameters, by which it is made again; `name` says what it is and `title` what it found;
    `meta` holds unit and counting. `table` makes the table for readers, `sources` the documents, one a line, `cited`
    the same with the numbers of the tasks that the rows of a list come from; `origin` says in a few words which these
    are. `drawings` follow each other, a list has none; `limit` says what of the rows they show. `wall` is what the
    stage and slides draw instead, of a list `brief` names the columns. `rows` are what a page needs to know of what was
    clicked.

    Words that describe a drawing stand apart, as a table has nothing of the kind: `colours` says what colours, sides
    and lengths mean, in every form; `marks` how its own drawings are read, as the other forms explain their marks
    themselves. `notes` hold for the figures, however they are shown.
    """

    subject: str
    name: str
    title: str
    meta: str
    origin: str
    made_on: date
    table: Callable[[], pd.DataFrame]
    sources: Callable[[], Sequence[str]]
    cited: Callable[[], Sequence[str]] | None = None
    drawings: tuple[Drawing, ...] = ()
    limit: str = ""
    wall: Form | None = None
    brief: tuple[str, ...] = ()
    rows: Any = None
    filters: str = ""
    notes: tuple[str, ...] = ()
    colours: str = ""
    marks: tuple[str, ...] = ()
    grid: bool = False  # whether its table, a count in each cell, is what it draws
    mark: str = ""  # `示例` where figures of an invented ledger stand in it; title and name begin with it
    found: str = ""  # what it found, where a presenter's own title stands in its place

    def renamed(self, title: str) -> "Exhibit":
        """The exhibit under a presenter's own title; what it found is said below."""
        return replace(self, title=marked(title, self.mark), found=self.title)

    @property
    def source(self) -> str:
        """The documents, up to a dozen, and the date."""
        named = self.sources()
        more = f"等 {len(named)} 份文件" if len(named) > MOST_SOURCES else ""
        return f"来源：{'；'.join(named[:MOST_SOURCES])}{more}。制作日期：{self.made_on.isoformat()}"

    @property
    def short_source(self) -> str:
        """Which documents and the date, in a few words."""
        return f"来源：{self.origin} · {self.made_on.isoformat()}"

    @property
    def measure(self) -> str:
        """What it is, what is counted, what its drawing means, which rows are drawn and which filters hold."""
        return self._measure(self.colours, self.limit)

    @property
    def measure_of_all(self) -> str:
        """The same where the form for walls says itself what it leaves out."""
        return self._measure(self.colours)

    @property
    def measure_of_table(self) -> str:
        """The same where its figures stand in a table alone."""
        return self._measure()

    @property
    def said_below(self) -> tuple[str, ...]:
        """What is said below its own drawings: how they are read, and the notes."""
        return (*self.marks, *self.notes)

    def _measure(self, *of_drawing: str) -> str:
        chosen = f" · 筛选：{self.filters}" if self.filters not in ("", "全部") else ""
        return " · ".join(filter(None, (self.found, self.name, self.meta, *of_drawing))) + chosen


Shown = Comparison | Exhibit | Refusal


def subject_of(kind: str, **parameters: str | Sequence[str]) -> str:
    """Kind and parameters as one text: `department-cells?by=line&codes=science`; empty parameters are left out."""
    told = urlencode({key: value for key, value in parameters.items() if value}, doseq=True)
    return kind + (f"?{told}" if told else "")


def parts_of(subject: str) -> tuple[str, Parameters]:
    """Kind and parameters of a subject. Raises ValueError where there are too many."""
    kind, _, told = subject.partition("?")
    return kind, parse_qs(told, max_num_fields=100)
