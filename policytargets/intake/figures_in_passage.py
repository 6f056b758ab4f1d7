"""Every figure of one passage becomes a target or an exclusion; nothing vanishes."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import islice

from policytargets.intake.indicator_rows import Cell, cell_at
from policytargets.intake.model import Departments, Exclusion, Passage, Period, Target
from policytargets.intake.rules import words as worded
from policytargets.intake.rules.bases import basis_of, period_of
from policytargets.intake.rules.bounds import Bound, bound_of
from policytargets.intake.rules.clauses import clause_end, clause_start
from policytargets.intake.rules.forms import MASKED_NAME, excluded_forms, form_at
from policytargets.intake.rules.meanings import is_measured, meaning_excludes
from policytargets.intake.rules.names import LONGEST, name_of, noun_of
from policytargets.intake.rules.numbers import Figure, figures, numeral_figures, span_at
from policytargets.intake.rules.series import things_in_words, things_of
from policytargets.intake.rules.tense import of_earlier_year, reported_at
from policytargets.intake.rules.units import is_measure
from policytargets.intake.rules.words import Words
from policytargets.intake.rules.years import due_year, strength_of
from policytargets.intake.scene import GARBAGE, Scene, scene_of
from policytargets.intake.view import View, squeeze

SPACED = re.compile(r"\d\s+\d")


def read_figures(
    source: str, view: View, passage: Passage, departments: Departments, period: Period
) -> tuple[list[Target], list[Exclusion]]:
    """The targets and exclusions of one passage, in the order of its text."""
    scene = scene_of(source, view, passage, period)
    text, shift = scene.text, scene.shift
    garbage = [match.span() for match in GARBAGE.finditer(view.text[shift : passage.end])]
    closed = [(start - shift, end - shift) for start, end in departments.spans]
    forms = excluded_forms(text)
    targets, exclusions, told = _in_digits(scene, forms, closed)
    exclusions += [_excluded(scene, start, end, "name") for start, end in garbage]
    # Words beside a promised figure of their clause say it once more: 15个项目全部开工 is one commitment.
    in_words = [
        words for words in worded.words_in(text) if not _inside(words.start, closed + ([] if words.benchmark else told))
    ]
    for words in in_words:
        targets += [] if _reported(scene, words.start) else _worded(scene, words)
    counted, told_before = _numerals(scene, forms, closed, in_words)
    targets += counted
    exclusions += told_before
    return sorted(targets, key=lambda target: target.start), exclusions


def _in_digits(
    scene: Scene, forms: list[tuple[int, int, str]], closed: list[tuple[int, int]]
) -> tuple[list[Target], list[Exclusion], list[tuple[int, int]]]:
    """The targets and exclusions of digit runs and masks, and the clauses in which something is promised."""
    text = scene.text
    dates = [form for form in forms if form[2] == "date"]
    targets: list[Target] = []
    exclusions: list[Exclusion] = []
    seen: set[tuple[int, int]] = set()
    told: list[tuple[int, int]] = []
    found = figures(text)
    through = 0
    for index, figure in enumerate(found):
        if figure.start < through:
            continue
        form = form_at(forms, figure.start)
        later = next((other for other in islice(found, index + 1, None) if not form_at(dates, other.start)), None)
        cell = cell_at(scene.view.text, scene.passage, figure.start + scene.shift, scene.period)
        if cell and (not form or form[2] != "date"):
            whole = span_at(text, figure)
            through = whole.end
            row_targets, row_exclusions = _in_cell(scene, whole, cell)
            targets += row_targets
            exclusions += row_exclusions
        elif form and form[:2] not in seen:
            seen.add(form[:2])
            exclusions.append(_excluded(scene, *form))
        elif not form:
            reason = _reason(scene, figure, later, closed)
            if reason:
                exclusions.append(_excluded(scene, figure.start, max(figure.stop, figure.end), reason))
            else:
                targets += targets_at(scene, figure)
                told.append((clause_start(text, figure.start), clause_end(text, figure.end)))
    return targets, exclusions, told


def _in_cell(scene: Scene, figure: Figure, cell: Cell) -> tuple[list[Target], list[Exclusion]]:
    """A figure of a table of indicators: a baseline is past, one of a year to come is a target of its row's name."""
    if cell.kind == "baseline":
        return [], [_excluded(scene, figure.start, max(figure.stop, figure.end), "past")]
    apart = bool(cell.unit and not figure.unit)
    figure = replace(figure, unit=cell.unit) if apart else figure
    bound = bound_of(scene.text, figure)
    words = cell.name + scene.text[bound.start : figure.start]
    alone = replace(figure, start=len(words), end=len(words), stop=len(words))
    basis = basis_of(words, alone, bound.comparator, scene.period)
    due = cell.year or _due(scene, figure.start)[0]
    target = _target(scene, figure, bound, basis, due, cell.name[:LONGEST] or "未写明", ("in_table",))
    stated_in = "cell" if apart else target.stated_in
    period = period_of(words, alone, basis, scene.period, due)
    return [replace(target, period=period, stated_in=stated_in)], []


