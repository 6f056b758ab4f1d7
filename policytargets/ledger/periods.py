"""Reporting periods and the share of a window that has elapsed at their end."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from policytargets.ledger.model import Cadence, Period

MONTHS: dict[Cadence, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def elapsed(window_start: date, window_end: date, as_of: date) -> Fraction:
    """The share of the window that has gone by at the end of a day, from 0 to 1.

    By whole months, so that the end of September is 9/12 of a year; days count inside a month only. Raises ValueError
    for a window that ends before it starts.
    """
    if window_end < window_start:
        raise ValueError(f"a window can't end on {window_end} before it starts on {window_start}")
    start = month_position(window_start - timedelta(days=1))
    share = (month_position(as_of) - start) / (month_position(window_end) - start)
    return min(max(share, Fraction(0)), Fraction(1))


def month_position(day: date) -> Fraction:
    """The end of a day as a point of time in months: at its last day a month is whole."""
    return Fraction(day.year * 12 + day.month - 1) + Fraction(day.day, monthrange(day.year, day.month)[1])


def period_of(cadence: Cadence, day: date) -> Period:
    """The period of the cadence in which a day lies: calendar years and their parts; of a month three times ten days,
    the last with what is left."""
    if cadence == "ten_days":
        first = 1 if day.day <= 10 else 11 if day.day <= 20 else 21
        last = first + 9 if first < 21 else _last_day(day)
        return Period(day.replace(day=first), day.replace(day=last), cadence)
    months = MONTHS[cadence]
    month = (day.month - 1) // months * months + 1
    end = date(day.year, month + months - 1, 1)
    return Period(date(day.year, month, 1), end.replace(day=_last_day(end)), cadence)


def periods(cadence: Cadence, start: date, end: date) -> Iterator[Period]:
    """All periods of the cadence that touch the days from start to end, in order."""
    while start <= end:
        period = period_of(cadence, start)
        yield period
        start = period.ends_on + timedelta(days=1)


def period_in_words(period: Period) -> str:
    """`2023年9月`, `2023年第三季度`, `2023年上半年`, `2023年`, `2023年9月上旬`; other spans by their days."""
    year, month = f"{period.ends_on.year}年", period.ends_on.month
    if period != period_of(period.cadence, period.ends_on):
        return f"{period.starts_on.isoformat()}至{period.ends_on.isoformat()}"
    if period.cadence == "ten_days":
        return f"{year}{month}月{'上中下'[(period.starts_on.day - 1) // 10]}旬"
    words = {"month": f"{month}月", "quarter": f"第{'一二三四'[month // 3 - 1]}季度", "year": ""}
    return year + words.get(period.cadence, "上半年" if month == 6 else "下半年")


def _last_day(day: date) -> int:
    return monthrange(day.year, day.month)[1]
