"""Words in pictures: refused in words unless switched on, else recognised with their places, all figures right."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from policytargets.__main__ import main
from policytargets.errors import DocumentUnreadable, WordsInPictures
from policytargets.intake.arriving import read_again, take_in
from policytargets.intake.copies import copy_file, read_copy
from policytargets.intake.documents import picture, read
from policytargets.intake.extraction import propose
from policytargets.intake.lines import as_object
from policytargets.intake.model import Document, Exclusion, Period, Proposal, Target, Task
from policytargets.intake.readers import recognition
from policytargets.intake.readers.progress import Progress
from policytargets.intake.view import squeeze, view_of
from policytargets.settings import ROOT, recogniser_installed
from tests.intake.papers import assembled, being_read, many_pages
from tests.intake.scans import as_pdf, joined, scan, table
from tests.intake.scans import scanned as scanned_again

PLAN = ROOT / "tests" / "intake" / "plans" / "arabic_review_first.txt"
TEXT = PLAN.read_text(encoding="utf-8")
WORDS = "虚构任务一：新增示例厂房37家，建成示例道路12.5公里。"
YEAR = Period(2024, 2024)
ABOUT = {
    "document_id": "scan-2024", "title": "示例县（虚构）2024年计划", "period_start": "2024-01-01",
    "period_end": "2024-12-31", "recognise": "needed",
}  # fmt: skip


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_OCR", "on")


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented plan as a scan of two pages, with noise and tilt."""
    file = tmp_path_factory.mktemp("scan") / "scan.pdf"
    file.write_bytes(as_pdf(scan(TEXT)))
    return file


@pytest.fixture(scope="module")
def recognised(scanned: Path) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYTARGETS_OCR", "on")
        return read(scanned, recognise="needed")


def words_of(document: Document) -> str:
    """The text with widths folded and blanks gone."""
    return squeeze(view_of(document.text).text)


def proposed(proposal: Proposal) -> list[dict[str, object]]:
    """All that is proposed, but for places and flags."""
    items: list[Task | Target | Exclusion] = [*proposal.tasks, *proposal.targets, *proposal.exclusions]
    objects = [as_object(item) for item in items]
    return [{k: v for k, v in item.items() if k not in ("start", "end", "flags")} for item in objects]


def test_the_tests_have_the_extra() -> None:
    assert recogniser_installed(), "install requirements-dev.lock: without the extra nothing here says anything"


def test_a_scan_is_refused_unless_recognising_is_switched_on(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WordsInPictures, match="这份 PDF 是扫描件，没有文字层"):
        read(scanned)
    with pytest.raises(DocumentUnreadable, match="还没有打开。请管理员设 POLICYTARGETS_OCR=on"):
        read(scanned, recognise="needed")
    years = ["--period-start", "2024", "--period-end", "2024"]
    assert main(["propose", str(scanned), *years]) == 1
    assert "POLICYTARGETS_OCR=on" in capsys.readouterr().err


