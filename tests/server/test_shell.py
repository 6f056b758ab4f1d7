"""The server around the pages: headers, compression, health, renewal of the data, errors, what it refuses."""

import gzip
import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest
from playwright.sync_api import ConsoleMessage, Page, expect
from streamlit.testing.v1 import AppTest

from policytargets.record.files import write_record
from policytargets.record.shelf import SHELF, Shelf
from policytargets.record.tables import version_of
from policytargets.settings import ROOT, data_folder
from tests.answers import get, health
from tests.browser import Board, choose_option, run_board, settle, wait_until

ASSET = re.compile(r'\./(static/[^"]+\.(?:js|css))"')
Answer = tuple[int, http.client.HTTPMessage, bytes]


@pytest.fixture(scope="module")
def board() -> Iterator[Board]:
    with run_board() as running:
        yield running


def assets(board: Board) -> list[str]:
    _, _, start_page = get(board.address + "/")
    return ["/", *("/" + path for path in ASSET.findall(start_page.decode()))]


def test_every_answer_carries_the_security_headers(board: Board) -> None:
    for path in ("/", "/targets", assets(board)[1], "/healthz", "/_stcore/health", "/_stcore/metrics", "/no/such"):
        _, headers, _ = get(board.address + path, Accept_Encoding="gzip")
        policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'self'", path
        assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert "http" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


def test_compression_at_least_halves_the_bytes_and_changes_none(board: Board) -> None:
    plain_bytes = packed_bytes = 0
    for path in assets(board):
        _, plain_headers, plain = get(board.address + path)
        assert plain_headers["content-encoding"] is None
        for _ in range(2):  # packed now, then kept
            _, headers, packed = get(board.address + path, Accept_Encoding="gzip")
            if headers["content-encoding"]:
                assert gzip.decompress(packed) == plain
                assert "Accept-Encoding" in headers["vary"]
        plain_bytes, packed_bytes = plain_bytes + len(plain), packed_bytes + len(packed)
    assert plain_bytes > 1_000_000
    assert packed_bytes < 0.5 * plain_bytes


def test_assets_are_kept_by_the_browser(board: Board) -> None:
    path = assets(board)[1]
    _, headers, _ = get(board.address + path, Accept_Encoding="gzip")
    assert "immutable" in headers["cache-control"]
    assert get(board.address + path, Accept_Encoding="gzip", If_None_Match=headers["etag"])[0] == 304
    assert get(board.address + "/")[1]["cache-control"] == "no-cache"


def test_health_names_the_data(board: Board) -> None:
    assert health(board) == (200, version_of(data_folder()))
    assert get(f"{board.address}/healthz")[1]["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/upload_file/a/b"])
def test_what_no_page_needs_is_closed(board: Board, path: str) -> None:
    assert get(board.address + path)[0] == 404


@pytest.mark.parametrize(
    ("origin", "status"), [("http://{host}", 101), ("http://elsewhere.example", 403), ("http://localhost", 403)]
)
def test_only_the_board_itself_may_open_a_websocket(board: Board, origin: str, status: int) -> None:
    host = urlsplit(board.address).netloc
    connection = http.client.HTTPConnection(host, timeout=30)
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Origin": origin.format(host=host),
    }
    connection.request("GET", "/_stcore/stream", headers=handshake)
    with connection.getresponse() as answer:
        assert answer.status == status
    connection.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/targets", "/"])  # the deep link first: the process is still fresh
def test_pages_work_within_the_policy_and_ask_nobody_else(board: Board, page: Page, path: str) -> None:
    asked, complaints = [], []
    # On a deep link Streamlit first looks for its server below the page's own path, and does not find it there.
    looked_up = f"{board.address}{path}/_stcore/"

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].startswith(looked_up):
            complaints.append(message.text)

    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(board.address + path)
    settle(page)
    assert complaints == []
    expect(page.get_by_role("dialog")).to_have_count(0)
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(board.address).netloc}


