"""Searching the passages of the user's own copies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytargets.intake.copies import Copy, flowing
from policytargets.wording.searching import folded

LONGEST_SHOWN = 400


@dataclass(frozen=True)
class Hit:
    """A passage that holds every word: its task_id and heading, its text in pieces: (text, whether it is a word)."""

    document_id: str
    task_id: str
    chapter: str
    title: str
    pieces: tuple[tuple[str, bool], ...]


def search(copies: Mapping[str, Copy], words: Sequence[str]) -> Iterator[Hit]:
    """The passages that hold all the (folded) words, document by document in the order of their text."""
    for document_id, copy in copies.items():
        for key, anchor in copy.anchors.items():
            passage = anchor.passage
            text = flowing(copy.document.text[anchor.start : anchor.end])
            letters = [folded(letter) for letter in text]
            whole = "".join(letters)
            if words and all(word in whole for word in words):
                pieces = _pieces(text, letters, words)
                yield Hit(document_id, f"{document_id}/{key}", passage.chapter, passage.title, pieces)


def _pieces(text: str, letters: list[str], words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The text cut where words begin and end; of a long one the part around the first word."""
    starts = []
    for index, letter in enumerate(letters):
        starts += [index] * len(letter)
    whole = "".join(letters)
    marked = [False] * len(text)
    for word in words:
        place = whole.find(word)
        while place >= 0:
            for at in range(starts[place], starts[place + len(word) - 1] + 1):
                marked[at] = True
            place = whole.find(word, place + len(word))
    first = marked.index(True)
    begin = max(0, first - LONGEST_SHOWN // 3) if len(text) > LONGEST_SHOWN else 0
    end = min(len(text), begin + LONGEST_SHOWN)
    pieces: list[tuple[str, bool]] = [("…", False)] if begin else []
    for at in range(begin, end):
        if pieces and pieces[-1][1] == marked[at] and pieces[-1][0] != "…":
            pieces[-1] = (pieces[-1][0] + text[at], marked[at])
        else:
            pieces.append((text[at], marked[at]))
    return tuple([*pieces, ("…", False)] if end < len(text) else pieces)
