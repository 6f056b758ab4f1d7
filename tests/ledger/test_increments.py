"""What a figure adds to the one before, against figures worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from policytargets.ledger.increments import fallen, increment
from policytargets.ledger.model import DueItem

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
THINGS = DueItem("a", "at_least", 30, *YEAR, "new", unit="家", counts=True, reading="cumulative")
SHARE = replace(THINGS, basis="share", unit="%", counts=False, reading="share")
STOCK = replace(THINGS, basis="cumulative", reading="stock")


def said(value: str | None) -> dict[str, str | None]:
    return {"value": value}


@pytest.mark.parametrize(
    ("item", "typed", "before", "told"),
    [
        (THINGS, "9", "6", "本期 3 家"), (THINGS, "6", "6", "本期 0 家"), (THINGS, "5", "6", "▼ 本期 -1 家"),
        (THINGS, "1200", "1000.5", "本期 199.5 家"), (THINGS, "4", None, "本期 4 家（自期初）"),
        (STOCK, "85", "80", "比上期 +5 家"), (STOCK, "78", "80", "比上期 -2 家"), (STOCK, "80", None, ""),
        (SHARE, "43.5", "43", "比上期 +0.5 个百分点"), (replace(SHARE, averaged=True), "7", "6", ""),
        (THINGS, None, "6", ""),
    ],
)  # fmt: skip
def test_what_is_added(item: DueItem, typed: str | None, before: str | None, told: str) -> None:
    assert increment(item, typed, said(before) if before else None) == told


@pytest.mark.parametrize(
    ("item", "values", "marks"),
    [
        (THINGS, ["6", "5"], ("▼ 较上期核减 1 家",)), (THINGS, ["6", "5", "5"], ()), (THINGS, ["5", "6"], ()),
        (THINGS, ["6", None, "4"], ("▼ 较上期核减 2 家",)), (THINGS, ["6", None], ()), (THINGS, [], ()),
        (STOCK, ["6", "5"], ()), (replace(THINGS, reading="used"), ["6", "5"], ("▼ 较上期核减 1 家",)),
    ],
)  # fmt: skip
def test_a_total_that_fell_is_marked(item: DueItem, values: list[str | None], marks: tuple[str, ...]) -> None:
    assert fallen(item, [said(value) for value in values]) == marks
