"""Visitors without a browser: sessions that speak Streamlit's own messages over a websocket, as a browser does."""

import asyncio
import time
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg, DeferredFileRequestPayload
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120
AT_THE_DOOR = 10
FAILED = "这一页暂时无法显示"
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Answer:
    """What one run of a page sent: its elements in order, their bytes on the wire and how long it took."""

    elements: list[Element] = field(default_factory=list)
    size: int = 0
    seconds: float = 0.0

    def shown(self, kind: str) -> list[Any]:
        """The elements of one kind (`metric`, `markdown`, `selectbox`), by their name in Streamlit's messages."""
        return [getattr(element, kind) for element in self.elements if element.WhichOneof("type") == kind]


@dataclass(frozen=True)
class Widget:
    """A widget that a visitor uses: its identity, kind, the parameter it is bound to and its fragment."""

    identity: str
    kind: str
    parameter: str
    fragment: str


class Visitor:
    """One open session. Keeps what a browser keeps: widgets, their values, the address, messages told to be kept."""

    def __init__(self, socket: ClientConnection, address: str, path: str) -> None:
        self._socket = socket
        self._address = address
        parts = urlsplit(path)
        self._page = parts.path.strip("/")
        self._query = parse_qs(parts.query)
        self._page_hash = ""
        self._widgets: dict[str, Widget] = {}
        self._values: dict[str, WidgetState] = {}
        self._kept: dict[str, ForwardMsg] = {}
        self._files: dict[str, str] = {}
        self._session = ""

    async def run(self, fragment: str = "") -> Answer:
        """Ask for a run of the page, or of one fragment of it, with the widgets as they stand.

        Raises RuntimeError where the run fails, TimeoutError where it does not end.
        """
        began = time.perf_counter()
        await self._ask(fragment)
        async with asyncio.timeout(PATIENCE):
            answer = await self._listen()
        answer.seconds = time.perf_counter() - began
        return answer

    async def _ask(self, fragment: str = "") -> None:
        state = ClientState(query_string=urlencode(self._query, doseq=True), fragment_id=fragment)
        state.page_script_hash, state.page_name = self._page_hash, "" if self._page_hash else self._page
        state.widget_states.widgets.extend(self._values.values())
        state.cached_message_hashes.extend(self._kept)
        await self.send(BackMsg(rerun_script=state))

    async def send(self, message: BackMsg) -> None:
        """Send any message, as a browser in other hands may."""
        await self._socket.send(message.SerializeToString())

    async def choose(self, label: str, *names: str) -> Answer:
        """Choose options of the widget with this label, by the names that readers see. Raises what `run` raises."""
        widget = self._widgets[label]
        value = WidgetState(id=widget.identity)
        if widget.kind == "selectbox":
            value.string_value = names[0]
        else:
            value.string_array_value.data.extend(names)
        self._values[widget.identity] = value
        if widget.parameter:
            self._query[widget.parameter] = list(names)
        return await self.run(widget.fragment)

    async def write(self, label: str, text: str) -> None:
        """Type into the field with this label and go on, without waiting for the run that this asks for."""
        identity = self._widgets[label].identity
        self._values[identity] = WidgetState(id=identity, string_value=text)
        await self._ask()

    async def press(self, label: str) -> Answer:
        """Press the button with this label. Raises what `run` raises."""
        widget = self._widgets[label]
        self._values[widget.identity] = WidgetState(id=widget.identity, trigger_value=True)
        try:
            return await self.run(widget.fragment)
        finally:
            del self._values[widget.identity]

    async def download(self, label: str) -> bytes:
        """The file behind the button with this label, made when it is asked for. Raises RuntimeError where it can't be
        made, TimeoutError where it does not come."""
        wanted = DeferredFileRequestPayload(file_id=self._files[label])
        asked = BackendOperationRequest(request_id=label, session_id=self._session, deferred_file=wanted)
        await self.send(BackMsg(backend_operation_request=asked))
        async with asyncio.timeout(PATIENCE):
            message = ForwardMsg()
            while message.WhichOneof("type") != "backend_operation_response":
                message = ForwardMsg.FromString(bytes(await self._socket.recv()))
        answer = message.backend_operation_response
        if answer.error_msg:
            raise RuntimeError(answer.error_msg)
        return await self.fetch(answer.deferred_file.url)

    async def fetch(self, url: str) -> bytes:
        """What lies at an address of the board."""
        return await asyncio.to_thread(_bytes_at, f"{self._address}{url}")

    async def _listen(self) -> Answer:
        answer = Answer()
        while True:
            packed = await self._socket.recv()
            answer.size += len(packed)
            message = ForwardMsg.FromString(bytes(packed))
            if message.WhichOneof("type") == "ref_hash":
                message = self._kept[message.ref_hash]
            elif message.metadata.cacheable:
                self._kept[message.hash] = message
            match message.WhichOneof("type"):
                case "new_session":
                    self._page_hash = message.new_session.page_script_hash
                    self._session = message.new_session.initialize.session_id or self._session
                case "navigation":
                    self._page_hash = message.navigation.page_script_hash
                case "page_info_changed":
                    self._query = parse_qs(message.page_info_changed.query_string)
                case "page_not_found":
                    raise RuntimeError(f"no page {self._page}")
                case "delta" if message.delta.WhichOneof("type") == "new_element":
                    self._take(message.delta.new_element, message.delta.fragment_id, answer)
                case "script_finished" if message.script_finished in FINISHED:
                    return answer

    def _take(self, element: Element, fragment: str, answer: Answer) -> None:
        kind = element.WhichOneof("type") or ""
        if kind == "exception" or (kind == "heading" and element.heading.body == FAILED):
            raise RuntimeError(element.exception.message or FAILED)
        answer.elements.append(element)
        if kind == "download_button":
            self._files[element.download_button.label] = element.download_button.deferred_file_id
        if kind == "button":
            button = element.button
            self._widgets[button.label] = Widget(button.id, kind, "", fragment)
        if kind in ("selectbox", "multiselect", "button_group", "text_input"):
            shown: Any = getattr(element, kind)
            self._widgets[shown.label] = Widget(shown.id, kind, shown.query_param_key, fragment)


def _bytes_at(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return bytes(answer.read())


@asynccontextmanager
async def visits(address: str, paths: Sequence[str]) -> AsyncIterator[list[Visitor]]:
    """Open sessions, one for each path, all of whose first runs have ended. `address` is that of a running board, or of
    a server before several, which tells visitors apart by their cookies."""
    host = urlsplit(address).netloc
    async with asyncio.timeout(10 * PATIENCE):
        sockets = [
            await connect(
                f"ws://{host}/_stcore/stream",
                origin=f"http://{host}",  # type: ignore[arg-type]
                subprotocols=["streamlit"],  # type: ignore[list-item]
                max_size=None,
                compression=None,
                ping_interval=None,
                additional_headers={"Cookie": f"board=visitor-{number}"},
            )
            for number, _ in enumerate(paths)
        ]
    try:
        visitors = [Visitor(socket, address, path) for socket, path in zip(sockets, paths, strict=True)]
        for first in range(0, len(visitors), AT_THE_DOOR):
            await asyncio.gather(*(visitor.run() for visitor in visitors[first : first + AT_THE_DOOR]))
        yield visitors
    finally:
        await asyncio.gather(*(socket.close() for socket in sockets))
