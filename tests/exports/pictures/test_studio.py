"""Pictures are drawn in a process of their own: it is replaced when it breaks, and nobody stands still for it."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from policytargets.errors import FontMissing, PictureFailed
from policytargets.exports.pictures import drawing, fonts
from policytargets.exports.pictures.studio import PICTURES_PER_PROCESS, Studio
from tests.browser import launch, run_board, settle, wait_until

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'
COUNTING = 'import os, sys\nfor _ in sys.stdin: print(\'{"status": "drawn", "bytes": 1}\', end=\'\\nx\', flush=True)'


@pytest.fixture
def studio() -> Iterator[Studio]:
    opened = Studio()
    yield opened
    opened.close()


def square(studio: Studio) -> bytes:
    return studio.draw(form="png", svg=SQUARE, dots=72)


def test_a_process_draws_many_pictures_and_a_killed_one_is_replaced(studio: Studio) -> None:
    first = square(studio)
    drawing_process = studio.process_id
    assert first.startswith(b"\x89PNG")
    assert drawing_process not in (None, os.getpid())
    assert square(studio) == first
    assert studio.process_id == drawing_process
    os.kill(drawing_process, signal.SIGKILL)
    assert square(studio) == first
    assert studio.process_id not in (None, drawing_process)


def test_a_picture_that_cannot_be_drawn_leaves_the_process_for_the_next(studio: Studio) -> None:
    square(studio)
    before = studio.process_id
    with pytest.raises(PictureFailed):
        studio.draw(form="png", svg="<no picture", dots=72)
    assert square(studio)
    assert studio.process_id == before


def test_a_process_that_ends_without_an_answer_is_an_error() -> None:
    with pytest.raises(PictureFailed, match="without an answer"):
        square(Studio([sys.executable, "-c", "input(); print('{\"status\": ')"]))


def test_a_process_is_replaced_after_its_share_of_pictures() -> None:
    processes = set()
    with closing(Studio([sys.executable, "-c", COUNTING])) as studio:
        for _ in range(PICTURES_PER_PROCESS + 1):
            square(studio)
            processes.add(studio.process_id)
    assert len(processes) == 2


def test_pictures_asked_for_at_once_are_all_drawn(studio: Studio) -> None:
    with ThreadPoolExecutor(4) as visitors:
        assert len(set(visitors.map(lambda _: square(studio), range(12)))) == 1


def test_without_a_chinese_font_there_is_a_sentence_and_no_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not fonts.draws("\U0010f0f0\U0010f0f1")  # two characters that no font draws look alike
    fonts.require_font.cache_clear()
    monkeypatch.setattr(fonts, "draws", lambda two: False)
    for form in ("png", "pdf", "font"):
        with pytest.raises(FontMissing, match="没有中文字体"):
            drawing.drawn({"form": form, "svg": SQUARE, "dots": 72})
    assert drawing.drawn({"form": "svg", "svg": SQUARE}) == SQUARE.encode()
    head, _ = drawing.answer(b'{"form": "font"}')
    assert head["status"] == "no_font"
    fonts.require_font.cache_clear()


def test_the_sentence_comes_through_from_the_process() -> None:
    said = 'import sys; sys.stdin.readline(); print(\'{"status": "no_font", "said": "none", "bytes": 0}\')'
    with closing(Studio([sys.executable, "-c", said])) as studio, pytest.raises(FontMissing, match="none"):
        studio.draw(form="font")


def drawing_processes(server: int) -> list[int]:
    """The processes of a server that draw."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    )
    rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [int(own) for own, parent, command in rows if int(parent) == server and "pictures.drawing" in command]


@pytest.mark.browser
def test_while_a_picture_is_drawn_the_board_serves_others_and_takes_its_process_along(tmp_path: Path) -> None:
    with run_board() as board, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(f"{board.address}/indicator?indicator=粮食综合生产能力")
        settle(page)
        page.get_by_role("button", name="下载与引用").first.click()
        page.get_by_role("button", name="PNG 图片").wait_for()
        (drawing_process,) = drawing_processes(board.process.pid)
        os.kill(drawing_process, signal.SIGSTOP)  # a picture that takes for ever
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name="PNG 图片").click()
            other = browser.new_page()
            other.goto(f"{board.address}/slides?deck=grain-capacity")
            settle(other)
            with urllib.request.urlopen(f"{board.address}/healthz", timeout=30) as health:
                assert health.status == 200
            os.kill(drawing_process, signal.SIGCONT)
        assert waiting.value.path().read_bytes().startswith(b"\x89PNG")
        browser.close()
    wait_until(lambda: not drawing_processes(board.process.pid) and not _runs(drawing_process))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
