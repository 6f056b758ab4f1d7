"""The data dictionary: every table and column of the record, defined once.

The reader, the documentation in `data/README.md`, the exported `datapackage.json` and the schema browser
all speak from here.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "decimal", "boolean", "date", "list"]
# No plan of these lies outside: what does is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Column:
    """One column: its kind, whether it must be filled, its codes or the table and column it refers to.

    Numbers lie from `least` to `most` and have no more than `places` decimals; texts match `pattern` as a whole;
    what is `unique` stands in one row only. `least` and `most` are written as the table writes numbers.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = True
    codes: tuple[str, ...] = ()
    refers: str = ""
    least: str = ""
    most: str = ""
    places: int = 4
    pattern: str = ""
    unique: bool = False


@dataclass(frozen=True)
class Table:
    """One curated table: `data/{name}.csv`, one row per `key`; whether a record may have no row.

    `unique`: columns that no two rows share together; `in_order`: a column that lies below the other one.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    may_be_empty: bool = False
    unique: tuple[str, ...] = ()
    in_order: tuple[str, str] | None = None

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
