"""The light of reporting: every state on the days around its deadline, by hand from the office's rule."""

from datetime import date

import pytest

from policytargets.ledger.punctuality import punctuality, stale

SEPTEMBER = {"period_id": "p", "ends_on": "2023-09-30", "opens_on": "2023-10-01", "due_on": "2023-10-08"}


@pytest.mark.parametrize(("state", "before", "day", "code", "light", "words"), [
    ("", "released", date(2023, 9, 30), "not_open", None, "○ 未到报送期"),
    ("", None, date(2023, 10, 1), "waiting", None, "○ 待报，还有 7 天"),
    ("", "released", date(2023, 10, 8), "waiting", None, "○ 待报，还有 0 天"),
    ("withdrawn", "released", date(2023, 10, 9), "late", "yellow", "▲ 逾期 1 天"),
    ("", "released", date(2023, 10, 15), "late", "yellow", "▲ 逾期 7 天"),
    ("", "released", date(2023, 10, 16), "very_late", "red", "■ 逾期 8 天"),
    ("", "", date(2023, 10, 7), "waiting", None, "○ 待报，还有 1 天"),
    ("", "", date(2023, 10, 9), "missed", "red", "■ 连续 2 期未报，逾期 1 天"),
    ("", "withdrawn", date(2023, 10, 20), "missed", "red", "■ 连续 2 期未报，逾期 12 天"),
    ("", "returned", date(2023, 10, 20), "very_late", "red", "■ 逾期 12 天"),
    ("submitted", "", date(2023, 12, 1), "submitted", None, "○ 已报待核"),
    ("checked", None, date(2023, 12, 1), "submitted", None, "○ 已报待核"),
    ("released", "", date(2023, 12, 1), "released", "green", "● 已发布"),
    ("returned", "", date(2023, 10, 8), "returned", None, "○ 已退回，还有 0 天"),
    ("returned", "", date(2023, 10, 10), "returned", "yellow", "▲ 已退回，逾期 2 天"),
    ("returned", "", date(2023, 11, 10), "returned", "red", "■ 已退回，逾期 33 天"),
])  # fmt: skip
def test_every_state(state: str, before: str | None, day: date, code: str, light: str | None, words: str) -> None:
    told = punctuality(SEPTEMBER, state, before, day)
    assert (told.code, told.light, told.words) == (code, light, words)


def test_what_is_being_corrected_is_not_late_again() -> None:
    told = punctuality(SEPTEMBER, "released", "", date(2027, 4, 1), correcting=True)
    assert (told.code, told.light, told.words) == ("released", "green", "● 已发布（更正中）")


def test_without_a_period_nothing_is_late() -> None:
    assert punctuality(None, "", None, date(2099, 1, 1)).words == "○ 没有报送周期"


@pytest.mark.parametrize(("cadence", "day", "old"), [
    ("month", date(2023, 12, 8), False), ("month", date(2023, 12, 9), True),
    ("quarter", date(2024, 4, 8), False), ("quarter", date(2024, 4, 9), True),
])  # fmt: skip
def test_a_figure_ages_with_its_cadence(cadence: str, day: date, old: bool) -> None:
    assert stale(cadence, date(2023, 9, 30), 8, day) is old  # type: ignore[arg-type]
