"""What a model quotes, put beside what the rules found: never in its place, and nothing that the text does not hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from policytargets.intake.asking import Quote, Unanswered
from policytargets.intake.figures_in_passage import targets_at
from policytargets.intake.model import Document, Passage, Period, Proposal, Target
from policytargets.intake.rules.numbers import figures, numeral_figures
from policytargets.intake.scene import Scene, scene_of
from policytargets.intake.view import View, squeeze, view_of

Flags = tuple[str, ...]


@dataclass(frozen=True)
class Quotes:
    """What was answered on one passage, and by whom."""

    quotes: list[Quote]
    extractor: str


def with_model(
    proposal: Proposal, period: Period, task_no: int, ask: Callable[[str], list[Quote]], extractor: str
) -> tuple[Proposal, str]:
    """The proposal with what a model quotes of one task, and a sentence on it. Whatever goes wrong, the rules' result
    stands as it was."""
    passages = [passage for passage in proposal.passages if passage.kind == "task" and passage.number == task_no]
    if len(passages) != 1:
        return proposal, f"有 {len(passages)} 项任务编号为 {task_no}，没有询问模型。"
    words = words_of(proposal.document, view_of(proposal.document.text), passages[0])
    try:
        quotes = ask(words)
    except Unanswered as error:
        return proposal, f"第 {task_no} 项任务：{error}规则的结果不变。"
    proposal, dropped = with_quotes(proposal, period, {words: Quotes(quotes, extractor)})
    return proposal, f"第 {task_no} 项任务：模型引用 {len(quotes)} 处，{dropped} 处在原文里找不到，不采用。"


def words_of(document: Document, view: View, passage: Passage) -> str:
    """The words of a passage as they are sent: its own text without its number."""
    start = passage.start if passage.kind == "text" else passage.body
    return document.text[slice(*view.source(start, passage.end))] if start < passage.end else ""


def with_quotes(proposal: Proposal, period: Period, answers: Mapping[str, Quotes]) -> tuple[Proposal, int]:
    """The proposal with what was answered on passages, by their words as they were sent; and how many quotes the text
    does not hold exactly once."""
    view, dropped = view_of(proposal.document.text), 0
    for passage in proposal.passages if answers else ():
        answer = answers.get(words_of(proposal.document, view, passage))
        if answer:
            scene = scene_of(proposal.document.text, view, passage, period)
            found = [_found(scene, quote) for quote in answer.quotes]
            dropped += sum(not targets for targets in found)
            quoted = [target for targets in found for target in targets]
            proposal = _merged(proposal, passage, quoted, answer.extractor)
    return proposal, dropped


def holds(scene: Scene, quote: Quote) -> bool:
    """Whether a passage holds what is quoted of it, exactly once and as one figure."""
    return bool(_found(scene, quote))


def _found(scene: Scene, quote: Quote) -> list[Target]:
    """The targets of a quoted figure, all but its place made by the rules; none where clause or figure is not there
    exactly once, or holds no one figure."""
    figure, clause = (squeeze(view_of(words).text) for words in (quote.figure, quote.clause))
    kept = [at for at, char in enumerate(scene.text) if not char.isspace()]
    text = "".join(scene.text[at] for at in kept)
    if not figure or text.count(clause) != 1 or clause.count(figure) != 1:
        return []
    first = text.index(clause) + clause.index(figure)
    start, end = kept[first], kept[first + len(figure) - 1] + 1
    every = [*figures(scene.text), *numeral_figures(scene.text)]
    inside = [own for own in every if start <= own.start and own.end <= end]
    return [_compared(target, quote) for target in targets_at(scene, inside[0])] if len(inside) == 1 else []


def _compared(target: Target, quote: Quote) -> Target:
    """The target with what the model reads otherwise in it; what it does not say agrees."""
    said: dict[str, float | str | None] = {
        "value": quote.value, "comparator": quote.comparator,
        "unit": None if quote.unit is None else squeeze(view_of(quote.unit).text),
    }  # fmt: skip
    own = {"value": target.value, "comparator": target.comparator, "unit": squeeze(view_of(target.unit).text)}
    return replace(
        target, read_otherwise={name: read for name, read in said.items() if read is not None and read != own[name]}
    )


def _merged(proposal: Proposal, passage: Passage, quoted: list[Target], extractor: str) -> Proposal:
    """One candidate of two origins where both found a figure; what one alone found says so."""
    targets: list[Target] = []
    for target in proposal.targets:
        same = next((other for other in quoted if _overlap(target, other)), None)
        if target.passage is not passage:
            targets.append(target)
        elif same:
            otherwise = _compared_with(target, same)
            targets.append(_flagged(target, (), otherwise, f"{target.extractor};{extractor}"))
        else:
            targets.append(_flagged(target, ("rules_only",), {}, target.extractor))
    own = [target for target in proposal.targets if target.passage is passage]
    new = {
        (target.start, target.end, target.name): _flagged(target, ("model",), target.read_otherwise, extractor)
        for target in quoted
        if not any(_overlap(target, other) for other in own)
    }
    return replace(proposal, targets=(*targets, *new.values()))


def _compared_with(target: Target, quoted: Target) -> dict[str, float | str]:
    """What the model reads otherwise than the rules' candidate has it; a column on which their readings of the quoted
    figure differ counts as well."""
    columns: dict[str, float | str | None] = {name: getattr(quoted, name) for name in ("value", "unit", "comparator")}
    read = {**columns, **quoted.read_otherwise}
    return {name: told for name, told in read.items() if told is not None and told != getattr(target, name)}


def _flagged(target: Target, flags: Flags, otherwise: dict[str, float | str], extractor: str) -> Target:
    flags = (*target.flags, *flags, *(("disagrees",) if otherwise else ()))
    return replace(target, flags=flags, read_otherwise=otherwise, extractor=extractor)


def _overlap(one: Target, other: Target) -> bool:
    return one.start < other.end and other.start < one.end
