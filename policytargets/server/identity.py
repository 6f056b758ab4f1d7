"""Who is there: decided here, once, for every request, and handed to the pages as a header that no visitor can send."""

import hmac
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from policytargets import settings
from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.people import accounts
from policytargets.store.engine import connect

OWN = b"x-board-"  # headers that begin so are the board's own
PERSON = b"x-board-person"
COOKIE = "board_session"
UPLOADS = "/_stcore/upload_file"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
FORM = Path(__file__).with_name("sign_in.html").read_text(encoding="utf-8")


class Identity:
    """Drops what a visitor says of who they are, and adds who they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            connection = HTTPConnection(scope)
            uploads = UPLOADS in scope["path"]
            person = None
            if scope["type"] == "websocket" or uploads:
                person = await to_thread.run_sync(person_of, connection)
            if uploads and person is None and not settings.writing():
                await Response(status_code=404)(scope, receive, send)
                return
            kept = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(OWN)]
            scope = {**scope, "headers": kept + ([(PERSON, person.encode())] if person else [])}
        await self.app(scope, receive, send)


def takes_forms() -> bool:
    """Whether people who are signed in may upload: those who fill in workbooks."""
    return bool(settings.ledger_address()) and settings.sign_in_way() != "off"


def person_of(connection: HTTPConnection) -> str | None:
    """The id of the person behind a connection, by the way of signing in that is set."""
    way = WAYS.get(settings.sign_in_way())
    try:
        return way(connection) if way and settings.ledger_address() else None
    except (LedgerClosed, NotSaved):  # the pages say so
        return None


def _alone(connection: HTTPConnection) -> str | None:
    """The person at this very machine: not one who comes through a proxy, nor by another name of it."""
    headers = connection.headers
    here = urlsplit(f"//{headers.get('host', '')}").hostname in LOOPBACK
    forwarded = "x-forwarded-for" in headers or "forwarded" in headers
    return (
        accounts.ALONE if here and not forwarded and connection.client and connection.client.host in LOOPBACK else None
    )


def _by_session(connection: HTTPConnection) -> str | None:
    token = connection.cookies.get(COOKIE)
    return accounts.person_of(connect(settings.ledger_address()), token) if token else None


def _by_proxy(connection: HTTPConnection) -> str | None:
    """Whom the office's proxy names, if it shows the key."""
    headers, key = connection.headers, settings.proxy_key()
    subject = headers.get("x-board-subject", "")
    if not key or not subject or not hmac.compare_digest(headers.get("x-board-proxy-key", "").encode(), key.encode()):
        return None
    return accounts.person_by_subject(connect(settings.ledger_address()), subject)


WAYS: dict[str, Callable[[HTTPConnection], str | None]] = {"one": _alone, "accounts": _by_session, "proxy": _by_proxy}


def show_form(_: Request) -> Response:
    """The form to sign in with."""
    if settings.sign_in_way() != "accounts":
        return Response(status_code=404)
    return _form("")


async def receive_form(request: Request) -> Response:
    """Sign in, change the first password, or sign out; a page of another site can't send it."""
    headers = Headers(scope=request.scope)
    if settings.sign_in_way() != "accounts" or urlsplit(headers.get("origin", "")).netloc != headers.get("host"):
        return Response(status_code=404)
    fields = {key: str(value) for key, value in (await request.form(max_files=0, max_fields=5)).items()}
    return await to_thread.run_sync(_answer, request, fields)


def _answer(request: Request, fields: dict[str, str]) -> Response:
    ledger = connect(settings.ledger_address())
    try:
        if "leave" in fields:
            accounts.sign_out(ledger, request.cookies.get(COOKIE, ""))
            gone = RedirectResponse("./", status_code=303)
            gone.delete_cookie(COOKIE)
            return gone
        address = request.headers.get("x-forwarded-for") or (request.client.host if request.client else "")
        token, must_change = accounts.sign_in(ledger, fields.get("name", ""), fields.get("password", ""), address)
        if must_change:
            person = accounts.person_of(ledger, token)
            if not fields.get("new") or person is None:
                accounts.sign_out(ledger, token)
                return _form("首次登录，请同时填写新密码")
            accounts.set_password(ledger, person, fields["new"])
    except (Refused, LedgerClosed, NotSaved) as error:
        return _form(str(error))
    answer = RedirectResponse("./", status_code=303)
    secure = request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure)
    return answer


def _form(said: str) -> HTMLResponse:
    page = FORM.replace("{said}", escape(said))
    return HTMLResponse(page, status_code=403 if said else 200, headers={"cache-control": "no-store"})


ROUTES = [Route("/sign-in", show_form), Route("/sign-in", receive_form, methods=["POST"])]
