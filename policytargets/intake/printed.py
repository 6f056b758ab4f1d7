"""The passages of a document with their headings in the document's own signs."""

from dataclasses import replace

from policytargets.intake.model import Document, Passage
from policytargets.intake.passages import passages_of
from policytargets.intake.view import View, squeeze, view_of


def read_passages(document: Document) -> tuple[View, list[Passage]]:
    """The view of a document and the passages that cover it."""
    view = view_of(document.text)
    return view, [_as_printed(document.text, view, passage) for passage in passages_of(view.text)]


def _as_printed(source: str, view: View, passage: Passage) -> Passage:
    """The passage with its headings in the document's own signs."""
    return replace(
        passage,
        chapter=printed_words(source, view, passage.chapter, 0, passage.end),
        section=printed_words(source, view, passage.section, 0, passage.end),
        title=printed_words(source, view, passage.title, passage.start, passage.end),
    )


def printed_words(source: str, view: View, words: str, start: int, end: int) -> str:
    """Words of the view as the document prints them, white space gone."""
    place = view.text.rfind(words, start, end) if words else -1
    if place < 0:
        return words
    first, last = view.source(place, place + len(words))
    return squeeze(source[first:last])
