"""A real browser and a running board for the tests. `python -m tests.browser` says which browser there is."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from policytargets.paths import ROOT

USUAL_PLACES = (
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
SIZES = {"laptop": (1366, 768), "screen": (1920, 1080), "phone": (390, 844)}


def find_browser(playwright: Playwright) -> str:
    """The path of a Chromium: POLICYTARGETS_BROWSER, the usual places, Playwright's own. Raises FileNotFoundError."""
    candidates = [os.environ.get("POLICYTARGETS_BROWSER", ""), *USUAL_PLACES, playwright.chromium.executable_path]
    for place in candidates:
        if place and Path(place).exists():
            return place
    raise FileNotFoundError("no Chromium found; install one or set POLICYTARGETS_BROWSER")


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=find_browser(playwright), args=SWITCHES)


@contextlib.contextmanager
def serve(script: str = "app.py", **environment: str) -> Iterator[str]:
    """Run the board on a free port of this machine; yields its address, without a closing slash."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://localhost:{port}"
        _wait_for(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)  # the server gives no other sign; this is polling for a condition
    raise RuntimeError(f"the board did not start at {url}")


def settle(page: Page) -> None:
    """Wait until the page has drawn what it has to draw: script run over, no skeletons, charts in place."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=90_000)
    page.wait_for_function(DRAWN, timeout=90_000)


if __name__ == "__main__":
    with sync_playwright() as running:
        print(find_browser(running))
