"""Rows of a table in a view: a header that names columns, and the rows below it with as many cells."""

import re
from dataclasses import dataclass

KINDS = (
    ("number", r"^(?:序号|编号|序|任务编号|no\.?)$"),
    ("lead", r"牵头|主办|责任单位|责任部门|主责|负责单位|承办|落实单位|实施单位|责任主体"),
    ("support", r"配合|参与|协办|协同|协助"),
    ("due", r"时限|完成时间|时间节点|进度|完成期限"),
    ("other", r"领导|责任人|联系人|备注|负责人"),
    ("target", r"目标|指标值|成果|任务量|计划数|指标|内容|措施|要求|举措"),
    ("task", r"任务|事项|名称|项目|工作"),
    ("group", r"类别|领域|分类|板块|方面"),
)
FEWEST_NAMED = 2


@dataclass(frozen=True)
class Row:
    """One row: where it stands, its cells by what their column holds, its number and group if it has them."""

    start: int
    end: int
    columns: tuple[tuple[str, int, int], ...]
    header: bool = False
    number: int | None = None
    group: str = ""


def rows(text: str) -> list[Row]:
    """The rows of all tables. Cells are parted by the marks of the text: a break inside a row, or `|`."""
    found: list[Row] = []
    kinds: list[str] = []
    group = ""
    for start, cells in _lines_with_cells(text):
        end = cells[-1][1]
        words = [text[begin:stop] for begin, stop in cells]
        if is_header(words):
            kinds = [_kind(word) for word in words]
            found.append(Row(start, end, (), header=True))
        elif kinds and 1 < len(cells) <= len(kinds) and not all(re.fullmatch(r"[-:|]*", word) for word in words):
            shift = len(kinds) - len(cells)
            columns = tuple((kinds[index + shift], *cell) for index, cell in enumerate(cells))
            number = next((_number(text[begin:stop]) for kind, begin, stop in columns if kind == "number"), None)
            group = next((text[begin:stop] for kind, begin, stop in columns if kind == "group" and stop > begin), group)
            found.append(Row(start, end, columns, number=number, group=group))
    return found


def is_header(words: list[str]) -> bool:
    """Whether these cells name columns: short ones, at least two of them of a kind that matters."""
    named = sum(_kind(word) not in ("", "group") for word in words)
    return named >= FEWEST_NAMED and all(len(word) <= 16 for word in words)


def _kind(word: str) -> str:
    return next((kind for kind, pattern in KINDS if re.search(pattern, word, re.IGNORECASE)), "")


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else None


def _lines_with_cells(text: str) -> list[tuple[int, list[tuple[int, int]]]]:
    """Each line that has cells, with where they stand."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        if line[0].count("|") >= 2:
            cells = [
                (line.start() + cell.start(), line.start() + cell.end()) for cell in re.finditer(r"[^|]+", line[0])
            ]
            if cells:
                found.append((line.start(), cells))
        elif "\x1f" in line[0]:
            cells = [
                (line.start() + cell.start(1), line.start() + cell.end(1))
                for cell in re.finditer(r"([^\x1f]*)(?:\x1f|$)", line[0])
            ]
            found.append((line.start(), cells[:-1] if not cells[-1][1] - cells[-1][0] and len(cells) > 1 else cells))
    return found
