"""Where the clause and the sentence of a figure begin and end, and their words without brackets."""

import re

SENTENCE = "。!?！？\n\x1e\x1f|"
CLAUSE = SENTENCE + ",;:"


# So far back a rule looks: no writer's sentence is longer, and without a bound strange files would take hours.
FARTHEST = 1200


def sentence_start(text: str, place: int) -> int:
    first = max(0, place - FARTHEST)
    return max(first, max(text.rfind(mark, first, place) for mark in SENTENCE) + 1)


def clause_start(text: str, place: int, *, marks: str = CLAUSE) -> int:
    """Where the clause of a place begins; a comma inside brackets or quotes ends no clause."""
    depth = 0
    for at in range(place - 1, -1, -1):
        char = text[at]
        if char in ")》”」":
            depth += 1
        elif char in "(《“「" and depth:
            depth -= 1
        elif char in SENTENCE or (char in marks and depth == 0):
            return at + 1
        if place - at > 400:
            return at
    return 0


def clause_end(text: str, place: int, *, marks: str = CLAUSE) -> int:
    depth = 0
    for at in range(place, min(len(text), place + FARTHEST)):
        char = text[at]
        if char in "(《“「":
            depth += 1
        elif char in ")》”」" and depth:
            depth -= 1
        elif char in SENTENCE or (char in marks and depth == 0):
            return at
    return min(len(text), place + FARTHEST)


def ends_clause(after: str) -> bool:
    """Whether nothing but a bound stands between a figure without a unit and the end of its part of the clause."""
    return not after or bool(re.match(r"(?:以上|以下|以内|左右|[,。;、)\n\x1f|])", after))


def without_brackets(text: str) -> str:
    """The words outside brackets, so that an aside decides nothing."""
    before = None
    while before != text:
        before, text = text, re.sub(r"\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\]", "", text)
    return text
