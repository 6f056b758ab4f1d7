"""What writing would change, told as an official reads it: sentences in the document's order, with their counts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import streamlit as st

from policytargets.intake.accounting import Account
from policytargets.intake.alignment import GONE
from policytargets.intake.publishing import Change, Plan
from policytargets.record.curated import TABLE
from policytargets.record.rows import Row
from policytargets.ui.blocks import filters
from policytargets.ui.intake.review_changes import Named, in_words, show_changes
from policytargets.ui.intake.review_refusals import task_in_short
from policytargets.wording import figures
from policytargets.wording.codes import (
    BASIS_WORD,
    CHANGE_WORD,
    DIRECTION_WORD,
    PERIOD_WORD,
    ROLE_WORD,
    STATUS_WORD,
    STRENGTH_WORD,
)
from policytargets.wording.glossary import REASON_WORD, WORD_REASON_WORD
from policytargets.wording.markdown import plain_text

MOVED_SHOWN = 12
GROUPS = ("区县与文件", "任务与部门", "目标", "指标与单位", "未采用的数字")
Place = tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """One sentence of the difference: in which group, what becomes of what, and where it stands in the document."""

    group: str
    what: str
    counted: str
    words: str
    place: Place = ()


def show_difference(made: Plan) -> None:
    """The sentences by group, each with its count; the rows of the tables behind a fold."""
    lines = list(lines_of(made))
    for group in GROUPS:
        own = sorted((line for line in lines if line.group == group), key=lambda line: line.place)
        if own:
            with st.expander(f"{group}：{counts_in_words(own)}"):
                st.markdown("\n".join(f"- {_marked(line, own)}" for line in own))
                if group == GROUPS[-1]:
                    st.caption(account_in_words(made.account))
    with st.expander("数据表里的行，供数据管理员核对"):
        show_changes(made.changes)


def counts_in_words(lines: list[Line]) -> str:
    """How many of what: `新增 3 项任务、2 个部门，删去 1 项任务`."""
    told = []
    for what, word in CHANGE_WORD.items():
        counts = Counter(line.counted for line in lines if line.what == what)
        told += [f"{word} {'、'.join(f'{count} {noun}' for noun, count in counts.items())}"] if counts else []
    return "，".join(told)


def account_in_words(account: Account) -> str:
    """Why another number of figures is written than 未列为目标的数字 lists."""
    told = [f"“未列为目标的数字”列出 {account.listed} 处，这里写入 {account.written} 处"]
    told += [f"{account.outside} 处不在编号任务里，也不在采用了目标的段落里，不进数据表"] if account.outside else []
    told += [f"{account.taken} 处经审核成了目标"] if account.taken else []
    told += [f"{account.joined} 处与另一条候选是同一个数字，不另记"] if account.joined > 0 else []
    told += [f"另有 {account.rejected} 处是审核时没有采用的候选"] if account.rejected else []
    return "；".join(told) + "。"


def _marked(line: Line, beside: list[Line]) -> str:
    """The sentence, with what becomes of it where not the same becomes of all."""
    mark = f"{CHANGE_WORD[line.what]}　" if len({other.what for other in beside}) > 1 else ""
    return plain_text(mark + line.words)


def lines_of(made: Plan) -> Iterator[Line]:
    """Every sentence of the difference."""
    told = _Telling(made)
    yield from _moved(made.moved)
    for change in made.told:
        row = told.row(change)
        if change.table == "districts":
            yield told.line(change, GROUPS[0], "个区县", f"{row['name']}（{row['city']}，{row['kind']}）")
        elif change.table == "documents":
            yield told.line(change, GROUPS[0], "份文件", _document(row))
        elif change.table == "departments":
            lines = filters.choices("lines")
            of = "、".join(lines.get(code, code) for code in row["line_ids"].split(";") if code)
            yield told.line(change, GROUPS[1], "个部门", f"部门 {row['name']}：条线 {of}", (1_000_000,))
        elif change.table == "department_names" and told.organ(row) != row["printed"]:
            words = f"写法“{row['printed']}”记作 {told.organ(row)}"
            yield told.line(change, GROUPS[1], "种写法", words, (1_000_001,))
        elif change.table == "targets":
            yield told.line(change, GROUPS[2], f"条目标{_way(change)}", told.target(row), told.place(row))
        elif change.table == "reviews" and row["target_id"] not in told.changed:
            target = told.targets.get(row["target_id"], row)
            yield told.line(change, GROUPS[2], "条审核记录", f"{told.target(target)}；审核记录", told.place(target))
        elif change.table == "indicators":
            yield told.line(change, GROUPS[3], "个指标", _indicator(row))
        elif change.table == "units":
            yield told.line(
                change,
                GROUPS[3],
                "个单位",
                f"单位 {row['unit']}：1 {row['unit']} = {row['factor']} {row['canonical_unit']}",
            )
        elif change.table in ("excluded_figures", "excluded_words"):
            noun = "处数字" if change.table == "excluded_figures" else "处用语"
            yield told.line(change, GROUPS[4], noun, told.excluded(row), told.place(row))
    yield from told.tasks()


def _moved(moved: dict[str, str]) -> Iterator[Line]:
    """That tasks go on under other numbers, which is no change of theirs."""
    if moved:
        pairs = [f"{was.partition('/')[2]} → {now.partition('/')[2]}" for was, now in moved.items()]
        more = f" 等 {len(pairs)} 项" if len(pairs) > MOVED_SHOWN else ""
        words = f"只换了编号的任务：{'、'.join(pairs[:MOVED_SHOWN])}{more}；内容有改动的另列"
        yield Line(GROUPS[1], "changed", "处编号", words)


def _way(change: Change) -> str:
    """Which way a figure went that is counted as before."""
    cells = {name: (old, new) for name, old, new in change.cells}
    value = cells.get("value", ("", ""))
    if change.what != "changed" or not all(value) or "unit" in cells:
        return ""
    return "（数字提高）" if float(value[1]) > float(value[0]) else "（数字降低）"


def _document(row: Row) -> str:
    origin = "，".join(part for part in (row["issuer"], row["doc_no"], row["issued_on"]) if part)
    years = "—".join(dict.fromkeys((row["period_start"][:4], row["period_end"][:4])))
    of = f"，{origin}" if origin else ""
    return (
        f"{row['title']}（{STATUS_WORD[row['status']]}{of}）：计划期 {years} 年，编号任务 {row['stated_task_count']} 项"
    )


def _indicator(row: Row) -> str:
    unit = f"，单位 {row['unit']}" if row["unit"] else ""
    read = f"{BASIS_WORD[row['basis']]}{unit}，{DIRECTION_WORD[row['direction']]}"
    return f"{row['name']}：{read}；定义：{row['definition']}"


class _Telling:
    """The difference with what its sentences look up."""

    def __init__(self, made: Plan) -> None:
        self.made = made
        self.named: Named = {"category_id": filters.choices("categories"), "line_ids": filters.choices("lines")}
        self.keyed = {name: {_key(name, row): row for row in rows} for name, rows in made.records.items()}
        gone = {name: [self.row(c) for c in made.told if c.table == name and c.what == "removed"] for name in TABLE}
        self.known = {name: [*gone[name], *made.records[name]] for name in TABLE}
        self.task_of = {row["task_id"]: row for row in self.known["tasks"]}
        self.targets = {row["target_id"]: row for row in self.known["targets"]}
        self.organs = {row["department_id"]: row["name"] for row in self.known["departments"]}
        # Those of a task that goes are found among what goes.
        self.answerable: dict[str, list[Row]] = {}
        there = {row["task_id"] for row in made.records["responsibilities"]}
        for row in [
            *made.records["responsibilities"],
            *(g for g in gone["responsibilities"] if g["task_id"] not in there),
        ]:
            self.answerable.setdefault(row["task_id"], []).append(row)
        self.changed = {change.key[0] for change in made.told if change.table == "targets"}

    def row(self, change: Change) -> Row:
        """The row as it will be, or was where it goes."""
        if change.what != "removed":
            return self.keyed[change.table][change.key]
        return dict.fromkeys(TABLE[change.table].header, "") | {name: old for name, old, _ in change.cells}

    def line(self, change: Change, group: str, counted: str, words: str, place: Place = ()) -> Line:
        """A sentence, with the cells that change where it is there before and after."""
        said = f"；改动：{in_words(change, self.named)}" if change.what == "changed" else ""
        return Line(group, change.what, counted, words + said, place)

    def organ(self, row: Row) -> str:
        return self.organs.get(row["department_id"], "")

    def place(self, row: Row) -> Place:
        """Where a row stands in the document: chapter, task, item, and its own place there."""
        task = self.task_of[row["task_id"]]
        item = task["task_id"].removesuffix(GONE).rpartition(".")[2] if task["item"] else "0"
        own = row.get("seq") or row.get("position") or row.get("occurrence") or "0"
        return int(task["chapter_no"]), int(task["task_no"]), int(item), int(own)

    def target(self, row: Row) -> str:
        """A target as the board says it, with its task and who leads it."""
        if "printed" not in row:
            return row["target_id"]
        value, high = (float(row[name]) if row[name] else None for name in ("value", "value_high"))
        figure = figures.in_words(
            row["printed"], row["comparator"], value, high, row["unit"], None, stated_in=row["stated_in"]
        )
        said = [figure, f"{row['due_year']}年", BASIS_WORD[row["basis"]], PERIOD_WORD[row["period"]]]
        said += [STRENGTH_WORD[row["strength"]]] if row["strength"] != "plain" else []
        leads = self.departments(row["task_id"], "lead")
        return f"{task_in_short(self.task_of[row['task_id']])} {row['name']}：{'，'.join(said)}" + (
            f"；牵头：{leads}" if leads else ""
        )

    def excluded(self, row: Row) -> str:
        reason = {**WORD_REASON_WORD, **REASON_WORD}[row["reason"]]
        return f"{task_in_short(self.task_of[row['task_id']])} “{row['printed'].strip('“”')}”：{reason}"

    def departments(self, task_id: str, role: str) -> str:
        """The departments of a task in a role as printed, in their order."""
        rows = [row for row in self.answerable.get(task_id, []) if row["role"] == role]
        rows.sort(key=lambda row: int(row["position"]))
        others = "等" if any(row["and_others"] == "true" for row in rows) else ""
        return "、".join(row["printed"] for row in rows) + others

    def tasks(self) -> Iterator[Line]:
        """Every task that changes or whose departments do, in one sentence each."""
        own = {c.key[0]: c for c in self.made.told if c.table == "tasks"}
        answering: dict[str, list[Change]] = {}
        for change in self.made.told:
            if change.table == "responsibilities":
                answering.setdefault(change.key[0], []).append(change)
        for task_id in dict.fromkeys([*own, *answering]):
            task, alone = self.task_of[task_id], own.get(task_id)
            what = alone.what if alone else "changed"
            words = f"{task_in_short(task)} {task['item'] or task['title']}"
            roles = [(word, self.departments(task_id, role)) for role, word in ROLE_WORD.items()]
            words += "".join(f"；{word}：{names}" for word, names in roles if names)
            said = [in_words(alone, self.named)] if alone and what == "changed" else []
            said += [self.answering(c) for c in answering.get(task_id, [])] if what == "changed" else []
            words += f"；改动：{'，'.join(said)}" if said else ""
            noun = "处未编号段落" if task["task_no"] == "0" else "项任务"
            yield Line(GROUPS[1], what, noun, words, self.place(task))

    def answering(self, change: Change) -> str:
        row = self.row(change)
        return f"{CHANGE_WORD[change.what]}{ROLE_WORD[row['role']]} {row['printed']}"


def _key(table: str, row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] for name in TABLE[table].key)
