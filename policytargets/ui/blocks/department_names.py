"""What the names stand for by which people call lines and departments."""

from policytargets.ui.blocks.record import rows
from policytargets.wording.searching import LONGEST_SEARCH, folded


def called(facet: str, name: str) -> dict[str, str]:
    """Code → name of the lines or departments (`facet`) that go by a name."""
    found = rows("choices/called", name=folded(name[:LONGEST_SEARCH]))
    own = found[found["facet"] == facet]
    return dict(zip(own["code"], own["name"], strict=True))


def one_department(name: str) -> bool:
    """Whether a name is that of a department with its district in front."""
    found = rows("comparisons/districts", districts=[])
    placed = any(folded(name).startswith(folded(place)) for place in (*found["district"], *found["short_name"]))
    return placed and bool(called("departments", name))
