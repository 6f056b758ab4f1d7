"""What the steps of the intake hand on: a document, its passages, the candidates found in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Who proposes where nobody else is asked; a model of the office's own is named beside it or in its place.
RULES = "rules@1"
# What a reader puts into a cell that is merged with the one above: white space to whoever does not ask for it.
MERGED = "\x1c"
# How it is shown: a table's own way to say that a cell holds what stands above it.
SAME = "〃"
EDGE = "｜"  # as which readers see where a cell of a table ends


@dataclass(frozen=True)
class Place:
    """Where one character stands on paper: page from 1, box (left, bottom, right, top) in points; `score` is how sure
    its reading is (to 1) where it was recognised in a picture."""

    page: int
    box: tuple[float, float, float, float]
    score: float | None = None

    @property
    def told(self) -> list[float]:
        """The place as it is handed on and stored: page, box and, if there is one, score."""
        sure = [] if self.score is None else [round(self.score, 3)]
        return [self.page, *(round(part, 1) for part in self.box), *sure]


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in words, neighbours as a range: 1、3—5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)


@dataclass(frozen=True)
class Columns:
    """What the columns of a table hold, as a person chose; `headless` where its first line is a row like the others."""

    kinds: tuple[str, ...]
    headless: bool = False


# The columns that a person chose, by the words of the table's first line.
Heads = Mapping[tuple[str, ...], Columns]
NO_HEADS: Heads = {}


def heads_told(told: Sequence[Mapping[str, Any]]) -> Heads:
    """Chosen columns as they are stored with a document: `head`, `kinds`, `headless`."""
    return {tuple(one["head"]): Columns(tuple(one["kinds"]), bool(one["headless"])) for one in told}


@dataclass(frozen=True)
class Document:
    """What a reader gives: the canonical text, where each character stands (or nothing), what was dropped or is odd;
    `unread` are the pages whose words are in a picture and were not recognised, `heads` columns that a person chose."""

    text: str
    format: str
    places: Sequence[Place | None] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    heads: Heads = field(default_factory=dict)

    @property
    def drawable(self) -> bool:
        """Whether its pages can be shown as they look."""
        return self.format in ("pdf", "picture")

    @property
    def recognised(self) -> list[int]:
        """The pages whose words were recognised in a picture."""
        return sorted({place.page for place in self.places if place and place.score is not None})


@dataclass(frozen=True)
class Period:
    """The years of the plan, as its user states them."""

    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A stretch of the view, from `start` to `end`: a heading, a numbered task, or text that belongs to no task.

    `number` is that of the task as printed; `body` is where its own text begins (after the number); `columns` are the
    parts of a table row by what their column holds, each (kind, start, end).
    """

    kind: str
    start: int
    end: int
    chapter: str = ""
    chapter_no: int = 0
    section: str = ""
    number: int | None = None
    body: int = 0
    title: str = ""
    item: str = ""
    reported: bool = False
    columns: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Departments:
    """Who answers for a passage: names as printed, in order; whether a list ends in 等; where the clauses stand."""

    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    others: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """A proposed task with its departments."""

    passage: Passage
    departments: Departments
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """A proposed target; `start` and `end` are code points of the document's text; `extractor` says who proposed it
    (`;` between two), `read_otherwise` what the other one reads in a column."""

    passage: Passage
    printed: str
    value: float | None
    value_high: float | None
    unit: str
    comparator: str
    basis: str
    period: str
    due_year: int
    strength: str
    withheld: bool
    name: str
    start: int
    end: int
    stated_in: str = "digits"
    benchmark: str = ""
    flags: tuple[str, ...] = ()
    extractor: str = RULES
    read_otherwise: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Exclusion:
    """A figure that is proposed to be no target, with one of the record's reasons."""

    passage: Passage
    printed: str
    reason: str
    start: int
    end: int


@dataclass(frozen=True)
class Proposal:
    """All that is proposed for one document, in the order of its text."""

    document: Document
    passages: tuple[Passage, ...]
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    warnings: tuple[str, ...] = field(default=())
