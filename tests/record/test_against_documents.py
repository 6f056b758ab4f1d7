"""The curated tables against the published documents: nothing lost, nothing added, nothing misplaced."""

import hashlib
import re
from collections import defaultdict
from pathlib import Path

import pytest

from policytargets.intake.anchors import RUN, Anchor, anchors
from policytargets.intake.documents import read
from policytargets.intake.view import squeeze
from policytargets.record.tables import Records, Row

DOCUMENTS = ("chiping-2023-2025", "dongchangfu-2023", "jiangbei-2023", "qingzhou-2023", "zhoucun-2023")


@pytest.fixture(scope="module")
def passages(sources: Path, records: Records) -> dict[str, Anchor]:
    """task_id → its passage in the document."""
    return {
        f"{document}/{key}": anchor
        for document in DOCUMENTS
        for key, anchor in anchors(read(sources / f"{document}.txt")).items()
        if not key.startswith("u")
    }


def by_task(rows: list[Row]) -> dict[str, list[Row]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row["task_id"]].append(row)
    return grouped


def test_the_documents_are_those_that_were_curated(sources: Path, records: Records) -> None:
    for row in records["documents"]:
        text = (sources / f"{row['document_id']}.txt").read_bytes()
        assert hashlib.sha256(text).hexdigest() == row["source_sha256"], row["document_id"]


def test_document_numbers_dates_and_titles_are_printed(sources: Path, records: Records) -> None:
    for row in records["documents"]:
        text = squeeze((sources / f"{row['document_id']}.txt").read_text(encoding="utf-8"))
        if row["doc_no"]:
            assert row["doc_no"] in text
        if row["issued_on"]:
            year, month, day = (int(part) for part in row["issued_on"].split("-"))
            assert f"{year}年{month}月{day}日" in text
        flat = re.sub(r"[#()（）]", "", text)
        assert re.sub(r"[()（）]", "", row["title"]) in flat, row["document_id"]


def test_every_task_chapter_and_heading_agrees(passages: dict[str, Anchor], records: Records) -> None:
    tasks = {row["task_id"]: row for row in records["tasks"]}
    with_figures = {
        key
        for key, anchor in passages.items()
        if anchor.passage.kind == "task" or (key.rpartition("/")[2].startswith("c") and anchor.runs)
    }
    assert set(tasks) == with_figures
    for key, row in tasks.items():
        passage, text = passages[key].passage, passages[key].text
        assert int(row["chapter_no"]) == passage.chapter_no, key
        assert row["chapter"] == passage.chapter.replace(",", "，"), key
        assert row["section"] == passage.section.replace(",", "，"), key
        assert int(row["task_no"]) == (passage.number or 0), key
        assert row["item"] == passage.item, key
        heading = passage.chapter if passage.kind == "text" else text
        assert heading.replace(",", "，").startswith(row["title"]), key


def test_every_figure_and_mask_is_a_target_or_excluded(passages: dict[str, Anchor], records: Records) -> None:
    """Positions count the digit runs and masks of a passage; a target and an exclusion together cover each once."""
    targets, excluded = by_task(records["targets"]), by_task(records["excluded_figures"])
    for key, passage in passages.items():
        covered: dict[int, set[str]] = defaultdict(set)
        for kind, rows in (("target", targets[key]), ("excluded", excluded[key])):
            for row in rows:
                if row["position"]:
                    first = int(row["position"])
                    for place in range(first, first + len(RUN.findall(row["printed"]))):
                        covered[place].add(kind)
        assert sorted(covered) == list(range(1, len(passage.runs) + 1)), key
        assert all(len(kinds) == 1 for kinds in covered.values()), key


def test_no_figure_is_excluded_twice(records: Records) -> None:
    for key, rows in by_task(records["excluded_figures"]).items():
        places = [
            place
            for row in rows
            for place in range(int(row["position"]), int(row["position"]) + len(RUN.findall(row["printed"])))
        ]
        assert len(places) == len(set(places)), key


def test_every_printed_figure_stands_at_its_place(passages: dict[str, Anchor], records: Records) -> None:
    for row in records["targets"] + records["excluded_figures"]:
        text = passages[row["task_id"]].whole
        assert row["printed"] in text, row
        if row["position"]:
            runs = list(RUN.finditer(text))
            start = runs[int(row["position"]) - 1].start()
            offset = RUN.search(row["printed"])
            assert offset is not None
            begin = start - offset.start()
            assert text[begin : begin + len(row["printed"])] == row["printed"], row


def test_every_printed_department_stands_in_its_task(passages: dict[str, Anchor], records: Records) -> None:
    responsibilities = by_task(records["responsibilities"])
    for key, passage in passages.items():
        printed = [row["printed"] for row in responsibilities[key]]
        assert all(name in passage.clause for name in printed), key
        words = r"牵头单位|牵头部门|参与单位|配合单位|牵头|负责|配合|等部门|等|[:：,，;；、]"
        rest = [part for part in re.split(words, passage.clause) if part]
        expected = [part for name in printed for part in re.split(words, name) if part]
        assert sorted(rest) == sorted(expected), key


def test_roles_follow_the_words_of_the_document(passages: dict[str, Anchor], records: Records) -> None:
    """Everything after 参与单位 or 配合单位, and everything before a closing 配合, supports; all else leads."""
    for row in records["responsibilities"]:
        clause = passages[row["task_id"]].clause
        parts = re.split(r"[,，;；](?=参与单位|配合单位)|(?<=牵头)[,，]", clause)
        part = next(part for part in parts if row["printed"] in re.split(r"[、:：]|等部门|等|牵头$|负责$|配合$", part))
        supports = part.startswith(("参与单位", "配合单位")) or part.endswith("配合")
        assert row["role"] == ("support" if supports else "lead"), row


# Words that may fix a number without digits, measure against something, or point to a number set elsewhere.
WORDS = re.compile(
    r"(?<!健)全覆盖|全部|所有(?!制|权|者)|清零|消除|倍增|翻番|翻一番|不再|不发生|零(?=增长|事故|容忍)|首个|首家"
    r"|第一(?!产业|时间|步|书记|轮)|应.{1,2}尽|愿.尽|为上限|(?:高|低|优)于全|超过全|平均水平|不升高|不降低|负增长"
    r"|双下降|[两三]降一升|较上年|下达的|约束性|两位数|(?<![新第])[一两二三四五六七八九十](?=[所家座轮])|杜绝"
    r"|只增不减|同步提高|基本同步|逐一|无一"
)


def spans(text: str, printed: str) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in re.finditer(re.escape(printed), text)]


def test_every_word_that_may_fix_a_number_is_a_target_or_excluded(
    passages: dict[str, Anchor], records: Records
) -> None:
    targets, excluded = by_task(records["targets"]), by_task(records["excluded_words"])
    for key, passage in passages.items():
        text = passage.whole
        covered = [span for row in targets[key] for span in spans(text, row["printed"])]
        covered += [spans(text, row["printed"])[int(row["occurrence"]) - 1] for row in excluded[key]]
        for found in WORDS.finditer(text):
            assert any(first < found.end() and found.start() < last for first, last in covered), (key, found.group())


def test_every_named_project_stands_in_its_task(passages: dict[str, Anchor], records: Records) -> None:
    for row in records["projects"]:
        text = passages[row["task_id"]].whole
        assert row["name"] in text, row
        assert row["stage"] in text, row
