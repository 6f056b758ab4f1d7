"""The pages of signing in and out: a form with a password, or the way to the office's identity provider and back."""

import secrets
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from policytargets import settings
from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.people import accounts, sessions
from policytargets.server import oidc
from policytargets.server.identity import COOKIE, person_of, shown_by
from policytargets.store.engine import connect
from policytargets.ui.blocks.addresses import PAGE

BROWSER, YEAR = "board_browser", 365 * 86_400  # by which a browser is known again; it signs nobody in
BACK = "board_back"  # where somebody goes once the identity provider has named them
FORM = Path(__file__).with_name("sign_in.html").read_text(encoding="utf-8")
HEAD = FORM.partition("<h1>")[0]
# The other tabs of the browser hear of it (`ui/frame/reconnection.js`).
LEAVING = """<form method="post" onsubmit="new BroadcastChannel('board-left').postMessage('')">
<button name="leave" value="1">退出登录</button></form>"""


async def show_form(request: Request) -> Response:
    """The form to sign in with, or the way to the identity provider; who is signed in finds the way out."""
    if settings.sign_in_way() not in ("accounts", "oidc"):
        return Response(status_code=404)
    return await told(partial(_to_form, request))


async def told(work: Callable[[], Response]) -> Response:
    """The answer that takes the ledger; where that is closed, why."""
    try:
        return await to_thread.run_sync(work)
    except LedgerClosed as error:
        return _notice(f"台账暂不可用：{error}。恢复后请刷新本页。", status=503)


def _to_form(request: Request) -> Response:
    back, person = wanted(request.query_params.get("to", "")), person_of(shown_by(request))
    if person:
        return _signed_in_already(person, back)
    return _to_provider(request, back) if settings.sign_in_way() == "oidc" else _form("", back)


def _to_provider(request: Request, back: str) -> Response:
    try:
        answer = oidc.begin(request)
    except Refused as error:
        return _notice(str(error), status=403)
    answer.set_cookie(BACK, quote(back), max_age=60 * oidc.MINUTES, httponly=True, samesite="lax")
    return answer


def _signed_in_already(person: str, back: str) -> Response:
    actor = accounts.actor(connect(settings.ledger_address()), person, settings.today())
    return _notice(f"您已登录，当前用户：{actor.name if actor else '未登记'}。", leave=True, way=f"./{back}")


def wanted(address: str) -> str:
    """The page of this board, with its filters, that somebody was about to open; the first one instead of anything
    else: who signs in is never sent elsewhere."""
    page = address.partition("?")[0]
    return address if page in PAGE and address.isprintable() else ""


async def come_back(request: Request) -> Response:
    """From the identity provider: a session for whom the ledger knows; others are told what to ask for."""
    if settings.sign_in_way() != "oidc":
        return Response(status_code=404)
    return await told(partial(_from_provider, request))


def _from_provider(request: Request) -> Response:
    ledger, back = connect(settings.ledger_address()), wanted(unquote(request.cookies.get(BACK, "")))
    try:
        subject = oidc.subject_of(request)
        person = accounts.person_by_subject(ledger, subject)
        if person is None:
            return _notice(
                f"台账中没有登记您的账号，您可以查阅已发布的数据。需要填报或核对，请把这个账号报给管理员：{subject}",
                status=403,
            )
        token = sessions.begin_session(ledger, person, subject, _address(request), request.cookies.get(COOKIE, ""))
        answer = _signed_in(request, token, f"../{back}")
    except (Refused, LedgerClosed, NotSaved) as error:
        return _notice(str(error), status=403, way="../")
    answer.delete_cookie(oidc.PENDING)
    answer.delete_cookie(BACK)
    return answer


async def receive_form(request: Request) -> Response:
    """Sign in, change the first password, or sign out; a page of another site can't send it."""
    headers = Headers(scope=request.scope)
    if settings.sign_in_way() not in ("accounts", "oidc"):
        return Response(status_code=404)
    if urlsplit(headers.get("origin", "")).netloc != headers.get("host"):
        return Response(status_code=404)
    fields = {key: str(value) for key, value in (await request.form(max_files=0, max_fields=5)).items()}
    if settings.sign_in_way() == "oidc" and "leave" not in fields:  # no password is asked or taken here
        return Response(status_code=404)
    return await told(partial(_answer, request, fields))


def _answer(request: Request, fields: dict[str, str]) -> Response:
    ledger, back = connect(settings.ledger_address()), wanted(fields.get("to", ""))
    name, first, former = fields.get("name", ""), "new" in fields, request.cookies.get(COOKIE, "")
    try:
        if "leave" in fields:
            sessions.sign_out(ledger, former)
            gone = RedirectResponse("./", status_code=303)
            gone.delete_cookie(COOKIE)
            return gone
        browser = request.cookies.get(BROWSER) or secrets.token_urlsafe(32)
        token, must_change = sessions.sign_in(
            ledger, name, fields.get("password", ""), _address(request), former, browser
        )
        if must_change:
            person = sessions.person_of(ledger, sessions.by_session(token))
            if not fields.get("new") or person is None:
                sessions.sign_out(ledger, token)
                return _form("首次登录，请同时填写新密码", back, name, first=True)
            if fields["new"] == fields.get("password"):  # others know the first one
                sessions.sign_out(ledger, token)
                return _form("新密码不能与首次密码相同", back, name, first=True)
            accounts.set_password(ledger, person, fields["new"])
    except (Refused, LedgerClosed, NotSaved) as error:
        return _form(str(error), back, name, first=first)
    answer = _signed_in(request, token, f"./{back}")
    secure = oidc.scheme(request) == "https"
    answer.set_cookie(BROWSER, browser, max_age=YEAR, httponly=True, samesite="lax", secure=secure)
    return answer


def _signed_in(request: Request, token: str, way: str) -> Response:
    answer = RedirectResponse(way, status_code=303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=oidc.scheme(request) == "https")
    return answer


def _address(request: Request) -> str:
    return request.headers.get("x-forwarded-for") or (request.client.host if request.client else "")


def _form(said: str, back: str, name: str = "", *, first: bool = False) -> HTMLResponse:
    """The form; who signs in for the `first` time is asked for a new password too."""
    page = FORM
    given = {"new": "" if first else "hidden disabled", "back": back, "said": said, "name": name}
    for place, text in given.items():
        page = page.replace(f"{{{place}}}", escape(text))
    return HTMLResponse(page, status_code=403 if said else 200, headers={"cache-control": "no-store"})


def _notice(said: str, *, status: int = 200, leave: bool = False, way: str = "./") -> HTMLResponse:
    """A sentence on a page of its own, with the way back, and out for who is signed in."""
    button = LEAVING if leave else ""
    page = f'{HEAD}<h1>登录</h1><p>{escape(said)}</p>{button}<p><a href="{escape(way)}">回到看板</a></p></html>'
    return HTMLResponse(page, status_code=status, headers={"cache-control": "no-store"})


def routes(base: str) -> list[Route]:
    """The addresses of signing in, also below a path."""
    below = [f"/{base}/sign-in".replace("//", "/")]
    return [
        route
        for path in dict.fromkeys(("/sign-in", *below))
        for route in (
            Route(path, show_form),
            Route(path, receive_form, methods=["POST"]),
            Route(f"{path}/return", come_back),
        )
    ]
