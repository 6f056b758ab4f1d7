"""Whose figures fall due in another year than most."""

from collections.abc import Iterable

from policytargets.comparisons.model import ComparisonRow


def years_in_words(rows: Iterable[ComparisonRow], most: int = 3) -> str:
    """`目标年份不同（茌平为2025年）`: who stands apart from the year of most, without a figure too, and each where no
    year is that of most; empty where all fall due in one year. Of very many the first `most` are named."""
    by_year: dict[int, list[str]] = {}
    for row in rows:
        if row.due_year is not None and row.label not in by_year.setdefault(row.due_year, []):
            by_year[row.due_year].append(row.label)
    if len(by_year) < 2:
        return ""
    numbers = sorted((len(names) for names in by_year.values()), reverse=True)
    usual = numbers[0] if numbers[0] > numbers[1] else 0
    told = [
        "、".join(names[:most]) + (f"等 {len(names):,} 个区县" if len(names) > most else "") + f"为{year}年"
        for year, names in sorted(by_year.items())
        if len(names) != usual
    ]
    return f"目标年份不同（{'，'.join(told)}）"
