"""Invented plans whose goals stand in no numbered task, taken in and reviewed."""

from pathlib import Path

from policytargets.intake.review import settle
from policytargets.intake.workspace import Workspace
from tests.intake.imports import ABOUT, REVIEWER, accept_all, taken_in

CATEGORY = "rural"
TITLE = ABOUT["title"]
WITH_PREAMBLE = """示例县（虚构）2024年绿色低碳重点任务

为推进虚构发展，2024年示例增加值增长8%以上，建成示例基地5个。
一、总体要求（虚构）
（一）虚构思想。坚持示例办法。
（二）虚构目标。到2024年底，示例能耗下降3%，示例村庄达到20个。
二、示例工业（虚构）
全县（虚构）新增示例企业30家。
1. 示例任务一。新增示例工厂12家以上。（牵头单位：县示例局）
2. 示例任务二。示例用水量控制在300万立方米以内。（县示例局）
三、示例经费增长6%以上（虚构）
加强示例组织。
投入示例经费200万元。

示例县人民政府（虚构）
2024年2月1日
"""
BARE = """示例县（虚构）2024年绿色低碳重点任务

今年示例粮食产量达到30万吨。新建示例车站两座。
示例覆盖率达到85%以上。
"""
UNDER_HEADINGS = """示例县（虚构）2024年绿色低碳重点任务

一、示例工业（虚构）
新增示例工厂12家以上。
示例投资增长10%。
二、示例农村增收8%以上（虚构）
建设示例站两座，示例覆盖率达到85%。
"""
CHAPTERS = {
    WITH_PREAMBLE: ("前言", "总体要求（虚构）", "示例工业（虚构）", "示例经费增长6%以上（虚构）"),
    BARE: (TITLE,),
    UNDER_HEADINGS: (TITLE,),
}


def reviewed(folder: Path, text: str) -> Workspace:
    workspace = taken_in(folder, text)
    for chapter in CHAPTERS[text]:
        settle(workspace, "chapter", chapter, {"category_id": CATEGORY}, reviewer=REVIEWER)
    accept_all(workspace, CATEGORY)
    return workspace
