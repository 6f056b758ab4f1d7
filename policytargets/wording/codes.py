"""The words and marks for every code of the record."""

from collections.abc import Iterable
from typing import Literal

Presence = Literal["set", "withheld", "worded", "unset", "other_basis", "not_applicable"]


COMPARATOR_MARK = {
    "at_least": "≥ ",
    "more_than": "＞ ",
    "exactly": "",
    "about": "≈ ",
    "less_than": "＜ ",
    "at_most": "≤ ",
    "between": "",
}


COMPARATOR_WORD = {
    "at_least": "不少于",
    "more_than": "超过",
    "exactly": "未写界限",
    "about": "约",
    "less_than": "低于",
    "at_most": "不超过",
    "between": "区间",
}


BASIS_WORD = {
    "new": "新增",
    "cumulative": "累计",
    "level": "总量或水平",
    "share": "比率",
    "growth": "增速",
    "cap": "上限",
}

# Words of addresses that have been passed on. A concentration is no total.
FORMER_BASIS_WORD = {"总量（水平）": "level"}


PERIOD_WORD = {"year": "当年", "each_year": "每年", "average": "年均", "by_end": "期末", "plan": "整个计划期"}


STRENGTH_WORD = {"ensure": "确保", "plain": "未注明", "strive": "力争"}


STATED_IN_WORD = {"digits": "数字", "cell": "数字（单位另在一格）", "numeral": "汉字数字", "words": "用语"}


# The ways in which pages ask for roles, and which roles each of them takes in.
ROLES_WORD = {"lead": "牵头", "either": "牵头或配合", "support": "仅配合"}
ROLES = {"lead": ["lead"], "either": ["lead", "support"], "support": ["support"]}


ROLE_WORD = {"lead": "牵头", "support": "配合"}


DIRECTION_WORD = {"higher": "越高越好", "lower": "越低越好", "none": "不论高低"}


STAGE_WORD = {
    "preliminary": "前期",
    "start": "开工",
    "under_way": "在建",
    "completion": "建成",
    "operation": "投用",
}


ORDER_WORD = {"value": "按数值", "name": "按名称", "plan": "按区县次序"}


# How 目标清单 orders its rows, how 责任部门 looks and what its matrix counts, how 总览 counts.
LIST_ORDER_WORD = {
    "plan": "文件次序",
    "indicator": "同一指标相邻，由高到低",
    "due_year": "目标年份",
    "department": "牵头部门",
}
LEVEL_WAY_WORD = {"line": "按条线", "department": "按部门"}
MEASURE_WORD = {"targets": "目标数", "tasks": "任务数"}
COUNTING_WORD = {"chapter": "按章", "matter": "按事项"}


WORDING_WORD = {"both": "原文与换算", "grouped": "万、亿为单位", "printed": "只看原文"}


STATUS_WORD = {"issued": "已印发", "draft": "征求意见稿"}


PRESENCE_WORD: dict[Presence, str] = {
    "set": "已设定",
    "withheld": "原文隐去",
    "worded": "有表述，无数字",
    "unset": "未设定",
    "other_basis": "另有口径",
    "not_applicable": "不适用",
}

# What becomes of a row of the tables.
CHANGE_WORD = {"added": "新增", "removed": "删去", "changed": "改动"}
# What shapes of dots mean; a plain figure has none of its own.
SHAPE_WORD = {
    "at_least": "▶ 以上",
    "more_than": "▶ 以上",
    "less_than": "◀ 低于",
    "at_most": "◀ 以内",
    "about": "◆ 左右",
    "between": "粗线 区间",
}


def shapes_in_words(comparators: Iterable[str]) -> list[str]:
    """What the shapes of these figures mean, each once."""
    return list(dict.fromkeys(SHAPE_WORD[comparator] for comparator in comparators if comparator in SHAPE_WORD))
