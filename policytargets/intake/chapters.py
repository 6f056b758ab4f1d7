"""The category that a chapter or a task is likest to belong to, from its words, never decided here; and what was
decided."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any

from policytargets.intake.review import Standing
from policytargets.record.tables import Records

Shares = Mapping[str, Mapping[str, float]]
FOREWORD = "前言"


def shares_of(records: Records) -> Shares:
    """How often each pair of characters stands in the record's words of a category: headings, tasks, indicators and
    what the category is said to hold."""
    words = [(row["category_id"], row[column]) for row in records["tasks"] for column in ("chapter", "title")]
    words += [(row["category_id"], row["name"]) for row in records["indicators"]]
    words += [(row["category_id"], f"{row['name']}，{row['description']}") for row in records["categories"]]
    counts: dict[str, Counter[str]] = {row["category_id"]: Counter() for row in records["categories"]}
    for category, text in dict.fromkeys(words):
        counts[category].update(_pairs(text))
    return {
        category: {pair: count / own.total() for pair, count in own.items()} for category, own in counts.items() if own
    }


def likest_category(heading: str, contents: Iterable[str], shares: Shares) -> str:
    """The category whose words are most like a chapter's heading, tasks and targets, or nothing where none is.

    Each pair of characters counts for a category by how much commoner it is there than in all: what none of its words
    holds counts neither for nor against it, so that a category with few words is not taken for want of others.
    """
    found = Counter(pair for text in (heading, *contents) for pair in _pairs(text))
    scores = dict.fromkeys(shares, 0.0)
    for pair, count in found.items():
        common = sum(own.get(pair, 0.0) for own in shares.values()) / (len(shares) or 1)
        for category, own in shares.items():
            scores[category] += count * log(1 + own[pair] / common) if pair in own else 0.0
    best = max(scores, key=scores.__getitem__, default="")
    return best if scores.get(best) else ""


def each_by_itself(candidates: Iterable[Mapping[str, Any]]) -> bool:
    """Whether each task has a category of its own: a chapter in which all stand, or none, says nothing of them."""
    return len({candidate["chapter"] for candidate in candidates if candidate["kind"] == "task"}) == 1


def chapter_of(one: Mapping[str, Any], candidates: Sequence[Mapping[str, Any]], title: str) -> str:
    """The chapter in which a candidate stands: as printed, 前言 before the first chapter where no task stands there,
    the document's title where one does or where there is no chapter."""
    if one["chapter"]:
        return str(one["chapter"])
    task_before = any(c["kind"] == "task" and not c["chapter"] for c in candidates)
    return FOREWORD if not task_before and any(c["chapter"] for c in candidates) else title


def chapter_number(one: Mapping[str, Any], candidates: Iterable[Mapping[str, Any]]) -> int:
    """The number of that chapter: as printed, 1 where none is, 0 before the first of a document with chapters."""
    printed = int(one["chapter_no"])
    return printed or int(bool(one["chapter"]) or not any(c["chapter"] for c in candidates))


def category_of(
    one: Mapping[str, Any], candidates: Sequence[Mapping[str, Any]], judged: Mapping[str, Standing], title: str
) -> str:
    """The category that was confirmed for what stands in a task or a chapter of the document of this title, or
    nothing."""
    named = [f"chapter:{chapter_of(one, candidates, title)}"]
    if each_by_itself(candidates):
        own = (c for c in candidates if c["kind"] == "task" and c["passage"] == one["passage"])
        named = [*(f"category:{task['candidate_id']}" for task in own), *named]
    return next((str(judged[name].fields["category_id"]) for name in named if name in judged), "")


def _pairs(text: str) -> list[str]:
    words = re.findall(r"[\u4e00-\u9fffA-Za-z]+", text)
    return [word[at : at + 2] for word in words for at in range(len(word) - 1)]
