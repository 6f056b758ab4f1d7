"""A real browser and a running board for the tests. `python -m tests.browser` says which browser there is."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright
from playwright.sync_api import TimeoutError as Late

from policytargets.settings import ROOT

USUAL_PLACES = (
    "/usr/bin/chromium-headless-shell",  # half the processor time of the others
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
DRAWN = """() => {
    const all = name => [...document.querySelectorAll(`[data-testid=${name}]`)]
    return !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
        && all('stVegaLiteChart').every(chart => chart.querySelector('canvas, svg'))
        && all('stPlotlyChart').every(chart => chart.querySelector('.main-svg'))
        && document.querySelector('[data-testid=stMainBlockContainer] h1')
}"""
# From the first call on a page knows when a run of its script was last asked for (field 11 of Streamlit's BackMsg) and
# when one last ended: by what the page shows of it or, where that is too short to be seen, by the server's last word
# (field 6 of its ForwardMsg; 2 says that the run begins anew), which the page has taken in a moment later.
QUIET = """() => {
    if (!document.body) return false
    if (!window.run) {
        window.run = {asked: 0, ended: 0, heard: 0}
        const send = WebSocket.prototype.send
        const hearing = new WeakSet()
        const hear = ({data}) => {
            const said = data instanceof ArrayBuffer && data.byteLength < 200 ? [...new Uint8Array(data).slice(-2)] : []
            if (said[0] === 6 << 3 && [0, 1, 3].includes(said[1])) window.run.heard = performance.now()
        }
        WebSocket.prototype.send = function (message) {
            if (!hearing.has(this)) this.addEventListener('message', hear)
            hearing.add(this)
            if (new Uint8Array(message)[0] === (11 << 3 | 2)) window.run.asked = performance.now()
            return send.call(this, message)
        }
        new MutationObserver(changes => changes.forEach(({target}) => {
            if (target.dataset.testScriptState === 'notRunning') window.run.ended = performance.now()
        })).observe(document.body, {subtree: true, attributeFilter: ['data-test-script-state']})
    }
    const {asked, ended, heard} = window.run
    const now = performance.now()
    return document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
        && (ended >= asked || heard > asked && now - heard > 300 || now - asked > 5000)
}"""
SIZES = {"laptop": (1366, 768), "screen": (1920, 1080), "phone": (390, 844)}

WIDTHS = (360, 390, 640, 768, 1024, 1093, 1280, 1366, 1920, 2560)
# Words over other words, or beyond the edge of their picture. Boxes hold some room above and below the letters.
MEETING = """() => {
    const found = []
    for (const picture of document.querySelectorAll('[data-testid=stVegaLiteChart] svg')) {
        const edge = picture.getBoundingClientRect()
        const said = text => text.textContent && !/^\\/+/.test(text.textContent)  // hatching is no word
        const words = [...picture.querySelectorAll('text')].filter(said)
        const boxes = words.map(text => text.getBoundingClientRect())
        boxes.forEach((box, place) => {
            if (box.left < edge.left - 1.5 || box.right > edge.right + 1.5) found.push(`${words[place].textContent} |`)
            for (let next = place + 1; next < boxes.length; next++) {
                const other = boxes[next]
                const halo = words[place].textContent === words[next].textContent
                    && Math.abs(box.left - other.left) < 1 && Math.abs(box.top - other.top) < 1
                if (!halo && box.left < other.right - 1 && other.left < box.right - 1
                    && box.top < other.bottom - 5 && other.top < box.bottom - 5)
                    found.push(`${words[place].textContent} × ${words[next].textContent}`)
            }
        })
    }
    return found
}"""
OUT_OF_PLACE = Path(__file__).with_name("meeting.js").read_text(encoding="utf-8")
FITTED = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(chart => {
    const picture = chart.querySelector('svg')
    return !picture || Math.abs(picture.getBoundingClientRect().width - chart.getBoundingClientRect().width) < 12
})"""


IN_PLACE = f"""() => {{
    const parts = '[data-testid=stMain], [data-testid=stVegaLiteChart] svg, svg.main-svg'
    const layout = [...document.querySelectorAll(parts)]
        .map(part => Object.values(part.getBoundingClientRect().toJSON()).join()).join(';')
    const calm = window.layout === layout
    window.layout = layout
    return calm && ({FITTED})() && !({OUT_OF_PLACE})().length
}}"""


