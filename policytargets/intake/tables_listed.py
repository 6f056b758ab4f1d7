"""The tables of a document as a person looks at them: first line, columns as they are read, a few rows."""

from dataclasses import dataclass, field

from policytargets.intake.model import Document
from policytargets.intake.tables_in_text import FEWEST_NAMED, Row, lines_with_cells, rows
from policytargets.intake.view import CELL, LINE_IN_CELL, view_of

SHOWN = 3
# No plan's table is as wide: words set far apart, not columns, of which a person would be asked what each one is.
MOST_COLUMNS = 40


@dataclass
class ListedTable:
    """A table: the words of its first line, what its columns are read as (nothing where they are not known), its first
    rows, how many rows it has."""

    head: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    headless: bool = False
    sample: list[list[str]] = field(default_factory=list)
    count: int = 0

    @property
    def known(self) -> bool:
        """Whether its rows are read by columns."""
        return bool(self.kinds)

    def add(self, words: list[str]) -> None:
        """Take on a row."""
        self.count += 1
        if len(self.sample) < SHOWN:
            self.sample.append(words)


def tables_of(document: Document) -> list[ListedTable]:
    """The tables of a document in the order of its text; of tables with the same first line the first."""
    text = view_of(document.text).text
    read = {row.start: row for row in rows(text, document.heads)}
    found: list[ListedTable] = []
    between = True
    for start, _, cells in lines_with_cells(text):
        words = [text[begin:stop].replace(LINE_IN_CELL, "").strip(CELL) for begin, stop in cells]
        row = read.get(start)
        if not FEWEST_NAMED <= len(words) <= MOST_COLUMNS:
            between = True
            continue
        if row is not None and row.header and found and not found[-1].count and not between:
            found.pop()  # the upper line of a head of two
        if _opens(row, found, document, words, between=between):
            found.append(ListedTable(tuple(words)))
        if row is None or not row.header:
            _take(found[-1], row, words, document)
        elif tuple(words) in document.heads:
            found[-1].kinds = document.heads[tuple(words)].kinds
        between = False
    return _once(found)


def _opens(row: Row | None, found: list[ListedTable], document: Document, words: list[str], *, between: bool) -> bool:
    """Whether a line with cells begins a table."""
    if not found or tuple(words) in document.heads or (row is not None and row.header):
        return True
    unread = row is None
    return unread and (found[-1].known or between or len(words) != len(found[-1].head))


def _take(table: ListedTable, row: Row | None, words: list[str], document: Document) -> None:
    """Add a line to its table, unless it is a heading; the first line of one that is not read names its columns."""
    if row is not None and row.heading:
        return
    if row is not None:
        table.kinds = table.kinds or tuple(kind for kind, _, _ in row.columns)
        table.headless = table.headless or tuple(words) in document.heads
    if row is not None or tuple(words) != table.head:
        table.add(words)


def _once(found: list[ListedTable]) -> list[ListedTable]:
    """Each first line once: what is chosen for it holds for all tables that begin so."""
    kept: dict[tuple[str, ...], ListedTable] = {}
    for table in found:
        before = kept.setdefault(table.head, table)
        if before is not table:
            before.count += table.count
    return [table for table in kept.values() if table.count or not table.known]
