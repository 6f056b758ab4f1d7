"""Chapters around the tasks of a plan, whose numbers count paragraphs."""

import re
from collections import Counter
from dataclasses import replace

from policytargets.intake.model import Passage
from policytargets.intake.rules.departments import clauses

# Chapters that say what for and how, and no task: their numbers count paragraphs.
FRAME = re.compile(
    r"(?:(?:总体|工作|有关|相关|几点)?(?:要求|思路)|指导思想|基本原则|(?:总体|工作|主要|发展|行动)?目标(?!和?任务)|总体部署"
    r"|(?:工作|组织|实施|政策|制度)保障|(?:保障|推进)(?:措施|机制)|组织(?:领导|实施)|(?:工作|实施)步骤|(?:督查|监督)?考核)"
    r"(?:[和与及、]|[\u4e00-\u9fff]{0,4}$)"
)
FEWEST_ANSWERED = 2


def without_frames(text: str, passages: list[Passage]) -> list[Passage]:
    """What is numbered as tasks in a chapter that frames them (总体要求, 保障措施) is none, where nobody answers for
    any of it, somebody does for tasks of other chapters, and the numbers begin anew in each chapter."""
    tasks = [passage for passage in passages if passage.kind == "task"]
    anew = sum(task.number == 1 for task in tasks) > 1
    if not anew or not any(FRAME.match(task.chapter) for task in tasks):
        return passages
    answered: Counter[tuple[int, str]] = Counter()
    for task in tasks:
        own = bool(task.columns or clauses(text[task.body : task.end]))
        answered[task.chapter_no, task.chapter] += own
    if sum(answered.values()) < FEWEST_ANSWERED:
        return passages
    return [
        replace(own, kind="text")
        if own.kind == "task" and FRAME.match(own.chapter) and not answered[own.chapter_no, own.chapter]
        else own
        for own in passages
    ]
