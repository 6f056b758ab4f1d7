"""Which names the board answers to: on this machine alone, only to this machine's own."""

from collections.abc import Sequence

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOCAL = ("localhost", "127.0.0.1", "[::1]")
REFUSED = (
    '<!doctype html><html lang="zh-CN"><title>不能用这个地址打开看板</title><h1>不能用这个地址打开看板</h1>'
    "<p>这台服务器没有开放这个主机名。请用通知给您的网址打开，或请维护人员按部署说明（docs/deployment.md）开放它。</p></html>"
)


class Hosts:
    """Refuses whoever asks for the board under a name that is not its own: a page of another site whose name was made
    to lead to this machine (DNS rebinding) would otherwise read the board in the visitor's browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not is_own(Headers(scope=scope).get("host", ""), own_names()):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await HTMLResponse(REFUSED, status_code=403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def own_names() -> Sequence[str]:
    """The names set by `server.allowedHosts`; else this machine's own where the board listens on it alone, else any."""
    names: Sequence[str] = st.get_option("server.allowedHosts")
    local = str(st.get_option("server.address") or "") in ("localhost", "127.0.0.1", "::1")
    return names or (LOCAL if local else ("*",))


def is_own(host: str, names: Sequence[str]) -> bool:
    """Whether a Host header, whose port does not matter, is one of the names; `*` stands for any, `*.` for a part."""
    before, bracket, _ = host.lower().partition("]")
    name = before + bracket if host.startswith("[") else host.lower().partition(":")[0]
    return any(
        own == "*" or name == own.lower() or (own.startswith("*.") and name.endswith(own[1:].lower())) for own in names
    )
