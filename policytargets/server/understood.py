"""Addresses that say in other words what the board knows: codes, short names, other widths, another page's key,
several names in one value, a department among the lines, a sentence that goes on behind a name.

What nobody knows is left as it is: the page says so. What stood behind a name becomes a key that nobody knows, which
the frame names above the page.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from policytargets.record.shelf import SHELF
from policytargets.server.asked import LISTS
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.addresses import PAGE, SO
from policytargets.ui.blocks.department_names import called, one_department
from policytargets.ui.blocks.record import rows
from policytargets.wording.codes import (
    BASIS_WORD,
    COUNTING_WORD,
    FORMER_BASIS_WORD,
    LEVEL_WAY_WORD,
    LIST_ORDER_WORD,
    MEASURE_WORD,
    ORDER_WORD,
    ROLES_WORD,
    WORDING_WORD,
)
from policytargets.wording.searching import folded

Pairs = list[tuple[str, str]]
# Each filter and what it chooses from; two names of one line are the filter for one and the one for several.
ALIKE = {"district": "districts", "category": "categories", "department": "departments", "line": "lines"}
OF_DISTRICTS = ("focus", "district", "districts")
CHOICES: dict[str, Callable[[], Mapping[str, str]]] = {
    **LISTS,
    **dict.fromkeys(OF_DISTRICTS, LISTS["districts"]),
    **dict.fromkeys(("indicator", "indicators"), lambda: filters.choices("indicators")),
    "category": LISTS["categories"],
    "roles": lambda: ROLES_WORD,
    "sort": lambda: ORDER_WORD,
    "wording": lambda: WORDING_WORD,
    "by": lambda: LEVEL_WAY_WORD,
    "measure": lambda: MEASURE_WORD,
    "counting": lambda: COUNTING_WORD,
    "order": lambda: LIST_ORDER_WORD,
    **dict.fromkeys(("notes", "pair", "present", "whole"), lambda: SO),
}
SEVERAL = {*LISTS, "indicators"}
APART = re.compile("[,，、;；]")
# What ends a name where a sentence goes on behind it.
STOP = re.compile(r"[,，、;；。！？!?:：\s()（）【】\[\]「」《》“”]")
LONGEST_REST = 20
CALLED = ("lines", "departments")  # these go by everyday names too
WAY_OF = {"lines": LEVEL_WAY_WORD["line"], "departments": LEVEL_WAY_WORD["department"]}
YES_AND_NO = {"1": "true", "yes": "true", "on": "true", "是": "true", "0": "false", "no": "false", "否": "false"}
LEAST_PART = 2  # signs of a part of a name: 江北水城 is one district's alone
PACKED = re.compile(r"v\d+\.")
# What programs for chat and mail write into links that are passed on.
FORWARDED = {"from", "isappinstalled", "scene", "clicktime", "enterid", "nsukey", "spm", "fbclid", "gclid"}
FORWARDED_BEGIN = "utm_"


def understood(page: str, asked: Pairs) -> Pairs:
    """Keys and values of a page's address in the words of its filters."""
    filled = [(_key(page, key, asked), value) for key, value in asked if not _forwarded(key)]
    said = [pair for key, value in filled if value or key not in CHOICES for pair in _meant(key, value)]
    said = [(_facet(page, key, value), value) for key, value in said]
    first = next((value for key, value in said if key == "indicator"), None)
    return _decks(_by(page, [pair for pair in dict.fromkeys(said) if pair != ("indicators", first)]))


def _forwarded(key: str) -> bool:
    return key in FORWARDED or key.startswith(FORWARDED_BEGIN)


def _key(page: str, key: str, asked: Pairs) -> str:
    """The key under which this page keeps what another page keeps under `key`, where one value is all there is."""
    own = {*PAGE[page].filters, *PAGE[page].reads}
    other = ALIKE.get(key) or next((one for one, several in ALIKE.items() if several == key), key)
    alone = [name for name, value in asked if name in (key, other) and value] == [key]
    return other if key not in own and other in own and alone else key


def _facet(page: str, key: str, value: str) -> str:
    """The key of the departments, for what is among the lines and is the name of one department with its district."""
    takes = key == "lines" and "departments" in PAGE[page].filters and bool(SHELF.version)
    return "departments" if takes and value not in CHOICES["lines"]().values() and one_department(value) else key


def _by(page: str, said: Pairs) -> Pairs:
    """责任部门 looks by line or by department: by what the address names, where it names only one of the two."""
    named = {key for key, value in said if key in WAY_OF and value}
    if page != "department" or len(named) != 1 or "by" not in dict(said):
        return said
    return [(key, WAY_OF[min(named)] if key == "by" else value) for key, value in said]


def _decks(said: Pairs) -> Pairs:
    """Several decks of plain names as one, in the place of the first."""
    decks = [value for key, value in said if key == "deck" and value]
    if len(decks) < 2 or any(PACKED.match(deck) for deck in decks):
        return said
    return [*dict.fromkeys(("deck", ",".join(decks)) if pair[0] == "deck" else pair for pair in said)]


def _meant(key: str, value: str) -> Pairs:
    """What one value of a filter means in the filter's own words; several where each of its parts is known; behind them
    what else is in it."""
    if key not in CHOICES and key not in CALLED:
        return [(key, value)]
    visible = "".join(letter for letter in value if unicodedata.category(letter) not in ("Cf", "Cc")).strip()
    visible += "）" * (visible.count("（") - visible.count("）"))  # programs take the last for a sentence's
    if words := _words(key, visible):
        return [(key, word) for word in words]
    for stop in reversed([*STOP.finditer(visible)]):
        if words := _words(key, visible[: stop.start()]):
            rest = " ".join(STOP.sub(" ", visible[stop.start() :]).split())[:LONGEST_REST]
            return [*((key, word) for word in words), *([(rest, "")] if rest else [])]
    return [(key, (visible if key in CHOICES else "") or value)]


def _words(key: str, visible: str) -> list[str]:
    """The filter's own words for a text; none where nobody knows it."""
    known = _known(key, SHELF.version)
    if folded(visible) in known:
        return [known[folded(visible)]]
    if key in CALLED and SHELF.version and called(key, visible):
        return [visible]
    if key in OF_DISTRICTS and len(visible) >= LEAST_PART:
        within = {name for told, name in known.items() if folded(visible) in told}
        if len(within) == 1:
            return [*within]
    parts = [known.get(folded(part)) for part in APART.split(visible) if part.strip()]
    if parts and (key in SEVERAL or len(parts) == 1) and all(parts):
        return [part for part in parts if part]
    return []


@lru_cache(maxsize=64)
def _known(key: str, version: str) -> dict[str, str]:
    """Each folded code, name and short name of what a filter chooses from, with the word that its address carries. Of
    `version` there is one at a time; without a record nothing is known."""
    names = CHOICES[key]() if version and key in CHOICES else {}
    known = {folded(said): name for code, name in names.items() for said in (code, name)}
    known |= {folded(said): names[code] for said, code in FORMER_BASIS_WORD.items() if names is BASIS_WORD}
    if names is SO:
        known |= YES_AND_NO
    if version and key in OF_DISTRICTS:
        found = rows("comparisons/districts", districts=[])
        known = dict(zip(map(folded, found["short_name"]), found["district"], strict=True)) | known
    return known
