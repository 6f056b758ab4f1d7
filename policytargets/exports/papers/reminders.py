"""催报单: for each department what it has not reported, until when, and what came back with its reason."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from policytargets.exports.notes import notes
from policytargets.exports.papers.paper import TO_FILL_IN, Paper
from policytargets.exports.spreadsheets import to_workbook

HEADS, PARTS = ("序号", "应报项", "目标（原文数字）", "报送情况", "退回原因"), (1, 4.4, 3, 3, 3.4)
RATE_HEADS, RATE_PARTS = ("部门", "应报", "按时报送", "未报", "退回待重报", "按时报送率"), (4, 1.4, 1.8, 1.4, 2, 2)
Item = tuple[str, str, str, str]  # item, figure as printed, how it stands, why it was returned


def to_reminders(
    missing: Mapping[str, Sequence[Item]],
    rates: Sequence[Sequence[str]],
    *,
    title: str,
    period: str,
    due_on: date,
    made_on: date,
    warning: str = "",
    version: str = "",
) -> bytes:
    """The paper as DOCX: the on-time rates of all departments, then one part for each that has something to report.

    `missing` holds the items of each department, `rates` rows of `RATE_HEADS`. Raises ValueError where nothing is
    missing.
    """
    if not missing:
        raise ValueError("a reminder needs something that is missing")
    paper = Paper(title, warning=warning)
    paper.paragraph(_asking(missing, period, due_on, made_on))
    paper.heading("待报事项", 1)
    for number, (department, items) in enumerate(missing.items(), 1):
        paper.subheading(f"{department}（{len(items)} 项）", number)
        paper.table(HEADS, [(str(place), *item) for place, item in enumerate(items, 1)], PARTS)
    paper.heading("各部门按时报送率", 2)
    paper.table(RATE_HEADS, rates, RATE_PARTS)
    paper.paragraph(f"{TO_FILL_IN}联系人、联系电话。")
    paper.notes(_notes(missing, title, made_on, version))
    return paper.to_bytes()


def to_reminder_workbook(
    missing: Mapping[str, Sequence[Item]],
    rates: Sequence[Sequence[str]],
    *,
    title: str,
    period: str,
    due_on: date,
    made_on: date,
    warning: str = "",
    version: str = "",
) -> bytes:
    """The same as XLSX, one row per item with its department; the counts of the rates are numbers."""
    rows = [(name, place, *item) for name, items in missing.items() for place, item in enumerate(items, 1)]
    counted = [[name, *map(int, counts), rate] for name, *counts, rate in rates]
    sheets = {
        "待报事项": pd.DataFrame(rows, columns=["部门", *HEADS]),
        "按时报送率": pd.DataFrame(counted, columns=list(RATE_HEADS)),
    }
    asking = [("注意", warning)] if warning else []
    asking.append(("催报", _asking(missing, period, due_on, made_on)))
    return to_workbook(sheets, [*asking, *_notes(missing, title, made_on, version)])


def _asking(missing: Mapping[str, Sequence[Item]], period: str, due_on: date, made_on: date) -> str:
    """What is missing and until when it was due, in one sentence."""
    return (
        f"截至 {made_on.isoformat()}，{period}应报事项中有 {len(missing)} 个部门共 {_count(missing)} 项尚未报送或退回后"
        f"未重报，报送截止日为 {due_on.isoformat()}，{_late(due_on, made_on)}。请尽快报送。"
    )


def _notes(missing: Mapping[str, Sequence[Item]], title: str, made_on: date, version: str) -> list[tuple[str, str]]:
    told = [("按时报送率", "截止日当天及以前首次提交的项数 ÷ 应报项数；退回另计，不影响首次提交的时间。")]
    return notes(title, made_on=made_on, count=f"{_count(missing)} 项", to_know=told, version=version)


def _count(missing: Mapping[str, Sequence[Item]]) -> int:
    return sum(len(items) for items in missing.values())


def _late(due_on: date, today: date) -> str:
    days = (today - due_on).days
    return f"已逾期 {days} 天" if days > 0 else f"还有 {-days} 天"
