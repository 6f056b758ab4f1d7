"""A process that records commands as fast as it can and says each after it was acknowledged: for the kill tests.

`python -m tests.store.writer ADDRESS FILE`: each acknowledged command id is a line of the file, written at once.
"""

import os
import sys
from uuid import uuid4

from policytargets.errors import NotSaved
from policytargets.store.entries import Command, append
from tests.engines import opened


def main() -> None:
    ledger = opened(sys.argv[1])
    said = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    while True:
        name = str(uuid4())
        person = {"person_id": name, "subject": f"test:{name}", "name": "示例"}
        try:
            append(ledger, Command(name, "tried", "one", "1"), lambda _, row=person: {"people": [row]})
        except NotSaved:
            continue
        os.write(said, f"{name}\n".encode())


if __name__ == "__main__":
    main()
