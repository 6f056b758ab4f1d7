"""The line proposed for a department: that of an organ for the same matter, not of one with the same kind of office."""

import pytest

from policytargets.intake.matching import likeness
from policytargets.ui.intake.documents_settling import LIKE, matter


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县科技局", "区科技局"), ("县水务局", "市水务局"), ("县发展改革局", "区发展和改革局"),
        ("县机关事务服务中心", "市机关事务管理局"), ("县委办公室", "区委办公室"),
    ],
)  # fmt: skip
def test_organs_for_one_matter_are_alike(one: str, other: str) -> None:
    assert likeness(matter(one), matter(other)) >= LIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县水务局", "区税务局"), ("县商务局", "县税务局"), ("县公路事业发展中心", "区服务业发展中心"),
        ("市机关事务服务中心", "区经济商务服务中心"), ("县民政局", "县财政局"),
    ],
)  # fmt: skip
def test_organs_with_the_same_kind_of_office_are_not(one: str, other: str) -> None:
    assert likeness(matter(one), matter(other)) < LIKE
