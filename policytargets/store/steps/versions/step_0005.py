"""What was confirmed of a figure, and the browsers that people sign in with."""

from policytargets.store.upgrading import run_step

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns of `step_0005.sql`."""
    run_step(revision)
