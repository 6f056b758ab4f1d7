"""No download is lost on its way; one that fails says so in Chinese with a number, which the journal explains."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, DeferredFileRequestPayload
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from policytargets.errors import FontMissing, LedgerClosed, NotSaved, Refused
from policytargets.server.downloads import KEPT_SECONDS, Answers, Downloads, Files, in_words
from tests.bench.visitors import visits
from tests.browser import run_board, settle


@pytest.mark.browser
def test_a_file_that_cannot_be_made_is_reported_and_one_that_takes_long_says_so(page: Page, tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    with run_board("tests/failing_download.py", ALLOWED=str(allowed)) as board:
        page.goto(board.address)
        settle(page)
        page.get_by_role("button", name="坏的").click()
        message = page.get_by_role("alert")
        expect(message).to_contain_text("文件没有生成")
        # Streamlit's own message goes after five seconds, ours stays until the next try.
        expect(page.get_by_test_id("stDownloadButtonError")).to_have_count(0, timeout=20_000)
        (reference,) = re.findall(r"错误编号 ([0-9a-f]{8})", message.inner_text())
        (line,) = board.journal("download_failed")
        assert line["reference"] == reference
        assert "a detail of the inside" in line["trace"]
        assert "a detail" not in page.content()
        with page.expect_download() as download:
            page.get_by_role("button", name="好的").click()
        assert Path(download.value.path()).read_bytes() == b"1"
        page.get_by_role("button", name="坏的").click()
        expect(message).to_have_count(1)
        expect(message).not_to_contain_text(reference)
        waiting = page.get_by_role("status").filter(has_text="正在生成文件")
        with page.expect_download() as download:
            page.get_by_role("button", name="慢的").click()
            expect(waiting).to_be_visible()
            allowed.touch()
        expect(waiting).to_have_count(0)
        assert Path(download.value.path()).read_bytes() == b"2"


def test_a_click_right_after_typing_gets_what_was_typed(tmp_path: Path) -> None:
    """The button still names the file of the page before: no answer to what was typed has come yet."""

    async def taken(address: str) -> list[bytes]:
        found = []
        async with visits(address, ["/"]) as (visitor,):
            for text in ("一", "一二", "一二三"):
                await visitor.write("文字", text)
                found.append(await visitor.download("文字的"))
        return found

    with (
        run_board("tests/failing_download.py", ALLOWED=str(tmp_path / "allowed")) as board,
        ThreadPoolExecutor(1) as elsewhere,
    ):
        found = elsewhere.submit(asyncio.run, taken(board.address)).result()
    assert [content.decode() for content in found] == ["一", "一二", "一二三"]


@pytest.mark.parametrize("trouble", [LedgerClosed, NotSaved, Refused])
def test_a_file_that_the_ledger_does_not_give_is_told_in_its_own_words(
    capsys: pytest.CaptureFixture[str], trouble: type[Exception]
) -> None:
    failed = MediaFileStorageError("made")
    failed.__cause__ = trouble("台账数据库连接不上")
    said = in_words(failed, "session")
    assert said.startswith("文件没有生成")
    assert "台账数据库连接不上。" in said
    assert ("台账中的内容都在" in said) == ("请再点一次" in said) == (trouble is not Refused)
    assert "编号" not in said
    assert not capsys.readouterr().err


def test_a_button_that_the_server_no_longer_knows_asks_for_a_new_page(capsys: pytest.CaptureFixture[str]) -> None:
    handler = Downloads(lambda: Files(MemoryMediaFileStorage("/media")))
    asked = BackendOperationRequest(request_id="1", deferred_file=DeferredFileRequestPayload(file_id="gone"))
    with ThreadPoolExecutor(1) as elsewhere:  # a browser of another test may hold this thread's loop
        answer = elsewhere.submit(asyncio.run, handler.handle(asked, "session")).result()
    assert answer.request_id == "1"
    (reference,) = re.findall(r"请刷新页面后再下载（编号 ([0-9a-f]{8})）", answer.error_msg)
    assert reference in capsys.readouterr().err


def test_a_reason_that_the_reader_can_act_on_is_said_as_it_is() -> None:
    error = RuntimeError("wrapped")
    error.__cause__ = FontMissing("没有中文字体。")
    assert in_words(error, "") == "没有中文字体。"


def answer(request: str) -> ForwardMsg:
    message = ForwardMsg()
    message.backend_operation_response.request_id = request
    return message


def test_a_run_that_begins_throws_no_answer_to_a_click_away() -> None:
    waiting, stale = Answers(), ForwardMsg()
    stale.delta.new_element.text.body = "of the run before"
    finished = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    for message in (stale, answer("1"), finished, answer("2")):
        waiting.enqueue(message)
    waiting.clear(retain_lifecycle_msgs=True)
    kinds = [message.WhichOneof("type") for message in waiting.flush()]
    assert sorted(kinds) == ["backend_operation_response", "backend_operation_response", "script_finished"]
    assert waiting.is_empty()  # nothing is sent twice


def test_a_file_stays_while_its_click_or_its_fetching_may_be_on_the_way() -> None:
    now = [100.0]
    storage = MemoryMediaFileStorage("/media")
    files = Files(storage, clock=lambda: now[0])
    asked = files.add_deferred(lambda: b"made", "text/plain", "1.1", file_name="made.txt")
    files.clear_session_refs("dontcare")  # the page is made anew, with other buttons
    for _ in range(3):  # other pages end their runs
        files.remove_orphaned_files()
    address = files.execute_deferred(asked)
    made = address.rpartition("/")[2].partition(".")[0]
    for _ in range(3):
        files.remove_orphaned_files()
    assert storage.get_file(made).content == b"made"
    now[0] += KEPT_SECONDS
    for _ in range(3):
        files.remove_orphaned_files()
    with pytest.raises(MediaFileStorageError):
        storage.get_file(made)
    with pytest.raises(MediaFileStorageError):
        files.execute_deferred(asked)


def test_what_a_page_offers_stays_however_old_it_is() -> None:
    now = [100.0]
    files = Files(MemoryMediaFileStorage("/media"), clock=lambda: now[0])
    asked = files.add_deferred(lambda: b"made", "text/plain", "1.1")
    for _ in range(3):
        now[0] += KEPT_SECONDS
        files.remove_orphaned_files()
    assert files.execute_deferred(asked)


def test_a_button_that_was_taken_away_gives_nothing() -> None:
    files = Files(MemoryMediaFileStorage("/media"))
    asked = files.add_deferred(lambda: b"made", "text/plain", "1.1", element_id="button")
    files.remove_deferred("1.1", element_id="button")
    with pytest.raises(MediaFileStorageError):
        files.execute_deferred(asked)
