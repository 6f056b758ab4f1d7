"""Reading what was typed as one run of letters: taken apart into words that the record has, without the words of a
question, and with a letter that was mistaken for another put right."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from policytargets.wording.searching import MOST_WORDS

# What people put around the thing that they ask for. It narrows nothing: every row is a target of a plan of a district.
ASKING = re.compile(
    "请问|请|我|想|要|知道|告诉|查找|查询|查一?下|找|看看?|帮|列出|给出|一下"
    "|哪一?些|哪一?个|哪几个|哪里|哪儿|什么|多少|几|谁|怎么样?|怎样|如何|是否|是不是|有没有|能否|为什么|吗|呢|吧|啊|么"
    "|有|是|会|将|应该?|需要?|打算|准备|计划|规划|安排|提出|规定|要求|设定|定|写明?|完成|达到|达|做到?|做|建成?|搞|种|修"
    "|今年|明年|去年|本年|当年|全年|年度?|年底|前|后|到|一共|总共|共|各|每个?|全部|所有|都|分别"
    "|区县|县区|区市?|县|市|地方|地区|目标值?|任务|指标|数据|数字|情况|内容|的|了|和|与|及|在|里|中|为|对|于|关于|得|应当"
    "|牵头|负责|最高|最低|最多|最少|最大|最小"
)
COUNTING = ("多少", "几")
HAN, DIGIT = re.compile("[\u4e00-\u9fff]"), re.compile("[0-9]")
Cost = tuple[int, int, int, int]
LONGEST_GUESSED, LONGEST_READ = 12, 40
SURE = 4  # of so many letters one may be any other; of fewer only one that sounds or looks like it
NEAR = 40


class Reading(NamedTuple):
    """The words to look for, what was left out, what was put right (as typed, as taken), what is nowhere, and the
    districts of which any will do."""

    words: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()
    strange: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A stretch of a word: `known` to the record, part of the `asking`, `guessed` as `taken`, or `strange`."""

    kind: str
    typed: str
    taken: str


class Vocabulary:
    """The names that the record has, folded, and its units, which in a question stand behind 多少."""

    def __init__(self, names: Iterable[str], units: Iterable[str]) -> None:
        self._names = "\n".join(["", *dict.fromkeys(names), ""])
        self._units = frozenset(units)

    def reading(self, words: Iterable[str], *, guessing: bool = False) -> Reading:
        """How the folded `words` are read by the names as they are or, `guessing`, with letters put right."""
        pieces = [piece for word in words for piece in self._pieces(word[:LONGEST_READ], guessing)]
        return Reading(
            tuple(dict.fromkeys(piece.taken for piece in pieces if piece.taken))[:MOST_WORDS],
            tuple(piece.typed for piece in pieces if piece.kind == "asking"),
            tuple((piece.typed, piece.taken) for piece in pieces if piece.kind == "guessed"),
            tuple(piece.typed for piece in pieces if piece.kind == "strange"),
        )

    def _pieces(self, word: str, guessing: bool) -> list[Piece]:
        """The word in pieces: the fewest letters that are nowhere, the fewest stretches from the middle of names, the
        fewest guesses, then the longest pieces."""
        cuts = [0, *(place for place in range(1, len(word)) if _may_part(word[place - 1], word[place])), len(word)]
        best: dict[int, tuple[Cost, list[Piece]]] = {0: ((0, 0, 0, 0), [])}
        for end in cuts[1:]:
            ways: list[tuple[Cost, int, Piece]] = []
            for begin in (cut for cut in cuts if cut < end):
                if piece := self._piece(word, begin, end, guessing):
                    ways.append((_added(best[begin][0], self._cost(piece)), begin, piece))
            cost, begin, piece = min(ways, key=lambda way: way[:2])
            best[end] = (cost, [*best[begin][1], piece])
        pieces = best[len(word)][1]
        strange = any(piece.kind == "strange" for piece in pieces)
        return _joined([Piece("strange", own.typed, "") if strange and self._inside(own) else own for own in pieces])

    def _piece(self, word: str, begin: int, end: int, guessing: bool) -> Piece | None:
        typed = word[begin:end]
        if ASKING.fullmatch(typed) or (typed in self._units and word[:begin].endswith(COUNTING)):
            return Piece("asking", typed, "")
        chinese = HAN.search(typed)
        figure = typed.isascii() and DIGIT.search(typed)
        if figure or typed in self._units or (len(typed) > 1 and typed in self._names):
            return Piece("known", typed, typed)
        if guessing and chinese and (taken := self._taken_for(typed)):
            return Piece("guessed", typed, taken)
        return Piece("strange", typed, "") if len(typed) == 1 or not chinese else None

    def _cost(self, piece: Piece) -> Cost:
        size = len(piece.typed)
        if piece.kind == "strange":
            return size, 0, 0, 0
        return 0, int(self._inside(piece)), int(piece.kind == "guessed"), -size * size

    def _inside(self, piece: Piece) -> bool:
        """Whether a piece stands only in the middle of names: then it may well be no word."""
        named = f"\n{piece.taken}" in self._names or f"{piece.taken}\n" in self._names
        return piece.kind == "known" and bool(HAN.search(piece.typed)) and piece.typed not in self._units and not named

    def _taken_for(self, typed: str) -> str:
        """The name that differs from `typed` in one letter, first one that sounds or looks like it, then the most
        frequent; nothing where there is none."""
        half = len(typed) // 2
        if not 2 <= len(typed) <= LONGEST_GUESSED or not (typed[:half] in self._names or typed[half:] in self._names):
            return ""
        found: dict[str, tuple[bool, int]] = {}
        for place, letter in enumerate(typed):
            before, after = re.escape(typed[:place]), re.escape(typed[place + 1 :])
            for other in re.findall(f"{before}({HAN.pattern}){after}", self._names) if HAN.match(letter) else ():
                near = _near(letter, other)
                if near or len(typed) >= SURE:
                    name = typed[:place] + other + typed[place + 1 :]
                    found[name] = (near, found.get(name, (near, 0))[1] + 1)
        return max(found, key=found.__getitem__, default="")


def _added(cost: Cost, further: Cost) -> Cost:
    return cost[0] + further[0], cost[1] + further[1], cost[2] + further[2], cost[3] + further[3]


def _may_part(letter: str, following: str) -> bool:
    """Whether a word may end between two letters: not within a run of Latin letters and figures."""
    return bool(HAN.match(letter) or HAN.match(following))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces with those that say nothing, and those that are nowhere, as one where they stand together. A single letter
    of a question beside what is nowhere belongs to it: 区 of 区块链."""
    told: list[Piece] = []
    for strange, run in groupby(pieces, key=lambda piece: piece.kind == "strange" or _slight(piece)):
        own = list(run)
        if strange and any(piece.kind == "strange" for piece in own):
            own = [Piece("strange", "".join(piece.typed for piece in own), "")]
        told += own
    joined: list[Piece] = []
    for kind, run in groupby(told, key=lambda piece: piece.kind):
        own = list(run)
        joined += [Piece(kind, "".join(piece.typed for piece in own), "")] if kind == "asking" else own
    return joined


def _slight(piece: Piece) -> bool:
    return piece.kind == "asking" and len(piece.typed) == 1


def _near(letter: str, other: str) -> bool:
    """Whether two letters may be taken for each other: GB 2312 orders its common letters by sound, the rarer ones by
    radical and strokes, so that what sounds or looks alike stands close together."""
    here, there = _place(letter), _place(other)
    return here is not None and there is not None and abs(here - there) <= NEAR


def _place(letter: str) -> int | None:
    try:
        row, cell = letter.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return None
    return row * 94 + cell
