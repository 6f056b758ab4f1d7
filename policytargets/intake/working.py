"""Work that takes long and goes on while its user looks at another page: begun once, watched by whoever comes back, its
outcome kept until somebody has it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from typing import Any

from policytargets.intake.readers.progress import Progress

Told = Callable[[Progress], None]
Name = tuple[str, str]  # what is done, and to what
MOST_KEPT = 4  # outcomes that nobody came for


class Stopped(Exception):
    """Its user has stopped the work."""


@dataclass
class Work:
    """Some work: how far it has come, what came of it; `about` is what whoever watches it needs to show it."""

    about: Any = None
    progress: Progress = field(default_factory=Progress)
    outcome: "Future[Any]" = field(default_factory=Future)
    stopped: threading.Event = field(default_factory=threading.Event)

    def told(self, progress: Progress) -> None:
        """Hear how far it has come; ends the work where it was stopped meanwhile."""
        if self.stopped.is_set():
            raise Stopped
        self.progress = progress

    def ended(self, seconds: float) -> bool:
        """Whether it has ended, waiting for that so long at most."""
        return bool(wait([self.outcome], timeout=seconds).done)


_GOING: dict[Name, Work] = {}
_LOCK = threading.Lock()


def begun(name: Name, do: Callable[[Told], Any], about: Any = None) -> Work:
    """The work of this name that is going on or has an outcome that nobody had yet; else it is begun."""
    with _LOCK:
        if name not in _GOING:
            for old in [own for own, work in _GOING.items() if work.outcome.done()][:-MOST_KEPT]:
                del _GOING[old]
            _GOING[name] = Work(about)
            threading.Thread(target=_do, args=(_GOING[name], do), daemon=True).start()
        return _GOING[name]


def going_on() -> dict[Name, Work]:
    """All work whose outcome nobody has yet."""
    with _LOCK:
        return dict(_GOING)


def stop(name: Name) -> None:
    """End the work of this name at its next word; what comes of it is nobody's."""
    with _LOCK:
        work = _GOING.pop(name, None)
    if work:
        work.stopped.set()


def outcome_of(name: Name, work: Work) -> Any:
    """What came of the work, once it has ended; raises what it raised. It is handed out to whoever watched it."""
    with _LOCK:
        if _GOING.get(name) is work:
            del _GOING[name]
    return work.outcome.result()


def _do(work: Work, do: Callable[[Told], Any]) -> None:
    try:
        work.outcome.set_result(do(work.told))
    except BaseException as error:  # raised again to whoever asks for the outcome
        work.outcome.set_exception(error)
