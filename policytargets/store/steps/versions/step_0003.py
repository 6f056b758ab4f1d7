"""Periods whose days were changed."""

from policytargets.store.upgrading import run_step

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table of `step_0003.sql`."""
    run_step(revision)
