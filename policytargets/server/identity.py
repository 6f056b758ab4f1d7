"""What a visitor shows of who they are: settled here, once, for every request, and handed to the pages as a header that
no visitor can send. Who that is the pages ask the ledger, as soon as it can be asked."""

import hmac
from collections.abc import Callable
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from policytargets import settings
from policytargets.errors import LedgerClosed
from policytargets.people import accounts, sessions
from policytargets.people.permissions import may_somewhere
from policytargets.server import attendance
from policytargets.store.engine import connect

OWN = b"x-board-"  # headers that begin so are the board's own
PERSON = b"x-board-person"
COOKIE = "board_session"
UPLOADS, DATA = "/_stcore/upload_file", "/data/"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
HERE_ALONE = "这个看板用于导入和审核计划文件，没有开启登录，只能在运行它的这台机器上用 localhost 打开。"


class Identity:
    """Drops what a visitor says of who they are, and adds what they show of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            connection = HTTPConnection(scope)
            if settings.writing() and not settings.people_sign_in() and not from_here(connection):
                await _refuse(scope, receive, send)
                return
            uploads = UPLOADS in scope["path"]
            shown, opens = None, attendance.opens_a_page(scope)
            if scope["type"] == "websocket" or uploads or opens or DATA in scope["path"]:
                shown = shown_by(connection)
            if shown and scope["type"] == "websocket":
                receive = attendance.attended(shown, receive)
            elif shown:
                await to_thread.run_sync(attendance.note, shown)
            if uploads and (refusal := await to_thread.run_sync(no_upload, shown)):
                await refusal(scope, receive, send)
                return
            kept = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(OWN)]
            scope = {**scope, "headers": kept + ([(PERSON, shown.encode())] if shown else [])}
        await self.app(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """A board that takes documents in while nobody signs in is for this machine alone."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(HERE_ALONE, status_code=403)(scope, receive, send)


def no_upload(shown: str | None) -> Response | None:
    """Why somebody may not upload: there is nothing for those who hand in no reports and take no documents in, and a
    sentence while nobody can tell who that is."""
    try:
        allowed = may_upload(shown) if settings.people_sign_in() else settings.writing()
        return None if allowed else Response(status_code=404)
    except LedgerClosed as error:
        return PlainTextResponse(f"台账暂不可用：{error}。", status_code=503)


def may_upload(shown: str | None) -> bool:
    """Whether someone hands in reports somewhere, or takes documents in where this board does: others have nothing to
    upload. Raises LedgerClosed."""
    person = person_of(shown)
    if person is None or person == accounts.ALONE:
        return person is not None
    actor = accounts.actor(connect(settings.ledger_address()), person, settings.today())
    return may_somewhere(actor, "save_draft") or (settings.writing() and may_somewhere(actor, "take_in"))


def person_of(shown: str | None) -> str | None:
    """The id of the person behind what a visitor shows. Raises LedgerClosed."""
    return sessions.person_of(connect(settings.ledger_address()), shown) if shown else None


def shown_by(connection: HTTPConnection) -> str | None:
    """What a connection shows of its person, by the way of signing in that is set."""
    way = WAYS.get(settings.sign_in_way())
    return way(connection) if way and settings.ledger_address() else None


def from_here(connection: HTTPConnection) -> bool:
    """Whether a connection comes from this very machine: not through a proxy, nor by another name of it."""
    headers = connection.headers
    here = urlsplit(f"//{headers.get('host', '')}").hostname in LOOPBACK
    forwarded = "x-forwarded-for" in headers or "forwarded" in headers
    return here and not forwarded and connection.client is not None and connection.client.host in LOOPBACK


def _alone(connection: HTTPConnection) -> str | None:
    """The person at this very machine."""
    return accounts.ALONE if from_here(connection) else None


def _by_session(connection: HTTPConnection) -> str | None:
    token = connection.cookies.get(COOKIE)
    return sessions.by_session(token) if token else None


def _by_proxy(connection: HTTPConnection) -> str | None:
    """Whom the office's proxy names, if it shows the key."""
    headers, key = connection.headers, settings.proxy_key()
    subject = headers.get("x-board-subject", "")
    if not key or not subject or not hmac.compare_digest(headers.get("x-board-proxy-key", "").encode(), key.encode()):
        return None
    return sessions.by_subject(subject)


WAYS: dict[str, Callable[[HTTPConnection], str | None]] = {
    "one": _alone,
    "accounts": _by_session,
    "oidc": _by_session,
    "proxy": _by_proxy,
}
