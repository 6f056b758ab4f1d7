"""催报单: for each department what it has not reported, until when, and what came back with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from policytargets.exports.notes import notes
from policytargets.exports.papers.paper import TO_FILL_IN, Paper
from policytargets.exports.spreadsheets import to_workbook

HEADS, PARTS = ("序号", "应报项", "目标（原文数字）", "报送情况", "退回原因"), (1, 4.4, 3, 3, 3.4)
RATE_HEADS, RATE_PARTS = ("部门", "应报", "按时报送", "未报", "退回待重报", "按时报送率"), (4, 1.4, 1.8, 1.4, 2, 2)
Item = tuple[str, str, str, str]  # item, figure as printed, how it stands, why it was returned


@dataclass(frozen=True)
class Reminder:
    """What a 催报单 tells, as DOCX and as XLSX.

    `missing` holds the items of each department, `rates` rows of `RATE_HEADS`. Raises ValueError where nothing is
    missing.
    """

    missing: Mapping[str, Sequence[Item]]
    rates: Sequence[Sequence[str]]
    title: str
    period: str
    due_on: date
    made_on: date
    warning: str = ""
    version: str = ""

    def __post_init__(self) -> None:
        if not self.missing:
            raise ValueError("a reminder needs something that is missing")

    @property
    def count(self) -> int:
        return sum(len(items) for items in self.missing.values())

    @property
    def asking(self) -> str:
        """What is missing and until when it was due, in one sentence."""
        return (
            f"截至 {self.made_on.isoformat()}，{self.period}应报事项中有 {len(self.missing)} 个部门共 {self.count} 项"
            f"尚未报送或退回后未重报，报送截止日为 {self.due_on.isoformat()}，{_late(self.due_on, self.made_on)}。"
            "请尽快报送。"
        )

    @property
    def notes(self) -> list[tuple[str, str]]:
        told = [("按时报送率", "截止日当天及以前首次提交的项数 ÷ 应报项数；退回另计，不影响首次提交的时间。")]
        count = f"{self.count} 项"
        return notes(self.title, made_on=self.made_on, count=count, to_know=told, version=self.version)


def to_reminders(reminder: Reminder) -> bytes:
    """The paper as DOCX: what each department has to report, then the on-time rates of all departments."""
    paper = Paper(reminder.title, warning=reminder.warning)
    paper.paragraph(reminder.asking)
    paper.heading("待报事项", 1)
    for number, (department, items) in enumerate(reminder.missing.items(), 1):
        paper.subheading(f"{department}（{len(items)} 项）", number)
        paper.table(HEADS, [(str(place), *item) for place, item in enumerate(items, 1)], PARTS)
    paper.heading("各部门按时报送率", 2)
    paper.table(RATE_HEADS, reminder.rates, RATE_PARTS)
    paper.paragraph(f"{TO_FILL_IN}联系人、联系电话。")
    paper.notes(reminder.notes)
    return paper.to_bytes()


def to_reminder_workbook(reminder: Reminder) -> bytes:
    """The same as XLSX, one row per item with its department; the counts of the rates are numbers."""
    rows = [(name, place, *item) for name, items in reminder.missing.items() for place, item in enumerate(items, 1)]
    counted = [[name, *map(int, counts), rate] for name, *counts, rate in reminder.rates]
    sheets = {
        "待报事项": pd.DataFrame(rows, columns=["部门", *HEADS]),
        "按时报送率": pd.DataFrame(counted, columns=list(RATE_HEADS)),
    }
    warned = [("注意", reminder.warning)] if reminder.warning else []
    return to_workbook(sheets, [*warned, ("催报", reminder.asking), *reminder.notes])


def _late(due_on: date, today: date) -> str:
    days = (today - due_on).days
    return f"已逾期 {days} 天" if days > 0 else f"还有 {-days} 天"
