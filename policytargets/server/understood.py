"""Addresses that say in other words what the board knows: codes, short names, other widths, another page's key.

What nobody knows is left as it is: the page says so.
"""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from policytargets.record.shelf import SHELF
from policytargets.server.asked import LISTS
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.addresses import PAGE
from policytargets.ui.blocks.record import rows
from policytargets.wording.codes import ORDER_WORD, ROLES_WORD, WORDING_WORD
from policytargets.wording.searching import folded

Pairs = list[tuple[str, str]]
# Each filter and what it chooses from; two names of one line are the filter for one and the one for several.
ALIKE = {"district": "districts", "category": "categories"}
OF_DISTRICTS = ("focus", "district", "districts")
CHOICES: dict[str, Callable[[], Mapping[str, str]]] = {
    **LISTS,
    **dict.fromkeys(OF_DISTRICTS, LISTS["districts"]),
    **dict.fromkeys(("indicator", "indicators"), lambda: filters.choices("indicators")),
    "category": LISTS["categories"],
    "roles": lambda: ROLES_WORD,
    "sort": lambda: ORDER_WORD,
    "wording": lambda: WORDING_WORD,
}
# What programs for chat and mail write into links that are passed on.
FORWARDED = {"from", "isappinstalled", "scene", "clicktime", "enterid", "nsukey", "spm", "fbclid", "gclid"}
FORWARDED_BEGIN = "utm_"


def understood(page: str, asked: Pairs) -> Pairs:
    """Keys and values of a page's address in the words of its filters."""
    filled = [(_key(page, key, asked), value) for key, value in asked if not _forwarded(key)]
    said = [(key, _word(key, value)) for key, value in filled if value or key not in CHOICES]
    first = next((value for key, value in said if key == "indicator"), None)
    return [pair for pair in dict.fromkeys(said) if pair != ("indicators", first)]


def _forwarded(key: str) -> bool:
    return key in FORWARDED or key.startswith(FORWARDED_BEGIN)


def _key(page: str, key: str, asked: Pairs) -> str:
    """The key under which this page keeps what another page keeps under `key`, where one value is all there is."""
    own = {*PAGE[page].filters, *PAGE[page].reads}
    other = ALIKE.get(key) or next((one for one, several in ALIKE.items() if several == key), key)
    alone = [name for name, value in asked if name in (key, other) and value] == [key]
    return other if key not in own and other in own and alone else key


def _word(key: str, value: str) -> str:
    if key not in CHOICES:
        return value
    visible = "".join(letter for letter in value if unicodedata.category(letter) not in ("Cf", "Cc")).strip()
    return _known(key, SHELF.version).get(folded(visible), visible or value)


@lru_cache(maxsize=64)
def _known(key: str, version: str) -> dict[str, str]:
    """Each folded code, name and short name of what a filter chooses from, with the word that its address carries. Of
    `version` there is one at a time; without a record nothing is known."""
    names = CHOICES[key]() if version else {}
    known = {folded(said): name for code, name in names.items() for said in (code, name)}
    if version and key in OF_DISTRICTS:
        found = rows("comparisons/districts", districts=[])
        known = dict(zip(map(folded, found["short_name"]), found["district"], strict=True)) | known
    return known