def test_without_the_extra_its_way_is_told(scanned: Path, on: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(DocumentUnreadable, match=r"要另装一个组件。请管理员按 requirements-ocr\.lock 安装"):
        read(scanned, recognise="needed")


def test_a_scan_gives_the_same_proposal_as_its_text(recognised: Document) -> None:
    text = Document(TEXT, "txt")
    assert words_of(recognised) == words_of(text)
    assert proposed(propose(recognised, YEAR)) == proposed(propose(text, YEAR))


def test_whatever_was_recognised_says_so(recognised: Document) -> None:
    proposal = propose(recognised, YEAR)
    assert recognised.recognised == [1, 2]
    assert recognised.unread == ()
    assert any("第 1—2 页的文字由图像识别得出" in note for note in recognised.notes)
    assert all("ocr" in item.flags for item in (*proposal.tasks, *proposal.targets))


def test_a_sign_that_was_hard_to_read_flags_its_figure(recognised: Document) -> None:
    """One digit is given a low score: its figure is flagged, and no other that was sure."""
    sure = replaced_scores(recognised, {})
    target = propose(sure, YEAR).targets[3]
    assert not any("ocr_low_score" in other.flags for other in propose(sure, YEAR).targets)
    doubtful = replaced_scores(recognised, {target.start: 0.7})
    flagged = [other for other in propose(doubtful, YEAR).targets if "ocr_low_score" in other.flags]
    assert [(other.start, other.printed) for other in flagged] == [(target.start, target.printed)]


def replaced_scores(document: Document, scores: dict[int, float]) -> Document:
    places = [
        replace(place, score=scores.get(at, 0.99)) if place and place.score is not None else place
        for at, place in enumerate(document.places)
    ]
    return replace(document, places=places)


def test_each_sign_has_its_place_on_the_page(scanned: Path, recognised: Document) -> None:
    """All ink of a page lies in the boxes of its signs, and a sign's box is about as wide as its letter."""
    for number in (1, 2):
        drawn = picture(scanned, number)
        assert drawn is not None
        ink = np.asarray(Image.open(io.BytesIO(drawn)).convert("L")) < 110
        scale = ink.shape[1] / 595
        inside = np.zeros_like(ink)
        for place in (place for place in recognised.places if place and place.page == number):
            left, bottom, right, top = (side * scale for side in place.box)
            inside[int(ink.shape[0] - top) : int(ink.shape[0] - bottom) + 1, int(left) - 2 : int(right) + 3] = True
        assert (ink & inside).sum() > 0.98 * ink.sum()
        assert inside.mean() < 0.6
    hanzi = [p.box for c, p in zip(recognised.text, recognised.places, strict=True) if p and "\u4e00" <= c <= "\u9fff"]
    assert all(10 < right - left < 24 and 10 < top - bottom < 30 for left, bottom, right, top in hanzi)


def test_of_a_mixed_file_only_the_pages_without_text_are_recognised(tmp_path: Path, on: None) -> None:
    file = tmp_path / "mixed.pdf"
    file.write_bytes(joined(many_pages(1, lines=5), as_pdf(scan(WORDS))))
    before = read(file)
    assert before.unread == (2,)
    assert "第 2 页几乎没有文字，图像里的文字没有读入" in before.notes
    after = read(file, recognise="needed")
    assert after.recognised == [2]
    assert after.unread == ()
    assert "invented words of no meaning" in after.text
    assert words_of(Document(WORDS, "txt")) in words_of(after)


def test_a_broken_text_layer_is_recognised_instead(tmp_path: Path, on: None) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(broken_layer("plan of invented words 4280"))
    with pytest.raises(WordsInPictures, match="文字层损坏"):
        read(file)
    assert words_of(read(file, recognise="needed")) == "planofinventedwords4280"


def broken_layer(words: str) -> bytes:
    """A page whose letters look right and are private signs in the text layer."""
    shown = f"BT /F 24 Tf 60 700 Td ({words}) Tj ET".encode()
    named = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <21> <7e> <e021> endbfrange"
    named = b"/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def " + named + b" endcmap end"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
            b"/Resources << /Font << /F 4 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(named), named),
        ]
    )


def test_what_no_recogniser_knows_is_marked(tmp_path: Path, on: None) -> None:
    """An empty circle is a withheld figure, and % may be ‰: neither passes without a flag."""
    file = tmp_path / "odd.pdf"
    file.write_bytes(as_pdf(scan("1．示例任务。新增示例厂房○○家，示例覆盖率达到96%。（县示例局负责）")))
    document = read(file, recognise="needed")
    circles, share = propose(document, YEAR).targets
    assert (circles.printed, circles.withheld, "ocr_low_score" in circles.flags) == ("○○家", True, True)
    assert (share.value, "ocr_percent" in share.flags) == (96, True)
    assert "第 1 页有没有认出的字，记作 ○，要对照页面图像" in document.notes


def test_the_rows_of_a_ruled_table_are_rows(tmp_path: Path, on: None) -> None:
    rows = [
        ["序号", "重点任务", "目标要求", "牵头单位"],
        ["1", "示例任务一", "新增示例厂房37家，建成示例道路12.5公里", "县示例局"],
        ["2", "示例任务二", "示例设施覆盖率达到96%以上", "县样本局、县示例局"],
        ["3", "示例任务三", "培训示例人员8600人次", "县虚构局"],
    ]
    file = tmp_path / "table.pdf"
    file.write_bytes(as_pdf(scanned_again([table(rows, [50, 110, 210, 130])], 2.0, 12)))
    document = read(file, recognise="needed")
    assert [[squeeze(cell) for cell in line.split("\t")] for line in document.text.splitlines()] == rows
    proposal = propose(document, YEAR)
    assert [task.departments.leads for task in proposal.tasks] == [
        ("县示例局",),
        ("县样本局", "县示例局"),
        ("县虚构局",),
    ]
    assert [target.value for target in proposal.targets] == [37, 12.5, 96, 8600]


