"""Which documents figures come from: each once, with the numbers of its tasks."""

import re
from collections.abc import Iterable, Mapping

from policytargets.comparisons.model import ComparisonRow

CITATION = re.compile(r"(?P<document>.*?《.*》(?:（[^（）]*）)?)，(?P<chapter>.*)，(?:(?P<task>第\d+项.*)|未编号段落)")
# Number and state of a document, then the places in it.
BEHIND_TITLE = re.compile(r"(?P<number>（[^（）]*）)?(?:，(?P<places>.+))?")


def documents_cited(rows: Iterable[ComparisonRow]) -> list[str]:
    """The documents of many rows, each once with the numbers of its tasks; chapters only where no task has a number."""
    tasks: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.source:
            parts = CITATION.fullmatch(row.source)
            document, task = (parts["document"], parts["task"] or parts["chapter"]) if parts else (row.source, "")
            tasks.setdefault(document, {})[task] = int("".join(filter(str.isdigit, task)) or 0) if parts else 0
    return ["，".join(filter(None, (name, _numbers(found)))) for name, found in tasks.items()]


def each_document_once(lines: Iterable[str]) -> list[str]:
    """Sources of several kinds as one list: a document that is named whole and by its tasks stands once, with all of
    them; what names no document stays as it is."""
    numbers: dict[str, str] = {}
    places: dict[str, dict[str, int]] = {}
    for line in lines:
        title, end, rest = line.partition("》")
        parts = BEHIND_TITLE.fullmatch(rest) if end else None
        own = title + end if parts else line
        number, told = (parts["number"] or "", parts["places"] or "") if parts else ("", "")
        numbers[own] = max(numbers.get(own, ""), number, key=len)
        found = places.setdefault(own, {})
        found |= {place: int("".join(filter(str.isdigit, place)) or 0) for place in filter(None, told.split("、"))}
    return ["，".join(filter(None, (own + numbers[own], _numbers(places[own])))) for own in places]


def _numbers(tasks: Mapping[str, int]) -> str:
    return "、".join(sorted(tasks, key=lambda task: (tasks[task], task)))
