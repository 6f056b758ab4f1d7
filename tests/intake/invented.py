"""Two invented plans with what they promise, for the journey from a file to the tables: 虚构, of no real place."""

from dataclasses import dataclass
from pathlib import Path

import docx

STEMS = "甲乙丙丁戊己庚辛壬癸"
NOUNS = ("设施", "站点", "场所", "网点")
CHAPTERS = ("示例工业（虚构）", "示例农村（虚构）", "示例城镇（虚构）", "示例生态（虚构）")
TITLE = "示例县（虚构）2024年绿色低碳重点任务"
TABLE_TITLE = "示例县（虚构）2025年绿色低碳重点任务清单"
HEAD = ("序号", "重点任务", "目标要求", "牵头单位", "配合单位", "完成时限")
MERGED, PAST, DATED = 9, 5, 14


@dataclass(frozen=True)
class Promise:
    """A target as the tables should hold it."""

    task: int
    printed: str
    value: str
    unit: str
    comparator: str


@dataclass(frozen=True)
class Task:
    """A task as it is written, with its departments and what it promises."""

    number: int
    title: str
    words: str
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    promises: tuple[Promise, ...]


def tasks(count: int, first: int = 10, year: int = 2024) -> list[Task]:
    """So many invented tasks, each with one figure; one has a second one, one a figure of last year, one a year."""
    made = []
    for number in range(1, count + 1):
        thing = f"示例{STEMS[(number - 1) % 10]}{NOUNS[(number - 1) // 10]}"
        value = str(first + number)
        words, printed, unit, comparator = (
            (f"{thing}数量控制在{value}个以内", f"{value}个以内", "个", "at_most"),
            (f"新增{thing}{value}家以上", f"{value}家以上", "家", "at_least"),
            (f"建成{thing}{value}个", f"{value}个", "个", "exactly"),
            (f"{thing}覆盖率达到{value}%", f"{value}%", "%", "exactly"),
        )[number % 4]
        promises = [Promise(number, printed, value, unit, comparator)]
        words = f"去年已建示例点7处，今年{words}" if number == PAST else words
        words = f"{year}年底前，{words}" if number == DATED else words
        if number == MERGED:
            words += "，建成虚构亭台93个"
            promises.append(Promise(number, "93个", "93", "个", "exactly"))
        leads = ("县示例局",) if number % 2 else ("县样本局", "县示例局")
        made.append(Task(number, f"发展{thing}", words, leads, ("县虚构局",), tuple(promises)))
    return made


def as_page(found: list[Task]) -> str:
    """The plan as a web page to be printed: chapters of ten tasks, departments in brackets."""
    lines = [f"<h3>{TITLE}</h3>"]
    for task in found:
        if task.number % 10 == 1:
            lines.append(f"<p>{'一二三四'[task.number // 10]}、{CHAPTERS[task.number // 10]}</p>")
        answering = f"牵头单位：{'、'.join(task.leads)}；配合单位：{'、'.join(task.supports)}"
        lines.append(f"<p>{task.number}. {task.title}。{task.words}。（{answering}）</p>")
    style = "<style>p { text-indent: 2em; font: 12pt/1.8 'Noto Sans CJK SC', sans-serif; }</style>"
    return f"<!doctype html><html><meta charset='utf-8'>{style}<body>{''.join(lines)}</body></html>"


def write_table(file: Path, found: list[Task]) -> None:
    """The plan as a table of a Word file, a task a row."""
    document = docx.Document()
    document.add_paragraph(TABLE_TITLE)
    table = document.add_table(rows=1, cols=len(HEAD))
    for cell, words in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = words
    for task in found:
        told = (
            str(task.number), task.title, task.words, "、".join(task.leads), "、".join(task.supports), "2025年12月",
        )  # fmt: skip
        for cell, words in zip(table.add_row().cells, told, strict=True):
            cell.text = words
    document.save(str(file))
