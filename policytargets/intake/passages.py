"""Cut a view into passages that cover it without a gap: headings, tasks, rows of tables, and what belongs to none."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from policytargets.errors import PassagesIncomplete
from policytargets.intake.frames import without_frames
from policytargets.intake.merged_rows import with_merged_rows
from policytargets.intake.model import NO_HEADS, Heads, Passage
from policytargets.intake.outline import LEVELS, Marker, lone, markers, signature, task_level
from policytargets.intake.rules.departments import Clause, clauses
from policytargets.intake.tables_in_tasks import with_items
from policytargets.intake.tables_in_text import Row, rows

LONGEST_HEADING = 60
LONGEST_TITLE = 40
REPORTED = re.compile(
    r"回顾|成效|成绩|成就|发展基础|工作基础|基础与|现状|进展|完成情况|主要做法|存在(?:的)?问题|形势|总结"
)
SURELY_REPORTED = re.compile(r"(?:完成|执行|落实|进展|运行|实施)情况|回顾")
NOT_REPORTED = re.compile(r"目标|任务|措施|打算|安排|计划|部署|思路|重点|举措|巩固|提升")
YEAR_FIRST = re.compile(r"(20\d\d)年")
# 1.2补齐配套: a row below a task of which there is no more than its number.
DOTTED = re.compile(r"(\d{1,2})\.\d{1,2}(?=[\u4e00-\u9fff“])")
# A paragraph that opens with a short name and a full stop and has its own clause is an item of its task.
ITEM = re.compile(r"(?:(?<=[)〕\]】])|(?<=[)〕\]】]。)|(?<=\n))([\u4e00-\u9fff“”\w]{2,14})。")


@dataclass
class _Place:
    """Where the cutting stands: headings above, and whether they report what is done already."""

    chapter: str = ""
    chapter_no: int = 0
    section: str = ""
    reported_level: str = ""


def passages_of(text: str, heads: Heads = NO_HEADS) -> list[Passage]:
    """The passages of a view in order, `heads` as of Document; raises PassagesIncomplete should they not cover it."""
    found = markers(text)
    table = rows(text, heads)
    level = task_level(text, found)
    # Headings around a table whose rows are counted are no tasks beside them.
    if sum(row.number is not None for row in table) >= max(1, sum(marker.level == level for marker in found)):
        level = max(level, "arabic", key=LEVELS.index)
    cuts = _cuts(text, found, table)
    alone = {marker.start: told for marker, told in zip(found, lone(found, level), strict=True)}
    place, passages = _Place(), list[Passage]()
    for index, (start, cut) in enumerate(cuts):
        end = cuts[index + 1][0] if index + 1 < len(cuts) else len(text)
        if isinstance(cut, Row) and cut.heading:
            passages.append(_row_heading(text, cut, end, place))
        elif isinstance(cut, Row):
            passages.append(_row_passage(text, cut, end, place))
        elif cut is None:
            passages.append(_plain(text, start, end, place))
        else:
            passages += _numbered(text, cut, end, place, level, lone=alone[cut.start])
    passages = [part for passage in _merged(with_merged_rows(text, passages), level) for part in _items(text, passage)]
    whole = with_items(without_frames(text, _without_reports(text, passages)))
    check_cover(whole, len(text))
    return whole


def check_cover(passages: list[Passage], length: int) -> None:
    """Passages partition the text; what is not so would be dropped unseen."""
    place = 0
    for passage in passages:
        if passage.start != place or passage.end < passage.start:
            raise PassagesIncomplete(f"characters {place} to {passage.start} belong to no passage")
        place = passage.end
    if place != length:
        raise PassagesIncomplete(f"characters {place} to {length} belong to no passage")


def _cuts(text: str, found: list[Marker], table: list[Row]) -> list[tuple[int, Marker | Row | None]]:
    """Where a new stretch begins, and what begins there; a row of a table outranks a number in it."""
    starts = [row.start for row in table]
    cuts: dict[int, Marker | Row | None] = {0: None, signature(text): None}
    for marker in found:
        before = bisect_right(starts, marker.start) - 1
        if before < 0 or marker.start >= table[before].end:
            cuts[marker.start] = marker
    for row in table:
        cuts.setdefault(row.end, None)
        cuts[row.start] = row
    return sorted(((start, cut) for start, cut in cuts.items() if start < max(1, len(text))), key=lambda cut: cut[0])


def _plain(text: str, start: int, end: int, place: _Place) -> Passage:
    reported = bool(place.reported_level)
    return Passage(
        "text", start, end, place.chapter, place.chapter_no, place.section, body=start, reported=reported
    )  # fmt: skip


def _row_passage(text: str, row: Row, end: int, place: _Place) -> Passage:
    columns = {kind: (start, stop) for kind, start, stop in reversed(row.columns)}
    title_at = columns.get("task") or columns.get("indicator") or columns.get("target") or (row.start, row.end)
    cell = text[title_at[0] : title_at[1]]
    own = row.number is None and title_at[0] >= row.start
    dotted = DOTTED.match(cell) if title_at[0] >= row.start else None
    numbered = dotted or (re.match(r"(\d{1,3})[.、](?!\d)", cell) if own else None)
    title = _title(cell[numbered.end() if numbered else 0 :])
    indicators = any(kind.startswith(("goal:", "baseline:")) for kind in columns)
    indicators = indicators and not (columns.keys() & {"lead", "support"} or (row.chosen and "task" in columns))
    kind = "heading" if row.header else "text" if indicators else "task"
    return Passage(
        kind,
        row.start,
        end,
        place.chapter or row.group,
        place.chapter_no,
        place.section,
        row.number if row.number is not None else numbered and int(numbered[1]),
        row.start,
        title,
        item=title if dotted else "",
        columns=row.columns,
    )


def _row_heading(text: str, row: Row, end: int, place: _Place) -> Passage:
    """A chapter's heading that stands in a row of a table of its own."""
    (marker,) = markers(f"{row.heading}\n")
    _enter(place, marker, row.heading[marker.body :])
    body = row.start + marker.body
    return Passage(
        "heading", row.start, end, place.chapter, place.chapter_no, place.section, title=row.heading, body=body
    )


