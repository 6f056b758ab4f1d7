"""Few children at once: the rest wait in line, first come, first served, as long as somebody waits for them."""

import atexit
from collections import deque
from dataclasses import dataclass
from threading import Event, Lock, RLock, Thread
from time import monotonic
from weakref import WeakKeyDictionary, ref

import pyarrow as pa

from policytargets.record.database import Database, RecordFile
from policytargets.record.files import file_of
from policytargets.sandbox.explanations import stopped
from policytargets.sandbox.process import MIB, Answer, Child, Limits, Outcome


class Job:
    """One query in the queue; `outcome` is None until it is done, and again once its rows are no longer kept."""

    def __init__(self, sql: str, owner: str = "") -> None:
        self.sql = sql
        self.owner = owner
        self.outcome: Outcome | None = None
        self.forgotten = False
        self.began: float | None = None
        self.child = Child()
        self._done = Event()
        self._seen = monotonic()
        self._watchers = 0

    @property
    def seconds(self) -> float:
        """How long it has been running; 0 while it waits."""
        return monotonic() - self.began if self.began is not None else 0.0

    @property
    def unseen(self) -> float:
        """For how many seconds nobody has asked after it."""
        return 0.0 if self._watchers else monotonic() - self._seen

    def see(self) -> None:
        """Note that somebody still wants it."""
        self._seen = monotonic()

    def wait(self, seconds: float) -> Outcome | None:
        """The outcome, or None where there is none after this many seconds."""
        self._watchers += 1
        try:
            self._done.wait(seconds)
        finally:
            self._watchers -= 1
            self.see()
        return self.outcome

    def finish(self, outcome: Outcome) -> None:
        """Keep the first outcome and wake those who wait for it."""
        self.outcome = self.outcome or outcome
        self._done.set()

    def forget(self) -> None:
        """Keep the rows no longer; who wants them again runs the query again."""
        self.outcome, self.forgotten = None, True


@dataclass(frozen=True)
class House:
    """The rules of a queue: `children` run at once, `places` more wait, of one session `each` at most.

    What nobody has asked after for `patience` seconds is stopped. Rows are kept for `keeping_seconds` after somebody
    looked at them, and `keeping_bytes` of them at most.
    """

    children: int = 2
    places: int = 20
    each: int = 2
    patience: float = 20.0
    keeping_seconds: float = 300.0
    keeping_bytes: int = 64 * MIB


class Sandbox:
    """Runs queries on one record file."""

    def __init__(self, file: RecordFile, limits: Limits | None = None, house: House | None = None) -> None:
        self.file = file
        self.limits = limits or Limits()
        self.house = house or House()
        self._lock = RLock()
        self._waiting: deque[Job] = deque()
        self._running: list[Job] = []
        self._kept: list[Job] = []
        self._tidying = False

    def submit(self, sql: str, owner: str = "") -> Job:
        """Put a query in line for a session. The job is done at once where the text is empty or too long, the session
        has enough in line, or the line is full."""
        job = Job(sql, owner)
        with self._lock:
            refusal, number = self._refusal(job)
            if refusal:
                job.finish(stopped(refusal, number))
            else:
                self._waiting.append(job)
                self._start_next()
                self._tidy_from_now_on()
        return job

    def rows(self, job: Job) -> pa.Table:
        """The rows of a job, worked out again where they are no longer kept. Raises RuntimeError where that fails."""
        outcome = job.outcome or self.submit(job.sql, job.owner).wait(self.limits.wall_seconds * self.house.places)
        if not isinstance(outcome, Answer):
            raise RuntimeError(f"the rows can't be had again: {outcome}")
        return outcome.rows

    def cancel(self, job: Job, why: str = "cancelled") -> None:
        """Take a job out of the line, or kill it where it runs already."""
        with self._lock:
            if job in self._waiting:
                self._waiting.remove(job)
                job.finish(stopped(why, 0))
        job.child.stop(why)

    def ahead(self, job: Job) -> int | None:
        """How many jobs wait before this one; None where it no longer waits."""
        job.see()
        with self._lock:
            return self._waiting.index(job) if job in self._waiting else None

    def load(self) -> tuple[int, int]:
        """How many jobs run and how many wait."""
        with self._lock:
            return len(self._running), len(self._waiting)

    def _refusal(self, job: Job) -> tuple[str, int]:
        if not job.sql.strip():
            return "empty", 0
        if len(job.sql) > self.limits.letters:
            return "long", self.limits.letters
        if job.owner and sum(job.owner == other.owner for other in (*self._waiting, *self._running)) >= self.house.each:
            return "yours", self.house.each
        return ("busy", self.house.places) if len(self._waiting) >= self.house.places else ("", 0)

    def _start_next(self) -> None:
        while self._waiting and len(self._running) < self.house.children:
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
                if isinstance(outcome, Answer):
                    self._kept.append(job)
            job.finish(outcome)

    def _tidy_from_now_on(self) -> None:
        """See to it that a thread tidies up as long as there is something to tidy."""
        if not self._tidying:
            self._tidying = True
            Thread(target=_tidy, args=[ref(self), min(1.0, self.house.patience / 4)], daemon=True).start()

    def tidy(self) -> bool:
        """Stop what nobody waits for and let go of what nobody looks at; whether there will be more to tidy."""
        with self._lock:
            left = [job for job in (*self._waiting, *self._running) if job.unseen > self.house.patience]
            self._forget()
            self._tidying = bool(self._waiting or self._running or self._kept)
        for job in left:
            self.cancel(job, "departed")
        return self._tidying

    def _forget(self) -> None:
        """Let go of rows that nobody looks at, those unseen longest first."""
        room = self.house.keeping_bytes
        for job in sorted(self._kept, key=lambda job: job.unseen):
            room -= job.outcome.rows.nbytes if isinstance(job.outcome, Answer) else 0
            if job.unseen > self.house.keeping_seconds or room < 0:
                job.forget()
                self._kept.remove(job)


def _tidy(sandbox: "ref[Sandbox]", seconds: float) -> None:
    """Tidy up as long as the sandbox is there and has something to tidy, and the process does not end."""
    while not _ENDING.wait(seconds):
        own = sandbox()
        if own is None or not own.tidy():
            return
        del own


_ENDING = Event()
atexit.register(_ENDING.set)


# A plain variable: Streamlit's own caches can be emptied by any visitor. A sandbox goes with its record.
_SANDBOXES: WeakKeyDictionary[Database, Sandbox] = WeakKeyDictionary()
_OPENING = Lock()


def sandbox_of(database: Database, limits: Limits) -> Sandbox:
    """The one sandbox of a record: its queries read what the pages read that were drawn from the record, whatever
    lies on disk by now. Raises OSError where no file can be written for them."""
    with _OPENING:
        if database not in _SANDBOXES:
            _SANDBOXES[database] = Sandbox(file_of(database), limits)
        return _SANDBOXES[database]
