"""What the names stand for by which people call lines and departments."""

import re

from policytargets.ui.blocks.record import rows
from policytargets.wording.searching import LONGEST_SEARCH, folded

PLACED_BEHIND = re.compile(r"(.+)\((.+)\)")  # 区农业农村局（周村）, as filters have it, in one width


def called(facet: str, name: str) -> dict[str, str]:
    """Code → name of the lines or departments (`facet`) that go by a name, a district before or behind it."""
    said = folded(name[:LONGEST_SEARCH])
    found = rows("choices/called", name=said)
    if found.empty and (parts := PLACED_BEHIND.fullmatch(said)):
        found = rows("choices/called", name=parts[2] + parts[1])
    own = found[found["facet"] == facet]
    return dict(zip(own["code"], own["name"], strict=True))


def one_department(name: str) -> bool:
    """Whether a name is that of a department with its district in front."""
    found = rows("comparisons/districts", districts=[])
    placed = any(folded(name).startswith(folded(place)) for place in (*found["district"], *found["short_name"]))
    return placed and bool(called("departments", name))
