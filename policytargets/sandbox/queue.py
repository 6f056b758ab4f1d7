"""Few children at once: the rest wait in line, first come, first served."""

import shutil
from collections import deque
from pathlib import Path
from tempfile import mkdtemp
from threading import Event, RLock, Thread
from time import monotonic
from weakref import finalize

from policytargets.record.building import write_record
from policytargets.sandbox.explanations import stopped
from policytargets.sandbox.process import Child, Limits, Outcome


class Job:
    """One query in the queue; `outcome` is None until it is done."""

    def __init__(self, sql: str) -> None:
        self.sql = sql
        self.outcome: Outcome | None = None
        self.began: float | None = None
        self.child = Child()
        self._done = Event()

    @property
    def seconds(self) -> float:
        """How long it has been running; 0 while it waits."""
        return monotonic() - self.began if self.began is not None else 0.0

    def wait(self, seconds: float) -> Outcome | None:
        """The outcome, or None where there is none after this many seconds."""
        self._done.wait(seconds)
        return self.outcome

    def finish(self, outcome: Outcome) -> None:
        """Keep the first outcome and wake those who wait for it."""
        self.outcome = self.outcome or outcome
        self._done.set()


def open_sandbox(folder: Path, limits: Limits | None = None) -> "Sandbox":
    """A sandbox on the curated tables of `folder`, written into a record file of its own that goes when it goes.
    Raises TablesInvalid for a defective record."""
    place = Path(mkdtemp(prefix="policytargets-"))
    try:
        write_record(folder, place / "record.duckdb")
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    sandbox = Sandbox(place / "record.duckdb", limits)
    finalize(sandbox, shutil.rmtree, place, ignore_errors=True)
    return sandbox


class Sandbox:
    """Runs queries on one record file: `children` at once, `places` more may wait."""

    def __init__(self, file: Path, limits: Limits | None = None, *, children: int = 2, places: int = 20) -> None:
        self.file = file.resolve()  # the child works in the file's own folder
        self.limits = limits or Limits()
        self.children = children
        self._places = places
        self._lock = RLock()
        self._waiting: deque[Job] = deque()
        self._running: list[Job] = []

    def submit(self, sql: str) -> Job:
        """Put a query in line. The job is done at once where the text is empty or too long, or the line is full."""
        job = Job(sql)
        refusal = self._refusal(sql)
        if refusal:
            job.finish(stopped(refusal, self.limits.letters))
            return job
        with self._lock:
            if len(self._waiting) >= self._places:
                job.finish(stopped("busy", self._places))
            else:
                self._waiting.append(job)
                self._start_next()
        return job

    def cancel(self, job: Job) -> None:
        """Take a job out of the line, or kill it where it runs already."""
        with self._lock:
            if job in self._waiting:
                self._waiting.remove(job)
                job.finish(stopped("cancelled", 0))
        job.child.stop("cancelled")

    def ahead(self, job: Job) -> int | None:
        """How many jobs wait before this one; None where it no longer waits."""
        with self._lock:
            return self._waiting.index(job) if job in self._waiting else None

    def load(self) -> tuple[int, int]:
        """How many jobs run and how many wait."""
        with self._lock:
            return len(self._running), len(self._waiting)

    def _refusal(self, sql: str) -> str:
        if not sql.strip():
            return "empty"
        return "long" if len(sql) > self.limits.letters else ""

    def _start_next(self) -> None:
        while self._waiting and len(self._running) < self.children:
            job = self._waiting.popleft()
            self._running.append(job)
            job.began = monotonic()
            Thread(target=self._run, args=[job], daemon=True).start()

    def _run(self, job: Job) -> None:
        outcome: Outcome = stopped("crashed", 0)
        try:
            outcome = job.child.run(self.file, job.sql, self.limits)
        finally:
            with self._lock:
                self._running.remove(job)
                self._start_next()
            job.finish(outcome)
