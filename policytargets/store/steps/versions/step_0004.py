"""Signatures of reports."""

from policytargets.store.upgrading import run_step

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table of `step_0004.sql`."""
    run_step(revision)
