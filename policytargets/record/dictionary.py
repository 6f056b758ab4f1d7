"""The data dictionary: every table and column of the record, defined once.

The reader, the documentation in `data/README.md`, the exported `datapackage.json` and the schema browser
all speak from here.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "decimal", "boolean", "date", "list"]


@dataclass(frozen=True)
class Column:
    """One column: its kind, whether it must be filled, its codes or the table and column it refers to."""

    name: str
    kind: Kind
    meaning: str
    required: bool = True
    codes: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True)
class Table:
    """One curated table: `data/{name}.csv`, one row per `key`; whether a record may have no row."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    may_be_empty: bool = False

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
