"""One child process from start to end, with the clock, the way to stop it and its answer."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock, Timer
from time import monotonic

import pyarrow as pa

from policytargets.record.database import RecordFile
from policytargets.sandbox.explanations import Failure, failure, stopped

CHILD = Path(__file__).with_name("child.py")
MIB = 1 << 20
CPU_SPENT = 24  # SIGXCPU, which Windows has no name for


@dataclass(frozen=True)
class Limits:
    """What one query may use. `memory_bytes` is DuckDB's own budget, `data_bytes` that of the whole process."""

    wall_seconds: int = 10
    cpu_seconds: int = 10
    memory_bytes: int = 256 * MIB
    data_bytes: int = 768 * MIB
    address_bytes: int = 3072 * MIB
    depth: int = 200
    letters: int = 4000
    rows: int = 10_000
    columns: int = 200
    cells: int = 200_000
    bytes: int = 8 * MIB


@dataclass(frozen=True)
class Answer:
    """Rows of a query: `cut` is empty, "rows" or "bytes" (more rows exist than are here), `seconds` the time taken."""

    rows: pa.Table
    cut: str
    seconds: float


Outcome = Answer | Failure


class Child:
    """A query about to run, running or stopped. `run` may be called once, `stop` at any time from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._why = ""

    def stop(self, why: str) -> None:
        """Kill the process; `why` ("cancelled" or "time") goes into the words of the failure."""
        with self._lock:
            self._why = self._why or why
            if self._process is not None:
                self._process.kill()

    def run(self, file: RecordFile, sql: str, limits: Limits) -> Outcome:
        """The answer to one statement on a record file, or why there is none. Blocks for `wall_seconds` at most."""
        request = json.dumps({"file": file.path, "sql": sql, "limits": asdict(limits)}).encode()
        began = monotonic()
        with self._lock:
            if self._why:
                return stopped(self._why, limits.wall_seconds)
            self._process = process = _start(file)
        clock = Timer(limits.wall_seconds, self.stop, ["time"])
        clock.start()
        most = limits.bytes * 2 + MIB
        answered = b""
        try:
            answered = _converse(process, request, most)
        finally:
            if not 0 < len(answered) <= most:
                process.kill()  # it says nothing or too much
            process.wait()
            clock.cancel()
        if self._why:
            return stopped(self._why, limits.wall_seconds)
        if process.returncode == -CPU_SPENT:
            return stopped("time", limits.cpu_seconds)
        if b"\n" not in answered or len(answered) > most:
            return stopped("crashed", 0)
        header, _, body = answered.partition(b"\n")
        return _outcome(json.loads(header), body, sql, monotonic() - began)


def _start(file: RecordFile) -> subprocess.Popen[bytes]:
    """The child process with an empty environment (Windows can't start one without its system folder), which works
    nowhere in particular: a folder of its own might be taken away by a cleaner."""
    environment = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-I", str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(sys.executable).anchor,
        pass_fds=file.descriptors,
        env=environment,
        start_new_session=True,
    )


def _converse(process: subprocess.Popen[bytes], request: bytes, most: int) -> bytes:
    """Send the request and read the answer, up to one byte more than allowed."""
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdout:
        try:
            with process.stdin:
                process.stdin.write(request)
        except OSError:
            return b""  # killed before it could read
        return process.stdout.read(most + 1)


def _outcome(header: dict[str, object], body: bytes, sql: str, seconds: float) -> Outcome:
    if header["status"] != "rows":
        return failure(header, sql)
    return Answer(pa.ipc.open_stream(body).read_all(), str(header["cut"]), seconds)
