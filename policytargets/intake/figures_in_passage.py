"""Every figure of one passage becomes a target or an exclusion; nothing vanishes."""

import re
from dataclasses import dataclass, replace

from policytargets.intake.model import Departments, Exclusion, Passage, Period, Target
from policytargets.intake.rules import words as worded
from policytargets.intake.rules.bases import basis_of, period_of
from policytargets.intake.rules.bounds import Bound, bound_of
from policytargets.intake.rules.clauses import clause_end, clause_start
from policytargets.intake.rules.forms import MASKED_NAME, excluded_forms
from policytargets.intake.rules.meanings import meaning_excludes
from policytargets.intake.rules.names import name_of
from policytargets.intake.rules.numbers import Figure, figures, numeral_figures
from policytargets.intake.rules.series import things_in_words, things_of
from policytargets.intake.rules.tense import reported_at
from policytargets.intake.rules.words import Words
from policytargets.intake.rules.years import due_year, strength_of
from policytargets.intake.view import View, squeeze

# Runs that no writer writes: they are no figures, and patterns would take hours over them.
GARBAGE = re.compile(r"[\d.,xX*×○_]{60,}|[零〇一二两三四五六七八九十百千万亿]{60,}")


@dataclass(frozen=True)
class _Scene:
    """What is needed to judge the figures of one passage: texts, passage, plan, and where its own words begin."""

    source: str
    view: View
    passage: Passage
    period: Period
    text: str
    shift: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.view.source(start + self.shift, end + self.shift)

    def printed(self, start: int, end: int) -> str:
        first, last = self.span(start, end)
        return squeeze(self.source[first:last])


def read_figures(
    source: str, view: View, passage: Passage, departments: Departments, period: Period
) -> tuple[list[Target], list[Exclusion]]:
    """The targets and exclusions of one passage, in the order of its text."""
    text = view.text[passage.body : passage.end] if passage.kind != "text" else view.text[passage.start : passage.end]
    shift = passage.body if passage.kind != "text" else passage.start
    garbage = [match.span() for match in GARBAGE.finditer(text)]
    text = GARBAGE.sub(lambda match: "#" * len(match[0]), text)
    scene = _Scene(source, view, passage, period, text, shift)
    closed = [(start - shift, end - shift) for start, end in departments.spans]
    forms = excluded_forms(text)
    targets: list[Target] = []
    exclusions = [_excluded(scene, start, end, "name") for start, end in garbage]
    seen: set[tuple[int, int]] = set()
    told: list[tuple[int, int]] = []
    found = figures(text)
    for index, figure in enumerate(found):
        form = next((form for form in forms if form[0] <= figure.start < form[1]), None)
        later = found[index + 1] if index + 1 < len(found) else None
        if form and form[:2] not in seen:
            seen.add(form[:2])
            exclusions.append(_excluded(scene, *form))
        elif not form:
            reason = _reason(scene, figure, later, closed)
            if reason:
                exclusions.append(_excluded(scene, figure.start, max(figure.stop, figure.end), reason))
            else:
                targets += _targets(scene, figure)
                told.append((clause_start(text, figure.start), clause_end(text, figure.end)))
    # Words beside a promised figure of their clause say it once more: 15个项目全部开工 is one commitment.
    in_words = [words for words in worded.words_in(text) if not _inside(words.start, closed + told)]
    for words in in_words:
        targets += [] if _reported(scene, words.start) else _worded(scene, words)
    targets += _numerals(scene, forms, closed, in_words)
    return sorted(targets, key=lambda target: target.start), exclusions


def _numerals(
    scene: _Scene, forms: list[tuple[int, int, str]], closed: list[tuple[int, int]], in_words: list[Words]
) -> list[Target]:
    """Chinese numerals that count something promised."""
    found = []
    spans = [form[:2] for form in forms] + closed + [(words.start, words.end) for words in in_words]
    for figure in numeral_figures(scene.text):
        if _inside(figure.start, spans) or not worded.counts(scene.text, figure) or _reported(scene, figure.start):
            continue
        if not meaning_excludes(scene.text, figure, None):
            found += _targets(scene, figure)
    return found


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _reported(scene: _Scene, place: int) -> bool:
    return scene.passage.reported or reported_at(scene.text, place, scene.period.start)


