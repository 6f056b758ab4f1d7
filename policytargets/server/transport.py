"""What goes over the wire: security headers, compressed assets, and what is refused before Streamlit sees it."""

import gzip
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from policytargets.server import icons, start_page
from policytargets.server.hosts import Hosts
from policytargets.server.identity import UPLOADS, Identity
from policytargets.settings import framing_sites, people_sign_in, writing

CONTENT_POLICY = {
    "default-src": "'self'",
    # Streamlit's page starts with inline scripts and styles; nothing needs eval.
    # The decks' component comes as a module of the page's own making (blob:).
    "script-src": "'self' 'unsafe-inline' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
SECURITY_HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in CONTENT_POLICY.items()),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    # Filters live in the address; it does not leave with a click on an outside link.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# Streamlit serves these to anyone: the server's figures, a programme's way in, and uploads that no page asks for.
# They are closed wherever in a path they stand, as `server.baseUrlPath` puts something before them.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", *(() if writing() or people_sign_in() else (UPLOADS,)))
FRAMED = "/embed"  # the only page that other sites may frame, where a setting names them
SLASHES = re.compile("/{2,}")
PACKABLE = ("text/", "application/javascript", "application/json", "application/wasm", "image/svg+xml")


class SecurityHeaders:
    """Adds the security headers to every answer; closed paths are not found."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SECURITY_HEADERS)
                if start_page.path_within(scope) == FRAMED and framing_sites():
                    headers["content-security-policy"] = _framed_by(framing_sites())
                    del headers["x-frame-options"]  # it knows no list of sites
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif any(closed in SLASHES.sub("/", scope["path"]) for closed in CLOSED):
            await Response(status_code=404)(scope, receive, send_secured)
        else:
            await self.app(scope, receive, send_secured)


def _framed_by(sites: Sequence[str]) -> str:
    policy = CONTENT_POLICY | {"frame-ancestors": f"'self' {' '.join(sites)}"}
    return "; ".join(f"{name} {value}" for name, value in policy.items())


class SameOrigin:
    """Refuses a websocket that a page of another site opens.

    Streamlit refuses it as well, but first asks an outside host for this machine's address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and _host_of(origin) != headers.get("host"):
                await send({"type": "websocket.close", "code": 1008})
                return
        await self.app(scope, receive, send)


def _host_of(origin: str) -> str:
    """Host and port of an origin; nothing where it is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


class PackedAssets:
    """Compresses the page and its assets, which Streamlit sends as they are.

    An asset's name holds a hash of its content, so each is compressed once and kept (at most some 7 MB in all).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._packed: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _may_pack(scope):
            await self.app(scope, receive, send)
        elif scope["path"] in self._packed:
            await _send_whole(send, *self._packed[scope["path"]])
        else:
            await self._pack(scope, receive, send)

    async def _pack(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        pieces: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not _packable(message):
                    await send(message)
            elif not _packable(start):
                await send(message)
            else:
                pieces.append(message.get("body", b""))
                if not message.get("more_body"):
                    body = await to_thread.run_sync(gzip.compress, b"".join(pieces))
                    if "immutable" in Headers(raw=start["headers"]).get("cache-control", ""):
                        self._packed[scope["path"]] = (_packed_start(start, body), body)
                    await _send_whole(send, _packed_start(start, body), body)

        await self.app(scope, receive, collect)


def _may_pack(scope: Scope) -> bool:
    """A plain request for the page or one of its assets by a browser that unpacks gzip."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers, path = Headers(scope=scope), start_page.path_within(scope)
    own = path is not None and (path.startswith("/static/") or not start_page.is_beside(path))
    partial = "range" in headers or "if-none-match" in headers
    return own and not partial and "gzip" in headers.get("accept-encoding", "")


def _packable(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    kind = headers.get("content-type", "")
    return bool(start["status"] == 200 and kind.startswith(PACKABLE) and "content-encoding" not in headers)


def _packed_start(start: Message, body: bytes) -> Message:
    packed = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=packed)
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(body))
    headers.add_vary_header("Accept-Encoding")
    if "etag" in headers:
        headers["etag"] = "W/" + headers["etag"].removeprefix("W/")
    return packed


async def _send_whole(send: Send, start: Message, body: bytes) -> None:
    # The list of headers is copied: middleware outside this one adds to it.
    await send({**start, "headers": list(start["headers"])})
    await send({"type": "http.response.body", "body": body})


MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(Hosts),
    Middleware(SameOrigin),
    Middleware(Identity),
    Middleware(PackedAssets),
    icons.MIDDLEWARE,
    start_page.MIDDLEWARE,
]
