"""A ledger that several modules begin with; others make their own."""

from collections.abc import Iterator

import pytest

from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from tests.engines import release
from tests.ui.ledger.months import as_the_reporter, begun


@pytest.fixture
def made(ledger_place: str, monkeypatch: pytest.MonkeyPatch, database: Database) -> Iterator[Ledger]:
    """August, of which one is released, and September, as the pages have it for their one person."""
    ledger = begun(ledger_place, database, 8, 9)
    as_the_reporter(monkeypatch, ledger_place)
    yield ledger
    release(ledger)
