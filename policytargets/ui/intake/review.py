"""The parts of 审核: which document, who reviews, which candidate is in hand, how far the review is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import streamlit as st

from policytargets.intake.consulting import USUAL
from policytargets.intake.doubts import doubts, within
from policytargets.intake.review import DONE, Standing, former, seconds_each, standings
from policytargets.intake.workspace import Workspace, titles_of, workspaces
from policytargets.intake.written import written
from policytargets.record.tables import Records, read_tables, version_of
from policytargets.settings import CHINA, data_folder, documents_folder
from policytargets.ui.blocks import links
from policytargets.ui.intake.documents_right import name_signed_in
from policytargets.ui.intake.documents_settling import REVIEWER
from policytargets.wording.markdown import plain_text

KEYS = Path(__file__).with_name("review.js").read_text(encoding="utf-8")
SHOWN_AT = "intake-shown"
DOCUMENT = "intake-reviewed"
DRAWN = "intake-drawn"
SAID = "intake-said"
SHOWN = {"open": "未审的", "doubt": "有提示的", "deferred": "稍后的", "rejected": "不采用的", "all": "全部"}
STATE_WORD = {"open": "未审", "accepted": "通过", "corrected": "修改后通过", "rejected": "不采用", "deferred": "稍后"}
SECONDS = 12.0
Queue = list[tuple[dict[str, Any], Standing]]


def listen_to_keys() -> None:
    """What the keys need beside the buttons that have them."""
    st.html(f"<script>{KEYS}</script>", unsafe_allow_javascript=True)


def pick_workspace() -> Workspace | None:
    """The document to review, from the address, which keeps its id; chosen by its title."""
    folder = documents_folder()
    titles = titles_of(workspaces(folder)) if folder else {}
    if not folder or not titles:
        return None
    held, asked = st.session_state.get(DOCUMENT), st.query_params.get("document", "")
    # What somebody chose here goes before an address that is a moment behind it; the browser's Back does not.
    if held not in titles or (links.by_history() and asked in titles):
        st.session_state[DOCUMENT] = asked if asked in titles else next(iter(titles))
    name = st.selectbox("文件", list(titles), format_func=titles.__getitem__, key=DOCUMENT, on_change=_choose_document)
    if asked != name:
        st.query_params["document"] = name
    workspace = Workspace(folder / name)
    _leave_fields_behind(workspace)
    if workspace.replaced:
        st.warning("原文有改动：原件在读取之后被改过。请先到“导入”页重新读取；没有变的决定照旧，变了的会在这里标出。")
    return workspace


def _leave_fields_behind(workspace: Workspace) -> None:
    """A sentence that stands in two documents is one candidate by its id: what the form of one holds of it is not the
    other's."""
    state, before = (
        st.session_state,
        Workspace(workspace.folder.with_name(st.session_state.get(DRAWN, workspace.folder.name))),
    )
    if before.folder != workspace.folder and (before.folder / "candidates.jsonl").is_file():
        both = set.intersection(*({c["candidate_id"] for c in own.candidates()} for own in (before, workspace)))
        for key in [key for key in state if str(key).rpartition("-")[2] in both]:
            del state[key]
    state[DRAWN] = workspace.folder.name


def _choose_document() -> None:
    st.query_params.pop("candidate", None)
    st.query_params["document"] = st.session_state[DOCUMENT]


def pick_reviewer() -> str:
    """Who reviews, written with each decision: who is signed in, else asked once. What a field holds is gone with its
    page, so the session keeps the name beside it, and the browser's tab (`review.js`) over a new session."""
    if signed := name_signed_in():
        st.caption(plain_text(f"审核人：{signed}（按登录姓名，随每个决定保存）"))
        return signed
    before = str(st.session_state.get(REVIEWER) or "")
    name = st.text_input("审核人", before, key="reviewer", placeholder="请写姓名，随每个决定保存") or ""
    st.session_state[REVIEWER] = name
    return name


