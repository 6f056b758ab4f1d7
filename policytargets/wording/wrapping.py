"""Breaking text into lines where nothing does it for us: in pictures and on slides. Widths are in hanzi."""

import re
import unicodedata

PIECE = re.compile(r"[!-~]+ ?|.", re.DOTALL)
NEVER_FIRST = set("，。；：、！？）》”’〕】%")


def width_of(text: str) -> float:
    """The width of a text in hanzi; Latin letters, digits and half-width marks count a little over half."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.58 for letter in text)


def wrap(text: str, width: float, most: int = 99) -> list[str]:
    """The text in lines no wider than `width`, figures and words unbroken; what does not fit into `most` lines is
    cut, with an ellipsis at its end. A closing mark may hang over by one."""
    lines = [""]
    for piece in _pieces(clean(text), width):
        if lines[-1] and width_of(lines[-1] + piece.rstrip()) > width and piece not in NEVER_FIRST:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(last) > width - 1:
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return [line.rstrip() for line in lines]


def clean(text: str) -> str:
    """The text on one line without control and invisible characters, which XML and fonts can't carry."""
    spaced = re.sub(r"\s+", " ", text).strip()
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _pieces(text: str, width: float) -> list[str]:
    """Hanzi singly, words and figures whole unless one alone is wider than a line."""
    longest = max(int(width), 1)
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        pieces += [piece[start : start + longest] for start in range(0, len(piece), longest)]
    return pieces
