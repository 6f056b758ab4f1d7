"""Browser windows with a stopwatch: how long until a page or a choice is drawn, and how many bytes an opening moves."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, Error, Page

from tests.browser import DRAWN, SIZES

STOPWATCH = Path(__file__).with_name("stopwatch.js").read_text(encoding="utf-8")
TRIES = 3
PATIENCE_MS = 60_000
QUIET = "() => performance.now() - Math.max(stopwatch.changed, stopwatch.chosen) > 400"
STREAMLIT_DRAWN = (
    f"() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]') && ({DRAWN})()"
)
Choose = Callable[[Page, str], None]
Found = TypeVar("Found")


@dataclass(frozen=True)
class Opened:
    """What a cold open took: milliseconds until the last chart or table was drawn (until the last change of a page that
    has none), and the bytes that came and went."""

    milliseconds: float
    size: float


def cold_open(browser: Browser, address: str, drawn: str = STREAMLIT_DRAWN, refused: str = "") -> Opened:
    """Open a page with an empty cache; `drawn` is the condition, in JavaScript, that all of it is in place. Scripts
    whose address matches `refused` don't come, which tells what they cost."""
    return _patiently(lambda: _cold_open(browser, address, drawn, refused))


class Window:
    """A page that stays open while one of `names` after the other is chosen on it."""

    def __init__(
        self, browser: Browser, address: str, choose: Choose, names: Iterable[str], drawn: str = STREAMLIT_DRAWN
    ) -> None:
        self._page = _new_page(browser)
        self._choose, self._names, self._drawn = choose, cycle(names), drawn
        self._page.goto(address)
        _wait(self._page, drawn)

    def change(self) -> float:
        """Make the next choice; milliseconds from the reader's last key or click until the last chart was drawn."""
        return _patiently(self._change)

    def _change(self) -> float:
        self._choose(self._page, next(self._names))
        self._page.wait_for_function("() => stopwatch.drawn > stopwatch.chosen", timeout=PATIENCE_MS)
        _wait(self._page, self._drawn)
        took: float = self._page.evaluate("() => stopwatch.drawn - stopwatch.chosen")
        return took


def _cold_open(browser: Browser, address: str, drawn: str, refused: str) -> Opened:
    page = _new_page(browser)
    if refused:
        page.route(refused, lambda route: route.abort())
    sizes: list[float] = []
    try:
        wire = page.context.new_cdp_session(page)
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        for direction in ("Received", "Sent"):
            wire.on(f"Network.webSocketFrame{direction}", lambda event: sizes.append(_size(event["response"])))
        wire.send("Network.enable")
        page.goto(address)
        _wait(page, drawn)
        took: float = page.evaluate("() => stopwatch.drawn || stopwatch.changed")
        return Opened(took, sum(sizes))
    finally:
        page.context.close()


def _new_page(browser: Browser) -> Page:
    width, height = SIZES["laptop"]
    page = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()
    page.add_init_script(STOPWATCH)
    return page


def _wait(page: Page, drawn: str) -> None:
    page.wait_for_function(drawn, timeout=PATIENCE_MS)
    page.wait_for_function(QUIET, timeout=PATIENCE_MS)


def _size(frame: dict[str, Any]) -> int:
    text = frame["payloadData"]
    return len(text.encode()) if frame["opcode"] == 1 else len(base64.b64decode(text))


def _patiently(measure: Callable[[], Found]) -> Found:
    """A browser that stumbles gets another try. Raises what the last try raised."""
    for _ in range(TRIES - 1):
        try:
            return measure()
        except Error:
            continue
    return measure()
