"""A model of the office's own is consulted about passages that a reviewer named; its answers stay with the document."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from policytargets.intake.arriving import lay_out_again, period_of_plan
from policytargets.intake.asking import Unanswered, asking, extractor
from policytargets.intake.model import Passage
from policytargets.intake.printed import keys_of, read_passages
from policytargets.intake.scene import scene_of
from policytargets.intake.second_proposer import holds, words_of
from policytargets.intake.view import view_of
from policytargets.intake.workspace import Workspace, append_answer

# Said of most candidates, so that it calls for no second look.
USUAL = {"year_from_plan"}


@dataclass(frozen=True)
class Askable:
    """A passage that a model may be asked about: its words as they would be sent, and why one might ask."""

    key: str
    passage: Passage
    words: str

    @property
    def name(self) -> str:
        """What the passage is called on the page."""
        place = f"第 {self.key} 项任务" if self.passage.kind == "task" else "未编号段落"
        title = self.passage.title or self.passage.chapter
        return f"{place}　{title}" if title else place


@dataclass
class Consultation:
    """What came of it: quotes, those that the text does not hold, candidates that are new, and what was not answered
    (the passage's name with a sentence)."""

    answered: int = 0
    quotes: int = 0
    dropped: int = 0
    new: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def askable_passages(workspace: Workspace) -> list[Askable]:
    """The passages with words of their own, in the order of the text."""
    document = workspace.document
    view, passages = read_passages(document)
    named = zip(keys_of(passages), passages, strict=True)
    found = [Askable(key, passage, words_of(document, view, passage)) for key, passage in named if key]
    return [one for one in found if one.words.strip()]


def reasons_to_ask(workspace: Workspace) -> dict[str, tuple[int, int]]:
    """For each passage by its key, how many of its candidates are flagged and how many figures are no target."""
    found: dict[str, tuple[int, int]] = {}
    for candidate in workspace.candidates():
        flagged, left_out = found.get(candidate["passage"], (0, 0))
        is_flagged = candidate["kind"] == "target" and bool(set(candidate["flags"]) - USUAL)
        is_left_out = candidate["kind"] == "exclusion"
        found[candidate["passage"]] = flagged + is_flagged, left_out + is_left_out
    return found


def consult(
    workspace: Workspace, chosen: Sequence[Askable], *, reviewer: str, told: Callable[[int], None]
) -> Consultation:
    """Ask about the chosen passages, two at once; each answer is kept as it comes, and at the end the candidates are
    laid out with them. `told` hears how many are through, every moment; what it raises ends the asking, and what was
    answered until then stays."""
    came = Consultation()
    before = _by_model(workspace)
    view = view_of(workspace.text)
    try:
        with asking([one.words for one in chosen]) as answers:
            for answer in answers:
                if answer:
                    _keep(workspace, chosen[answer[0]], answer[1], came, reviewer, view)
                told(came.answered + len(came.failed))
    finally:
        if came.answered:
            lay_out_again(workspace)
    came.new = len(_by_model(workspace) - before)
    return came


def _keep(workspace: Workspace, one: Askable, answer: Any, came: Consultation, reviewer: str, view: Any) -> None:
    if isinstance(answer, Unanswered):
        came.failed.append((one.name, str(answer)))
        return
    scene = scene_of(workspace.text, view, one.passage, period_of_plan(workspace))
    came.answered += 1
    came.quotes += len(answer)
    came.dropped += sum(not holds(scene, quote) for quote in answer)
    stamp = {"extractor": extractor(), "reviewer": reviewer, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    append_answer(workspace, {**stamp, "words": one.words, "quotes": [asdict(quote) for quote in answer]})


def _by_model(workspace: Workspace) -> set[str]:
    candidates = workspace.candidates()
    return {c["candidate_id"] for c in candidates if c["kind"] == "target" and "model" in c["flags"]}
