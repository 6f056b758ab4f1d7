"""Which lines of a document carry a number, and which of its numberings counts the tasks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policytargets.intake.rules.departments import clauses
from policytargets.intake.rules.units import unit_at
from policytargets.intake.view import SIGNED

NUMERALS = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LEVELS = ("part", "chapter", "section", "named", "article", "arabic", "dotted", "bracket", "circled")
LEAD = r"[#>*●◆■•·▪\s]*"
MARKERS = {
    "part": re.compile(LEAD + r"第([一二三四五六七八九十]+)[部分章篇]{1,2}(?=\D)"),
    "chapter": re.compile(LEAD + r"([一二三四五六七八九十]{1,3})[、.]"),
    "section": re.compile(LEAD + r"\(([一二三四五六七八九十]{1,3})\)"),
    "named": re.compile(
        LEAD + r"(?:重点|主要)?(?:行动|工程|举措|专项)"
        r"(?:([一二三四五六七八九十\d]{1,3})[:：、.]|(\d{1,2})(?=[\u4e00-\u9fff])(?![个项条家处类大年月号]))"
    ),
    "article": re.compile(
        LEAD + r"(?:第([一二三四五六七八九十百\d]+)[条项]|(?:重点|主要)?任务([一二三四五六七八九十百\d]+)[:：、.])"
    ),
    "dotted": re.compile(LEAD + r"(\d{1,2})\.(\d{1,2})(?![\d.%])"),
    "arabic": re.compile(LEAD + r"(\d{1,3})(?:[.、](?!\d)| ?(?=[\u4e00-\u9fff“\"]))"),
    "bracket": re.compile(LEAD + r"(?:\((\d{1,2})\)|(\d{1,2})\))"),
    "circled": re.compile(LEAD + r"([①-⑳])"),
}
# After a closed clause or sentence a task may begin in the middle of a line that a page break glued together.
GLUED = re.compile(r"[)〕\]】。;](\d{1,3})[.、](?=[\u4e00-\u9fff“])")
LARGEST_GAP = 3
ENOUGH = 0.6


@dataclass(frozen=True)
class Marker:
    """A numbered beginning: its level, its number, where it stands and where the words after it begin."""

    level: str
    number: int
    start: int
    body: int


def chinese_number(numeral: str) -> int:
    """一 → 1, 十 → 10, 二十一 → 21, 一百零三 → 103; digits stand for themselves."""
    if numeral in CIRCLED:
        return CIRCLED.index(numeral) + 1
    if numeral.isdigit():
        return int(numeral)
    value = 0
    for sign, size in (("百", 100), ("十", 10)):
        head, found, rest = numeral.partition(sign)
        if found:
            value += (NUMERALS.index(head.strip("零")) + 1 if head.strip("零") else 1) * size
            numeral = rest.strip("零")
    return value + (NUMERALS.index(numeral) + 1 if numeral else 0)


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of the view begins and ends, its line break included."""
    start = 0
    for match in re.finditer(r"\n", text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def signature(text: str) -> int:
    """Where the lines begin that say at the end who signed and when; the end of the text where there are none."""
    begins = len(text)
    for start, end in reversed(list(lines_of(text))):
        if not SIGNED.fullmatch(text[start:end].strip("\n")):
            break
        begins = start
    return begins


def markers(text: str) -> list[Marker]:
    """The numbered beginnings in order; Arabic numbers only where they count on, or begin anew at 1."""
    found: list[Marker] = []
    last = dict.fromkeys(LEVELS, 0)
    for start, end in lines_of(text):
        first = _marker_at(text[start:end], start, last)
        if first:
            found.append(first)
        for glued in GLUED.finditer(text, start, end):
            if last["arabic"] and int(glued[1]) == last["arabic"] + 1:
                last["arabic"] += 1
                found.append(Marker("arabic", last["arabic"], glued.start(1), glued.end()))
    return found


def _marker_at(line: str, start: int, last: dict[str, int]) -> Marker | None:
    for level, pattern in MARKERS.items():
        match = pattern.match(line)
        if not match:
            continue
        number = chinese_number(next(group for group in reversed(match.groups()) if group))
        if level == "dotted" and (number not in (1, last[level] + 1) or unit_at(line, match.end())):
            continue
        if level == "circled" and number not in (1, last[level] + 1):
            continue
        bare = level == "arabic" and match[0][-1].isdigit()
        if level == "arabic" and not _counts_on(number, last["arabic"], bare):
            continue
        last[level] = number
        for lower in LEVELS[LEVELS.index(level) + 1 :]:
            if lower in ("bracket", "section", "named", "dotted", "circled"):
                last[lower] = 0
        return Marker(level, number, start, start + match.end())
    return None


def _counts_on(number: int, last: int, bare: bool) -> bool:
    """Whether a number at a line's beginning is the next of its numbering; one without a dot must be just that."""
    if bare:
        return last > 0 and number == last + 1
    return number == 1 or last < number <= last + 1 + LARGEST_GAP


def task_level(text: str, found: list[Marker]) -> str:
    """The level that counts the tasks: the deepest of which most have departments of their own, else the usual one."""
    shares = {}
    ends = [found[after].start if after < len(found) else len(text) for after in following(found)]
    for level in reversed(LEVELS):
        spans = [(marker.body, end) for marker, end in zip(found, ends, strict=True) if marker.level == level]
        if len(spans) >= 2 or (spans and len(found) == 1):
            headed = _headed(text, found, level)
            answered = [start in headed or bool(clauses(text[start:end])) for start, end in spans]
            shares[level] = sum(answered) / len(spans)
    for level, share in shares.items():
        if share >= ENOUGH:
            return level
    counted = {level: sum(marker.level == level for marker in found) for level in LEVELS}
    if counted["article"] >= 2:
        return "article"
    if counted["arabic"] >= max(2, counted["section"] / 2):
        return "arabic"
    if counted["section"] >= 2:
        return "section"
    usual = (("named", 2), ("arabic", 1), ("dotted", 2))
    return next((level for level, fewest in usual if counted[level] >= fewest), "chapter")


def _headed(text: str, found: list[Marker], level: str) -> set[int]:
    """Where the words of markers of a level begin for which the heading of their chapter names departments: only of a
    numbering that counts on from chapter to chapter, as one that begins anew counts parts of something."""
    numbers = [marker.number for marker in found if marker.level == level]
    if any(after <= before for before, after in pairwise(numbers)):
        return set()
    headed, answered = set(), False
    for place, marker in enumerate(found):
        if marker.level in ("part", "chapter"):
            end = found[place + 1].start if place + 1 < len(found) else len(text)
            answered = level not in ("part", "chapter") and bool(clauses(text[marker.body : end]))
        elif marker.level == level and answered:
            headed.add(marker.body)
    return headed


def following(found: list[Marker]) -> list[int]:
    """For each marker the place of the next one of its own or a higher level, where its stretch ends; len(found) where
    there is none."""
    after = [len(found)] * len(LEVELS)
    places = [0] * len(found)
    for place in range(len(found) - 1, -1, -1):
        rank = LEVELS.index(found[place].level)
        places[place] = after[rank]
        after[rank:] = [place] * (len(LEVELS) - rank)
    return places


def lone(found: list[Marker], level: str) -> list[bool]:
    """For each marker whether no task of the tasks' level stands below it."""
    task, told = len(found), [True] * len(found)
    ends = following(found)
    for place in range(len(found) - 1, -1, -1):
        told[place] = task >= ends[place]
        task = place if found[place].level == level else task
    return told