def _numerals(
    scene: Scene, forms: list[tuple[int, int, str]], closed: list[tuple[int, int]], in_words: list[Words]
) -> tuple[list[Target], list[Exclusion]]:
    """Chinese numerals that count something: promised, or excluded with a reason; idioms are neither."""
    found: list[Target] = []
    excluded: list[Exclusion] = []
    spans = [form[:2] for form in forms] + closed + [(words.start, words.end) for words in in_words]
    every = sorted([*figures(scene.text), *numeral_figures(scene.text)], key=lambda figure: figure.start)
    starts = [figure.start for figure in every]
    for figure in [figure for figure in every if figure.kind == "numeral"]:
        if _inside(figure.start, spans):
            continue
        later = next(islice(every, bisect_right(starts, figure.start), None), None)
        later = later if later and later.start < clause_end(scene.text, figure.end) else None
        reason = meaning_excludes(scene.text, figure, later)
        if not worded.counts(scene.text, figure) and not (reason == "threshold" and is_measure(figure.unit)):
            continue
        reason = reason or ("past" if _reported(scene, figure.start) else "")
        if reason:
            excluded.append(_excluded(scene, figure.start, max(figure.stop, figure.end), reason))
        else:
            found += targets_at(scene, figure)
    return found, excluded


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _reported(scene: Scene, place: int) -> bool:
    headings = (scene.passage.chapter, scene.passage.section)
    of_before = any(of_earlier_year(heading, scene.period.start) for heading in headings)
    return scene.passage.reported or of_before or reported_at(scene.text, place, scene.period.start)


def _reason(scene: Scene, figure: Figure, later: Figure | None, closed: list[tuple[int, int]]) -> str:
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
    counts = not reason or is_measured(scene.text, figure)
    return "past" if counts and _reported(scene, figure.start) else reason


def _excluded(scene: Scene, start: int, end: int, reason: str) -> Exclusion:
    return Exclusion(scene.passage, scene.printed(start, end), reason, *scene.span(start, end))


def targets_at(scene: Scene, figure: Figure) -> list[Target]:
    """The targets of one figure: one for each thing that shares it."""
    text = scene.text
    bound = bound_of(text, figure)
    basis = basis_of(text, figure, bound.comparator, scene.period)
    due, assumed = _due(scene, figure.start)
    flags: tuple[str, ...] = ("year_from_plan",) if assumed else ()
    flags += () if figure.unit else ("unit_unknown",)
    flags += ("spaced_digits",) if SPACED.search(scene.source, *scene.span(figure.start, figure.end)) else ()
    flags += ("outside_tasks",) if scene.passage.kind != "task" else ()
    things = things_of(text, bound.start)
    names = things or [name_of(text, bound.start, bound.end)]
    names = names if basis in ("new", "cumulative") else [noun_of(name) for name in names]
    flags += ("shared_figure",) if things else ()
    return [_target(scene, figure, bound, basis, due, name, flags) for name in names]


def _due(scene: Scene, place: int) -> tuple[int, bool]:
    """The due year in the words before a figure, else of its column or its row's time limit, else the plan's end."""
    year, assumed = due_year(scene.text, place, scene.period)
    column = next((k for k, start, end in scene.passage.columns if start <= place + scene.shift < end), "")
    if assumed and column.startswith("target:"):
        return int(column.partition(":")[2]), False
    line = scene.view.text.find("\n", place + scene.shift)
    # Of a task of several rows the figure's own row is asked first, then those above it.
    for kind, start, end in reversed(scene.passage.columns):
        if assumed and kind == "due" and (line < 0 or start <= line):
            year, assumed = due_year(scene.view.text[start:end] + ",", end - start, scene.period)
    return year, assumed


def _target(
    scene: Scene, figure: Figure, bound: Bound, basis: str, due: int, name: str, flags: tuple[str, ...]
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


def _unit(scene: Scene, figure: Figure) -> str:
    """The unit as the source writes it, width folded."""
    return re.sub(r"\(家\)$|\(含\)", "", figure.unit) if figure.unit != "%." else "‰"


def _worded(scene: Scene, words: Words) -> list[Target]:
    """The targets of a commitment in words: one for each thing it holds for."""
    start, end = scene.span(words.start, words.end)
    due, assumed = _due(scene, words.start)
    one_year = scene.period.start == scene.period.end
    yearly = words.basis == "cap" or words.unit == "起" or words.benchmark in ("上年", "现有水平")
    stock = words.basis in ("share", "level") and not yearly
    period = "by_end" if stock else "year" if one_year or yearly else "plan"
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
