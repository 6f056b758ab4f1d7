"""A board on which plans are taken in, for the modules that say in `place` with which documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import serve


@pytest.fixture(scope="module")
def intake(place: Path) -> Iterator[str]:
    with serve(
        POLICYTARGETS_DOCUMENTS=str(place / "documents"),
        POLICYTARGETS_DATA=str(place / "data"),
        POLICYTARGETS_WRITING="1",
    ) as address:
        yield address
