"""Which indicator is chosen beforehand for a target: one that is like it, and none of another scope."""

import pytest

from policytargets.intake.matching import PRESELECTED, suggestions

OWN = {"basis": "new", "unit": "亿元", "category_id": "rural"}
QUANTITIES = {"亿元": "money"}


@pytest.mark.parametrize(
    ("name", "indicator", "sure"),
    [
        ("重点项目完成投资", "重点项目完成投资", True),
        ("重点项目完成投资额", "重点项目完成投资", True),
        ("重点项目完成投资", "水利重点项目完成投资", False),
        ("水利重点项目完成投资", "重点项目完成投资", False),
    ],
)
def test_an_indicator_of_another_scope_is_offered_and_not_chosen(name: str, indicator: str, *, sure: bool) -> None:
    row = {**OWN, "indicator_id": "example", "name": indicator}
    [(code, score)] = suggestions({**OWN, "name": name}, "rural", [row], [], QUANTITIES)
    assert (code, score >= PRESELECTED) == ("example", sure)
