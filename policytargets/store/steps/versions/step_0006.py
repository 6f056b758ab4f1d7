"""Notes of further leading departments."""

from policytargets.store.upgrading import run_step

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table of `step_0006.sql`."""
    run_step(revision)
