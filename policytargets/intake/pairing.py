"""What of one version of a plan goes on in another: paired by its own words, not by where it stands or its number."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from policytargets.intake.matching import likeness

LIKE = 0.6
SAME_PLACE = 0.05  # of two that are as like, the one at the same number
FIGURE = re.compile(r"\d[\d.,]*|[*×○_]+|[xX]{2,}")
One = TypeVar("One")


def best_pairs(
    old: Sequence[One],
    new: Sequence[One],
    score: Callable[[One, One], float],
    least: float = LIKE,
    same: Callable[[One], object] = id,
) -> list[tuple[One, One]]:
    """Each of the old with the likest of the new, nothing twice, likest first; what scores less stays alone. What only
    one on either side is the `same` as is paired before."""
    sure = _sure_pairs(old, new, same)
    left = [place for place in range(len(old)) if place not in sure]
    free = [place for place in range(len(new)) if place not in set(sure.values())]
    scored = [
        (found, -first, -second)
        for first in left
        for second in free
        if (found := score(old[first], new[second])) >= least
    ]
    pairs, taken = dict(sure), set(sure.values())
    for _, first, second in sorted(scored, reverse=True):
        if -first not in pairs and -second not in taken:
            pairs[-first] = -second
            taken.add(-second)
    return [(old[first], new[second]) for first, second in sorted(pairs.items())]


def _sure_pairs(old: Sequence[One], new: Sequence[One], same: Callable[[One], object]) -> dict[int, int]:
    first, second = ([same(one) for one in ones] for ones in (old, new))
    single = {own for own, count in Counter(first).items() if count == 1}
    single &= {own for own, count in Counter(second).items() if count == 1}
    places = {own: place for place, own in enumerate(second)}
    return {place: places[own] for place, own in enumerate(first) if own in single}


def without_figures(words: str) -> str:
    """Words without their figures: a sentence whose figure alone was changed is the same."""
    return FIGURE.sub("#", words)


def candidates_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """How likely two candidates of two versions are one thing: their clauses, or titles, without the figures, and what
    stands around them."""
    if one["kind"] != other["kind"]:
        return 0.0
    titles = likeness(one["title"], other["title"])
    near = SAME_PLACE if one["passage"] == other["passage"] else 0.0
    if one["kind"] == "task":
        return titles + near
    same = one.get("printed") == other.get("printed") and (titles == 1 or one["passage"] == other["passage"])
    clauses = likeness(without_figures(one["clause"]), without_figures(other["clause"]))
    clauses = max(clauses, LIKE) if same else clauses
    # Of two figures of one clause the one of the same name goes on.
    names = likeness(str(one["name"]), str(other["name"]))
    return clauses * (0.8 + 0.2 * titles) + 0.1 * names + near + (0.1 if same else 0.0)
