"""In a real browser: cold open of every page, and from a choice to its chart, against the bare page and a peer."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.measures import Aim, Measure, alternate
from tests.bench.peers.serving import dash_overview
from tests.bench.servers import Server, started
from tests.bench.windows import STREAMLIT_DRAWN, Window, cold_open
from tests.browser import launch
from tests.pages import PAGES

OPENINGS, CHOICES = 3, 9
BARE_PAGE = Path(__file__).with_name("bare_page.py")
BARE, DASH = "bare page", "Dash"
# Each Plotly chart is three layers.
DASH_DRAWN = "() => document.querySelectorAll('.dash-graph .main-svg').length >= 12"
DISTRICTS = ("青州市", "周村区", "东昌府区")
ROLES = ("牵头或配合", "仅配合", "牵头")
SLOWER = "the server answers sooner, but the browser then puts four charts and their tables in place, not one chart"
SLOW_OPENING = "the page puts several charts and their tables in place, the bare one a single chart"
SLOW_TREEMAP = "Plotly's script, whose cost the line without it tells, and four charts with their tables"
HEAVY = "the scripts that draw charts, and the framework's own"
WITH_PLOTLY = ("overview", "department", "departments")
# Without its script a figure of Plotly stays an empty frame.
NO_PLOTLY, PLOTLY_LESS = "**/PlotlyChart*", STREAMLIT_DRAWN.replace("stPlotlyChart", "nothing")
LESS = "overview without Plotly's script"
SLOWER_TOO = "the server answers sooner, but the browser then draws lists and charts, not one chart"


@contextmanager
def bare_page() -> Iterator[Server]:
    """The bare page, run in a folder and a home without settings; only its reports to Streamlit's makers are off."""
    options = ("--browser.gatherUsageStats", "false")
    with TemporaryDirectory() as empty, started(BARE_PAGE, *options, folder=Path(empty), HOME=empty) as server:
        yield server


def measure() -> list[Measure]:
    """Milliseconds and megabytes of each page beside the bare page, and of 总览 beside the same page in Dash."""
    with ExitStack() as until_measured:
        board = until_measured.enter_context(started()).address
        bare = until_measured.enter_context(bare_page()).address
        peer = until_measured.enter_context(dash_overview())
        browser = launch(until_measured.enter_context(sync_playwright()))
        pages = {name: board + path for name, path in PAGES.items()} | {BARE: bare} | ({DASH: peer} if peer else {})
        return [*_cold_opens(browser, pages), *_choices(browser, pages)]


def _cold_opens(browser: Browser, pages: Mapping[str, str]) -> Iterator[Measure]:
    sizes: dict[str, list[float]] = defaultdict(list)

    def side(name: str) -> Callable[[], float]:
        def once() -> float:
            opened = cold_open(
                browser,
                pages[name],
                {DASH: DASH_DRAWN, LESS: PLOTLY_LESS}.get(name, STREAMLIT_DRAWN),
                NO_PLOTLY if name == LESS else "",
            )
            sizes[name].append(opened.size / 1e6)
            return opened.milliseconds

        return once

    pages = {**pages, LESS: pages["overview"]}
    sides = {name: side(name) for name in pages}
    for first_visit in sides.values():  # a process answers its first visitor more slowly, which `startup` measures
        first_visit()
    sizes.clear()
    took = alternate(sides, OPENINGS)
    for name in PAGES:
        slowest = Aim("at_most", 1 if name == "overview" else 1.3)
        cause = SLOW_TREEMAP if name == "overview" else SLOW_OPENING
        yield Measure(f"cold open of {name}", "ms", took[name], BARE, took[BARE], slowest, cause)
    yield Measure(f"cold open of {LESS}", "ms", took[LESS], BARE, took[BARE])
    for name in PAGES:
        most = Aim("at_most", 1 if name in WITH_PLOTLY else 0.45)
        yield Measure(f"bytes of a cold open of {name}", "MB", sizes[name], BARE, sizes[BARE], most, HEAVY)
    if DASH in pages:
        slowest = Aim("at_most", 0.8)
        yield Measure("cold open of overview", "ms", took["overview"], DASH, took[DASH], slowest, SLOW_TREEMAP)
        yield Measure("bytes of a cold open of overview", "MB", sizes["overview"], DASH, sizes[DASH])


def _choices(browser: Browser, pages: Mapping[str, str]) -> Iterator[Measure]:
    windows = {
        "overview": Window(browser, pages["overview"], _choose_focus, DISTRICTS),
        "departments": Window(browser, pages["departments"], _choose_role, ROLES),
        BARE: Window(browser, pages[BARE], _choose_focus, DISTRICTS),
    }
    if DASH in pages:
        windows[DASH] = Window(browser, pages[DASH], _choose_focus_in_dash, DISTRICTS, DASH_DRAWN)
    for window in windows.values():
        for _ in DISTRICTS:  # every choice once, so that all sides have worked out what they keep
            window.change()
    took = alternate({name: window.change for name, window in windows.items()}, CHOICES)
    quickest = Aim("at_most", 1)
    yield Measure("choice to chart on overview", "ms", took["overview"], BARE, took[BARE], quickest, SLOWER)
    yield Measure("choice to chart on departments", "ms", took["departments"], BARE, took[BARE], quickest, SLOWER_TOO)
    if DASH in pages:
        yield Measure(
            "choice to chart on overview", "ms", took["overview"], DASH, took[DASH], Aim("at_most", 0.7), SLOWER
        )
    else:
        yield Measure("choice to chart on overview; Dash could not be set up here", "ms", took["overview"])


def _choose_focus(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="突出显示的区县").fill(name)
    page.keyboard.press("Enter")


def _choose_role(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def _choose_focus_in_dash(page: Page, name: str) -> None:
    page.locator("#focus").click()
    page.get_by_role("option", name=name).click()
