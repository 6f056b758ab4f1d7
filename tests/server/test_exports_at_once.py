"""Twenty people take files at once: every file is whole and right, and who only reads is answered in between."""

import asyncio
import io
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import docx
import pytest
from anyio import to_thread
from PIL import Image
from pptx import Presentation
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, DeferredFileRequestPayload

from policytargets.comparisons.deck import Deck, Slide
from policytargets.comparisons.deck_forms import to_address
from policytargets.server.downloads import AT_ONCE, Downloads
from tests.bench.visitors import Visitor, visits
from tests.browser import run_board
from tests.formats import MIXED, Made, mixed

PEOPLE = 20
READING = ("度假区", "青州市", "周村区")
CHOSEN = ("bounds", "withheld", "cells", "list")
PAGE = f"/slides?deck={to_address(Deck(tuple(Slide(MIXED[name]) for name in CHOSEN))).text}"


@pytest.fixture(scope="module")
def made() -> dict[str, Made]:
    every = mixed()
    return {name: every[name] for name in CHOSEN}


def slides_hold(content: bytes, made: dict[str, Made]) -> None:
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(content)).slides]
    assert [title.partition("：")[0] for title in titles[1:3]] == [one.title for one in list(made.values())[:2]]
    assert titles[3:-1] == [one.title for one in list(made.values())[2:]]


def paper_holds(content: bytes, made: dict[str, Made]) -> None:
    paper = docx.Document(io.BytesIO(content))
    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert all(one.title in told for one in made.values())
    assert len(paper.inline_shapes) == len(made) - 1  # the list has no picture


def pictures_hold(content: bytes, made: dict[str, Made]) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert [int(name[:2]) for name in names] == [*range(1, len(made) + 1)]
        drawn = [Image.open(io.BytesIO(archive.read(name))) for name in names if name.endswith(".png")]
    assert [picture.width for picture in drawn] == [1920] * (len(made) - 1)


async def archive_of(visitor: Visitor) -> bytes:
    """The ZIP as its dialog draws it."""
    await visitor.press("下载全部图片（ZIP）")
    answer = await visitor.press("开始画")
    return await visitor.fetch(answer.shown("download_button")[-1].url)


KINDS: list[tuple[Callable[[Visitor], Any], Callable[[bytes, dict[str, Made]], None]]] = [
    (lambda visitor: visitor.download("下载幻灯片（PPTX）"), slides_hold),
    (lambda visitor: visitor.download("下载汇报材料（DOCX）"), paper_holds),
    (archive_of, pictures_hold),
]


def test_everyone_gets_a_whole_file_and_readers_are_answered_in_between(made: dict[str, Made]) -> None:
    order: list[str] = []

    async def take(number: int, visitor: Visitor) -> bytes:
        content: bytes = await KINDS[number % len(KINDS)][0](visitor)
        order.append("file")
        return content

    async def read(visitor: Visitor) -> None:
        for name in READING:
            await visitor.choose("突出显示的区县", name)
            order.append("page")

    async def together(address: str) -> list[bytes]:
        async with visits(address, [PAGE] * PEOPLE + ["/"]) as (*people, reader):
            taking = [asyncio.create_task(take(number, one)) for number, one in enumerate(people)]
            await asyncio.gather(*taking, read(reader))
            return [task.result() for task in taking]

    with run_board() as board:
        contents = asyncio.run(together(board.address))
        assert board.journal("download_failed") == []
    for number, content in enumerate(contents):
        KINDS[number % len(KINDS)][1](content, made)
    assert order.count("page") == len(READING)
    assert order[-1] == "file", order


class Slow:
    """A keeper of files whose files take until they are allowed to end; counts how many are made at once."""

    def __init__(self) -> None:
        self.allowed = threading.Event()
        self.begun = threading.Semaphore(0)
        self.most = self.now = 0
        self._lock = threading.Lock()

    def newest(self, file_id: str) -> str:
        return file_id

    def execute_deferred(self, file_id: str) -> str:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.release()
        self.allowed.wait(60)
        with self._lock:
            self.now -= 1
        return f"/media/{file_id}"


def test_a_few_files_are_made_at_once_and_threads_are_left_to_others() -> None:
    files = Slow()
    handler = Downloads(lambda: files)  # type: ignore[arg-type, return-value]

    def asked(number: int) -> BackendOperationRequest:
        wanted = DeferredFileRequestPayload(file_id=str(number))
        return BackendOperationRequest(request_id=str(number), deferred_file=wanted)

    async def fifty() -> list[str]:
        waiting = [asyncio.create_task(handler.handle(asked(number), "session")) for number in range(50)]
        async with asyncio.timeout(30):
            for _ in range(AT_ONCE):
                await asyncio.to_thread(files.begun.acquire)
            # More than the forty threads that all the server shares have been asked for; one is free all the same.
            assert await to_thread.run_sync(lambda: "read") == "read"
            files.allowed.set()
            return [answer.deferred_file.url for answer in await asyncio.gather(*waiting)]

    try:
        with ThreadPoolExecutor(1) as elsewhere:  # a browser of another test may hold this thread's loop
            assert elsewhere.submit(asyncio.run, fifty()).result() == [f"/media/{number}" for number in range(50)]
    finally:
        files.allowed.set()
    assert files.most == AT_ONCE
