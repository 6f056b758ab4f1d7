"""The page that every address of the board starts from, and the one for addresses that the board does not have."""

import hashlib
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from policytargets.server import supplies
from policytargets.server.mangled import mended
from policytargets.server.understood import understood
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.addresses import BOARD, PAGE, PAGES, is_there
from policytargets.ui.frame import head
from policytargets.ui.frame.listed import is_listed, pages_there

# What Streamlit serves beside the pages; a name with a dot in the first place is a file of its own (favicon.png).
BESIDE = ("data", "sign-in", "static", "_stcore", "media", "component", "app", "auth", "oauth2callback", "healthz")
# Of an address with more the framework reads nothing at all, without a word.
MOST_FIELDS = 1000
# What a page is called where its address is typed by hand: its title, its name in letters of either case.
CALLED = {called.casefold(): page.name for page in PAGES if page.listed for called in (page.name, page.title)}
NO_PAGE = "看板里没有网址 <code>{path}</code>，可能是转发时多了或少了几个字。可以从这里继续："
TOO_MANY = "网址里有 {fields:,} 个筛选条件，看板一次最多读 {most:,} 个。请减少筛选条件，可以从这里重新选择："
SAID = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · {board}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 40em; margin: 3em auto; padding: 0 1em; line-height: 1.8; color: #1C2B26; background: #FFFFFF;
    font-family: 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif; }}
a {{ color: #0F6B4F; }}
code {{ font: inherit; overflow-wrap: anywhere; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #E6ECE9; background: #131A17; }} a {{ color: #6FD0AC; }} }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{told}</p>
<ul>
{pages}
</ul>
</main>
</body>
</html>
"""


def base_path() -> str:
    """What stands before every path of the board (`server.baseUrlPath`): `/targets`, or nothing."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def path_within(scope: Scope) -> str | None:
    """The path of a request within the board, with its leading slash; none where it lies outside."""
    base, path = base_path(), str(scope["path"])
    if not base:
        return path
    return path.removeprefix(base) if path.startswith(f"{base}/") else None


def is_beside(path: str) -> bool:
    """Whether a path within the board is one of the framework's own and no page."""
    first = path.strip("/").split("/")[0]
    return first in BESIDE or ("." in first and path.count("/") == 1)


def start_page(name: str) -> str:
    """Streamlit's own page in Chinese, with our scripts before the framework and those that this page draws with."""
    page = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    page = page.replace('<html lang="en">', '<html lang="zh-CN">')
    page = page.replace("<title>Streamlit</title>", f"<title>{BOARD}</title>")
    # After the encoding, which must be known first.
    charset = '<meta charset="UTF-8" />'
    page = page.replace(charset, f"{charset}\n{head.scripts()}", 1)
    page = page.replace("</head>", f"{supplies.links(name, page)}</head>", 1)
    before, _, rest = page.partition("<noscript>")
    return f"{before}<noscript>{head.NO_SCRIPT}</noscript>{rest.partition('</noscript>')[2]}"


def not_found(path: str) -> Response:
    """What an address gets that the board does not have: a word, and a way on."""
    return _said(404, "没有这个页面", NO_PAGE.format(path=escape(path)))


def too_many(fields: int) -> Response:
    """What an address gets with more filters than can be read."""
    return _said(414, "网址太长", TOO_MANY.format(fields=fields, most=MOST_FIELDS))


def _said(status: int, title: str, told: str) -> Response:
    base = base_path()
    # Here nobody knows who asks: of the ledger's pages those that need no right.
    open_to_all = {page.name for page in PAGES if ledger.at_hand() and not page.rights}
    links = (
        f'<li><a href="{base}/{page.name}">{page.title}</a></li>'
        for page in pages_there()
        if is_listed(page, open_to_all)
    )
    said = SAID.format(board=BOARD, title=title, told=told, pages="\n".join(links))
    return HTMLResponse(said, status_code=status, headers={"cache-control": "no-store"})


class StartPage:
    """Answers each page's address with the start page; mends mangled links; says so where there is no such page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.pages = {name: start_page(name).encode() for name in PAGE}
        self.tags = {name: f'"{hashlib.sha256(page).hexdigest()[:32]}"' for name, page in self.pages.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_within(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        answer = None if path is None or is_beside(path) else self._answer(path, scope)
        await (answer or self.app)(scope, receive, send)

    def _answer(self, path: str, scope: Scope) -> Response:
        query = scope["query_string"].decode("latin-1")
        if query.count("&") >= MOST_FIELDS:
            return too_many(query.count("&") + 1)
        better = mended(path, query)
        page, mark, asked = (better or path).partition("?")
        name = page.strip("/") or PAGES[0].name
        if name not in PAGE and name.casefold() in CALLED:
            name = CALLED[name.casefold()]
            page, asked = f"/{name}", asked if better else query
            better = page + ("?" + asked if asked else "")
        if name not in PAGE or not is_there(PAGE[name]):
            return not_found(path)
        given = parse_qsl(query if better is None else asked, keep_blank_values=True)
        meant = understood(name, given)
        if meant != given:
            better = page + ("?" + urlencode(meant) if meant else "")
            page, mark, asked = better.partition("?")
        if page.strip("/") == PAGES[0].name:  # the first page lives at the board's own address
            better = f"/{mark}{asked}" if better else f"/?{query}".rstrip("?")
        if better is not None:
            address = quote(base_path()) + better
            return RedirectResponse(address, status_code=302, headers={"cache-control": "no-store"})
        headers = {"etag": self.tags[name], "cache-control": "no-cache"}
        if Headers(scope=scope).get("if-none-match", "").removeprefix("W/") == self.tags[name]:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(self.pages[name], headers=headers)


MIDDLEWARE = Middleware(StartPage)
