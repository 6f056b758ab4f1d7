"""The operators' journal: one JSON object per line on standard error."""

import json
import sys
from datetime import UTC, datetime


def note(event: str, **details: object) -> None:
    """Write one line: time (UTC), event and its details. Anything JSON does not know is written as text."""
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **details}
    print(json.dumps(line, ensure_ascii=False, default=str), file=sys.stderr, flush=True)