def _numbered(text: str, marker: Marker, end: int, place: _Place, level: str, *, lone: bool) -> list[Passage]:
    """The passages that begin at a marker: its heading line and text, or a task."""
    line_end = text.find("\n", marker.start) + 1 or len(text)
    line = text[marker.body : min(line_end, end)].strip("\n")
    heading = len(line) <= LONGEST_HEADING and not re.search(r"[。;]", line.rstrip("。:")) and not clauses(line)
    upper = LEVELS.index(marker.level) < LEVELS.index(level)
    own_clause = lone and bool(clauses(text[marker.body : end]))
    if marker.level == level or (not heading and own_clause and upper) or (upper and own_clause):
        if upper:
            _enter(place, marker, _title(line))
        reported = bool(place.reported_level)
        return [
            Passage(
                "task",
                marker.start,
                end,
                place.chapter,
                place.chapter_no,
                place.section,
                marker.number,
                marker.body,
                _title(text[marker.body : end]),
                reported=reported,
            )
        ]
    if not upper:
        return [Passage("part", marker.start, end, body=marker.body)]
    _enter(place, marker, re.split(r"[。:]", line)[0] if heading else _title(line))
    stop = min(line_end, end) if heading else marker.body
    first = Passage(
        "heading", marker.start, stop, place.chapter, place.chapter_no, place.section, title=line, body=marker.body
    )
    rest = _plain(text, stop, end, place)
    return [first, rest] if stop < end else [first]


def _enter(place: _Place, marker: Marker, title: str) -> None:
    """Take the headings on: a chapter closes the section before, a report ends with its own level."""
    if place.reported_level and LEVELS.index(marker.level) <= LEVELS.index(place.reported_level):
        place.reported_level = ""
    told = SURELY_REPORTED.search(title) or (REPORTED.search(title) and not NOT_REPORTED.search(title))
    if not place.reported_level and told:
        place.reported_level = marker.level
    if marker.level in ("part", "chapter"):
        place.chapter, place.chapter_no, place.section = title, marker.number, ""
    else:
        place.section = title


def _merged(passages: list[Passage], level: str) -> list[Passage]:
    """Parts below the tasks' level belong to the passage before them."""
    merged: list[Passage] = []
    for passage in passages:
        if passage.kind == "part" and merged and merged[-1].kind != "heading" and not merged[-1].columns:
            merged[-1] = replace(merged[-1], end=passage.end)
        elif passage.kind == "part":
            above = merged[-1] if merged else passage
            merged.append(replace(
                passage, kind="text", chapter=above.chapter, chapter_no=above.chapter_no, section=above.section,
                reported=above.reported,
            ))  # fmt: skip
        else:
            merged.append(passage)
    return merged


def _without_reports(text: str, passages: list[Passage]) -> list[Passage]:
    """What was numbered as tasks in a chapter of an earlier year is a report, where nobody answers for any of it and
    somebody does for those of a later year: 一、2023年主要工作, 二、2024年重点工作."""
    years: dict[str, int] = {}
    answered: set[int] = set()
    for passage in passages:
        year = YEAR_FIRST.match(passage.chapter)
        if year and passage.kind == "task":
            years[passage.chapter] = int(year[1])
            answered |= {int(year[1])} if passage.columns or clauses(text[passage.body : passage.end]) else set()
    reports = {chapter for chapter, year in years.items() if year not in answered and year < max(answered, default=0)}
    return [
        replace(own, kind="text", reported=True) if own.kind == "task" and own.chapter in reports else own
        for own in passages
    ]


def _title(text: str) -> str:
    """The heading of a task: its first sentence, the first line, or its first clause where these are long."""
    first = re.split(r"[。\n:;]", text.strip("\n"), maxsplit=1)[0]
    first = first[: closed[0].start] if (closed := clauses(first)) else first
    return first.rstrip(",、") if len(first) <= LONGEST_TITLE else first.split(",")[0][:LONGEST_HEADING]


def _items(text: str, passage: Passage) -> list[Passage]:
    """A task, and after its closed clause the named paragraphs that have clauses of their own."""
    if passage.kind != "task" or passage.columns:
        return [passage]
    closed = clauses(text[passage.body : passage.end])
    cuts = []
    for before, after in pairwise(closed):
        item = ITEM.search(text, passage.body + before.end - 1, passage.body + after.start)
        if item and item.start(1) <= passage.body + before.end + 1:
            cuts.append((item.start(1), item[1]))
    starts = [passage.start, *(start for start, _ in cuts)]
    ends = [*(start for start, _ in cuts), passage.end]
    names = ["", *(name for _, name in cuts)]
    return [
        replace(
            passage, start=start, end=end, body=start if name else passage.body, item=name, title=name or passage.title
        )
        for start, end, name in zip(starts, ends, names, strict=True)
    ]


def closing_clauses(text: str, passage: Passage) -> list[Clause]:
    """The clauses of a passage, in the view's own places."""
    own = clauses(text[passage.body : passage.end])
    return [replace(clause, start=clause.start + passage.body, end=clause.end + passage.body) for clause in own]
