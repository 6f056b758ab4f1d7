"""Which indicators of the record a proposed target may belong to: three, best first; never decided here."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

Row = Mapping[str, str]
PRESELECTED = 0.7
# Of another scope, however like: 水利重点项目完成投资 for 重点项目完成投资. Offered, and chosen by a person.
UNSURE = 0.69
OTHER_CATEGORY = 0.06


@lru_cache(maxsize=4096)
def bigrams(text: str) -> Mapping[str, int]:
    """Single characters and pairs of them with their counts."""
    parts = [*text, *(text[index : index + 2] for index in range(len(text) - 1))]
    return {part: parts.count(part) for part in set(parts)}


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: shared characters and pairs over all (Dice)."""
    left, right = bigrams(one), bigrams(other)
    shared = sum(min(count, right.get(part, 0)) for part, count in left.items())
    return 2 * shared / ((sum(left.values()) + sum(right.values())) or 1)


def _narrower(one: str, other: str) -> bool:
    """Whether one of two names is the other with words before it that say of which."""
    short, long = sorted((one, other), key=len)
    return len(long) >= len(short) + 2 and long.endswith(short)


def suggestions(
    target: Mapping[str, Any],
    category_id: str,
    indicators: Iterable[Row],
    targets: Iterable[Row],
    quantities: Mapping[str, str],
    most: int = 3,
) -> list[tuple[str, float]]:
    """The indicators most like a proposed target with their likeness, best first: those of its basis and of a quantity
    into which its unit converts, by their name and the names of their targets."""
    quantity = quantities.get(target["unit"], target["unit"])
    aliases: dict[str, list[str]] = {}
    for row in targets:
        aliases.setdefault(row["indicator_id"], []).append(row["name"])
    scored = []
    for row in indicators:
        if row["basis"] == target["basis"] and quantities.get(row["unit"], row["unit"]) == quantity:
            names = [row["name"], *aliases.get(row["indicator_id"], [])]
            score, likest = max((likeness(str(target["name"]), name), name) for name in names)
            score = min(score, UNSURE) if _narrower(str(target["name"]), likest) else score
            score -= 0 if row["category_id"] == category_id else OTHER_CATEGORY
            scored.append((row["indicator_id"], round(score, 3)))
    return sorted(scored, key=lambda item: (-item[1], item[0]))[:most]
