"""Periods for tests that report for 2023 on the day on which they run."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from policytargets.ledger import calendars


@contextmanager
def never_closing() -> Iterator[None]:
    """Periods that are entered here take reports for a thousand years."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calendars, "CLOSES_AFTER", 365_000)
        yield
