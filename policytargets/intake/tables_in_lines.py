"""Tables that were copied as one cell a line: what parts the lines, so that they are read as rows."""

import re

from policytargets.intake.rules.organs import ORGAN
from policytargets.intake.tables_in_text import CHAPTER, is_header, kinds_of_head

FEWEST_COLUMNS, MOST_COLUMNS = 3, 10
NUMBERED = re.compile(r"序号|编号|序")
LONGEST_HEAD, LONGEST_ORGAN = 12, 24
UNTIL = re.compile(
    r"^(?:20\d\d年)?(?:第?[一二三四1-4]季度|\d{1,2}月\S{0,6}|[上下]半年|年[底内]前?|全年|长期\S{0,4}|持续\S{0,4})(?:前|完成)*$|^20\d\d年$"
)
ANSWERING = ("lead", "support")


def parted(lines: list[str], cell: str, within: str) -> dict[int, str]:
    """What stands behind each line of such tables: `cell` (as often as columns end) between two cells, `within`
    between the lines of one cell, a line break behind a row."""
    words = [(index, "".join(line.split())) for index, line in enumerate(lines) if line.strip()]
    found: dict[int, str] = {}
    place = 0
    while place < len(words):
        kinds = _head(words, place)
        if not kinds:
            place += 1
            continue
        _put(found, words[place : place + len(kinds)], list(range(len(kinds))), len(kinds), cell, within)
        place, number = place + len(kinds), 1
        while place < len(words) and words[place][1] == str(number):
            end = _row_end(words, place, number, kinds)
            row = words[place:end]
            if len(row) > 1 and CHAPTER.match(row[-1][1]):
                found[row.pop()[0]] = "\n"
            _put(found, row, [0, *_columns([word for _, word in row[1:]], kinds)], len(kinds), cell, within)
            place, number = end, number + 1
    return found


def _head(words: list[tuple[int, str]], place: int) -> list[str]:
    """What the columns hold of a table whose head begins here, a name a line, its first row behind it; or nothing."""
    if not NUMBERED.fullmatch(words[place][1]):
        return []
    for count in range(FEWEST_COLUMNS, MOST_COLUMNS + 1):
        if place + count >= len(words):
            return []
        head = [word for _, word in words[place : place + count]]
        if words[place + count][1] == "1":
            return kinds_of_head(head) if is_header(head) else []
        if len(head[-1]) > LONGEST_HEAD:
            return []
    return []


def _row_end(words: list[tuple[int, str]], place: int, number: int, kinds: list[str]) -> int:
    """Where the row of a number ends: at the next number, of the last row where its last columns do."""
    following = str(number + 1)
    after = next((at for at in range(place + 1, len(words)) if words[at][1] == following), 0)
    if after and after - place <= 4 * len(kinds):
        return after
    end = min(place + len(kinds), len(words))
    while end < len(words) and _fits(words[end][1], kinds[-1]):
        end += 1
    return end


def _fits(word: str, kind: str) -> bool:
    organs = all(ORGAN.search(part) and len(part) <= LONGEST_ORGAN for part in re.split("[、,，]", word) if part)
    if kind in ANSWERING:
        return organs and not re.search(r"[。;；]", word)
    if kind == "due":
        return UNTIL.search(word) is not None
    return not organs and not UNTIL.search(word)


def _columns(row: list[str], kinds: list[str]) -> list[int]:
    """For each line behind the number the column in which it stands: the columns in order, as few lines as can be in
    one that they do not fit, no column empty where there are lines enough."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for word in row:
        ways: dict[int, tuple[float, list[int]]] = {}
        for last, (cost, chosen) in best.items():
            for column in range(max(last, 1), len(kinds)):
                again = 0.1 if column == last and kinds[column] == "lead" else 0.0
                skipped = 0.6 * max(0, column - last - 1)
                own = cost + again + skipped + (not _fits(word, kinds[column]))
                if column not in ways or own < ways[column][0]:
                    ways[column] = (own, [*chosen, column])
        best = ways
    ends = [(cost + 0.6 * (len(kinds) - 1 - column), chosen) for column, (cost, chosen) in best.items()]
    return min(ends, default=(0.0, []))[1]


def _put(found: dict[int, str], row: list[tuple[int, str]], at: list[int], count: int, cell: str, within: str) -> None:
    for (index, _), own, after in zip(row, at, [*at[1:], count], strict=True):
        found[index] = (
            within if after == own else cell * (after - own) if after < count else cell * (count - 1 - own) + "\n"
        )
