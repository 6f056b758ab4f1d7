"""All kinds of exhibits by name: an exhibit is made again from its subject, as a slide or a link carries it."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from policytargets.comparisons.model import Refusal
from policytargets.exhibits import department, department_lists, district, overview, pair
from policytargets.exhibits.answering import FACET, LEVEL_WORD, Answering
from policytargets.exhibits.asking import names_of
from policytargets.exhibits.department import MEASURES
from policytargets.exhibits.model import Answers, Exhibit, Parameters, parts_of
from policytargets.wording.codes import ROLES, WORDING_WORD

MOST_CODES = 50
NOTHING = "这里已没有可显示的内容：记录中找不到它所选的条线、部门或区县。"


class Asked(NamedTuple):
    """What a maker is called with."""

    answers: Answers
    parameters: Parameters
    focus: str
    made_on: date

    def one(self, key: str, known: object, usual: str) -> str:
        """One code of those known; the usual one for none and for any other."""
        given = self.parameters.get(key, [usual])[0]
        return given if given in known else usual  # type: ignore[operator]

    def codes(self, key: str, facet: str) -> list[str]:
        """Codes that the record knows."""
        return list(names_of(self.answers, facet, self.parameters.get(key, [])[:MOST_CODES]))

    def answering(self) -> Answering | None:
        """Lines or departments; None where some were named and none of them is known."""
        level = self.one("by", LEVEL_WORD, "line")
        codes, districts = self.codes("codes", FACET[level]), self.codes("districts", "districts")
        lost = (self.parameters.get("codes") and not codes) or (self.parameters.get("districts") and not districts)
        roles = ROLES[self.one("roles", ROLES, "lead")]
        return None if lost else Answering(level, codes, districts, roles, self.focus)


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
    counting = asked.one("counting", overview.COUNTINGS, "chapter")
    return overview.cells(asked.answers, counting=counting, focus=asked.focus, made_on=asked.made_on)


def _tasks(asked: Asked) -> Exhibit | None:
    return overview.tasks(asked.answers, made_on=asked.made_on)


def _of_departments(make: Callable[..., Exhibit | None], *, chosen: bool = False, **manner: int) -> "Maker":
    """A maker for the page 责任部门; `chosen` where it needs lines or departments."""

    def made(asked: Asked) -> Exhibit | None:
        answering = asked.answering()
        if answering is None or (chosen and not answering.codes):
            return None
        return make(asked.answers, answering, made_on=asked.made_on, **manner)

    return made


def _matrix(asked: Asked) -> Exhibit | None:
    answering, measure = asked.answering(), asked.one("measure", MEASURES, "targets")
    if answering is None:
        return None
    most = department.MOST_ON_SLIDE
    return department.matrix(asked.answers, answering, measure=measure, made_on=asked.made_on, most=most)


def _of_district(make: Callable[..., Exhibit | None]) -> "Maker":
    def made(asked: Asked) -> Exhibit | None:
        codes = asked.codes("district", "districts")
        return make(asked.answers, codes[0], made_on=asked.made_on) if codes else None

    return made


def _strips(asked: Asked) -> Exhibit | None:
    codes, group = asked.codes("district", "districts"), asked.one("group", district.GROUPS, district.RANKED)
    if not codes:
        return None
    seen = district.seen_from(asked.answers, codes[0])
    most = district.MOST_ON_SLIDE
    return district.strips(asked.answers, codes[0], group, seen, made_on=asked.made_on, most=most)


def _pair(asked: Asked) -> Exhibit | None:
    codes = asked.codes("districts", "districts")
    if len(codes) != 2:
        return None
    couple, wording = (codes[0], codes[1]), asked.one("wording", WORDING_WORD, "both")
    found, others = pair.pairs_of(asked.answers, couple, wording=wording)
    manner = {"focus": asked.focus, "wording": wording}
    return pair.dumbbells(
        asked.answers, couple, found, others, made_on=asked.made_on, most=pair.MOST_ON_SLIDE, **manner
    )


Maker = Callable[[Asked], Exhibit | None]
KINDS: dict[str, Maker] = {
    "overview-cells": _cells,
    "overview-tasks": _tasks,
    "department-ranking": _of_departments(department.ranking, most=department.MOST_ON_SLIDE),
    "department-matrix": _matrix,
    "department-cells": _of_departments(department.cells, chosen=True),
    "department-partners": _of_departments(department.partners, chosen=True, most=department.MOST_ON_SLIDE),
    "department-flows": _of_departments(department.flows),
    "department-targets": _of_departments(department_lists.targets, chosen=True),
    "department-tasks": _of_departments(department_lists.tasks, chosen=True),
    "district-categories": _of_district(district.categories),
    "district-departments": _of_district(district.departments),
    "district-strips": _strips,
    "pair": _pair,
}
