"""The files of deploy/ hold on this machine: the unit is valid, and nginx leads visitors to two processes."""

import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from policytargets.record.files import write_record
from policytargets.record.tables import version_of
from policytargets.settings import ROOT, data_folder
from tests.answers import get, health
from tests.browser import run_board, settle, wait_until
from tests.nginx import NGINX, configure, run_nginx

UNIT = ROOT / "deploy" / "policytargets@.service"
needs_nginx = pytest.mark.skipif(not NGINX, reason="there is no nginx on this machine")


def visits(folder: Path, prefix: str) -> list[list[str]]:
    """Process, state of the cache, status and path of every answered request whose path begins so."""
    lines = [line.split(" ", 3) for line in (folder / "access.log").read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line[3].startswith(prefix)]


def test_the_unit_is_valid(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if not verify:
        pytest.skip("there is no systemd on this machine")
    unit = UNIT.read_text(encoding="utf-8").replace("/opt/policytargets", str(ROOT))
    (tmp_path / UNIT.name).write_text(unit, encoding="utf-8")
    instance = tmp_path / UNIT.name.replace("@", "@8501")
    done = subprocess.run([verify, "verify", "--man=no", instance], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_board_looks_for_backups_where_they_are_written() -> None:
    """The board's unit and that of the backups are told the same folder, and the backup is written into it."""
    folder = "POLICYTARGETS_BACKUPS=/var/lib/policytargets/backups"
    both = [path.read_text(encoding="utf-8") for path in (UNIT, UNIT.with_name("policytargets-backup.service"))]
    for text in both:
        assert f"\nEnvironment={folder}\n" in text
        assert text.index(folder) < text.index("\nEnvironmentFile=")  # what the file says comes after and holds
    assert " ledger backup ${POLICYTARGETS_BACKUPS}\n" in both[1]


@needs_nginx
def test_the_site_is_valid(tmp_path: Path) -> None:
    done = subprocess.run([*configure(tmp_path, {}), "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


@needs_nginx
@pytest.mark.browser
def test_two_processes_share_a_record_file_and_the_visitors(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "record.duckdb"
    write_record(data_folder(), file)
    environment = {"POLICYTARGETS_DB": str(file), "POLICYTARGETS_DATA": str(tmp_path / "none")}
    with contextlib.ExitStack() as stack:
        boards = [stack.enter_context(run_board(**environment)) for _ in range(2)]
        assert [health(board) for board in boards] == [(200, version_of(data_folder()))] * 2
        address = stack.enter_context(run_nginx(tmp_path, [board.address for board in boards]))
        page = browser.new_context(locale="zh-CN").new_page()

        page.goto(address + "/targets?q=5g")
        settle(page)
        asset = visits(tmp_path, "/static/")[0][3]
        for _ in range(2):  # the browser may have asked for another encoding, which is kept apart
            get(address + asset, Accept_Encoding="gzip")
        page.get_by_label("搜索").fill("粮食")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=%E7%B2%AE%E9%A3%9F*")
        settle(page)
        shown = page.get_by_text("，计为 ").inner_text()

        page.close()
        wait_until(lambda: bool(visits(tmp_path, "/_stcore/stream")))
        (process, _, status, _) = visits(tmp_path, "/_stcore/stream")[0]
        assert status == "101"
        assert visits(tmp_path, asset)[-1][1] == "HIT"
        # The cookie keeps the visit with one process; only the first request, which had none, may have gone elsewhere.
        assert {line[0] for line in visits(tmp_path, "/_stcore/")} == {process}

        page = browser.contexts[0].new_page()
        page.goto(address + "/targets?q=粮食")
        settle(page)
        left = next(board for board in boards if board.address.endswith(process[-6:]))
        # What is typed in the instant between the end of one connection and the next one is lost.
        with page.expect_websocket():
            left.process.terminate()
        page.wait_for_selector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
        settle(page)
        page.get_by_label("搜索").fill("5g")
        page.keyboard.press("Enter")
        expect(page.get_by_text("，计为 ")).not_to_have_text(shown, timeout=60_000)
        settle(page)

        for board in boards:
            board.process.terminate()
            board.process.wait(timeout=20)
        status, headers, body = get(address + "/")
        assert (status, headers["retry-after"]) == (503, "30")
        assert "看板正在启动" in body.decode()
