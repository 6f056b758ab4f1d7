"""Extensions, overrides, snapshots, and nodes that were done."""

from policytargets.store.upgrading import run_step

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables and the column of `step_0002.sql`."""
    run_step(revision)
