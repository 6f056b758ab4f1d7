"""Two windows on one machine: what one has begun to read the other sees, and does not begin again."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.intake.documents import read
from policytargets.intake.model import Document
from policytargets.intake.readers.progress import Progress
from policytargets.intake.working import Name, Told, Work, begun, going_on
from policytargets.settings import ROOT
from policytargets.ui.intake import documents_reading
from tests.intake.imports import PLAN
from tests.pages import said

LONG = 60.0


def test_a_reading_is_seen_in_another_window_and_read_once(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(tmp_path))
    monkeypatch.setenv("POLICYTARGETS_WRITING", "1")
    file = tmp_path / "inbox" / "plan.txt"
    file.parent.mkdir()
    file.write_text(PLAN, encoding="utf-8")
    reading, joined, go, begins = threading.Event(), threading.Event(), threading.Event(), list[Path]()

    def slowly(path: Path, told: Told, **way: str) -> Document:
        begins.append(path)
        told(Progress(1, 2, "pages"))
        reading.set()
        go.wait(LONG)
        return read(path)

    def found(name: Name, do: Callable[[Told], Any], about: Any) -> Work:
        known = name in going_on()
        work = begun(name, do, about)
        if known:
            joined.set()
        return work

    monkeypatch.setattr(documents_reading, "read", slowly)
    monkeypatch.setattr(documents_reading, "begun", found)

    def window() -> AppTest:
        return AppTest.from_file(str(ROOT / "app.py"), default_timeout=LONG).switch_page("pages/intake/documents.py")

    first, second = window().run(), window()
    first.selectbox(key="inbox-file").select("plan.txt")
    watching = threading.Thread(target=first.run)
    watching.start()
    assert reading.wait(LONG)
    assert "正在读取：plan.txt。选同一个文件就能看到进度" in said(second.run()).replace("\\", "")
    second.selectbox(key="inbox-file").select("plan.txt")
    joining = threading.Thread(target=second.run)
    joining.start()
    assert joined.wait(LONG)
    go.set()
    for thread in (watching, joining):
        thread.join(LONG)
    for board in (first, second):
        assert not board.exception
        assert [head.value for head in board.subheader][:2] == ["一、选文件", "二、文件信息"]
    assert begins == [file]