def _reason(scene: _Scene, figure: Figure, later: Figure | None, closed: list[tuple[int, int]]) -> str:
    """Why a figure is no target, or nothing."""
    if _inside(figure.start, closed):
        return "scope"
    if figure.kind == "mask" and not figure.unit and MASKED_NAME.match(scene.text, figure.end):
        return "masked_name"
    if later and later.start >= clause_end(scene.text, figure.end):
        later = None
    if scene.passage.kind == "heading" and not scene.passage.title:
        return "name"
    reason = meaning_excludes(scene.text, figure, later)
    return "past" if not reason and _reported(scene, figure.start) else reason


def _excluded(scene: _Scene, start: int, end: int, reason: str) -> Exclusion:
    return Exclusion(scene.passage, scene.printed(start, end), reason, *scene.span(start, end))


def _targets(scene: _Scene, figure: Figure) -> list[Target]:
    """The targets of one figure: one for each thing that shares it."""
    text = scene.text
    bound = bound_of(text, figure)
    basis = basis_of(text, figure, bound.comparator, scene.period)
    due, assumed = _due(scene, figure.start)
    flags: tuple[str, ...] = ("year_from_plan",) if assumed else ()
    flags += () if figure.unit else ("unit_unknown",)
    flags += ("outside_tasks",) if scene.passage.kind != "task" else ()
    things = things_of(text, bound.start)
    names = things or [name_of(text, bound.start, bound.end)]
    flags += ("shared_figure",) if things else ()
    return [_target(scene, figure, bound, basis, due, name, flags) for name in names]


def _due(scene: _Scene, place: int) -> tuple[int, bool]:
    """The due year in the words before a figure, else in its row's cell of time limits, else the plan's end."""
    year, assumed = due_year(scene.text, place, scene.period)
    for kind, start, end in scene.passage.columns:
        if assumed and kind == "due":
            year, assumed = due_year(scene.view.text[start:end] + ",", end - start, scene.period)
    return year, assumed


def _target(
    scene: _Scene, figure: Figure, bound: Bound, basis: str, due: int, name: str, flags: tuple[str, ...]
) -> Target:
    start, end = scene.span(bound.start, bound.end)
    printed = squeeze(scene.source[start:end])
    return Target(
        passage=scene.passage,
        printed=printed,
        value=figure.value,
        value_high=figure.value_high,
        unit=squeeze(_unit(scene, figure)),
        comparator=bound.comparator,
        basis=basis,
        period=period_of(scene.text, figure, basis, scene.period, due),
        due_year=due,
        strength=strength_of(scene.text, bound.start),
        withheld=figure.kind == "mask",
        name=name,
        start=start,
        end=end,
        stated_in="numeral" if figure.kind == "numeral" else "digits",
        flags=flags,
    )


def _unit(scene: _Scene, figure: Figure) -> str:
    """The unit as the source writes it, width folded."""
    return re.sub(r"\(家\)$|\(含\)", "", figure.unit) if figure.unit != "%." else "‰"


def _worded(scene: _Scene, words: Words) -> list[Target]:
    """The targets of a commitment in words: one for each thing it holds for."""
    start, end = scene.span(words.start, words.end)
    due, assumed = _due(scene, words.start)
    one_year = scene.period.start == scene.period.end
    period = "by_end" if words.basis in ("share", "level") else "year" if one_year else "plan"
    flags = (("year_from_plan",) if assumed else ()) + (("outside_tasks",) if scene.passage.kind != "task" else ())
    target = Target(
        passage=scene.passage,
        printed=squeeze(scene.source[start:end]),
        value=words.value,
        value_high=None,
        unit=words.unit,
        comparator=words.comparator,
        basis=words.basis,
        period=period,
        due_year=due,
        strength=strength_of(scene.text, words.start),
        withheld=False,
        name=name_of(scene.text, words.start, words.end),
        start=start,
        end=end,
        stated_in=words.stated_in,
        benchmark=words.benchmark,
        flags=flags,
    )
    things = things_in_words(scene.text, words.start, target.printed)
    return [replace(target, name=thing) for thing in things] or [target]
