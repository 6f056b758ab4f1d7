"""Rows of a table of indicators: name, unit, baseline and a figure for each year are targets without a sentence."""

import re
from dataclasses import dataclass

from policytargets.intake.model import Passage, Period

BASELINE = re.compile(r"基数|基期|基准|基础值|现状|现值|实际|完成|上年|去年|预计")
VALUE = re.compile(r"(?:目标|计划|指标|规划|预期|任务)(?:值|数|量)|目标$")
GOAL = re.compile(r"目标|计划|指标值|规划|预期值|任务(?:值|数|量)")
NAMED = re.compile(r"指标|名称|项目")
# A table of tasks with a figure and a unit for each is one too, whose tasks name what is counted.
TASKED = re.compile(r"任务(?![值数量])|事项|工作|内容")
BARE_GOAL = re.compile(r"(?:20\d\d年|年度)?(?:目标|计划|指标|任务)(?:值|数|量)|数值")
BARE_YEAR = re.compile(r"20\d\d年?(?:度|末|底)?")
FEWEST_YEARS = 2
UNIT_IN_NAME = re.compile(r"\(([^()]{1,10})\)$")


@dataclass(frozen=True)
class Cell:
    """A cell of a row of indicators: what it holds (`baseline`, `goal`), its year, the indicator's name and unit."""

    kind: str
    year: int | None
    name: str
    unit: str


def is_indicator_header(words: list[str]) -> bool:
    """Whether these cells head a table of indicators: one for the unit, or for one year or several."""
    yearly = sum(
        bool(GOAL.search(word) or BASELINE.search(word)) and bool(re.search(r"20\d\d", word)) for word in words
    )
    years = sum(bool(BARE_YEAR.fullmatch(word)) for word in words)
    unit = any(re.fullmatch(r"(?:计量|计算)?单位", word) for word in words)
    goal = any(VALUE.search(word) or re.search(r"20\d\d年?$", word) for word in words)
    bare = any(BARE_GOAL.fullmatch(word) for word in words)
    if unit and bare and any(TASKED.search(word) for word in words):
        return True
    return any(NAMED.search(word) for word in words) and ((unit and goal) or yearly > 0 or years >= FEWEST_YEARS)


def kinds_of(words: list[str]) -> list[str]:
    """What each column of such a table holds: `indicator`, `unit`, `baseline:2023`, `goal:2026`, or nothing."""
    kinds = [_kind_of(word) for word in words]
    tasks = [TASKED.search(word) is not None for word in words]
    if "indicator" not in kinds:
        kinds = [kind or ("indicator" if task else "") for kind, task in zip(kinds, tasks, strict=True)]
    return kinds


def _kind_of(word: str) -> str:
    year = re.search(r"20\d\d", word)
    if re.fullmatch(r"(?:计量|计算)?单位", word):
        return "unit"
    if BASELINE.search(word):
        return f"baseline:{year[0] if year else ''}"
    if GOAL.search(word) or BARE_YEAR.fullmatch(word):
        return f"goal:{year[0] if year else ''}"
    if word == "数值":
        return "goal:"
    return "indicator" if re.search(r"指标|名称|项目|内容", word) else ""


def cell_at(text: str, passage: Passage, place: int, plan: Period) -> Cell | None:
    """The cell of a row of indicators in which a place of the view lies, or nothing."""
    columns = {kind: text[start:end].strip() for kind, start, end in passage.columns}
    own = next((kind for kind, start, end in passage.columns if start <= place < end), "")
    kind, marked, year = own.partition(":")
    if kind not in ("goal", "baseline") or not marked:
        return None
    name = columns.get("indicator") or columns.get("task") or columns.get("target", "")
    inside = UNIT_IN_NAME.search(name)
    unit = columns.get("unit") or (inside[1] if inside else "")
    if kind == "goal" and year and int(year) < plan.start:
        kind = "baseline"
    return Cell(kind, int(year) if year else None, UNIT_IN_NAME.sub("", name), "" if unit in "-/" else unit)