@pytest.mark.browser
def test_a_failing_page_shows_a_number_and_the_journal_tells_the_rest(page: Page) -> None:
    with run_board("tests/failing_app.py") as board:
        page.goto(board.address)
        expect(page.get_by_role("heading", name="这一页暂时无法显示")).to_be_visible(timeout=30_000)
        shown = page.locator("body").inner_text()
        reference = page.locator("strong").inner_text()
        assert not re.search(r"Error|Traceback|detail|\.py", shown)
        (line,) = board.journal("page_failed")
        assert line["reference"] == reference
        assert "a detail of the inside" in line["error"]
        assert "failing_app.py" in line["trace"]


@pytest.mark.browser
def test_new_data_come_on_a_signal_and_defective_data_never(
    folder: Path, spoil: Callable[[str, object], None], page: Page
) -> None:
    good = (folder / "districts.csv").read_bytes()

    def signalled(board: Board, event: str) -> None:
        before = len(board.journal(event))
        board.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(board.journal(event)) > before)

    spoil("districts", lambda rows: rows[0].update(kind="?"))
    with run_board(POLICYTARGETS_DATA=str(folder)) as board:
        assert health(board) == (503, "")
        assert "districts.csv:2 kind" in board.journal("record_refused")[0]["problems"][0]
        (folder / "districts.csv").write_bytes(good)
        signalled(board, "record_loaded")
        assert health(board) == (200, version_of(folder))
        page.goto(board.address)
        settle(page)

        first = version_of(folder)
        spoil("districts", lambda rows: rows[0].update(kind="?"))
        signalled(board, "record_refused")
        assert health(board) == (200, first)

        (folder / "districts.csv").write_bytes(good)
        spoil("indicators", rename_headline)
        signalled(board, "record_loaded")
        assert health(board) == (200, version_of(folder))
        expect(page.get_by_text("新版指标名")).to_have_count(0)
        choose_option(page, page.get_by_role("combobox", name="突出显示的区县"), "周村区")
        expect(page.get_by_role("heading", name="新版指标名")).to_be_visible(timeout=30_000)
        settle(page)
        assert board.journal("page_failed") == []


def rename_headline(rows: list[dict[str, str]]) -> None:
    next(row for row in rows if row["indicator_id"] == "grain-capacity")["name"] = "新版指标名"


def test_a_replaced_record_file_is_read_anew(
    tmp_path: Path, folder: Path, spoil: Callable[[str, object], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, newer = tmp_path / "record.duckdb", tmp_path / "newer.duckdb"
    write_record(folder, file)
    monkeypatch.setenv("POLICYTARGETS_DB", str(file))
    own = Shelf()
    old = own.newest()
    spoil("indicators", rename_headline)
    write_record(folder, newer)
    newer.rename(file)
    assert own.renew() == (old.version, version_of(folder))
    before, now = (
        database.query("comparisons/indicators", indicators=["grain-capacity"])["name"][0]
        for database in (old, own.newest())
    )
    assert before != now == "新版指标名"


@pytest.mark.parametrize("content", [None, b"no database", "another database"])
def test_an_unfit_record_file_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | str | None
) -> None:
    file = tmp_path / "record.duckdb"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content:
        duckdb.connect(str(file)).close()
    monkeypatch.setenv("POLICYTARGETS_DB", str(file))
    SHELF.clear()
    shown = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not shown.exception
    assert [title.value for title in shown.title] == ["数据文件无法使用，看板暂不显示"]
    assert str(tmp_path) not in "".join(text.value for text in shown.markdown)
    SHELF.clear()


RENEWED_MEANWHILE = """
import streamlit as st
from policytargets.record.shelf import SHELF
from policytargets.ui.blocks.record import begin_run, record

begin_run()
first = record()
SHELF.renew()
st.code(record() is first)
begin_run()
st.code(record() is first)
"""


LIMITED = """
import resource
from policytargets.server.shell import open_files
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
open_files()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.parametrize(("hard", "told"), [(1000, True), (10_000, False)])
def test_the_limit_of_open_files_is_raised_and_a_low_one_is_told(hard: int, told: bool) -> None:
    program = [sys.executable, "-c", LIMITED.format(soft=128, hard=hard)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"{hard}\n"
    assert ("few_open_files" in done.stderr) == told


def test_a_page_run_reads_one_record_from_its_first_block_to_its_last() -> None:
    shown = AppTest.from_string(RENEWED_MEANWHILE, default_timeout=60).run()
    assert [text.value for text in shown.code] == ["True", "False"]
