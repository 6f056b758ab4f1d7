"""Work that goes on unwatched: one of a name at a time, found again, stopped, its outcome handed out once."""

import threading

import pytest

from policytargets.intake.readers.progress import Progress
from policytargets.intake.working import Stopped, Told, begun, going_on, outcome_of, stop

LONG = 20.0


def test_work_is_begun_once_and_its_outcome_waits_for_whoever_comes() -> None:
    go, begins = threading.Event(), []

    def work(told: Told) -> str:
        begins.append(told)
        go.wait(LONG)
        told(Progress(3, 7))
        return "read"

    first = begun(("read", "one"), work)
    assert begun(("read", "one"), work) is first
    assert not first.ended(0)
    go.set()
    assert first.ended(LONG)
    assert (len(begins), first.progress) == (1, Progress(3, 7))
    assert going_on()[("read", "one")] is first
    assert outcome_of(("read", "one"), first) == "read"
    assert ("read", "one") not in going_on()


def test_what_goes_wrong_is_told_to_whoever_asks_for_the_outcome() -> None:
    def work(told: Told) -> None:
        raise OSError("no room")

    own = begun(("read", "two"), work)
    assert own.ended(LONG)
    with pytest.raises(OSError, match="no room"):
        outcome_of(("read", "two"), own)


def test_stopped_work_ends_at_its_next_word_and_may_be_begun_anew() -> None:
    go = threading.Event()

    def work(told: Told) -> str:
        go.wait(LONG)
        told(Progress(1, 2))
        return "read"

    own = begun(("read", "three"), work)
    stop(("read", "three"))
    go.set()
    assert own.ended(LONG)
    with pytest.raises(Stopped):
        outcome_of(("read", "three"), own)
    again = begun(("read", "three"), lambda told: "anew")
    assert again is not own
    assert again.ended(LONG)
    assert outcome_of(("read", "three"), again) == "anew"
