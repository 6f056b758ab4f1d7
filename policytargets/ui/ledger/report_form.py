"""The workbook of 填报: taken along filled in so far, brought back as drafts, with an answer for every cell."""

from functools import partial

import streamlit as st

from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.exports.file_names import file_name
from policytargets.exports.forms.columns import FIGURE_STATES
from policytargets.exports.forms.reading import FormRead, OtherForm, read_form
from policytargets.exports.forms.writing import write_form
from policytargets.ledger.drafts import Filling, draft, kept_file, kept_files
from policytargets.ledger.feed import local_day
from policytargets.ledger.periods import period_in_words
from policytargets.people.permissions import may
from policytargets.settings import today
from policytargets.ui.blocks import acting, filters, ledger
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import report as parts
from policytargets.ui.ledger import report_taking
from policytargets.ui.ledger.report_taking import XLSX
from policytargets.wording.lights import OUTLOOK_WORD, READING_WORD
from policytargets.wording.markdown import plain_text

MOST_FILES = 12


def exchange(items: list[Row], department: str, period: Row) -> FormRead | None:
    """The way out and in for the items of a department, those too that were handed in; gives the workbook that was
    brought, None where there is none, it was not taken, or nothing that it brought waits to be handed in."""
    brought = None
    if not items or not may(ledger.person(), "submit", department_id=department):
        return None
    identity = f"form:{department}:{period['period_id']}"
    name = filters.names_of("departments", [department]).get(department, department)
    title = f"{ledger.prefix()}{name} {period_in_words(parts.period_of(period))} 填报表"
    own = f"{parts.stem_of(items[0])}:file"
    with st.expander("用 Excel 填报：下载本期表格，填好后传回", expanded=acting.holds(own)):
        st.download_button(
            "下载填报表", lambda: write_form(title, identity, [_row(item) for item in items]),
            file_name(title, made_on=today(), ending="xlsx"), XLSX, key=f"form:{identity}", on_click="ignore",
        )  # fmt: skip
        file = acting.file("传回填好的表（.xlsx）", own, "xlsx")
        if file is not None:
            try:
                brought = report_taking.take(file, identity, items, department)
            except OtherForm as other:
                _carry_over(other, file.getvalue(), title, identity, items)
            except (Refused, NotSaved, LedgerClosed) as error:
                st.error(plain_text(str(error)))

        _earlier(department)
    return brought


def _carry_over(other: OtherForm, data: bytes, title: str, identity: str, items: list[Row]) -> None:
    """Say whose workbook it is; one of an earlier period of the same department gives its texts to this period's."""
    department, _, period_id = other.identity.removeprefix("form:").rpartition(":")
    periods = {row["period_id"]: period_in_words(parts.period_of(row)) for row in ledger.feed().periods}
    if department != identity.removeprefix("form:").rpartition(":")[0] or period_id not in periods:
        st.error(plain_text(str(other)))
        return
    st.error(plain_text(f"这是本部门 {periods[period_id]} 的表，不是现在选的周期，未导入，没有改动任何内容。"))
    answers = read_form(data, other.identity, {item["due_id"]: report_taking.wanted(item) for item in items}).answers
    texts = {answer.due_id: answer.filling for answer in answers if answer.filling}
    rows = [_row(item) | _texts(texts.get(item["due_id"])) for item in items]
    st.download_button(
        "下载本期的表（已带出那张表中的文字，不带数字）", lambda: write_form(title, identity, rows),
        file_name(title, made_on=today(), ending="xlsx"), XLSX, key=f"carried:{identity}", on_click="ignore",
    )  # fmt: skip


def _texts(filling: Filling | None) -> dict[str, str]:
    """What of an earlier workbook can stand in a later one: words, never figures."""
    named = ("progress", "obstacle", "next_step", "needs_coordination", "signed_by", "source_note")
    held = {name: getattr(filling, name) for name in named} if filling else {}
    return {name: text for name, text in held.items() if text}


def _earlier(department: str) -> None:
    """The workbooks that came before, as they came: the newest at hand, older ones by choice."""
    files = kept_files(ledger.opened(), ledger.person(), department)
    if not files:
        return
    st.caption("以前传回的表，原样保存：")
    older = {file["sha256"]: file for file in files[MOST_FILES:]}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for file in files[:MOST_FILES]:
            _kept(file)
        if older:
            chosen = st.selectbox(
                f"更早的 {len(older)} 份", list(older), index=None, placeholder="选择一份", key=f"older:{department}",
                format_func=lambda code: _named(older[code]) if code in older else code,
            )  # fmt: skip
            if chosen in older:
                _kept(older[chosen])


def _kept(file: Row) -> None:
    st.download_button(
        _named(file), partial(kept_file, ledger.opened(), file["sha256"]), file["name"], XLSX,
        key=f"kept:{file['sha256']}", on_click="ignore",
    )  # fmt: skip


def _named(file: Row) -> str:
    return f"{file['name']}（{local_day(file['recorded_at']).isoformat()}）"


def _row(item: Row) -> dict[str, str]:
    """An item's row of the workbook: what is given, and what has been filled in so far."""
    kept, _ = draft(ledger.opened(), parts.place_of(item))
    filling = kept or parts.first_filling(item)
    last = item["before"][-1] if item["before"] else None
    unit = f"，单位 {item['item'].unit}" if item["item"].unit else ""
    asked = f"{READING_WORD[item['reading']]}（至 {item['when']['ends_on']}{unit}）"
    return {
        "due_id": item["due_id"], "name": item["name"], "task": item["task"],
        "asked": asked if item["kind"] == "figure" else "进展情况",
        "printed": report_taking.printed(item),
        "before": str(last["value"] or "") if last else "",
        "value": report_taking.figure_of(item, filling),
        "figure_state": "" if filling.figure_state == "given" else FIGURE_STATES[filling.figure_state],
        "outlook": OUTLOOK_WORD.get(filling.outlook, ""),
        **{name: getattr(filling, name) for name in ("progress", "obstacle", "next_step", "needs_coordination")},
        **{name: getattr(filling, name) for name in ("finished_on", "expected_on")},
        **{name: getattr(filling, name) for name in ("signed_by", "source_note", "change_reason")},
    }  # fmt: skip
