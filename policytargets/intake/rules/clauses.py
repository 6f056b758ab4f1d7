"""Where the clause and the sentence of a figure begin and end, and their words without brackets."""

import re

SENTENCE = "。!?！？\n\x1e\x1f|"
CLAUSE = SENTENCE + ",;:"


def sentence_start(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in SENTENCE) + 1


def sentence_end(text: str, place: int) -> int:
    return min((at for mark in SENTENCE if (at := text.find(mark, place)) >= 0), default=len(text))


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
    for at in range(place, len(text)):
        char = text[at]
        if char in "(《“「":
            depth += 1
        elif char in ")》”」" and depth:
            depth -= 1
        elif char in SENTENCE or (char in marks and depth == 0):
            return at
    return len(text)


def without_brackets(text: str) -> str:
    """The words outside brackets, so that an aside decides nothing."""
    before = None
    while before != text:
        before, text = text, re.sub(r"\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\]", "", text)
    return text
