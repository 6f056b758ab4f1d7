"""Where things lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"


def data_folder() -> Path:
    """The folder of the curated tables: `POLICYTARGETS_DATA`, else `data/` of this checkout."""
    return Path(os.environ.get("POLICYTARGETS_DATA") or ROOT / "data")


def record_file() -> Path | None:
    """The record file to read instead of the curated tables: `POLICYTARGETS_DB`, else none."""
    file = os.environ.get("POLICYTARGETS_DB")
    return Path(file) if file else None


def query_seconds() -> int:
    """How long one statement of the SQL page may run, in seconds: `POLICYTARGETS_QUERY_SECONDS`, else 10."""
    return int(os.environ.get("POLICYTARGETS_QUERY_SECONDS") or 10)


def documents_folder() -> Path | None:
    """The folder of the user's own copies of the documents: `POLICYTARGETS_DOCUMENTS`, else none."""
    folder = os.environ.get("POLICYTARGETS_DOCUMENTS")
    return Path(folder) if folder else None
