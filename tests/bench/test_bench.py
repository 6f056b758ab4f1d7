"""The table of the benchmarks tells a missed aim from one that is met."""

from tests.bench.__main__ import with_section
from tests.bench.measures import Aim, Measure, alternate


def test_a_missed_aim_is_said_with_its_cause_and_a_met_one_without() -> None:
    slow = Measure("opening", "ms", [300, 100, 200], "bare page", [100, 100], Aim("at_most", 1.25), "three charts")
    assert slow.line() == "| opening | 200 ms | bare page 100 ms | 2× | 3 : 2 | ≤ 1.25 | **missed**: three charts |"
    quick = Measure("reruns", "1/s", [30], "bare page", [10], Aim("at_least", 2.5), "never printed")
    assert quick.line() == "| reruns | 30 1/s | bare page 10 1/s | 3× | 1 : 1 | ≥ 2.5 | met |"


def test_an_aim_without_another_side_is_for_the_figure_itself() -> None:
    assert Measure("memory", "GB", [2.5], aim=Aim("at_most", 2)).met is False
    assert Measure("memory", "GB", [1.5], aim=Aim("at_most", 2)).met is True


def test_the_sides_take_turns() -> None:
    order: list[str] = []

    def side(name: str) -> float:
        order.append(name)
        return float(len(order))

    samples = alternate({"a": lambda: side("a"), "b": lambda: side("b")}, rounds=2)
    assert order == ["a", "b", "b", "a"]
    assert samples == {"a": [1, 4], "b": [2, 3]}


def test_a_part_takes_the_place_of_its_section_and_leaves_the_others() -> None:
    both = with_section(with_section("", "## Queries\n\nfirst\n"), "## Pages in a browser\n\nsecond\n")
    assert both.startswith("# Benchmarks")
    assert both.index("second") < both.index("first")
    again = with_section(both, "## Queries\n\nthird\n")
    assert again == both.replace("first", "third")
