"""What the marks of strips mean, in words."""

from collections.abc import Iterable

MARK_WORD = {
    "at_least": "▶ 以上",
    "more_than": "▶ 以上",
    "less_than": "◀ 低于",
    "at_most": "◀ 以内",
    "about": "◆ 左右",
    "between": "粗线 区间",
}


def marks_in_words(comparators: Iterable[str]) -> list[str]:
    """What the marks of these figures mean, as far as they have one of their own."""
    return list(dict.fromkeys(MARK_WORD[comparator] for comparator in comparators if comparator in MARK_WORD))
