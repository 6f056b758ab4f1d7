"""The passages of a document with their headings in the document's own signs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from policytargets.intake.model import Document, Passage
from policytargets.intake.passages import passages_of
from policytargets.intake.rules.organs import GOES_ON, ORGAN, ORGAN_ENDS
from policytargets.intake.view import View, fold, squeeze, view_of

# Blanks on one line: a line break may stand inside a name.
BLANKS = re.compile(r"(?<=\S)[^\S\n]+(?=\S)")


def read_passages(document: Document) -> tuple[View, list[Passage]]:
    """The view of a document and the passages that cover it."""
    view = view_of(document.text)
    headings: dict[str, str] = {}
    return view, [
        _as_printed(document.text, view, passage, headings) for passage in passages_of(view.text, document.heads)
    ]


def _as_printed(source: str, view: View, passage: Passage, headings: dict[str, str]) -> Passage:
    """The passage with its headings in the document's own signs; those that were looked up before are in `headings`."""
    for words in (passage.chapter, passage.section):
        if words not in headings:
            headings[words] = printed_words(source, view, words, 0, passage.end)
    return replace(
        passage,
        chapter=headings[passage.chapter],
        section=headings[passage.section],
        title=printed_words(source, view, passage.title, passage.start, passage.end),
    )


def printed_words(source: str, view: View, words: str, start: int, end: int) -> str:
    """Words of the view as the document prints them, white space gone."""
    place = view.text.rfind(words, start, end) if words else -1
    if place < 0:
        return words
    first, last = view.source(place, place + len(words))
    return squeeze(source[first:last])


def printed_names(source: str, view: View, name: str, start: int, end: int) -> list[str]:
    """A name of the view as the document prints it; several where white space behind an organ parts them there."""
    place = view.text.rfind(name, start, end)
    if place < 0:
        return [name]
    first, last = view.source(place, place + len(name))
    names = [""]
    for part in map(squeeze, re.split(BLANKS, source[first:last])):
        before, after = ("".join(map(fold, words)) for words in (names[-1], part))
        # 旗农科局 旗气象局 are two; a blank inside a name (区教育 局, 县委 组织部) parts none.
        apart = ORGAN_ENDS.search(before) and not after.startswith("(") and not GOES_ON.search(f"{before} {after}")
        if apart and (len(after) > 1 or ORGAN.search(after)):
            names.append("")
        names[-1] += part
    return names


def keys_of(passages: Sequence[Passage]) -> list[str]:
    """The last part of the task_id of each passage: `12`, `15.1` (an item), `c2` (an introduction), `u3` for other text
    that belongs to no task, empty for headings. Tasks are counted through where the printed numbers begin anew."""
    numbers = _numbers(passages)
    used: Counter[str] = Counter()
    keys = []
    for index, passage in enumerate(passages):
        introduces = passage.kind == "text" and passage.chapter_no and index and passages[index - 1].kind == "heading"
        key = ""
        if passage.kind == "task" and passage.item:
            used[f"i{numbers[index]}"] += 1
            key = f"{numbers[index]}.{used[f'i{numbers[index]}']}"
        elif passage.kind == "task":
            key = str(numbers[index])
        elif introduces and not used[f"c{passage.chapter_no}"]:
            key = f"c{passage.chapter_no}"
            used[key] += 1
        elif passage.kind == "text":
            used["u"] += 1
            key = f"u{used['u']}"
        keys.append(key)
    return keys


def _numbers(passages: Sequence[Passage]) -> dict[int, int]:
    """The number of each task: as printed where these count from 1 without repeating, else in the order of the text."""
    tasks = [index for index, passage in enumerate(passages) if passage.kind == "task" and not passage.item]
    printed = [passages[index].number for index in tasks]
    sound = all(number is not None for number in printed) and len(set(printed)) == len(printed)
    numbers = {index: (passages[index].number or 0) if sound else place for place, index in enumerate(tasks, 1)}
    last = 0
    for index, passage in enumerate(passages):
        if passage.kind == "task" and passage.item:
            numbers[index] = last
        last = numbers.get(index, last)
    return numbers
