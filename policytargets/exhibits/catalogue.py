"""All kinds of exhibits by name: an exhibit is made again from its subject, as a slide or a link carries it."""

from collections.abc import Callable, Sequence
from datetime import date

from policytargets.comparisons.model import Refusal
from policytargets.comparisons.pairs import Pair, Unlike
from policytargets.exhibits import (
    bases,
    category,
    department,
    department_lists,
    district,
    ledger,
    lists,
    overview,
    overview_lists,
    pair,
    targets,
)
from policytargets.exhibits.asked import Asked
from policytargets.exhibits.model import Answers, Exhibit, parts_of
from policytargets.wording.codes import COUNTING_WORD, MEASURE_WORD, ORDER_WORD, ROLES, WORDING_WORD
from policytargets.wording.searching import MOST_WORDS

NOTHING = "这里已没有可显示的内容：记录中找不到它所选的条线、部门或区县。"
NOTHING_CLOSED = "这里没有可显示的定稿：本看板没有工作台账、台账暂不可用，或台账中没有这一次定稿。"
NOTHING_DONE = "这里没有可显示的进展：本看板没有工作台账、台账暂不可用，或所选各项还没有已发布的填报。"


def exhibit(answers: Answers, subject: str, *, focus: str, made_on: date) -> Exhibit | Refusal:
    """The exhibit of a subject as a slide shows it; a refusal where there is no such kind or nothing to show."""
    try:
        kind, parameters = parts_of(subject)
    except ValueError:
        return Refusal(NOTHING)
    maker = KINDS.get(kind)
    if maker is None:
        return Refusal(f"本看板不认得“{kind[:40]}”。")
    return maker(Asked(answers, parameters, focus, made_on)) or Refusal(NOTHING)


def _cells(asked: Asked) -> Exhibit | None:
    counting = asked.one("counting", COUNTING_WORD, "chapter")
    return overview.cells(asked.answers, counting=counting, focus=asked.focus, made_on=asked.made_on)


def _tasks(asked: Asked) -> Exhibit | None:
    return overview.tasks(asked.answers, made_on=asked.made_on)


def _districts(asked: Asked) -> Exhibit | None:
    return overview_lists.districts(asked.answers, focus=asked.focus, made_on=asked.made_on)


def _gaps(asked: Asked) -> Exhibit | None:
    return overview_lists.gaps(asked.answers, made_on=asked.made_on)


def _targets(asked: Asked) -> Exhibit | None:
    """A list of targets; None where something that narrows it is no longer known, as it would then hold others."""
    named = {facet: asked.codes(facet, facet) for facet in targets.FACETS}
    coded = {facet: asked.known(facet, words) for facet, (_, words) in targets.CODED.items()}
    years = [int(year) for year in asked.parameters.get("due_years", []) if year.isdecimal() and len(year) == 4]
    narrowed: dict[str, Sequence[str] | Sequence[int]] = {**named, **coded, "due_years": years}
    if any(len(held) != len(asked.parameters.get(facet, [])) for facet, held in narrowed.items()):
        return None
    words = asked.parameters.get("words", [])[:MOST_WORDS]
    roles = ROLES[asked.one("roles", ROLES, "lead")]
    return targets.listed(asked.answers, {**narrowed, "words": words, "roles": roles}, made_on=asked.made_on)


def _task_targets(asked: Asked) -> Exhibit | None:
    return targets.of_task(asked.answers, asked.parameters.get("task", [""])[0], made_on=asked.made_on)


def _of_departments(make: Callable[..., Exhibit | None], *, chosen: bool = False, **manner: int) -> "Maker":
    """A maker for the page 责任部门; `chosen` where it needs lines or departments."""

    def made(asked: Asked) -> Exhibit | None:
        answering = asked.answering()
        if answering is None or (chosen and not answering.codes):
            return None
        return make(asked.answers, answering, made_on=asked.made_on, **manner)

    return made


def _matrix(asked: Asked) -> Exhibit | None:
    answering, measure = asked.answering(), asked.one("measure", MEASURE_WORD, "targets")
    if answering is None:
        return None
    most = department.MOST_ON_SLIDE
    return department.matrix(asked.answers, answering, measure=measure, made_on=asked.made_on, most=most)


def _joint(asked: Asked) -> Exhibit | None:
    answering, partner = asked.answering(), asked.parameters.get("partner", [""])[0]
    if answering is None or not answering.codes or not partner:
        return None
    return department_lists.joint_tasks(asked.answers, answering, partner, made_on=asked.made_on)


def _listed(make: Callable[..., Exhibit | None], facet: str) -> "Maker":
    """A maker of a list of a district or a category."""

    def made(asked: Asked) -> Exhibit | None:
        codes = asked.codes(facet, lists.FACETS[facet])
        return make(asked.answers, facet, codes[0], made_on=asked.made_on) if codes else None

    return made


def _of_district(make: Callable[..., Exhibit | None]) -> "Maker":
    def made(asked: Asked) -> Exhibit | None:
        codes = asked.codes("district", "districts")
        return make(asked.answers, codes[0], made_on=asked.made_on) if codes else None

    return made


