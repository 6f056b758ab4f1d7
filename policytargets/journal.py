"""The operators' journal: one JSON object per line on standard error."""

import json
import secrets
import sys
import traceback
from datetime import UTC, datetime

LONGEST_TEXT, MOST_ENTRIES = 8000, 20


def note(event: str, **details: object) -> None:
    """Write one line: time (UTC), event and its details. Anything JSON does not know is written as text; what is long
    is shortened in its middle, and what a terminal would obey is spelled out."""
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **details}
    text = json.dumps({name: _bounded(value) for name, value in line.items()}, ensure_ascii=False, default=str)
    print("".join(map(_printable, text)), file=sys.stderr, flush=True)


def _bounded(value: object, most: int = LONGEST_TEXT) -> object:
    """Numbers as they are, lists with their first entries, all else as text with its beginning and end."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list):
        return [_bounded(entry, most // MOST_ENTRIES) for entry in value[:MOST_ENTRIES]]
    text = str(value)
    half = most // 2
    return text if len(text) <= most else f"{text[:half]} … ({len(text)} characters) … {text[-half:]}"


def _printable(letter: str) -> str:
    return letter if letter.isprintable() else json.dumps(letter)[1:-1]


def failure(event: str, error: BaseException, **details: object) -> str:
    """Note an error with its trace; returns the number under which it stands, to be told to the reader."""
    reference = secrets.token_hex(4)
    trace = "".join(traceback.format_exception(error))
    note(event, reference=reference, error=repr(error), trace=trace, **details)
    return reference
