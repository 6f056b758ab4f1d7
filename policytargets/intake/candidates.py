"""Candidates: what is proposed, as it is stored and judged, known by its content and not by its place."""

import hashlib
from collections import Counter
from typing import Any

from policytargets.intake.lines import as_object, in_passage
from policytargets.intake.model import Exclusion, Passage, Proposal, Target, Task
from policytargets.intake.printed import keys_of
from policytargets.intake.rules.clauses import clause_end, clause_start
from policytargets.intake.rules.numbers import figures
from policytargets.intake.view import squeeze, view_of

Candidate = dict[str, Any]


def candidates_of(proposal: Proposal) -> list[Candidate]:
    """One candidate for each proposed thing, in the order of the text. Its id survives an edit elsewhere, a new
    numbering and another setting of the same words."""
    text = proposal.document.text
    view = view_of(text)
    places = {offset: index for index, offset in enumerate(view.offsets)}
    keys = dict(zip(map(id, proposal.passages), keys_of(proposal.passages), strict=True))
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for passage in proposal.passages:
        for item in in_passage(proposal, passage):
            clause = passage.title if isinstance(item, Task) else _clause(view.text, places[item.start])
            printed = passage.title if isinstance(item, Task) else item.printed
            identity = (type(item).__name__, squeeze(clause), printed)
            seen[identity] += 1
            start, end = _span(item, passage, view.offsets, len(text))
            found.append(
                {
                    **as_object(item),
                    "candidate_id": _digest(*identity, str(seen[identity])),
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


def _clause(text: str, place: int) -> str:
    return text[clause_start(text, place) : clause_end(text, place)]


def _span(item: Task | Target | Exclusion, passage: Passage, offsets: tuple[int, ...], length: int) -> tuple[int, int]:
    if not isinstance(item, Task):
        return item.start, item.end
    return offsets[passage.start], offsets[passage.end] if passage.end < len(offsets) else length


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8")).hexdigest()[:12]


def as_target(exclusion: Candidate, due_year: int) -> Candidate:
    """An excluded figure as a candidate target, for a reviewer who finds that it was missed."""
    figure = next(iter(figures(view_of(exclusion["printed"]).text)), None)
    plain = {
        "value": figure.value if figure else None, "value_high": figure.value_high if figure else None,
        "unit": figure.unit if figure else "", "comparator": "exactly", "basis": "new", "period": "year",
        "due_year": due_year, "strength": "plain", "withheld": figure is not None and figure.kind == "mask",
        "name": exclusion["title"][:19], "stated_in": "digits", "benchmark": "", "flags": ["added"],
    }  # fmt: skip
    own = {"kind": "target", "candidate_id": _digest("added", exclusion["candidate_id"])}
    return {**exclusion, **plain, **own}
