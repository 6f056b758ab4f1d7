"""Files that are made when they are asked for: where one can't be made, the reader is told so, with a number."""

from collections.abc import Callable

from anyio import to_thread
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.media_file_manager import MediaFileManager

from policytargets import journal
from policytargets.errors import FontMissing


class Downloads:
    """Makes a file when its button is clicked, in the place of Streamlit's own handler, which answers every failure
    with one English sentence."""

    def __init__(self, files: Callable[[], MediaFileManager]) -> None:
        self._files = files

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """The address of the file made, or the sentence for the reader."""
        asked = request.deferred_file.file_id
        try:
            url = await to_thread.run_sync(self._files().execute_deferred, asked)
        except Exception as error:  # whatever it is, the reader must be told
            said = in_words(error, session_id)
            return BackendOperationResponse(request_id=request.request_id, error_msg=said)
        made = DeferredFileResponsePayload(url=url)
        return BackendOperationResponse(request_id=request.request_id, deferred_file=made)


def in_words(error: Exception, session_id: str) -> str:
    """What to tell the reader of a failed download; the operators' journal says the rest under the same number."""
    cause = error.__cause__
    if isinstance(cause, FontMissing):
        return str(cause)
    if cause is None:  # the callable was never reached: the server no longer knows this page
        reference = journal.failure("download_outdated", error, session=session_id)
        return f"这一页打开已久，按钮已经失效，请刷新页面后再下载（编号 {reference}）。"
    reference = journal.failure("download_failed", cause, session=session_id)
    return f"文件没有生成，数据没有受影响。请再试一次；如仍然如此，请把错误编号 {reference} 告诉维护人员。"


def install() -> None:
    """Let sessions that begin from now on answer so."""
    vars(app_session)["DeferredFileHandler"] = Downloads
