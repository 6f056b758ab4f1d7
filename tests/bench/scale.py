"""Pages in a real browser: the nation against the real record, from address to drawn page, and the bytes that move."""

import contextlib
import time

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.measures import Aim, Measure, alternate
from tests.bench.nation import nation, real
from tests.bench.servers import Server, started
from tests.browser import launch, settle

ROUNDS = 2
PAGES = {
    "总览": "/",
    "责任部门": "/department",
    "目标清单": "/targets",
    "搜索": "/targets?q=5g",
    "指标对比": "/indicator",
    "区县": "/district",
    "领域": "/category",
    "来源与口径": "/sources",
    "SQL 查询": "/query",
}
CAUSES = {
    "区县": "a standing for each of 247 indicators, instead of 48, each with up to 30 districts",
    "领域": "four times as many indicators can be compared, and the tasks without figures are counted row by row",
    "来源与口径": "a thousand documents in the table instead of five",
    "总览": "thirty districts in a comparison instead of five, twenty columns in the heat map",
    "指标对比": "thirty districts in a comparison instead of five",
}
UNEXPLAINED = "the queries at first sight, see above"
FAILED = "这一页暂时无法显示"


def measure() -> list[Measure]:
    """Seconds and megabytes of each page, first sight and seen before. Raises RuntimeError for a page that fails."""
    with (
        sync_playwright() as running,
        contextlib.closing(launch(running)) as browser,
        started(health="/healthz", POLICYTARGETS_DB=str(nation())) as large,
        started(health="/healthz", POLICYTARGETS_DB=str(real())) as small,
    ):
        return [line for page, address in PAGES.items() for line in _measured(browser, page, address, large, small)]


def _measured(browser: Browser, page: str, address: str, large: Server, small: Server) -> list[Measure]:
    moved: dict[str, list[float]] = {"nation": [], "real": []}

    def opens(name: str, server: Server) -> float:
        seconds, megabytes = _opened(browser, server.address + address)
        moved[name].append(megabytes)
        return seconds

    sides = {"nation": lambda: opens("nation", large), "real": lambda: opens("real", small)}
    first = {name: [side()] for name, side in sides.items()}
    again = alternate(sides, ROUNDS)
    cause = CAUSES.get(page, UNEXPLAINED)
    return [
        Measure(f"{page}, first sight", "s", first["nation"], "real record", first["real"], Aim("at_most", 4), cause),
        Measure(f"{page}, seen before", "s", again["nation"], "real record", again["real"], Aim("at_most", 2), cause),
        Measure(f"{page}, received", "MB", moved["nation"], "real record", moved["real"]),
    ]


def _opened(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds until the page was drawn in a fresh browser context, and the megabytes it received."""
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        counted = _count_bytes(page)
        began = time.perf_counter()
        page.goto(address)
        settle(page)
        seconds = time.perf_counter() - began
        if page.get_by_text(FAILED).count():
            raise RuntimeError(f"{address} fails")
        return seconds, sum(counted) / 1e6


def _count_bytes(page: Page) -> list[float]:
    """A list that grows with every answer and websocket message that the page receives, in bytes on the wire."""
    counted: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: counted.append(event["encodedDataLength"]))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: counted.append(len(frame))))
    return counted
