"""The bound of a figure, and the words that belong to it as printed."""

import re
from dataclasses import dataclass

from policytargets.intake.rules.numbers import Figure

LEFT = (
    (
        "at_least",
        r"不少于|不低于|不小于|不得少于|不得低于|不得小于|不会低于|至少达到|至少|最少|最低|不下于|不短于|大于等于|≥|>=",
    ),
    (
        "at_most",
        r"不超过|不高于|不多于|不大于|不长于|不得超过|不得高于|不能超过|不突破|最多|至多|最长|最高不超过|小于等于|≤|<=",
    ),
    ("more_than", r"突破|超过|超出|超|逾|跨越|迈上|站上|高于|大于|多于|优于|(?<![通经不])过|>"),
    ("less_than", r"低于|少于|小于|短于|<"),
    ("about", r"大约|大致|(?<![签预履解违缔邀])约|接近|将近|近(?!期|年)|基本达到|基本实现|预计"),
)
LEFT_WORDS = tuple((code, re.compile(rf"(?:{pattern})(?:达到|达)?$")) for code, pattern in LEFT)
RIGHT = (
    ("at_least", re.compile(r"(?:\(含\))?(?:及以上|或以上|以上|之上|\+)(?:\(含\))?|(?:\(含\))?起(?=[,。;、])")),
    ("at_most", re.compile(r"(?:\(含\))?(?:及以下|以下|以内|之内|之下|内(?=[,。;、\n\x1f(]|$))(?:\(含\))?")),
    ("about", re.compile(r"左右|上下|前后")),
)
# A bound behind a figure where it only says who counts.
BOUND_RIGHT = r"(?:\(含\))?(?:及以上|以上|及以下|以下|以内|左右)(?:\(含\))?"
# What closes a range: 5%-6%之间.
WITHIN = re.compile(r"(?:之间|区间|范围)(?:以内|之内|内)?")
DOWN_TO = re.compile(
    r"(?:压缩|压减|降|下降|降低|减少|减|缩短|缩小|缩减|精简|控制|削减|回落|收窄|限制)(?:控制)?(?:到|至|为|在|成)(?:了)?$"
)
KEPT_IN = re.compile(r"(?:控制|稳控|管控|限制)(?:在)?$")
BASICALLY = re.compile(r"基本(?:达到|实现|达)$")
# 至少 may stand before the verb of its figure: 至少新增10家.
AT_LEAST_VERB = re.compile(r"(?:至少|不少于)([\u4e00-\u9fff]{1,5})$")
EACH = re.compile(r"前$")


@dataclass(frozen=True)
class Bound:
    """A comparator and where the printed figure with its bound words begins and ends in the view."""

    comparator: str
    start: int
    end: int
    left: str = ""


def bound_of(text: str, figure: Figure) -> Bound:
    """The bound of a figure from the words left and right of it."""
    start, end = figure.start, max(figure.stop, figure.end)
    before = text[max(0, start - 12) : start]
    left_code, left_word = _left(before)
    within = WITHIN.match(text, end) if figure.value_high is not None else None
    right_code, right_word = ("between", within[0]) if within else _right(text, end)
    if right_word:
        end += len(right_word)
    if left_code:
        start -= len(left_word)
    kept = KEPT_IN.search(before)
    if not left_code and kept and not right_code:
        start -= len(kept[0])
    verb = AT_LEAST_VERB.search(before)
    if not left_code and verb:
        left_code, start = "at_least", figure.start - len(verb[0])
    if EACH.search(text[:start]) and figure.unit in ("项", "名", "位", "个"):
        start -= 1
        # To be among the first ten is no worse a place than the tenth.
        right_code = right_code or ("at_most" if figure.unit in ("名", "位") else "")
    code = _code(figure, left_code or _shared(text, figure.start), right_code, before)
    return Bound(code, start, end, left_word)


def _shared(text: str, place: int) -> str:
    """The bound that 分别 shares out: of 分别突破100亿元、60亿元 it holds for both figures."""
    shared = re.search(
        r"分别([\u4e00-\u9fff]{2,5}?)(?:\d[\d.,]*[^\d、,;。]{0,8}(?:、|和|及|与))+$", text[max(0, place - 60) : place]
    )
    return _left(shared[1])[0] if shared else ""


def _left(before: str) -> tuple[str, str]:
    """The bound word just before a figure; the longest wins, so that 不低于 is not 低于."""
    found = [(code, match[0]) for code, pattern in LEFT_WORDS if (match := pattern.search(before))]
    if not found:
        return "", ""
    code, word = max(found, key=lambda item: len(item[1]))
    if word == "预计":
        return "", ""
    return code, word


def _right(text: str, end: int) -> tuple[str, str]:
    for code, pattern in RIGHT:
        match = pattern.match(text, end)
        if match:
            return code, match[0]
    return "", ""


def _code(figure: Figure, left: str, right: str, before: str) -> str:
    if figure.value_high is not None:
        return "between"
    if right == "about":
        return "about"
    if left in ("at_least", "at_most", "less_than"):
        return left
    if right:
        return "at_least" if right == "at_least" else right
    if left:
        return left
    if figure.more:
        return "about" if figure.more in ("来", "几") else "at_least" if figure.more == "+" else "more_than"
    if DOWN_TO.search(before) or KEPT_IN.search(before):
        return "at_most"
    return "about" if BASICALLY.search(before) else "exactly"
