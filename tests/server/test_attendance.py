"""What counts as somebody being there: what a person does, and nothing that a browser sends of itself."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg

from policytargets.server import attendance

PRESS = BackMsg()
PRESS.rerun_script.query_string = "period=1"


def heard(times: list[float], messages: list[bytes], patch: pytest.MonkeyPatch) -> list[float]:
    """At which of these times somebody is noted, of a page that is opened at 0 and sends these messages then."""
    now, noted = [0.0], list[float]()
    patch.setattr(attendance, "monotonic", lambda: now[0])
    patch.setattr(attendance, "note", lambda shown: noted.append(now[0]))
    queue = list(zip(times, messages, strict=True))

    async def receive() -> Message:
        now[0], data = queue.pop(0)
        return {"type": "websocket.receive", "bytes": data}

    async def run() -> None:
        said = attendance.attended("session:x", receive)
        assert [(await said())["bytes"] for _ in messages] == messages

    asyncio.run(run())
    return noted


def test_a_person_is_noted_now_and_then_and_not_for_what_follows_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    times = [0.1, 2, 60, 61, 75, 80, 3000]
    assert heard(times, [PRESS.SerializeToString()] * len(times), monkeypatch) == [60, 80, 3000]


@pytest.mark.parametrize(("make", "counts"), [
    (lambda said: said.rerun_script.SetInParent(), True),
    (lambda said: setattr(said.rerun_script, "is_auto_rerun", True), False),
    (lambda said: setattr(said, "app_heartbeat", True), False),
    (lambda said: setattr(said.backend_operation_request, "request_id", "1"), True),
])  # fmt: skip
def test_a_page_that_runs_of_itself_is_nobodys_doing(
    make: Callable[[BackMsg], None], counts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = BackMsg()
    make(said)
    assert bool(heard([100], [said.SerializeToString()], monkeypatch)) == counts


def test_what_is_no_message_is_nobodys_doing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard([100, 200], [b"", b"\xff\xff"], monkeypatch) == []


@pytest.mark.parametrize(("kind", "method", "path", "opens"), [
    ("http", "GET", "/report", True), ("http", "GET", "/", True), ("http", "HEAD", "/report", False),
    ("http", "GET", "/_stcore/health", False), ("http", "GET", "/static/js/index.js", False),
    ("websocket", "GET", "/_stcore/stream", False),
])  # fmt: skip
def test_a_page_is_opened_by_asking_for_it(kind: str, method: str, path: str, opens: bool) -> None:
    assert attendance.opens_a_page({"type": kind, "method": method, "path": path}) == opens
