"""A commitment in words that no rule found: where the words that a reviewer names stand, each as a candidate."""

from collections import Counter

from policytargets.intake.anchors import Anchor, anchors
from policytargets.intake.candidates import Candidate, digest, overlap
from policytargets.intake.rules.clauses import clause_end, clause_start
from policytargets.intake.rules.words import words_in
from policytargets.intake.view import squeeze, view_of
from policytargets.intake.workspace import Workspace

ADDED_WORDS = "added_words"
LONGEST_NAME = 19


def missed_words(workspace: Workspace, words: str, benchmark: str = "") -> list[Candidate]:
    """A candidate for each place of the document where the words stand and nothing is listed as a target yet.
    `benchmark` is what they are measured against, if anything; then they have no value."""
    wanted, document = squeeze(words), workspace.document
    listed = [c for c in workspace.candidates() if c["kind"] == "target"]
    found: list[Candidate] = []
    seen: Counter[str] = Counter()
    for key, anchor in anchors(document).items() if wanted else ():
        at = anchor.whole.find(wanted)
        while at >= 0:
            start, end = anchor.offsets[at], anchor.offsets[at + len(wanted) - 1] + 1
            one = _candidate(workspace, key, anchor, document.text, (start, end), benchmark.strip())
            seen[one["clause"]] += 1
            one["candidate_id"] = digest(ADDED_WORDS, one["clause"], wanted, str(seen[one["clause"]]))
            found += [] if any(overlap(one, other) for other in listed) else [one]
            at = anchor.whole.find(wanted, at + len(wanted))
    return sorted(found, key=lambda one: int(one["start"]))


def _candidate(
    workspace: Workspace, key: str, anchor: Anchor, text: str, span: tuple[int, int], benchmark: str
) -> Candidate:
    """The words as a target to be looked at in every column; what they mean is proposed where the rules know them."""
    start, end = span
    passage, clause = anchor.passage, text[clause_start(text, start) : clause_end(text, end)]
    printed = squeeze(text[start:end])
    known = next(iter(words_in(view_of(printed).text)), None)
    benchmark = benchmark or (known.benchmark if known else "")
    return {
        "kind": "target", "passage": key, "task_no": passage.number, "chapter": passage.chapter,
        "chapter_no": passage.chapter_no, "title": passage.title, "clause": squeeze(clause), "start": start, "end": end,
        "printed": printed, "value": known.value if known and not benchmark else None, "value_high": None,
        "unit": known.unit if known else "", "comparator": known.comparator if known else "exactly",
        "basis": known.basis if known else "level", "period": "year", "withheld": False, "strength": "plain",
        "due_year": int(str(workspace.about["period_end"])[:4]), "stated_in": "words", "benchmark": benchmark,
        "name": (passage.title or passage.section or passage.chapter)[:LONGEST_NAME], "flags": [ADDED_WORDS],
    }  # fmt: skip
