"""What the address of data asks for: filters as the pages' own addresses carry them, as codes or as names."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.datastructures import QueryParams

from policytargets.errors import NotAsked
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.record import rows
from policytargets.wording.codes import (
    BASIS_WORD,
    COMPARATOR_WORD,
    ORDER_WORD,
    ROLES,
    ROLES_WORD,
    STRENGTH_WORD,
    WORDING_WORD,
)
from policytargets.wording.searching import LONGEST_SEARCH, folded_words, numbered

MOST_VALUES, MOST_SHOWN = 100, 3
COMPARISON = ("districts", "sort", "wording", "focus")
LISTS: dict[str, Callable[[], Mapping[str, str]]] = {
    "districts": lambda: filters.choices("districts"),
    "categories": lambda: filters.choices("categories"),
    "lines": lambda: filters.choices("lines"),
    "bases": lambda: BASIS_WORD,
    "comparators": lambda: COMPARATOR_WORD,
    "strengths": lambda: STRENGTH_WORD,
    "due_years": lambda: filters.choices("due_years"),
    "presences": lambda: filters.PRESENCE_CHOICES,
}
TARGETS = (*LISTS, "departments", "roles", "q")


def comparison(query: QueryParams) -> dict[str, Any]:
    """Districts, order, wording and focus of a comparison. Raises NotAsked."""
    _known(query, COMPARISON)
    return {
        "districts": tuple(_codes(query, "districts", filters.choices("districts"))),
        "order": _code(query, "sort", ORDER_WORD, "value"),
        "wording": _code(query, "wording", WORDING_WORD, "both"),
        "focus": _code(query, "focus", filters.choices("districts"), ""),
    }


def targets(query: QueryParams) -> dict[str, Any]:
    """The parameters of `evidence/targets`. Raises NotAsked."""
    _known(query, TARGETS)
    typed = query.get("q", "")
    if len(typed) > LONGEST_SEARCH:
        raise NotAsked(f"搜索词最多 {LONGEST_SEARCH} 个字。")
    if "\ufffd" in typed:
        raise NotAsked("搜索词的编码读不懂，请用 UTF-8。")
    chosen: dict[str, Any] = {name: _codes(query, name, words()) for name, words in LISTS.items()}
    chosen["due_years"] = [int(year) for year in chosen["due_years"]]
    roles = ROLES[_code(query, "roles", ROLES_WORD, "lead")]
    return chosen | {
        "departments": _departments(query.getlist("departments")),
        "roles": roles,
        "words": numbered(folded_words(typed)),
        "indicators": [],
    }


def nothing(query: QueryParams) -> None:
    """No filter at all. Raises NotAsked."""
    _known(query, ())


def _known(query: QueryParams, names: Iterable[str]) -> None:
    strange = [name for name in query if name not in names]
    if strange:
        usable = f"可用的参数：{'、'.join(names)}" if names else "这个网址不带参数"
        raise NotAsked(f"看不懂参数{_named(strange)}；{usable}。")
    if len(query.multi_items()) > MOST_VALUES:
        raise NotAsked(f"参数最多 {MOST_VALUES} 个。")


def _codes(query: QueryParams, name: str, words: Mapping[str, str]) -> list[str]:
    by_word = {word: code for code, word in words.items()}
    asked = [value for value in query.getlist(name) if value]
    strange = [value for value in asked if value not in words and value not in by_word]
    if strange:
        raise NotAsked(f"参数 {name} 的值{_named(strange)}不在本记录中。")
    return list(dict.fromkeys(value if value in words else by_word[value] for value in asked))


def _code(query: QueryParams, name: str, words: Mapping[str, str], default: str) -> str:
    found = _codes(query, name, words)
    if len(found) > 1:
        raise NotAsked(f"参数 {name} 只能有一个值。")
    return found[0] if found else default


def _departments(asked: list[str]) -> list[str]:
    """Departments by code or by name; one name may stand for one in each of several districts."""
    wanted = [value for value in asked if value]
    if not wanted:
        return []
    found = rows("choices/departments", codes=wanted, names=wanted, words=[], most=MOST_VALUES)
    held = {*found["code"], *found["name"]}
    strange = [value for value in wanted if value not in held]
    if strange:
        raise NotAsked(f"参数 departments 的值{_named(strange)}不在本记录中。")
    named = found["code"].isin(wanted) | found["name"].isin(wanted)
    return [str(code) for code in found.loc[named, "code"]]


def _named(values: list[str]) -> str:
    shown = "、".join(value[:40] for value in values[:MOST_SHOWN])
    return f"“{shown}”" + (f"等 {len(values)} 个" if len(values) > MOST_SHOWN else "")
