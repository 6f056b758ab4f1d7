"""Files that are made when they are asked for: none is lost between click and disk, whatever runs in the meantime;
where one can't be made, the reader is told so, with a number. A few are made at once, so that pages go on; what was
typed or chosen before the click is in the file."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from anyio import CapacityLimiter, to_thread
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session, runtime
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorage

from policytargets import journal
from policytargets.errors import FontMissing, LedgerClosed, NotSaved, Refused

KEPT_SECONDS = 60
# Making files takes the interpreter from the runs of pages: each more at once is a share less for those who only read.
AT_ONCE = 2
LONGEST_RUN_SECONDS = 20
LOOK_SECONDS = 0.02


class Files(MediaFileManager):
    """Streamlit's keeper of files, which drops a button's file as soon as a run of any page ends and its own page no
    longer names it. A page may name it no longer while the click, or the fetching of what it made, is on its way: what
    a page has lost stays here for a while."""

    def __init__(self, storage: MediaFileStorage, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(storage)
        self._clock = clock
        self._left: dict[str, float] = {}

    def newest(self, file_id: str) -> str:
        """The id of the same button's file after the latest run of its page, which names it anew; the given one where
        its button is not known."""
        with self._lock:
            asked = self._deferred_callables.get(file_id)
            if asked is None or not asked["element_id"]:
                return file_id
            button = asked["session_id"], asked["element_id"]
            named = self._deferred_callables.items()  # in the order in which they were named
            return [other for other, entry in named if (entry["session_id"], entry["element_id"]) == button][-1]

    def remove_orphaned_files(self) -> None:
        """Remove what no page has named for the time that files are kept."""
        super().remove_orphaned_files()
        with self._lock:
            self._left = {
                file_id: since
                for file_id, since in self._left.items()
                if file_id in self._file_metadata or file_id in self._deferred_callables
            }

    def _get_inactive_file_ids(self) -> set[str]:
        inactive = super()._get_inactive_file_ids()
        for named in self._file_metadata.keys() - inactive:
            self._left.pop(named, None)
        made = {file_id for file_id in inactive if self._file_metadata[file_id].kind == MediaFileKind.DOWNLOADABLE}
        return inactive - {file_id for file_id in made if not self._is_over(file_id)}

    def _remove_orphaned_deferred_callables(self) -> None:
        named = {file_id for files in self._files_by_session_and_coord.values() for file_id in files.values()}
        for file_id in list(self._deferred_callables):
            if file_id in named:
                self._left.pop(file_id, None)
            elif self._is_over(file_id):
                self._drop_deferred_id(file_id)

    def _is_over(self, file_id: str) -> bool:
        """Whether the time of a file that no page names is over; it begins when that is first seen."""
        return self._clock() - self._left.setdefault(file_id, self._clock()) >= KEPT_SECONDS


class Answers(ForwardMsgQueue):
    """What waits to be sent to a page. Streamlit throws most of it away when a run begins, the answer to a click on a
    download among it: the button would wait for ever."""

    def clear(self, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None) -> None:
        """Throw away what the run that begins sends anew, and no answer."""
        answers = [message for message in self._queue if message.HasField("backend_operation_response")]
        super().clear(retain_lifecycle_msgs, fragment_ids_this_run)
        if retain_lifecycle_msgs:
            left = [message for message in self._queue if not message.HasField("backend_operation_response")]
            self._queue = [*left, *answers]


class Downloads:
    """Makes a file when its button is clicked, in the place of Streamlit's own handler, which answers every failure
    with one English sentence. Those asked for beyond `AT_ONCE` wait for their turn, on a queue of their own. A click
    that comes while its page is being made anew, for what was typed before it, gets the file of the page to come."""

    turns = CapacityLimiter(AT_ONCE)

    def __init__(self, files: Callable[[], Files]) -> None:
        self._files = files

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """The address of the file made, or the sentence for the reader."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_RUN_SECONDS):
                while is_running(session_id):
                    await asyncio.sleep(LOOK_SECONDS)
        files = self._files()
        asked = files.newest(request.deferred_file.file_id)
        try:
            url = await to_thread.run_sync(files.execute_deferred, asked, limiter=self.turns)
        except Exception as error:  # whatever it is, the reader must be told
            said = in_words(error, session_id)
            return BackendOperationResponse(request_id=request.request_id, error_msg=said)
        made = DeferredFileResponsePayload(url=url)
        return BackendOperationResponse(request_id=request.request_id, deferred_file=made)


def is_running(session_id: str) -> bool:
    """Whether a session's page is being made; messages come in order, so a run for what was typed before is known."""
    if not runtime.Runtime.exists():
        return False
    info = runtime.Runtime.instance()._session_mgr.get_active_session_info(session_id)
    return info is not None and info.session._scriptrunner is not None


def in_words(error: Exception, session_id: str) -> str:
    """What to tell the reader of a failed download; the operators' journal says the rest under the same number."""
    cause = error.__cause__
    if isinstance(cause, FontMissing):
        return str(cause)
    if isinstance(cause, Refused):
        return f"文件没有生成：{cause}。"
    if isinstance(cause, LedgerClosed | NotSaved):
        return f"文件没有生成，台账中的内容都在：{cause}。台账恢复后请再点一次。"
    if cause is None:  # the callable was never reached: the server no longer knows this page
        reference = journal.failure("download_outdated", error, session=session_id)
        return f"这一页打开已久，按钮已经失效，请刷新页面后再下载（编号 {reference}）。"
    reference = journal.failure("download_failed", cause, session=session_id)
    return f"文件没有生成，数据没有受影响。请再试一次；如仍然如此，请把错误编号 {reference} 告诉维护人员。"


def install() -> None:
    """Let the server that is about to start keep files so, and its sessions answer so."""
    vars(runtime)["MediaFileManager"] = Files
    vars(app_session)["ForwardMsgQueue"] = Answers
    vars(app_session)["DeferredFileHandler"] = Downloads
