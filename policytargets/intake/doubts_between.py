"""What a reviewer should look at twice where rows of one document are laid beside each other: repeated statements,
parts beside their total, one thing with two figures."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from policytargets.intake.matching import likeness
from policytargets.intake.rules.clauses import SENTENCE

Row = Mapping[str, Any]
LIKE = 0.6
PART = re.compile(r"其中|[（(]含")
NOT_SUMMED = ("%", "‰", "个百分点", "百分点", "倍")


def doubts_between(row: Row, others: Iterable[Row], text: str) -> list[str]:
    """The sentences of doubt about a row beside the other rows of its document; none where all goes together."""
    others = [other for other in others if other["candidate_id"] != row["candidate_id"]]
    found = [
        f"可能是重复表述：任务 {other['passage']}“{other['title']}”里也有“{other['printed']}”。"
        for other in repeats(row, others)
    ]
    return [*found, *_of_total(row, others, text), *_of_the_same(row, others)]


def repeats(row: Row, others: Iterable[Row]) -> list[Row]:
    """Other targets of the document that may state the same thing: same figure and unit, another task, a name alike."""
    return [
        other for other in others
        if other["candidate_id"] != row["candidate_id"] and other["passage"] != row["passage"]
        and (other["value"], other["unit"], other["withheld"]) == (row["value"], row["unit"], row["withheld"])
        and other["value"] is not None and likeness(str(row["name"]), str(other["name"])) >= LIKE
    ]  # fmt: skip


def _of_total(row: Row, others: list[Row], text: str) -> list[str]:
    """A part that is more than its total, and parts that together are: 新增泵站20座，其中省级25座."""
    sentence = _sentence(text, row["start"])
    whole = _whole(row, others, text, sentence)
    if whole is None or row["value"] is None:
        return []
    if not row.get("part_of") and row["comparator"] != "between":
        said = f"在“{whole['printed']}”之后写着“其中”：是它的一部分的，请在“重复表述与总数”里选它，免得重复计数。"
        return [said, *_beyond(row, whole, others, text, sentence)]
    return _beyond(row, whole, others, text, sentence)


def _beyond(row: Row, whole: Row, others: list[Row], text: str, sentence: tuple[int, int]) -> list[str]:
    """That a part, or the parts together, are more than their total."""
    if row["value"] > whole["value"]:
        return [f"“其中”的“{row['printed']}”比总数“{whole['printed']}”大。"]
    beside = [o for o in others if _whole(o, [*others, row], text, sentence) is whole and o["value"] is not None]
    parts = row["value"] + sum(o["value"] for o in beside)
    if parts > whole["value"] and whole["comparator"] in ("exactly", "at_most", "less_than"):
        return [f"“其中”各项合计 {parts:g}{row['unit']}，比总数“{whole['printed']}”大。"]
    return []


def _whole(row: Row, others: Iterable[Row], text: str, sentence: tuple[int, int]) -> Row | None:
    """The total of which a row is a part: the last figure of its unit before 其中 in the sentence, where no other total
    stands between."""
    first, end = sentence
    if not first <= row["start"] < end or row["unit"] in NOT_SUMMED or not row["unit"]:
        return None
    marks = [match.start() for match in PART.finditer(text, first, row["start"])]
    if not marks:
        return None
    before = [
        other for other in others
        if first <= other["start"] < marks[-1] and other["unit"] == row["unit"] and other["value"] is not None
    ]  # fmt: skip
    return max(before, key=lambda other: int(other["start"]), default=None)


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    ends = re.compile(f"[{SENTENCE}]")
    first = max((match.end() for match in ends.finditer(text, max(0, place - 300), place)), default=max(0, place - 300))
    end = ends.search(text, place)
    return first, end.start() if end else len(text)


def _of_the_same(row: Row, others: list[Row]) -> list[str]:
    """One thing of one year that is stated elsewhere with another figure."""
    same = ("name", "unit", "basis", "period", "due_year", "comparator")
    return [
        f"任务 {other['passage']}“{other['title']}”里同名的一条写的是“{other['printed']}”，与这里的不同。"
        for other in others
        if other["passage"] != row["passage"]
        and all(other[name] == row[name] for name in same)
        and None not in (row["value"], other["value"])
        and row["value"] != other["value"]
    ]
