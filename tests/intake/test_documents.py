"""Reading: encodings, PDF with places, and the sentences for what can't be read."""

import subprocess
from pathlib import Path

import pytest

from policytargets.errors import DocumentUnreadable
from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from policytargets.intake.view import squeeze, view_of
from policytargets.settings import ROOT

PLAN = ROOT / "tests" / "intake" / "plans" / "arabic_review_first.txt"
TEXT = PLAN.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_plain_text_in_every_usual_encoding(tmp_path: Path, encoding: str, ending: str) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(TEXT.replace("\n", ending).encode(encoding))
    assert read(file).text == TEXT


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
