"""Broken text layers: signs that stand for nothing instead of characters."""

BROKEN_SHARE = 0.05


def broken_letters(text: str) -> tuple[int, int]:
    """How many letters of a text stand for nothing (private ones, pieces of characters, replacements), and of how
    many."""
    letters = [char for char in text if not char.isspace()]
    broken = sum("\ue000" <= c <= "\uf8ff" or "\u2e80" <= c <= "\u2fdf" or c == "\ufffd" for c in letters)
    return broken, len(letters)


def is_broken(text: str) -> bool:
    """Whether too many of its letters stand for nothing."""
    broken, letters = broken_letters(text)
    return broken > BROKEN_SHARE * letters
