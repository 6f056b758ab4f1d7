"""Statements to begin with: the queries of `queries/examples/`, from simple to advanced."""

from dataclasses import dataclass

from policytargets.record.queries import read_query
from policytargets.settings import QUERIES


@dataclass(frozen=True)
class Example:
    """One example: its Chinese title and the statement as the editor shows it, the title as a comment above."""

    name: str
    title: str
    sql: str


def read_examples() -> list[Example]:
    """All examples in order: in each file the second comment line is the title."""
    found = []
    for path in sorted((QUERIES / "examples").glob("*.sql")):
        _, title, statement = read_query(f"examples/{path.stem}").split("\n", 2)
        found.append(Example(path.stem, title.removeprefix("-- "), f"{title}\n{statement.rstrip()}"))
    return found
