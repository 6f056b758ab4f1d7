"""Files that are on the disk when writing them returns: whole, or a line more."""

import json
import os
from pathlib import Path
from typing import Any


def append_line(file: Path, told: dict[str, Any]) -> None:
    """Write one line of JSON behind the others; half a line that a crash left is cut off first."""
    line = json.dumps(told, ensure_ascii=False).encode("utf-8") + b"\n"
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        written = os.read(descriptor, os.fstat(descriptor).st_size)
        whole = written.rfind(b"\n") + 1
        os.ftruncate(descriptor, whole)
        os.lseek(descriptor, whole, os.SEEK_SET)
        while line:  # a disk that is nearly full takes a part of it, and says so only when asked for the rest
            line = line[os.write(descriptor, line) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, readable by its owner alone."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
