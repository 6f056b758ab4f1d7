"""Whether somebody is there: what people do keeps them signed in, what their browser does of itself does not. A page
that is left open runs out, however often it connects again."""

from contextlib import suppress
from time import monotonic

from anyio import to_thread
from starlette.types import Message, Receive, Scope
from streamlit.proto.BackMsg_pb2 import BackMsg

from policytargets import settings
from policytargets.errors import LedgerClosed
from policytargets.people import sessions
from policytargets.server import start_page
from policytargets.store.engine import connect

SETTLING = 15.0  # seconds after a connection in which the browser sends of itself what it held, and runs the page anew
EVERY = 20.0  # seconds for which nothing more is asked of the ledger for one open page
OF_ITSELF = ("app_heartbeat", "load_git_info")


def opens_a_page(scope: Scope) -> bool:
    """Whether somebody opens or reloads a page by this request; a connection of its own accord asks for no page."""
    path = start_page.path_within(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
    return path is not None and not start_page.is_beside(path)


def attended(shown: str, receive: Receive) -> Receive:
    """What comes over the connection of an open page, noted where it is the doing of a person before the page hears of
    it."""
    due = monotonic() + SETTLING

    async def heard() -> Message:
        nonlocal due
        message = await receive()
        if monotonic() >= due and by_hand(message.get("bytes")):
            due = monotonic() + EVERY
            await to_thread.run_sync(note, shown)
        return message

    return heard


def by_hand(data: bytes | None) -> bool:
    """Whether a message of the browser is there because a person did something."""
    try:
        said = BackMsg.FromString(data or b"")
    except Exception:  # whatever its library says of what is no message
        return False
    kind = said.WhichOneof("type")
    return kind is not None and kind not in OF_ITSELF and not said.rerun_script.is_auto_rerun


def note(shown: str) -> None:
    """Somebody is there who shows this."""
    with suppress(LedgerClosed):
        sessions.attend(connect(settings.ledger_address()), shown)