@pytest.mark.parametrize("quarters", [1, 2])
def test_a_page_that_lies_on_its_side_or_head_is_turned(tmp_path: Path, on: None, quarters: int) -> None:
    file = tmp_path / "turned.pdf"
    (page,) = scan(WORDS)
    file.write_bytes(as_pdf([page.rotate(90 * quarters, expand=True)]))
    document = read(file, recognise="needed")
    assert words_of(document) == words_of(Document(WORDS, "txt"))
    assert "第 1 页是横放或倒放的，已转正识别" in document.notes
    first = next(place for place in document.places if place)
    assert first.box[0] < 150 and first.box[1] < 200 if quarters == 1 else first.box[0] > 400 and first.box[1] < 100


@pytest.mark.parametrize("ending", ["png", "jpg", "tiff"])
def test_a_picture_is_a_document_of_its_frames(tmp_path: Path, on: None, ending: str) -> None:
    """A photograph whose camera says that it lies on its side; a TIFF of two pages, as scanners and fax give them."""
    file, (page,) = tmp_path / f"plan.{ending}", scan(WORDS)
    if ending == "jpg":
        turned = Image.Exif()
        turned[0x0112] = 6
        page.rotate(90, expand=True).save(file, quality=90, exif=turned)
    else:
        page.save(file, **({"save_all": True, "append_images": [page]} if ending == "tiff" else {}))
    with pytest.raises(WordsInPictures, match="这是图片，没有文字层"):
        read(file)
    document = read(file, recognise="needed")
    pages = 2 if ending == "tiff" else 1
    assert words_of(document) == words_of(Document(WORDS, "txt")) * pages
    assert document.recognised == list(range(1, pages + 1))
    assert document.format == "picture"
    drawn = picture(file, pages)
    assert drawn is not None
    size = Image.open(io.BytesIO(drawn)).size
    assert size[0] < size[1]


def test_half_a_picture_is_refused_in_words(tmp_path: Path, on: None) -> None:
    file = tmp_path / "plan.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(DocumentUnreadable, match="打不开这张图片"):
        read(file, recognise="needed")


def test_stopping_ends_the_child_after_any_page(scanned: Path, on: None) -> None:
    def told(progress: Progress) -> None:
        assert being_read(scanned)
        if progress.done:
            raise Stopped

    with pytest.raises(Stopped):
        read(scanned, told, recognise="needed")
    assert not being_read(scanned)


class Stopped(Exception):
    pass


def test_a_workspace_keeps_what_was_recognised(
    tmp_path: Path, scanned: Path, recognised: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where recognising is off by then, 原文对照 still has the reading; reading anew says why it can't."""
    workspace = take_in(tmp_path, scanned, ABOUT, recognised)
    assert workspace.about["ocr_pages"] == [1, 2]
    assert workspace.document.recognised == [1, 2]
    assert all("ocr" in candidate["flags"] for candidate in workspace.candidates() if candidate["kind"] == "target")
    file = copy_file(tmp_path, "scan-2024")
    copy = read_copy(file) if file else None
    assert copy is not None
    assert copy.document.text == recognised.text
    with pytest.raises(DocumentUnreadable, match="POLICYTARGETS_OCR=on"):
        read_again(workspace)


def test_models_that_are_not_in_the_package_are_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(recognition.MODELS, "Rec", "no_such_model.onnx")
    with pytest.raises(DocumentUnreadable, match="缺少模型文件"):
        recognition._engine.__wrapped__()


def test_a_process_that_recognises_reaches_no_other_machine() -> None:
    code = "import socket; from policytargets.intake.readers.recognition import _engine; _engine()\n"
    for reach in ("socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo('example.invalid', 443)"):
        command = [sys.executable, "-c", code + reach]
        run = subprocess.run(command, capture_output=True, cwd=ROOT, text=True, check=False)
        assert run.stderr.strip().endswith("recognising reaches no other machine")


def test_the_board_itself_never_loads_the_extra() -> None:
    code = (
        "import sys, policytargets.ui.intake.documents_about, policytargets.ui.intake.review, policytargets.__main__\n"
        "print({'rapidocr', 'onnxruntime', 'cv2'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, text=True, check=True)
    assert run.stdout.strip() == "set()"
