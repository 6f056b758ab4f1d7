"""What the steps of the intake hand on: a document, its passages, the candidates found in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """Where one character stands on paper: page from 1, box (left, bottom, right, top) in points."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Document:
    """What a reader gives: the canonical text, where each character stands (or nothing), what was dropped or is odd."""

    text: str
    format: str
    places: Sequence[Place | None] = ()
    notes: tuple[str, ...] = ()


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
    """A proposed target; `start` and `end` are code points of the document's text."""

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
