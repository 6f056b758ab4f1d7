"""原文对照 and 原文检索 on an invented copy of a document: found, changed, not found, absent."""

import io
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from policytargets.intake.copies import copy_file, read_copy, sight, task_sight
from policytargets.intake.documents import picture
from policytargets.intake.readers.page import SCALE
from policytargets.intake.searching import search
from policytargets.wording.searching import folded_words
from tests.pages import opened, said

# An invented text in the shape of a plan: the record knows 100个 of task 23 and 1700个 at its fifth figure.
COPY = """一、示例章
1.示例任务。虚构的一段文字。（示例局）
二、又一章
22.虚构任务。新增示例设施5个。（示例局）
23.完善示例设施。加快5G示例网络，<b>虚构</b>5G示例，力争示例5G示例站100个，总量突破1700个。（示例局）
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    text = COPY.replace("22.虚构任务", "\n".join(f"{n}.虚构任务。（示例局）" for n in range(2, 22)) + "\n22.虚构任务")
    (tmp_path / "dongchangfu-2023.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(tmp_path))
    return tmp_path


def test_a_figure_is_shown_in_its_passage(folder: Path) -> None:
    copy = read_copy(folder / "dongchangfu-2023.txt")
    assert copy is not None
    seen = sight(copy, "dongchangfu-2023/23", "突破1700个", 5, copy.sha256)
    assert (seen.state, seen.figure, seen.title) == ("located", "突破1700个", "完善示例设施")
    assert seen.before.endswith("站100个，总量")
    assert sight(copy, "dongchangfu-2023/23", "突破1700个", 5, "0" * 64).state == "changed"
    assert sight(copy, "dongchangfu-2023/23", "999个", 5, copy.sha256).state == "missing"
    assert sight(copy, "dongchangfu-2023/77", "1个", 1, copy.sha256).before == ""
    assert sight(None, "dongchangfu-2023/23", "100个", 4, "").state == "absent"


def test_names_of_documents_lead_nowhere_else(folder: Path) -> None:
    (folder / "deeper").mkdir()
    for name in ("", "../dongchangfu-2023", "/etc/passwd", ".", "deeper/../dongchangfu-2023"):
        assert copy_file(folder / "deeper", name) is None


def test_the_page_of_a_target_shows_the_passage_escaped(folder: Path) -> None:
    board = opened("evidence/target", target="dongchangfu-2023/23-2")
    assert not board.exception
    text = said(board)
    assert "<mark>突破1700个</mark>" in text
    assert "&lt;b&gt;虚构&lt;/b&gt;" in text
    assert "与核对时的文本不同" in text


def test_a_task_is_shown_with_its_figures_in_three_honest_states(folder: Path) -> None:
    copy = read_copy(folder / "dongchangfu-2023.txt")
    assert copy is not None
    figures = [("突破1700个", 5), ("100个", 4), ("999个", None)]
    seen = task_sight(copy, "dongchangfu-2023/23", figures, copy.sha256)
    assert (seen.state, seen.unplaced) == ("located", ("999个",))
    assert [text for text, marked in seen.pieces if marked] == ["100个", "突破1700个"]
    whole = "".join(text for text, _ in seen.pieces)
    assert whole.startswith("完善示例设施")
    assert "虚构的一段文字" not in whole
    assert task_sight(copy, "dongchangfu-2023/23", figures, "0" * 64).state == "changed"
    assert task_sight(copy, "dongchangfu-2023/77", [], copy.sha256).state == "missing"
    assert task_sight(None, "dongchangfu-2023/23", [], "").state == "absent"


def test_the_page_of_a_task_shows_the_passage_escaped_or_says_why_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = said(opened("evidence/task", task="dongchangfu-2023/23"))
    for words in ("<mark>100个</mark>", "<mark>突破1700个</mark>", "&lt;b&gt;虚构&lt;/b&gt;", "与核对时的文本不同"):
        assert words in text
    assert "未能在副本中定位这项任务" in said(opened("evidence/task", task="dongchangfu-2023/24"))
    assert "没有可以读取的" in said(opened("evidence/task", task="chiping-2023-2025/10"))
    monkeypatch.delenv("POLICYTARGETS_DOCUMENTS")
    assert "没有原文副本" in said(opened("evidence/task", task="dongchangfu-2023/23"))


def test_without_a_folder_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYTARGETS_DOCUMENTS", raising=False)
    assert "没有原文副本" in said(opened("evidence/target", target="dongchangfu-2023/23-2"))
    assert "没有原文副本" in said(opened("evidence/passages"))


def test_words_are_found_whatever_their_width_and_marked(folder: Path) -> None:
    copy = read_copy(folder / "dongchangfu-2023.txt")
    assert copy is not None
    hits = list(search({"dongchangfu-2023": copy}, folded_words("５ｇ 总量")))
    assert [hit.task_id for hit in hits] == ["dongchangfu-2023/23"]
    assert [text for text, marked in hits[0].pieces if marked] == ["5G", "5G", "5G", "总量"]
    assert "".join(text for text, _ in hits[0].pieces).startswith("完善示例设施")
    assert list(search({"dongchangfu-2023": copy}, folded_words("基站 没有"))) == []


def test_the_search_page_lists_passages_with_their_targets(folder: Path) -> None:
    board = opened("evidence/passages", phrase="5G")
    assert not board.exception
    assert "<mark>5G</mark>" in said(board)
    assert any("1700个" in way.label for way in board.button)
    assert "此处没有目标" in said(opened("evidence/passages", phrase="新增示例设施"))
    assert "都没有这些词" in said(opened("evidence/passages", phrase="不存在的词"))


def test_the_search_is_narrowed_by_district_and_by_whether_there_are_targets(folder: Path) -> None:
    def listed(**asked: str) -> list[str]:
        board = opened("evidence/passages", phrase="示例", **asked)
        assert not board.exception
        return re.findall(r"<h4>第(\d+)项", said(board))

    both = listed()
    assert {"1", "22", "23"} <= {*both}
    assert listed(districts="东昌府区") == both
    assert "放宽区县和段落后有" in said(opened("evidence/passages", phrase="示例", districts="周村区"))
    with_targets = listed(holding="有目标的")
    assert "23" in with_targets
    assert sorted(with_targets + listed(holding="没有目标的")) == sorted(both)
    assert not {*with_targets} & {*listed(holding="没有目标的")}


def test_a_passage_leads_to_its_task(folder: Path) -> None:
    board = opened("evidence/passages", phrase="5G")
    (way,) = [button for button in board.button if button.label == "看这项任务"]
    way.click().run()
    assert board.query_params["task"] == "dongchangfu-2023/23"


def test_a_pdf_copy_shows_its_page_with_the_figure_framed(folder: Path) -> None:
    """LibreOffice sets the invented text; where the frame stands, the picture has the colour of caution."""
    source = folder / "dongchangfu-2023.txt"
    source.write_bytes(source.read_text(encoding="utf-8").encode("utf-8-sig"))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
    source.unlink()
    copy = read_copy(folder / "dongchangfu-2023.pdf")
    assert copy is not None
    seen = sight(copy, "dongchangfu-2023/23", "突破1700个", 5, copy.sha256)
    assert seen.state == "located"
    assert seen.page is not None
    assert seen.box is not None
    drawn = picture(folder / "dongchangfu-2023.pdf", seen.page, seen.box)
    assert drawn is not None
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    framed = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == (180, 83, 9)]
    left, _, right, _ = (part * SCALE for part in seen.box)
    assert min(x for x, _ in framed) == pytest.approx(left, abs=8)
    assert max(x for x, _ in framed) == pytest.approx(right, abs=12)
    board = opened("evidence/target", target="dongchangfu-2023/23-2")
    assert "第 1 页" in said(board) or "第 2 页" in said(board)
    assert not board.toggle(key="page-picture").set_value(True).run().exception
    task = task_sight(copy, "dongchangfu-2023/23", [("突破1700个", 5)], copy.sha256)
    assert (task.page, task.unplaced) == (seen.page, ())
    assert task.box is not None
    assert task.box[0] <= seen.box[0]
    assert task.box[3] >= seen.box[3]
    assert (
        not opened("evidence/task", task="dongchangfu-2023/23")
        .toggle(key="page-picture")
        .set_value(True)
        .run()
        .exception
    )
