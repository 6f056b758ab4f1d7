"""The record in plain Python: rows of the tables joined by hand, to hold what the board says against."""

from policytargets.record.tables import Records

# The parameters of `evidence/targets` with which nothing is left out.
EVERYTHING = {
    name: []
    for name in (
        "districts", "categories", "lines", "departments", "bases", "strengths", "due_years", "presences", "words",
        "indicators",
    )
}  # fmt: skip


def counted(records: Records) -> list[dict[str, str]]:
    return [row for row in records["targets"] if not row["restates"] and not row["part_of"]]


def indexed(records: Records, table: str) -> dict[str, dict[str, str]]:
    first = next(iter(records[table][0]))
    return {row[first]: row for row in records[table]}
