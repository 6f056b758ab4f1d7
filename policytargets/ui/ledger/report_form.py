"""The workbook of 填报: taken along filled in so far, brought back as drafts, with an answer for every cell."""

from dataclasses import replace
from functools import partial

import streamlit as st

from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.exports.file_names import file_name
from policytargets.exports.forms.columns import FIGURE_STATES
from policytargets.exports.forms.reading import FormRead, OtherForm, marked, read_form
from policytargets.exports.forms.writing import write_form
from policytargets.ledger.drafts import Filling, draft, keep_file, kept_file, kept_files, save_draft
from policytargets.ledger.feed import local_day
from policytargets.ledger.periods import period_in_words
from policytargets.settings import today
from policytargets.ui.blocks import acting, filters, ledger, record
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import report as parts
from policytargets.ui.ledger import report_draft
from policytargets.wording.lights import OUTLOOK_WORD, READING_WORD
from policytargets.wording.markdown import plain_text

MOST_FILES = 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exchange(items: list[Row], department: str, period: Row) -> FormRead | None:
    """The way out and in for the items that can be reported now; gives the workbook that was brought, None where there
    is none or it was not taken."""
    brought = None
    fillable = [item for item in items if parts.can_fill(item)]
    if not fillable:
        return None
    identity = f"form:{department}:{period['period_id']}"
    name = filters.names_of("departments", [department]).get(department, department)
    title = f"{ledger.prefix()}{name} {period_in_words(parts.period_of(period))} 填报表"
    own = f"{parts.stem_of(fillable[0])}:file"
    with st.expander("用 Excel 填报：下载本期表格，填好后传回", expanded=acting.holds(own)):
        st.download_button(
            "下载填报表", lambda: write_form(title, identity, [_row(item) for item in fillable]),
            file_name(title, made_on=today(), ending="xlsx"), XLSX, key=f"form:{identity}", on_click="ignore",
        )  # fmt: skip
        file = acting.file("传回填好的表（.xlsx）", own, "xlsx")
        if file is not None:
            try:
                brought = _take(file.getvalue(), file.name, identity, fillable, department)
            except OtherForm as other:
                _carry_over(other, file.getvalue(), title, identity, fillable)
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
    answers = read_form(data, other.identity, {item["due_id"]: item["item"] for item in items}).answers
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
    """The workbooks that came before, as they came."""
    files = kept_files(ledger.opened(), ledger.person(), department)
    if files:
        st.caption("以前传回的表，原样保存：")
        with st.container(horizontal=True):
            for file in files[:MOST_FILES]:
                came = local_day(file["recorded_at"]).isoformat()
                st.download_button(
                    f"{file['name']}（{came}）", partial(kept_file, ledger.opened(), file["sha256"]),
                    file["name"], XLSX, key=f"kept:{file['sha256']}", on_click="ignore",
                )  # fmt: skip


def _take(data: bytes, name: str, identity: str, items: list[Row], department: str) -> FormRead:
    """Keep the file, read it, turn good rows into drafts, and say what became of each row; gives what it held. The file
    stays in its field: what was handed in since it came is no longer taken from it, even where that was withdrawn."""
    actor, version = ledger.person(), record.record().version
    by_id = {item["due_id"]: item for item in items}
    places = {due_id: parts.place_of(item) for due_id, item in by_id.items()}
    receipt = keep_file(ledger.opened(), actor, department, name, data, version)
    given = {due_id: {name: _row(item)[name] for name in ("name", "printed")} for due_id, item in by_id.items()}
    found = read_form(data, identity, {item["due_id"]: item["item"] for item in items}, given)
    later = [
        due_id for due_id, item in by_id.items()
        if receipt.repeated and item["report"] and item["report"]["entry_id"] > receipt.entry_id
    ]  # fmt: skip
    for answer in found.answers:  # until all are saved nothing looks into the session, where a run can be cut short
        if answer.filling and answer.due_id not in later:
            place, item = places[answer.due_id], by_id[answer.due_id]
            kept, seen = draft(ledger.opened(), place)
            if not (kept and receipt.repeated):  # taken before: what was changed since stays
                filling = replace(answer.filling, evidence=(kept or parts.first_filling(item)).evidence)
                save_draft(ledger.opened(), actor, place, filling, seen)
    done = f"{parts.stem_of(items[0])}:taken:{receipt.hash}:{identity}"
    if not st.session_state.get(done):
        for due_id in (answer.due_id for answer in found.answers if answer.filling):
            kept, seen = draft(ledger.opened(), places[due_id])
            if kept:
                report_draft.put(parts.stem_of(by_id[due_id]), kept, seen)
        st.session_state[done] = True
    _say(found, data, name, by_id)
    if names := [str(by_id[answer.due_id]["name"]) for answer in found.answers if answer.due_id in later]:
        st.caption(plain_text(f"传回这张表以后提交过的，以提交的为准，不再从表中带入：{'、'.join(names)}。"))
    return found


def _say(found: FormRead, data: bytes, name: str, items: dict[str, Row]) -> None:
    good = sum(answer.filling is not None for answer in found.answers)
    wrong = [answer for answer in found.answers if answer.errors]
    empty = len(found.answers) - good - len(wrong)
    st.success(
        f"{good} 行可用，已存为草稿，请在下面核对后提交（页末可一次提交）；{len(wrong)} 行有错；{empty} 行未填。"
    )
    if found.absent:
        st.caption(plain_text(f"表中没有的项，未改动：{'、'.join(str(items[key]['name']) for key in found.absent)}"))
    if found.unknown:
        st.caption(plain_text(f"看不懂的列，已忽略：{'、'.join(found.unknown)}"))
    for answer in wrong:
        st.warning(plain_text(f"第 {answer.line} 行 {answer.said}"))
    if wrong or any(answer.questions for answer in found.answers):
        st.download_button(
            "下载标出错处的原表" if wrong else "下载标出疑问的原表",
            lambda: marked(data, found.answers),
            f"{ledger.prefix()}核对结果 {name}",
            XLSX,
            on_click="ignore",
        )


def _row(item: Row) -> dict[str, str]:
    """An item's row of the workbook: what is given, and what has been filled in so far."""
    kept, _ = draft(ledger.opened(), parts.place_of(item))
    filling = kept or parts.first_filling(item)
    last = item["before"][-1] if item["before"] else None
    unit = f"，单位 {item['item'].unit}" if item["item"].unit else ""
    asked = f"{READING_WORD[item['reading']]}（至 {item['when']['ends_on']}{unit}）"
    return {
        "due_id": item["due_id"], "name": item["name"], "asked": asked if item["kind"] == "figure" else "进展情况",
        "printed": item["printed"] if isinstance(item["printed"], str) else "",
        "before": str(last["value"] or "") if last else "",
        "value": filling.value,
        "figure_state": "" if filling.figure_state == "given" else FIGURE_STATES[filling.figure_state],
        "outlook": OUTLOOK_WORD.get(filling.outlook, ""),
        **{name: getattr(filling, name) for name in ("progress", "obstacle", "next_step", "needs_coordination")},
        **{name: getattr(filling, name) for name in ("finished_on", "signed_by", "source_note", "change_reason")},
    }  # fmt: skip
