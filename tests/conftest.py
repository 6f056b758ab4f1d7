"""What the tests share: the record, a copy of its tables to spoil, the source documents where they are at hand."""

import csv
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import make_url

from policytargets.__main__ import main
from policytargets.ledger.feed import Feed, feed
from policytargets.record.building import open_record
from policytargets.record.curated import TABLE
from policytargets.record.database import Database
from policytargets.record.shelf import SHELF
from policytargets.record.tables import Records, Row, read_tables, write_table
from policytargets.settings import ROOT, data_folder
from policytargets.store.engine import Ledger
from policytargets.store.upgrading import create
from tests import engines
from tests.browser import SIZES, launch, serve
from tests.odd_record import add_odd_plan
from tests.record_in_python import Record

Spoil = Callable[[list[Row]], object]
WIDTH, HEIGHT = SIZES["laptop"]
LAPTOP: dict[str, Any] = {"viewport": {"width": WIDTH, "height": HEIGHT}, "locale": "zh-CN"}


expect.set_options(timeout=30_000)  # five seconds are too few where three workers share two cores


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules that open a browser take longest: they come first, so that none of them is left for the end alone."""
    browsing = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in browsing)


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    opened = open_record(data_folder())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def records() -> Records:
    return read_tables(data_folder())


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The record with an invented plan that holds what the real ones happen not to."""
    folder = Path(shutil.copytree(data_folder(), tmp_path_factory.mktemp("odd") / "data"))
    add_odd_plan(folder)
    opened = open_record(folder)
    yield Record(folder, read_tables(folder), opened)
    opened.close()


@pytest.fixture(scope="module")
def shelved(odd: Record) -> Iterator[Record]:
    """The odd record, read by every page of the module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYTARGETS_DATA", str(odd.folder))
        SHELF.clear()
        yield odd
    SHELF.clear()


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an invented ledger with reports until March 2023, made once; a test that writes takes a copy."""
    file = tmp_path_factory.mktemp("invented") / "demo.sqlite"
    assert main(["ledger", "demo", str(file), "--until", "2023-03"]) == 0
    return file


@pytest.fixture(scope="module")
def invented_ledger(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A copy of the invented ledger, open for all tests of the module."""
    ledger = engines.opened(f"sqlite:///{shutil.copyfile(invented, tmp_path_factory.mktemp('ledger') / 'demo.sqlite')}")
    yield ledger
    engines.release(ledger)


@pytest.fixture
def invented_feed(invented_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Feed:
    """What the board reads of it, while pages have it as their ledger."""
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(invented_ledger.address))
    return feed(invented_ledger)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the curated tables that a test may spoil."""
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, Spoil], None]:
    """Change the rows of one table in the copy: `spoil("targets", lambda rows: rows[0].update(value="9"))`."""

    def change(table: str, edit: Spoil) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        edit(rows)
        write_table(path, TABLE[table], rows)

    return change


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of the source documents; without it the proof against them is skipped."""
    place = Path(os.environ.get("POLICYTARGETS_SOURCES") or ROOT.parent / "shared" / "sources")
    if not place.is_dir():
        pytest.skip(f"the source documents are not at hand ({place}); set POLICYTARGETS_SOURCES to prove the tables")
    return place


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """A board that runs for all tests of this process."""
    with serve() as running:
        yield running


@pytest.fixture(scope="module")
def browser(monkeymodule: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A browser whose pages hold words as they are written, so that tests find them; what holds figures to their units
    with letters that nobody sees (`ui/frame/figures.js`) is there in sweeps, where its own tests look at it."""
    with sync_playwright() as playwright:
        opened = launch(playwright)

        def plain(**options: Any) -> BrowserContext:
            context = Browser.new_context(opened, **options)
            context.add_init_script("window.figuresHold = true")
            return context

        monkeymodule.setattr(opened, "new_context", plain)
        monkeymodule.setattr(opened, "new_page", lambda **options: plain(**options).new_page())
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def monkeymodule() -> Iterator[pytest.MonkeyPatch]:
    """What a whole module finds changed."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def newcomer(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who was never here: nothing is in the browser's cache. For tests that change what all pages find."""
    opened = browser.new_context(**LAPTOP)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def returning(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in use, which has read the board's programs before."""
    opened = browser.new_context(**LAPTOP)
    yield opened
    opened.close()


@pytest.fixture
def context(returning: BrowserContext) -> Iterator[BrowserContext]:
    """A reader of whom the browser knows nothing: neither sign-in nor decks, though the board's programs."""
    yield returning
    for page in returning.pages:
        page.close()
    returning.clear_cookies()
    returning.clear_permissions()
    cleaning = returning.new_page()
    session = returning.new_cdp_session(cleaning)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage,indexeddb"})
    cleaning.close()


@pytest.fixture(scope="module")
def sweeping(browser: Browser) -> Iterator[BrowserContext]:
    """A reader whom sweeps over many pages share: what the browser has read once stays in its cache."""
    opened = Browser.new_context(browser, **LAPTOP)
    yield opened
    opened.close()


@pytest.fixture
def sweep(sweeping: BrowserContext) -> Iterator[Page]:
    """A page of that reader."""
    opened = sweeping.new_page()
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a reader's own: no cookies, nothing kept."""
    return context.new_page()


@pytest.fixture(scope="session")
def cluster() -> Iterator[engines.Cluster]:
    """A PostgreSQL for all tests of this process."""
    with engines.cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address where no ledger is yet, on either engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.sqlite"
    return str(request.getfixturevalue("cluster").new_database())


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new ledger, to be copied."""
    file = tmp_path_factory.mktemp("new") / "ledger.sqlite"
    _create(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def new_database(cluster: engines.Cluster) -> str:
    """The name of a database with a new ledger, to be copied: that takes a fifth of the time of its steps."""
    address = cluster.new_database()
    _create(address)
    return str(make_url(address).database)


def _create(address: str) -> None:
    made = engines.opened(address)
    create(made, "real")
    engines.release(made)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger, on either engine."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("new_file"), tmp_path / "ledger.sqlite")  # with its permissions
        address = f"sqlite:///{file}"
    else:
        cluster, like = (request.getfixturevalue(name) for name in ("cluster", "new_database"))
        address = cluster.new_database(like)
    made = engines.opened(address)
    yield made
    engines.release(made)
