"""The roles of a ledger, near and far: of one department, its district, and elsewhere."""

from typing import Any

from policytargets.people.model import Grant
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from tests.ui.ledger.months import with_years

DEPARTMENT, DISTRICT, PERIOD = "qingzhou-industry-information", "qingzhou", "qingzhou-month-2023-09-30"
ROLES = {
    "nobody": None, "stranger": (), "reader": (Grant("reader"),), "admin": (Grant("admin"),),
    "reporter": (Grant("reporter", None, DEPARTMENT),), "signer": (Grant("signer", None, DEPARTMENT),),
    "checker": (Grant("checker", DISTRICT),),
    "other_reporter": (Grant("reporter", None, "zhoucun-industry-information"),),
    "other_checker": (Grant("checker", "zhoucun"),),
}  # fmt: skip


def begun(address: str, database: Database) -> tuple[Ledger, list[dict[str, Any]]]:
    """A ledger with the year 2023 open for both districts, and the department's monthly rows of due items."""
    ledger = with_years(address, [DISTRICT, "zhoucun"], 2023)
    rows: list[dict[str, Any]] = database.query("ledger/due_items").to_dict("records")
    return ledger, [row for row in rows if row["reporter_id"] == DEPARTMENT and row["cadence"] == "month"]
