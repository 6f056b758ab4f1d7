"""The first tables: entries and blobs, people and grants, periods, courses, reports and their events."""

from policytargets.store.upgrading import run_step

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables of `step_0001.sql` and close those that are only added to."""
    run_step(revision)
