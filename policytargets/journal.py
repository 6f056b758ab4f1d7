"""The operators' journal: one JSON object per line on standard error."""

import json
import secrets
import sys
import traceback
from datetime import UTC, datetime


def note(event: str, **details: object) -> None:
    """Write one line: time (UTC), event and its details. Anything JSON does not know is written as text."""
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **details}
    print(json.dumps(line, ensure_ascii=False, default=str), file=sys.stderr, flush=True)


def failure(event: str, error: BaseException, **details: object) -> str:
    """Note an error with its trace; returns the number under which it stands, to be told to the reader."""
    reference = secrets.token_hex(4)
    trace = "".join(traceback.format_exception(error))
    note(event, reference=reference, error=repr(error), trace=trace, **details)
    return reference
