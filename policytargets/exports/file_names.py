"""The one maker of the names under which files leave the board: what is inside, then the date."""

from datetime import date

BEYOND_WINDOWS = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))
LONGEST = 60


def file_name(*parts: str, made_on: date, ending: str) -> str:
    """A name that every system can keep and that says what is inside: `粮食产量（产能）_区县对比_2026-11-22.png`. Empty
    parts are left out."""
    told = [" ".join(part.translate(BEYOND_WINDOWS).split())[:LONGEST] for part in parts]
    return "_".join([*filter(None, told), made_on.isoformat()]) + f".{ending}"
