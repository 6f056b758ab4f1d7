"""The files of deploy/ hold on this machine: the unit is valid, and nginx leads visitors to two processes."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from policytargets.record.files import write_record
from policytargets.record.tables import version_of
from policytargets.settings import ROOT, data_folder
from tests.answers import get, health
from tests.browser import Board, free_port, run_board, settle, wait_until

UNIT = ROOT / "deploy" / "policytargets@.service"
SITE = ROOT / "deploy" / "policytargets.nginx.conf"
PLACES = f"{os.environ['PATH']}:/usr/sbin:{ROOT}/.venv/nginx/usr/sbin"
FRAME = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    log_format visits "$upstream_addr $upstream_cache_status $status $uri";
    access_log {folder}/access.log visits;
    include {folder}/site.conf;
}}
"""


def nginx() -> str:
    found = shutil.which("nginx", path=PLACES)
    if not found:
        pytest.skip("there is no nginx on this machine")
    return found


def configure(folder: Path, replaced: dict[str, str]) -> list[str]:
    """Write the site, with its ports and folders replaced, and a frame around it; returns the command to run it."""
    site = SITE.read_text(encoding="utf-8")
    for old, new in {"/var/cache/nginx/policytargets": f"{folder}/cache", **replaced}.items():
        assert old in site
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder, user=user), encoding="utf-8")
    return [nginx(), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]


@contextlib.contextmanager
def run_nginx(folder: Path, boards: list[Board]) -> Iterator[str]:
    port = free_port()
    replaced = {"listen 80;": f"listen 127.0.0.1:{port};"}
    for usual, board in zip(("127.0.0.1:8501", "127.0.0.1:8502"), boards, strict=True):
        replaced[usual] = f"127.0.0.1:{urlsplit(board.address).port}"
    process = subprocess.Popen(configure(folder, replaced))
    try:
        address = f"http://127.0.0.1:{port}"

        def answers() -> bool:
            with contextlib.suppress(OSError):
                return get(address + "/healthz")[0] == 404
            return False

        wait_until(answers)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


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


def test_the_site_is_valid(tmp_path: Path) -> None:
    done = subprocess.run([*configure(tmp_path, {}), "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


@pytest.mark.browser
def test_two_processes_share_a_record_file_and_the_visitors(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "record.duckdb"
    write_record(data_folder(), file)
    environment = {"POLICYTARGETS_DB": str(file), "POLICYTARGETS_DATA": str(tmp_path / "none")}
    with contextlib.ExitStack() as stack:
        boards = [stack.enter_context(run_board(**environment)) for _ in range(2)]
        assert [health(board) for board in boards] == [(200, version_of(data_folder()))] * 2
        address = stack.enter_context(run_nginx(tmp_path, boards))
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
