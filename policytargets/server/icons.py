"""The framework's icons: of its font's four thousand those few hundred that can occur, a seventh of the bytes."""

from hashlib import sha256
from pathlib import Path

from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from policytargets.server.start_page import path_within

FONT = next(Path(file_util.get_static_dir()).rglob("MaterialSymbols-Rounded.*.woff2"))
OURS = Path(__file__).with_name("icons.woff2")  # written by `python -m tests.icons`
# The font that ours was cut from. Of any other the framework's own is sent, as ours may lack what it names.
CUT_FROM = "5338271f9f9c546efda102c5778ef8ada92cdc3813f7ca6386bd8facb5df2537"
FOR_EVER = {"cache-control": "public, immutable, max-age=31536000"}


class FewIcons:
    """Answers for the framework's font of icons with ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.fits = sha256(FONT.read_bytes()).hexdigest() == CUT_FROM

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.fits and scope["type"] == "http" and (path_within(scope) or "").endswith(f"/{FONT.name}"):
            await FileResponse(OURS, media_type="font/woff2", headers=FOR_EVER)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


MIDDLEWARE = Middleware(FewIcons)
