"""A board on which plans are taken in, for the modules that say in `place` with which documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policytargets.record.shelf import SHELF
from tests.browser import serve


@pytest.fixture(autouse=True)
def own_record() -> Iterator[None]:
    """Tests here read records of their own: what one left is not read by the next, nor by those of other folders."""
    SHELF.clear()
    yield
    SHELF.clear()


@pytest.fixture(scope="module")
def intake(place: Path) -> Iterator[str]:
    with serve(
        POLICYTARGETS_DOCUMENTS=str(place / "documents"),
        POLICYTARGETS_DATA=str(place / "data"),
        POLICYTARGETS_WRITING="1",
    ) as address:
        yield address
