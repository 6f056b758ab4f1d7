"""The light in SQL, in Python and in the oracle of fractions: the same on a hundred thousand random verdicts."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from policytargets.ledger.lights import progress_light
from policytargets.ledger.periods import elapsed
from policytargets.record.building import create_tables, create_views
from policytargets.record.queries import read_query
from tests.ledger.cases import RULE_ROWS, RULES, generated, parts
from tests.lights_in_fractions import Case, is_met, light_of, share_elapsed

SEED, CASES = 20231231, 20_000
READINGS = pa.schema({
    "due_id": pa.string(), "as_of": pa.date32(), "figure_state": pa.string(), "value": pa.string(),
    "pacing": pa.string(), "baseline": pa.string(), "planned": pa.string(), "window_end": pa.date32(),
})  # fmt: skip
LIT = ("green", "yellow", "red", "done", "breached")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(generated(CASES, Random(SEED)))


@pytest.fixture(scope="module")
def connection(cases: list[Case]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A record that holds the cases as its due items."""
    with duckdb.connect() as opened:
        create_views(create_tables(opened))
        opened.register("rules", pa.Table.from_pylist(RULE_ROWS))
        opened.execute("INSERT INTO light_rules BY NAME SELECT * FROM rules")
        opened.register("made", pa.Table.from_pylist([made(number, case) for number, case in enumerate(cases)]))
        opened.execute("INSERT INTO due_items BY NAME SELECT * FROM made")
        yield opened


def made(number: int, case: Case) -> dict[str, object]:
    """A case as a row of `due_items` and the same row as one of `readings`."""
    same = ("comparator", "direction", "basis", "counts", "withheld", "reading", "pacing")
    return {
        **{name: case[name] for name in same}, "due_id": str(number), "kind": "figure", "window_start": case["start"],
        "window_end": case["end"], "value_std": text(case["v"]), "value_high_std": text(case["v2"]),
        "tolerance": text(case["tolerance"]),
    }  # fmt: skip


def reading(number: int, case: Case) -> dict[str, object]:
    state = case["lack"] or (None if case["x"] is None else "given")
    return {
        "due_id": str(number), "as_of": case["day"], "figure_state": state, "value": text(case["x"]),
        "pacing": case["pacing"], "baseline": text(case["x0"]), "planned": text(case["planned"]),
        "window_end": case["end"],
    }  # fmt: skip


def text(number: Fraction | None) -> str | None:
    """The number as a decimal without loss."""
    if number is None:
        return None
    whole = number * 10**8
    assert whole.denominator == 1
    sign, digits = "-" if whole < 0 else "", f"{abs(int(whole)):09d}"
    return f"{sign}{digits[:-8]}.{digits[-8:]}"


def answer(connection: duckdb.DuckDBPyConnection, readings: list[dict[str, object]], rule: str) -> list[dict[str, Any]]:
    """The rows of the query for these readings."""
    with connection.cursor() as cursor:
        cursor.register("readings", pa.Table.from_pylist(readings, READINGS))
        cursor.execute(read_query("ledger/lights"), {"rule": rule})
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("rule", RULES)
def test_sql_python_and_the_oracle_agree(connection: duckdb.DuckDBPyConnection, cases: list[Case], rule: str) -> None:
    rows = answer(connection, [reading(number, case) for number, case in enumerate(cases)], rule)
    found = {int(row["due_id"]): row for row in rows}
    assert len(found) == len(cases)
    for number, case in enumerate(cases):
        row, expected = found[number], light_of(case, rule)
        assert (row["light"], row["state"]) == expected[:2], (case, row, expected)
        due, course, given, period = parts(case)
        light = progress_light(due, course, given, period, RULES[rule])
        assert (light.light, light.state, light.deviation) == expected, (case, light)
        for name in ("rate", "used", "due_now", "deviation"):
            exact, approximate = getattr(light, name), row[name]
            assert (exact is None) == (approximate is None), (name, case, row, light)
            assert exact is None or float(exact) == pytest.approx(approximate, rel=1e-9, abs=1e-9), (name, case)
        if expected[1] not in ("withheld", "worded", "not_begun") and case["x"] is not None:
            assert row["met"] == is_met(case)


def test_the_cases_reach_everything(cases: list[Case]) -> None:
    """Every light, every state, every comparator with every direction; many exactly on a cut."""
    verdicts = [light_of(case, "board") for case in cases]
    assert {light for light, _, _ in verdicts} == {*LIT, None}
    states = {state for _, state, _ in verdicts}
    assert states == {
        "done", "reached", "ahead", "on_schedule", "slightly_behind", "behind", "within_limit", "slightly_over", "over",
        "unfinished", "breached", "final", "no_baseline", "no_schedule", "withheld", "worded", "not_begun",
        "unreported", "overdue_unreported", "not_available", "not_applicable",
    }  # fmt: skip
    assert sum(deviation in (0, 10, -10, -30) for _, _, deviation in verdicts) > 1000


def test_the_share_of_a_window_that_has_elapsed(cases: list[Case]) -> None:
    for case in cases[:3000]:
        assert elapsed(case["start"], case["end"], case["day"]) == share_elapsed(
            case["start"], case["end"], case["day"]
        )


def test_large_figures_are_exact(connection: duckdb.DuckDBPyConnection) -> None:
    """Twelve digits before the point and eight behind it: the least step below the schedule is not on schedule."""
    connection.execute(
        "INSERT INTO due_items BY NAME SELECT 'large' AS due_id, 'figure' AS kind, 'at_least' AS comparator, "
        "'higher' AS direction, 'new' AS basis, false AS counts, false AS withheld, 123456789012.0 AS value_std, "
        "'linear' AS pacing, 0 AS baseline, DATE '2023-01-01' AS window_start, DATE '2023-12-31' AS window_end"
    )
    for value, light in (("92592591759", "green"), ("92592591758.99999999", "yellow")):
        row = {"due_id": "large", "as_of": date(2023, 9, 30), "figure_state": "given", "value": value}
        assert [row["light"] for row in answer(connection, [row], "board")] == [light]
