"""From `streamlit run` to the first page in a browser: from the curated tables, and from the file of the nation."""

import contextlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.measures import Aim, Measure, alternate
from tests.bench.nation import nation
from tests.bench.servers import started
from tests.browser import launch, settle

ROUNDS = 3
PROCESSES = 2
HEALTH = "/healthz"  # the board's own: it answers once the record is loaded
BARE = Path(__file__).with_name("bare_page.py")


def measure() -> list[Measure]:
    """Start-up against the bare page, and from the nation's file; memory of processes that share it."""
    with sync_playwright() as running, contextlib.closing(launch(running)) as browser, _empty_folder() as no_tables:
        # With no curated table in reach, a board that starts has read none.
        from_file = {"POLICYTARGETS_DB": str(nation()), "POLICYTARGETS_DATA": no_tables}
        taken = alternate(
            {
                "board": lambda: _first_page(browser),
                "bare": lambda: _bare_page(browser),
                "nation": lambda: _first_page(browser, **from_file),
                "file": lambda: _answering(**from_file),
            },
            ROUNDS,
        )
        aim = Aim("at_most", 3)
        slow = "the import of Streamlit, pandas, DuckDB and Altair takes most of it, whatever the size of the record"
        return [
            Measure("start to first page, curated tables", "s", taken["board"], "bare page", taken["bare"]),
            Measure("start to first page, file of the nation", "s", taken["nation"], "real", taken["board"]),
            Measure("start to first answer, file of the nation, no CSV", "s", taken["file"], aim=aim, cause=slow),
            *_sharing(browser, from_file),
        ]


def _first_page(browser: Browser, **environment: str) -> float:
    with started(health=HEALTH, **environment) as server:
        return _opened(browser, server.address) - server.began


def _bare_page(browser: Browser) -> float:
    with _empty_folder() as folder, started(BARE, folder=Path(folder)) as server:
        return _opened(browser, server.address) - server.began


def _answering(**environment: str) -> float:
    with started(health=HEALTH, **environment) as server:
        return time.perf_counter() - server.began


def _sharing(browser: Browser, environment: dict[str, str]) -> list[Measure]:
    """Memory of each of several processes on one file, after each has shown its first pages."""
    with contextlib.ExitStack() as held:
        servers = [held.enter_context(started(health=HEALTH, **environment)) for _ in range(PROCESSES)]
        for server in servers:
            for page in ("", "/department", "/targets", "/indicator"):
                _opened(browser, server.address + page)
        sizes = [server.memory()["Rss"] for server in servers]
    aim = Aim("at_most", 2048)
    return [Measure(f"memory of each of {PROCESSES} processes sharing the file of the nation", "MB", sizes, aim=aim)]


def _opened(browser: Browser, address: str) -> float:
    """When the page at an address had been drawn, by the clock."""
    with contextlib.closing(browser.new_page()) as page:
        page.goto(address)
        settle(page)
        return time.perf_counter()


_empty_folder: Callable[[], contextlib.AbstractContextManager[str]] = tempfile.TemporaryDirectory