def records() -> Records:
    """The record as it lies on disk, read once for each of its versions."""
    return _records(version_of(data_folder()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _records(version: str) -> Records:
    return read_tables(data_folder())


def queue_of(workspace: Workspace) -> Queue:
    """Every candidate target with how it stands, in the order of the text."""
    judged = standings(workspace)
    targets = [c for c in workspace.candidates() if c["kind"] == "target"]
    return [(c, judged.get(c["candidate_id"], Standing())) for c in targets]


def doubts_of(workspace: Workspace, row: dict[str, Any]) -> list[str]:
    """What does not go together in a row to be and its text."""
    said = doubts(row, workspace.text, _years(workspace), [unit["unit"] for unit in records()["units"]])
    if row["withheld"] and workspace.about["status"] == "issued":
        said.append("文件已经印发，这里的数字却以记号隐去：请对照原件，原文确是这样就照印的通过，不填数值。")
    return said


def _years(workspace: Workspace) -> tuple[int, int]:
    about = workspace.about
    return int(str(about["period_start"])[:4]), int(str(about["period_end"])[:4])


def progress(workspace: Workspace, queue: Queue) -> None:
    """How far the review is, when it was saved last and how long the rest may take; and what a key was answered."""
    done = sum(standing.state in DONE for _, standing in queue)
    times = sorted(seconds_each(workspace))
    usual = times[len(times) // 2] if times else SECONDS
    last = max((standing.at for _, standing in queue if standing.at), default="")
    saved = f"已保存 {datetime.fromisoformat(last).astimezone(CHINA):%H:%M:%S}。" if last else ""
    pace = f"每条约 {usual:.0f} 秒，" if times else ""
    rest = f"{pace}约剩 {max(1, round((len(queue) - done) * usual / 60))} 分钟。" if done < len(queue) else ""
    st.progress(done / len(queue) if queue else 1.0, text=f"已审 {done}/{len(queue)} 条。{saved}{rest}")
    if said := st.session_state.get(SAID):
        st.error(plain_text(said))


def end_run() -> None:
    """At the end of a run that was not cut short: what a key was answered has been said."""
    st.session_state.pop(SAID, None)


def pick_candidate(workspace: Workspace, queue: Queue) -> tuple[dict[str, Any], Standing] | None:
    """The candidate in hand, by the address, else the first of the chosen kind; with ways to the ones beside it."""
    st.segmented_control(
        "看哪些",
        list(SHOWN),
        format_func=SHOWN.__getitem__,
        default="open",
        key="shown",
        on_change=_from_first,
        label_visibility="collapsed",
    )
    own = chosen(workspace, queue)
    named = st.query_params.get("candidate", "")
    by_id = {c["candidate_id"]: (c, s) for c, s in queue}
    current = by_id.get(named) or (own[0] if own else None)
    if current is None:
        open_ones = sum(standing.state == "open" for _, standing in queue)
        ready = "已写入数据表。" if written(workspace, records()) else "可以去“写入”看改动。"
        rest = "没有这样的候选。" if open_ones else f"候选都审过了。{ready}"
        st.info(rest if queue else "这份文件没有候选目标。")
        return None
    ids = [c["candidate_id"] for c, _ in own]
    place = _place(queue, ids, current[0]["candidate_id"])
    last = place - 1 if place > 0 else None
    here = ids[place : place + 1] == [current[0]["candidate_id"]]
    following = place + 1 if here and place + 1 < len(ids) else place if not here and place < len(ids) else None
    back = ids[last] if last is not None else ""
    st.button("上一条", shortcut="ArrowUp", disabled=not back, on_click=show, args=(back,))
    where = f"第 {place + 1} 条，共 {len(ids)} 条" if here else "这一条不在所选的范围里"
    st.caption(where, width="content")
    to = ids[following] if following is not None else ""
    st.button("下一条", shortcut="ArrowDown", disabled=not to, on_click=show, args=(to,))
    shown = st.session_state.setdefault(SHOWN_AT, {})
    shown.setdefault(current[0]["candidate_id"], datetime.now(UTC).isoformat(timespec="milliseconds"))
    return current


def chosen(workspace: Workspace, queue: Queue) -> Queue:
    """The candidates of the chosen kind."""
    kind = st.session_state.get("shown") or "all"
    if kind == "doubt":
        changed, years = former(workspace), _years(workspace)
        return [
            (c, s)
            for c, s in queue
            if set(c["flags"]) - USUAL
            or c["candidate_id"] in changed
            or not within({**c, **s.fields}, years)
            or doubts_of(workspace, {**c, **s.fields})
        ]
    return [(c, s) for c, s in queue if kind in ("all", s.state)]


def _place(queue: Queue, ids: list[str], current: str) -> int:
    """Where a candidate stands among the chosen ones, or would stand by the order of the text."""
    order = [c["candidate_id"] for c, _ in queue]
    before = set(order[: order.index(current)])
    return sum(one in before for one in ids)


def _from_first() -> None:
    st.query_params.pop("candidate", None)


def show(candidate_id: str) -> None:
    """Take a candidate in hand; its time begins anew."""
    st.session_state.get(SHOWN_AT, {}).pop(candidate_id, None)
    if candidate_id:
        st.query_params["candidate"] = candidate_id
    else:
        st.query_params.pop("candidate", None)


def go_on(workspace: Workspace, decided: str) -> None:
    """Take the next candidate of the chosen kind in hand, by the order of the text; from the last, the first."""
    queue = queue_of(workspace)
    order = [c["candidate_id"] for c, _ in queue]
    ids = [c["candidate_id"] for c, _ in chosen(workspace, queue) if c["candidate_id"] != decided]
    after = [one for one in ids if order.index(one) > order.index(decided)]
    show((after or ids or [""])[0])


def since(at: str) -> str:
    """How long ago, in words."""
    passed = datetime.now(UTC) - datetime.fromisoformat(at)
    if passed < timedelta(minutes=1):
        return "刚才"
    if passed < timedelta(hours=1):
        return f"{passed // timedelta(minutes=1)} 分钟前"
    return f"{datetime.fromisoformat(at).astimezone(CHINA):%Y-%m-%d %H:%M}"
