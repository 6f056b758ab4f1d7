"""Candidates: what is proposed, as it is stored and judged, known by its content and not by its place."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from policytargets.intake.lines import as_object, by_passage
from policytargets.intake.model import Exclusion, Passage, Proposal, Target, Task
from policytargets.intake.printed import keys_of
from policytargets.intake.rules.clauses import clause_end, clause_start
from policytargets.intake.selection import figure_in, stated_in
from policytargets.intake.view import squeeze, view_of

Candidate = dict[str, Any]


def candidates_of(proposal: Proposal) -> list[Candidate]:
    """One candidate for each proposed thing, in the order of the text. Its id survives an edit elsewhere, a new
    numbering and another setting of the same words."""
    text = proposal.document.text
    view = view_of(text)
    places = {offset: index for index, offset in enumerate(view.offsets)}
    keys = _keys(proposal.passages)
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for passage, items in by_passage(proposal):
        for item in items:
            clause = passage.title if isinstance(item, Task) else _clause(view.text, places[item.start])
            printed = passage.title if isinstance(item, Task) else item.printed
            # What a model alone proposes is counted apart, so that the ids of the rules' candidates stay.
            told_by = "model" if isinstance(item, Target) and "model" in item.flags else type(item).__name__
            identity = (told_by, squeeze(clause), printed)
            seen[identity] += 1
            start, end = _span(item, passage, view.offsets, len(text))
            found.append(
                {
                    **as_object(item),
                    "candidate_id": digest(*identity, str(seen[identity])),
                    "passage": keys[id(passage)],
                    "chapter": passage.chapter,
                    "chapter_no": passage.chapter_no,
                    "title": passage.title,
                    "clause": squeeze(clause),
                    "start": start,
                    "end": end,
                }
            )
    return found


def _keys(passages: Sequence[Passage]) -> dict[int, str]:
    """The key of each passage; a heading has that of the text which it opens, none before a task: a figure of a heading
    is not that task's own."""
    keys, below = dict[int, str](), ""
    for passage, key in zip(reversed(passages), reversed(keys_of(passages)), strict=True):
        if passage.kind != "heading":
            below = key if passage.kind == "text" else ""
        keys[id(passage)] = key or below
    return keys


def carried(candidate: Mapping[str, Any]) -> bool:
    """Whether the passage of a figure that stands in no numbered task has a row of its own for it: the introduction of
    a chapter for any, other text for a target alone, as what stands there besides (a date below a signature) is of no
    task."""
    place = str(candidate["passage"])[:1]
    return (place == "c" and candidate["kind"] != "task") or (place == "u" and candidate["kind"] == "target")


def _clause(text: str, place: int) -> str:
    return text[clause_start(text, place) : clause_end(text, place)]


def _span(item: Task | Target | Exclusion, passage: Passage, offsets: tuple[int, ...], length: int) -> tuple[int, int]:
    if not isinstance(item, Task):
        return item.start, item.end
    return offsets[passage.start], offsets[passage.end] if passage.end < len(offsets) else length


def overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates stand for a character in common."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def digest(*parts: str) -> str:
    """By what a candidate is known: its parts, and nothing of where it stands."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8")).hexdigest()[:12]


def as_target(exclusion: Candidate, due_year: int) -> Candidate:
    """An excluded figure as a candidate target, for a reviewer who finds that it was missed."""
    plain = {
        **figure_in(exclusion["printed"]), "comparator": "exactly", "basis": "new", "period": "year",
        "due_year": due_year, "strength": "plain", "name": exclusion["title"][:19],
        "stated_in": stated_in(exclusion["printed"]),
        "benchmark": "", "flags": ["added"],
    }  # fmt: skip
    own = {"kind": "target", "candidate_id": digest("added", exclusion["candidate_id"])}
    return {**exclusion, **plain, **own}
