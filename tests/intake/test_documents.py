"""Reading: encodings, PDF with places, and the sentences for what can't be read."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from policytargets.errors import DocumentUnreadable, EncodingUnclear
from policytargets.intake.documents import picture, read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Document, Period, Place
from policytargets.intake.readers.page import LONGEST_SIDE
from policytargets.intake.readers.progress import Progress
from policytargets.intake.view import squeeze, view_of
from policytargets.settings import ROOT
from tests.intake.papers import being_read, many_pages

PLAN = ROOT / "tests" / "intake" / "plans" / "arabic_review_first.txt"
TEXT = PLAN.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_plain_text_in_every_usual_encoding(tmp_path: Path, encoding: str, ending: str) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(TEXT.replace("\n", ending).encode(encoding))
    assert read(file).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("every", [1, 2, 7, 64])
def test_bytes_of_zero_strewn_into_a_text_make_no_other_text(tmp_path: Path, encoding: str, every: int) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes("\0".join(TEXT[at : at + every] for at in range(0, len(TEXT), every)).encode(encoding))
    document = read(file)
    assert document.text == TEXT
    assert f"去掉了 {(len(TEXT) - 1) // every} 个空字符" in document.notes


def test_bytes_that_are_no_chinese_text_are_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(TEXT.encode("big5", errors="ignore"))
    with pytest.raises(DocumentUnreadable, match="编码"):
        read(file)


def test_an_empty_file_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(b" \n")
    with pytest.raises(DocumentUnreadable, match="没有文字"):
        read(file)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan set by LibreOffice, with its page breaks and line ends."""
    folder = tmp_path_factory.mktemp("pdf")
    source = folder / "plan.txt"
    source.write_bytes(TEXT.encode("utf-8-sig"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "plan.pdf"


def test_a_pdf_gives_the_same_text_and_the_same_proposal(pdf: Path) -> None:
    document = read(pdf)
    assert squeeze(document.text) == squeeze(TEXT)
    assert len(document.places) == len(document.text)
    places = [place for char, place in zip(document.text, document.places, strict=True) if not char.isspace()]
    assert all(place is not None and place.page >= 1 for place in places)
    period = Period(2024, 2024)
    from_pdf, from_text = propose(document, period), propose(read(PLAN), period)
    assert [(t.passage.number, t.printed, t.basis) for t in from_pdf.targets] == [
        (t.passage.number, t.printed, t.basis) for t in from_text.targets
    ]
    assert [t.departments.leads for t in from_pdf.tasks] == [t.departments.leads for t in from_text.tasks]


class Stopped(BaseException):
    """What a page run raises when its reader presses 取消."""


def test_who_waits_hears_of_each_page_and_stopping_ends_the_child(tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(many_pages(1500))
    heard: list[Progress] = []

    def told(progress: Progress) -> None:
        heard.append(progress)
        assert being_read(file)
        if progress.done:
            raise Stopped

    with pytest.raises(Stopped):
        read(file, told)
    assert 0 < heard[-1].done < heard[-1].pages == 1500
    assert not being_read(file)


def test_a_child_that_takes_too_long_is_ended_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(many_pages(1500))
    monkeypatch.setattr("policytargets.intake.documents.SECONDS", 0.3)
    with pytest.raises(DocumentUnreadable, match="用时过长"):
        read(file)
    assert not being_read(file)


def test_a_page_of_any_size_becomes_a_picture_of_bounded_size(tmp_path: Path) -> None:
    file = tmp_path / "large.pdf"
    file.write_bytes(many_pages(1).replace(b"[0 0 595 842]", b"[0 0 9000 90]"))
    drawn = picture(file, 1)
    assert drawn is not None
    assert max(Image.open(io.BytesIO(drawn)).size) <= LONGEST_SIDE
    assert picture(file, 2) is None


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_text(f"<!doctype html><html><body><p>{TEXT[:60]}</p></body></html>", encoding="utf-8")
    assert read(file).notes[-1] == "文件名以 .pdf 结尾，内容是网页，按内容读取"


def test_a_broken_text_layer_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that gives private signs for every tenth character: no font of the tests does so."""
    broken = Document("虚构示例文字九个字\ue001" * 20, "pdf", (Place(1, (0, 0, 1, 1)),) * 200)
    monkeypatch.setattr("policytargets.intake.documents._read_in_child", lambda path, told, recognise: broken)
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF-1.4")
    with pytest.raises(DocumentUnreadable, match="200 个字里有 20 个无法辨认"):
        read(file)


def test_an_encoding_can_be_chosen_where_none_fits(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(TEXT.encode("gb18030") + b"\xff\xff")
    with pytest.raises(EncodingUnclear):
        read(file)
    assert read(file, encoding="gb18030").text.startswith(TEXT)


def test_a_broken_pdf_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF-1.7\n" + b"\x00" * 100)
    with pytest.raises(DocumentUnreadable, match="未导入"):
        read(file)


def test_the_view_keeps_the_place_of_every_character() -> None:
    text = "新增　企业 １０ 家，\n其中 A 级 2 家。\n"
    view = view_of(text)
    assert view.text.rstrip("\n") == "新增企业10家,其中A级2家。"
    for char, at in zip(view.text, view.offsets, strict=True):
        assert char == "\n" or text[at] in (char, "１", "０", "，"), (char, text[at])
