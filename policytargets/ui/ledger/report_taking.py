"""A workbook of 填报 that came back: brought in once, what was changed in it as drafts, and what became of each row."""

from dataclasses import dataclass, replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from policytargets.exports.forms.reading import FormRead, Wanted, marked, read_form
from policytargets.ledger.brought import alike, changed_by
from policytargets.ledger.drafts import Filling, draft, keep_file, save_draft
from policytargets.ui.blocks import ledger, record
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import report as parts
from policytargets.ui.ledger import report_draft
from policytargets.wording.markdown import plain_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CLOSED = {
    "submitted": "已提交，撤回后再传",
    "checked": "已核对，督查室退回后再传",
    "released": "已发布，先点“更正已发布的数据”再传",
}


@dataclass(frozen=True)
class Taken:
    """A workbook that was brought in: what it held, whose drafts were newer, and which are still to be chosen."""

    found: FormRead
    newer: tuple[str, ...]
    both: tuple[str, ...]


def take(file: UploadedFile, identity: str, items: list[Row], department: str) -> FormRead | None:
    """Bring a chosen file in once, however long it stays chosen, and say what became of each row; gives what it held,
    None where nothing of that waits to be handed in."""
    done = f"{parts.stem_of(items[0])}:taken:{file.file_id}:{identity}"
    taken: Taken | None = st.session_state.get(done)
    if taken is None:
        taken = st.session_state[done] = _bring_in(file.getvalue(), file.name, identity, items, department)
    by_id = {item["due_id"]: item for item in items}
    good = [answer.due_id for answer in taken.found.answers if answer.filling]
    if good and not any(parts.can_fill(by_id[due_id]) for due_id in good if due_id in by_id):
        st.caption("这张表带来的各项都已提交。要改，请先撤回，或重新下载填报表。")
        return None
    _say(taken, file.getvalue(), file.name, by_id)
    return taken.found


def _bring_in(data: bytes, name: str, identity: str, items: list[Row], department: str) -> Taken:
    """Keep the file, read it, and turn what was changed in its good rows since it was taken along into drafts."""
    actor, by_id = ledger.person(), {item["due_id"]: item for item in items}
    stems = {due_id: parts.stem_of(item) for due_id, item in by_id.items()}
    before: dict[str, Filling | None] = {key: st.session_state.get(f"{stem}:brought") for key, stem in stems.items()}
    asked = {due_id for due_id, stem in stems.items() if report_draft.to_be_chosen(stem)}
    receipt = keep_file(ledger.opened(), actor, department, name, data, record.record().version)
    found = read_form(data, identity, {due_id: _or_closed(item) for due_id, item in by_id.items()})
    rows = {answer.due_id: (answer.filling, answer.taken) for answer in found.answers if answer.filling}
    kept: dict[str, tuple[Filling, int]] = {}
    beside: dict[str, tuple[Filling, Filling, int]] = {}
    for due_id, (row, taken) in rows.items():  # until all are saved nothing looks into the session: see `Held`
        place = parts.place_of(by_id[due_id])
        own, version = draft(ledger.opened(), place)
        page = own or parts.first_filling(by_id[due_id])
        filling, both = changed_by(row, taken, page, before[due_id])
        if receipt.repeated and own is not None and due_id not in asked:  # taken before: what was changed since stays
            filling, both = own, False
        if both:
            beside[due_id] = (filling, page, version)
        elif filling != page or own is None:
            kept[due_id] = (filling, save_draft(ledger.opened(), actor, place, filling, version))
        else:
            kept[due_id] = (filling, version)
    for due_id, (filling, version) in kept.items():
        if not report_draft.shows(stems[due_id], version):
            report_draft.put(stems[due_id], filling, version)
        st.session_state[f"{stems[due_id]}:brought"] = rows[due_id][0]
    for due_id, (filling, page, version) in beside.items():
        report_draft.lay_beside(stems[due_id], filling, page, version)
    newer = (key for key, (filling, _) in kept.items() if not alike(filling, rows[key][0]))
    return Taken(found, tuple(newer), tuple(beside))


def wanted(item: Row) -> Wanted:
    """An item for the row that bears its key."""
    return Wanted(item["item"], str(item["name"]), printed(item), parts.before(item), item["later"])


def _or_closed(item: Row) -> Wanted:
    """The same of this period: one that was handed in says so."""
    if parts.can_fill(item) or not item["report"]:
        return wanted(item)
    return replace(wanted(item), closed=CLOSED[parts.state_of(item)], handed_in=parts.first_filling(item))


def printed(item: Row) -> str:
    """The words of a target; a task without figures has none."""
    return item["printed"] if isinstance(item["printed"], str) else ""


def _say(taken: Taken, data: bytes, name: str, items: dict[str, Row]) -> None:
    found = taken.found
    good = sum(answer.filling is not None for answer in found.answers)
    wrong = [answer for answer in found.answers if answer.errors]
    left = sum(bool(answer.left) and not answer.errors for answer in found.answers)
    empty = len(found.answers) - good - len(wrong) - left
    saved = "，已存为草稿，请在下面核对后提交（页末可一次提交）" if good > len(taken.both) else ""
    handed_in = f"；{left} 行已提交，没有改动" if left else ""
    st.success(f"{good} 行可用{saved}；{len(wrong)} 行有错；{empty} 行未填{handed_in}。")
    if taken.both:
        st.warning(
            plain_text(f"{len(taken.both)} 项页面上也改过，请在该项上方选用哪一份：{_names(taken.both, items)}。")
        )
    if taken.newer:
        names = _names(taken.newer, items)
        st.info(plain_text(f"{len(taken.newer)} 项页面上的较新，表没有盖过它：{names}。"))
    if found.absent:
        st.caption(plain_text(f"表中没有的项，未改动：{_names(found.absent, items)}"))
    if found.unknown:
        st.caption(plain_text(f"看不懂的列，已忽略：{'、'.join(found.unknown)}"))
    for answer in wrong:
        named = f"（{_names((answer.due_id,), items)}）" if answer.due_id in items else ""
        st.warning(plain_text(f"第 {answer.line} 行{named} {answer.said}"))
    if wrong or any(answer.questions for answer in found.answers):
        st.download_button(
            "下载标出错处的原表" if wrong else "下载标出疑问的原表",
            lambda: marked(data, found.answers),
            f"{ledger.prefix()}核对结果 {name}",
            XLSX,
            on_click="ignore",
        )


def _names(due_ids: tuple[str, ...], items: dict[str, Row]) -> str:
    return "、".join(str(items[key]["name"]) for key in due_ids if key in items)