def _of_category(asked: Asked) -> Exhibit | None:
    codes = asked.codes("category", "categories")
    return category.districts(asked.answers, codes[0], focus=asked.focus, made_on=asked.made_on) if codes else None


def _years(asked: Asked) -> Exhibit | None:
    codes = asked.codes("district", "districts")
    plan = asked.answers.rows("board/district_plan", district=codes[0] if codes else "")
    if plan.empty:
        return None
    return district.due_years(asked.answers, codes[0], plan["document_id"].iloc[0], made_on=asked.made_on)


def _strips(asked: Asked) -> Exhibit | None:
    codes, group = asked.codes("district", "districts"), asked.one("group", district.GROUPS, district.RANKED)
    if not codes:
        return None
    seen = district.seen_from(asked.answers, codes[0])
    most = district.MOST_ON_SLIDE
    return district.strips(asked.answers, codes[0], group, seen, made_on=asked.made_on, most=most)


def _of_couple(make: Callable[..., Exhibit | None]) -> "Maker":
    """A maker over two districts: what they share and what they touch, with the wording of its figures."""

    def made(asked: Asked) -> Exhibit | None:
        codes, wording = asked.codes("districts", "districts"), asked.one("wording", WORDING_WORD, "both")
        if len(codes) != 2:
            return None
        found, others = pair.pairs_of(asked.answers, (codes[0], codes[1]), wording=wording)
        return make(asked, (codes[0], codes[1]), found, others, wording)

    return made


def _dumbbells(
    asked: Asked, couple: pair.Couple, found: list[Pair], others: list[Unlike], wording: str
) -> Exhibit | None:
    manner = {"focus": asked.focus, "wording": wording}
    return pair.dumbbells(
        asked.answers, couple, found, others, made_on=asked.made_on, most=pair.MOST_ON_SLIDE, **manner
    )


def _apart(asked: Asked, couple: pair.Couple, _: list[Pair], others: list[Unlike], wording: str) -> Exhibit | None:
    return pair.apart(asked.answers, couple, others, wording=wording, made_on=asked.made_on)


def _bases(asked: Asked) -> Exhibit | None:
    indicator, districts = asked.parameters.get("indicator", [""])[0], asked.codes("districts", "districts")
    if asked.parameters.get("districts") and not districts:
        return None
    manner = {"order": asked.one("sort", ORDER_WORD, "value"), "wording": asked.one("wording", WORDING_WORD, "both")}
    return bases.bases(
        asked.answers, indicator, districts=districts, focus=asked.focus, made_on=asked.made_on, **manner
    )


def _of_ledger(make: Callable[..., Exhibit | None]) -> "Maker":
    """A maker of a page of the ledger."""

    def made(asked: Asked) -> Exhibit | Refusal | None:
        found = asked.answers.lit(asked.parameters)
        return (found and make(asked.answers, found, made_on=asked.made_on)) or Refusal(NOTHING_DONE)

    return made


def _course(asked: Asked) -> Exhibit | Refusal:
    found = asked.answers.tracked(asked.parameters.get("due", [""])[0])
    return ledger.course(asked.answers, found, made_on=asked.made_on) if found else Refusal(NOTHING_DONE)


def _snapshot(asked: Asked) -> Exhibit | Refusal:
    found = asked.answers.frozen(asked.parameters.get("snapshot", [""])[0])
    return ledger.snapshot(asked.answers, found, made_on=asked.made_on) if found else Refusal(NOTHING_CLOSED)


Maker = Callable[[Asked], Exhibit | Refusal | None]
KINDS: dict[str, Maker] = {
    "overview-cells": _cells,
    "overview-tasks": _tasks,
    "overview-districts": _districts,
    "overview-gaps": _gaps,
    "targets": _targets,
    "task-targets": _task_targets,
    "department-ranking": _of_departments(department.ranking, most=department.MOST_ON_SLIDE),
    "department-matrix": _matrix,
    "department-cells": _of_departments(department.cells, chosen=True),
    "department-partners": _of_departments(department.partners, chosen=True, most=department.MOST_ON_SLIDE),
    "department-flows": _of_departments(department.flows),
    "department-targets": _of_departments(department_lists.targets, chosen=True),
    "department-tasks": _of_departments(department_lists.tasks, chosen=True),
    "department-bare": _of_departments(department_lists.bare_tasks, chosen=True),
    "department-joint": _joint,
    "district-categories": _of_district(district.categories),
    "district-departments": _of_district(district.departments),
    "district-years": _years,
    "district-strips": _strips,
    "district-versions": _of_district(lists.versions),
    "district-projects": _of_district(lists.projects),
    "district-single": _listed(lists.single, "district"),
    "district-tasks": _listed(lists.tasks, "district"),
    "category-districts": _of_category,
    "category-single": _listed(lists.single, "category"),
    "category-tasks": _listed(lists.tasks, "category"),
    "pair": _of_couple(_dumbbells),
    "pair-apart": _of_couple(_apart),
    "bases": _bases,
    "ledger-departments": _of_ledger(ledger.departments),
    "ledger-items": _of_ledger(ledger.items),
    "ledger-course": _course,
    "ledger-snapshot": _snapshot,
}
