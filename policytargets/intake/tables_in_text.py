"""Rows of a table in a view: a header that names columns, and the rows below it with as many cells."""

import re
from dataclasses import dataclass

from policytargets.intake.indicator_rows import is_indicator_header, kinds_of
from policytargets.intake.model import MERGED, NO_HEADS, Heads
from policytargets.intake.rules.organs import ORGAN

KINDS = (
    ("number", r"^(?:序号|编号|序|任务编号|no\.?)$"),
    # Persons stand in a column of their own, which is not read: 牵头领导 is no department.
    ("other", r"^(?!.*(?:单位|部门|科室)).*(?:领导|责任人|联系人|负责人|县长|市长|区长)"),
    ("lead", r"牵头|主办|责任单位|责任部门|主责|负责单位|承办|(?:落实|实施|责任)(?:单位|主体)"),
    ("support", r"配合|参与|协办|协同|协助"),
    ("due", r"时限|完成时间|时间节点|进度|完成期限"),
    ("other", r"领导|责任人|联系人|备注|负责人"),
    ("target", r"目标|指标值|成果|任务量|计划数|指标|内容|措施|要求|举措"),
    ("task", r"任务|事项|名称|项目|工作"),
    ("group", r"类别|领域|分类|板块|方面"),
)
FEWEST_NAMED, FEWEST_YEARS = 2, 2
YEAR = re.compile(r"20\d\d")
LONGEST_HEADING, LONGEST_NAME = 30, 8
# What the edge of a page leaves between two rows of one table.
PAGE_EDGE = re.compile(r"[-第页共/\d]+|[(〔]?(?:续表|[接续]+上[表页])\d*[)〕]?:?")
# A cell of numbers that holds a word: the name of a column, no number.
WORDED = re.compile(r"[\u4e00-\u9fff]{2}(?<![一二三四五六七八九十百第])")
# What a heading of a chapter within a table begins with.
CHAPTER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]+[部分章篇]{1,2})(?=[\u4e00-\u9fff])"
)
NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}")
# A label with what it labels names no column: 牵头单位:县示例局.
NAMED_HERE = re.compile(r":.")


@dataclass(frozen=True)
class Row:
    """One row: where it stands, its cells by what their column holds, its number and group if it has them; `chosen`:
    a person said what its columns hold. Of a row that is a heading over all columns, `heading` is that."""

    start: int
    end: int
    columns: tuple[tuple[str, int, int], ...]
    header: bool = False
    number: int | None = None
    group: str = ""
    chosen: bool = False
    heading: str = ""


def rows(text: str, heads: Heads = NO_HEADS) -> list[Row]:
    """The rows of all tables. Cells are parted by the marks of the text: a break inside a row, or `|`; `heads` are
    columns that a person chose, by the words of the table's first line."""
    found: list[Row] = []
    kinds: list[str] = []
    group, last, chosen = "", 0, False
    between: list[str] = []
    for start, end, cells in lines_with_cells(text):
        words = [text[begin:stop] for begin, stop in cells]
        own_head = heads.get(tuple(words)) if cells else None
        if not cells:
            between.append(text[start:end])
            continue
        if own_head or is_header(words):
            kinds, chosen = list(own_head.kinds) if own_head else kinds_of_head(words), own_head is not None
            group, last, between = "", 0, []
            if not own_head or not own_head.headless:
                found.append(Row(start, end, (), header=True))
                continue
        if kinds and is_heading(words):
            between = []
            heading = text[start:end].replace("\x1f", "、", 1) if NUMERAL.fullmatch(words[0]) else words[0]
            found.append(Row(start, end, (), heading=heading.rstrip("\x1f|")))
            continue
        own = _columns_of(words, kinds)
        if not own or all(re.fullmatch(r"[-:|]*", word) for word in words):
            continue
        by_kind = dict(zip(own, words, strict=False))
        merged = own[0] != kinds[0] and not own_head
        if not (own_head or _goes_on(by_kind, between, merged=merged, next_number=last + 1)):
            kinds = []
            continue
        columns = tuple((kind, *cell) for kind, cell in zip(own, cells, strict=False))
        counted = [cell for kind, *cell in columns if kind == "number"]
        # A number that is merged with the one above counts the rows below it as well.
        number = _number(by_kind.get("number", "")) if counted and counted[0][0] >= start else None
        group = by_kind.get("group") or group
        last, between = last if number is None else number, []
        found.append(Row(start, end, columns, number=number, group=group, chosen=chosen))
    return found


