"""Files that ask too much of their reader are refused in words, and nothing that they started goes on."""

import os
import time
from pathlib import Path

import pytest

from policytargets.errors import DocumentUnreadable
from policytargets.intake.documents import read
from policytargets.intake.readers.office import WORD
from tests.intake.papers import being_read, many_pages

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SIZE = 200 * 1024 * 1024
# A document's password is asked for wherever the empty one does not give these.
LOCKED = b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<%s> <%s>]" % (
    b"4f" * 32, b"55" * 32, b"49" * 16, b"49" * 16,
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def test_a_file_that_is_too_large_is_not_opened(file: Path) -> None:
    """It has holes, and takes no room on the disk."""
    file.write_bytes(b"%PDF-1.4")
    os.truncate(file, SIZE + 1)
    with pytest.raises(DocumentUnreadable, match="文件超过 200 MB，不读。可拆分后再导入"):
        read(file)


def test_a_pdf_with_a_password_is_refused(file: Path) -> None:
    file.write_bytes(many_pages(1).replace(b"trailer <<", LOCKED))
    with pytest.raises(DocumentUnreadable, match="文件有打开密码，请去掉密码后再导入"):
        read(file)
    file.write_bytes(many_pages(1))
    assert read(file).text.startswith("invented words")


def test_ten_thousand_pages_are_refused_before_one_is_read(file: Path) -> None:
    file.write_bytes(many_pages(10_000, lines=1))
    heard: list[int] = []
    with pytest.raises(DocumentUnreadable, match="文件异常，未导入：超过 3000 页"):
        read(file, lambda progress: heard.append(progress.done))
    assert set(heard) <= {0}


def test_a_page_of_half_a_million_letters_is_refused(file: Path) -> None:
    file.write_bytes(many_pages(1, line="abcdefghij" * 25, lines=510))
    with pytest.raises(DocumentUnreadable, match="文字超过 50 万字，不像一份计划"):
        read(file)
    assert not being_read(file)


@pytest.mark.skipif(os.name != "posix", reason="the program that stands in for LibreOffice is a script")
def test_an_office_program_that_hangs_is_ended_with_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs, told = tmp_path / "bin", tmp_path / "pid"
    programs.mkdir()
    (programs / "soffice").write_text(f"#!/bin/sh\necho $$ > {told}\nexec sleep 600\n", encoding="utf-8")
    (programs / "soffice").chmod(0o700)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    file = tmp_path / "plan.doc"
    file.write_bytes(OLE + bytes(504) + WORD)

    monkeypatch.setattr("policytargets.intake.documents.SECONDS", 3)
    with pytest.raises(DocumentUnreadable, match="读取用时过长"):
        read(file)
    assert not being_read(file)
    process, latest = Path(f"/proc/{told.read_text(encoding='utf-8').strip()}/cmdline"), time.monotonic() + 10
    while process.is_file() and process.read_bytes():
        assert time.monotonic() < latest