def find_browser(playwright: Playwright) -> str:
    """The path of a Chromium: POLICYTARGETS_BROWSER, the usual places, Playwright's own. Raises FileNotFoundError."""
    candidates = [os.environ.get("POLICYTARGETS_BROWSER", ""), *USUAL_PLACES, playwright.chromium.executable_path]
    for place in candidates:
        if place and Path(place).exists():
            return place
    raise FileNotFoundError("no Chromium found; install one or set POLICYTARGETS_BROWSER")


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=find_browser(playwright), args=SWITCHES)


@dataclass(frozen=True)
class Board:
    """A running board: its address without a closing slash, its process, and what it has said so far."""

    address: str
    process: subprocess.Popen[bytes]
    _said: IO[bytes]

    def said(self) -> str:
        """All that the process has written to standard error."""
        return os.pread(self._said.fileno(), 10_000_000, 0).decode()

    def journal(self, event: str) -> list[dict[str, Any]]:
        """The lines of the operators' journal about one event."""
        lines = [json.loads(line) for line in self.said().splitlines() if line.startswith('{"time"')]
        return [line for line in lines if line["event"] == event]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def run_board(script: str = "app.py", *, port: int = 0, **environment: str) -> Iterator[Board]:
    """Run the board on a port of this machine, a free one if none is given."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            below = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
            address = f"http://localhost:{port}" + (f"/{below}" if below else "")
            _wait_for(f"{address}/_stcore/health", process)
            yield Board(address, process, said)
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextlib.contextmanager
def serve(script: str = "app.py", **environment: str) -> Iterator[str]:
    """Run the board on a free port of this machine; yields its address, without a closing slash."""
    with run_board(script, **environment) as board:
        yield board.address


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)  # the server gives no other sign; this is polling for a condition
    raise RuntimeError(f"the board did not start at {url}")


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Ask again and again until the condition holds. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)  # between two askings


def settle(page: Page) -> None:
    """Wait until the page has drawn what it has to draw: every run asked for is over, no skeletons, charts in place."""
    page.wait_for_function(QUIET, timeout=90_000)
    page.wait_for_function(DRAWN, timeout=90_000)


def choose_option(page: Page, box: Locator, words: str) -> None:
    """Choose an option as a person does, once it is offered: on a slow machine a field filled at one stroke may open no
    list at all."""
    box.click()
    box.select_text()
    box.press_sequentially(words)
    page.get_by_role("option", name=words, exact=True).click()
    expect(box).to_have_value(words)


def open_folds(page: Page) -> None:
    """Open what an exhibit folds under its finding."""
    for fold in page.locator('[class*="-fold"] details:not([open]) > summary').all()[::-1]:
        fold.click()
        settle(page)


def words_that_meet(page: Page, width: int) -> list[str]:
    """At this width of the window: words of charts that lie over others, or beyond the edge of their chart."""
    page.set_viewport_size({"width": width, "height": 900})
    settle(page)
    page.wait_for_function(FITTED)
    found: list[str] = page.evaluate(MEETING)
    return found


def at_size(page: Page, width: int, height: int) -> list[str]:
    """What stays wrong with the words of the page in a window of this size; bars and charts follow it a moment later.

    Nothing is wrong where two looks, half a second apart, find the same layout and nothing out of place in it. Where
    ten seconds don't bring that, the window is moved by a dot, as one that is dragged, before what is wrong is told.
    """
    for step in (0, 1):
        page.set_viewport_size({"width": width + step, "height": height})
        settle(page)
        with contextlib.suppress(Late):
            page.wait_for_function(IN_PLACE, timeout=10_000, polling=500)
            return []
    page.wait_for_function(FITTED)
    found: list[str] = page.evaluate(OUT_OF_PLACE)
    return found


def serious(page: Page) -> list[str]:
    """What axe finds to be serious or critical."""
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


if __name__ == "__main__":
    with sync_playwright() as running:
        print(find_browser(running))