def is_heading(words: list[str]) -> bool:
    """Whether a row is a chapter's heading, merged over all columns: 一、城市更新 and nothing beside it."""
    if len(words) > FEWEST_NAMED and NUMERAL.fullmatch(words[0]) and 0 < len(words[1]) <= LONGEST_HEADING:
        # 一 | 产业发展 and empty cells: the numeral of the heading has the column of numbers.
        return not any(word and word != words[1] for word in words[2:]) and not re.search(r"[\d。]", words[1])
    alone = not any(words[1:]) or len(set(words)) == 1
    return alone and len(words[0]) <= LONGEST_HEADING and CHAPTER.match(words[0]) is not None


def _columns_of(words: list[str], kinds: list[str]) -> list[str]:
    """What the cells of a row hold, as many as it has of the columns above, nothing where it does not fit them: what
    is merged into the rows above is wanting on the left, behind a number of its own cells are wanting on the right."""
    if len(words) < FEWEST_NAMED or any(words[len(kinds) :]):
        return []
    if kinds[:1] == ["number"] and words[0].isdigit():
        return kinds[: len(words)]
    return kinds[max(0, len(kinds) - len(words)) :]


def _goes_on(own: dict[str, str], between: list[str], *, merged: bool, next_number: int) -> bool:
    """Whether a row, its cells by the columns above, belongs to the table above: what stands between is no more than a
    page's edge or a heading, and the row is not itself the head of another table."""
    if own.get("number", "").isdigit() and int(own["number"]) == next_number:
        return True
    between = [line for line in between if not PAGE_EDGE.fullmatch(line)]
    if any(len(line) > LONGEST_HEADING or line[-1] in "。;" for line in between):
        return False
    words = [word for word in own.values() if word]
    if len(words) < FEWEST_NAMED or any(len(word) > LONGEST_NAME or re.search(r"\d", word) for word in words):
        return True
    if WORDED.search(own.get("number", "")):
        return False
    organs = any(ORGAN.search(own.get(kind, "")) for kind in ("lead", "support"))
    return organs or not (between or merged)


def is_header(words: list[str]) -> bool:
    """Whether these cells name columns: short ones, at least two of them of a kind that matters."""
    if is_indicator_header(words):
        return all(len(word) <= 16 for word in words)
    named = sum(kind_of(word) not in ("", "group") for word in words)
    return named >= FEWEST_NAMED and all(len(word) <= 16 and not NAMED_HERE.search(word) for word in words)


def kinds_of_head(words: list[str]) -> list[str]:
    """What each column holds. Beside 牵头单位 those who carry out are supporters, and 责任单位 is where no
    other column is theirs."""
    kinds = _of_years(words, [kind_of(word) for word in words])
    if is_indicator_header(words):
        kinds = [own or kind for own, kind in zip(kinds_of(words), kinds, strict=True)]
    if not any("牵头" in word for word in words):
        return kinds
    beside = r"^(?!.*牵头).*(?:落实|实施)" if "support" in kinds else r"^(?!.*牵头)"
    return [
        "support" if kind == "lead" and re.search(beside, word) else kind
        for word, kind in zip(words, kinds, strict=True)
    ]


def _of_years(words: list[str], kinds: list[str]) -> list[str]:
    """What columns hold of which several say what is to be done in one year each: 2024年任务 | 2025年任务."""
    years = [YEAR.search(word) if kind in ("task", "target") else None for word, kind in zip(words, kinds, strict=True)]
    if sum(year is not None for year in years) < FEWEST_YEARS:
        return kinds
    return [f"target:{year[0]}" if year else kind for year, kind in zip(years, kinds, strict=True)]


def kind_of(word: str) -> str:
    """What a column of this name holds, or nothing."""
    return next((kind for kind, pattern in KINDS if re.search(pattern, word, re.IGNORECASE)), "")


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else None


def lines_with_cells(text: str) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Each line that is not blank: where it stands, and where its cells stand, if it has any; of a cell that is merged
    with the one above, where that stands."""
    found = []
    above: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        parts: list[tuple[int, int]] = []
        if line[0].count("|") >= 2:
            parts = [cell.span() for cell in re.finditer(r"[^|]+", line[0])]
        elif "\x1f" in line[0]:
            parts = [cell.span(1) for cell in re.finditer(r"(?:^|\x1f)([^\x1f]*)", line[0])]
        cells = [(line.start() + begin, line.start() + stop) for begin, stop in parts]
        end = cells[-1][1] if cells else line.end()
        if len(cells) == len(above):
            cells = [own if text[slice(*own)] != MERGED else up for own, up in zip(cells, above, strict=True)]
        above = cells or above
        found.append((line.start(), end, cells))
    return found
