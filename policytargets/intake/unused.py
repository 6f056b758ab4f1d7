"""What a document's review made beside its own rows goes with the last row that used it: indicators, units, departments
and their spellings. What other documents use, or the review did not make, stays."""

from policytargets.intake.desk import Desk, Row
from policytargets.record.tables import Records


def drop_unused(records: Records, desk: Desk) -> None:
    """Take out of the record what was settled in this review and nothing in the record uses."""
    _drop_indicators(records, desk)
    _drop_units(records, desk)
    _drop_departments(records, desk)


def _drop_indicators(records: Records, desk: Desk) -> None:
    used = {row["indicator_id"] for row in records["targets"]} | {row["part_of"] for row in records["indicators"]}
    records["indicators"] = [
        row
        for row in records["indicators"]
        if row["indicator_id"] in used or not desk.settled("indicator", row["indicator_id"])
    ]


def _drop_units(records: Records, desk: Desk) -> None:
    """Units that are converted first, then those into which nothing is converted any more."""
    used = {row["unit"] for table in ("targets", "indicators") for row in records[table]}

    def kept(row: Row) -> bool:
        return row["unit"] in used or not desk.settled("unit", row["unit"])

    converted = [row for row in records["units"] if row["unit"] != row["canonical_unit"] and kept(row)]
    used |= {row["canonical_unit"] for row in converted}
    there = {row["unit"] for row in converted}
    records["units"] = [
        row for row in records["units"] if row["unit"] in there or (row["unit"] == row["canonical_unit"] and kept(row))
    ]


def _drop_departments(records: Records, desk: Desk) -> None:
    """Spellings that no task of the district prints, and organs that answer for nothing."""
    district = desk.about["district_id"]
    documents = {row["document_id"] for row in records["documents"] if row["district_id"] == district}
    tasks = {row["task_id"] for row in records["tasks"] if row["document_id"] in documents}
    printed = {row["printed"] for row in records["responsibilities"] if row["task_id"] in tasks}
    answering = {row["department_id"] for row in records["responsibilities"]}
    idle = {
        row["printed"]: row["department_id"]
        for row in records["department_names"]
        if row["district_id"] == district
        and row["printed"] not in printed
        and desk.settled("department", row["printed"])
    }
    records["department_names"] = [
        row for row in records["department_names"] if row["district_id"] != district or row["printed"] not in idle
    ]
    organs = set(idle.values()) - answering
    records["departments"] = [row for row in records["departments"] if row["department_id"] not in organs]
