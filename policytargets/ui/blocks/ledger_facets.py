"""By what the items of the ledger are chosen, and which codes of that there are."""

from policytargets.ledger.punctuality import WORD
from policytargets.ui.blocks import filters
from policytargets.wording.lights import LIGHT_WORD, NO_LIGHT

LIGHTS = {**LIGHT_WORD, "none": NO_LIGHT}
FACETS = ("districts", "categories", "departments", "lights", "punctuality")


def known(facet: str, codes: list[str]) -> list[str]:
    """The codes of a facet that there are: what a link or a file of a deck says may come from anyone."""
    if facet == "lights":
        return [code for code in codes if code in LIGHTS]
    if facet == "punctuality":
        return [code for code in codes if code in WORD]
    return list(filters.names_of(facet, codes))
