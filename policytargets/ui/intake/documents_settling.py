"""What holds for a whole document and is asked once: the organs of its departments."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from policytargets.intake.matching import likeness
from policytargets.intake.review import Standing, settle, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import Records, read_tables
from policytargets.settings import data_folder
from policytargets.ui.blocks import filters
from policytargets.ui.intake.documents_right import name_signed_in
from policytargets.wording.markdown import plain_text

REVIEWER = "intake-reviewer"
PARTS = ("department_id", "name", "line_ids")
# Behind the kind of what was typed and is not confirmed, among the decisions on the document.
TYPED = "-typed"
# The line of organs that are not named one by one, and the words for them. The board says of each that it is not named:
# no line for what fits no other.
UNNAMED = "collective"
TOGETHER = re.compile(r"(?:有关|相关|责任|牵头|成员|职能)(?:部门|单位)|^各.*部门$")
LIKE = 0.6
SOMEWHAT_LIKE, MOST_SUGGESTED = 0.4, 3
OFFICE = re.compile(r"(?:管理|监督管理|事务|服务)?(?:委员会|办公室|分局|中心|[局委办厅院处])$")
Row = dict[str, str]


def reviewer() -> str:
    """Who works here: who is signed in, else who was asked once a session."""
    return name_signed_in() or str(st.session_state.get(REVIEWER) or "导入人")


def keep(workspace: Workspace, kind: str, name: str, fields: dict[str, Any]) -> None:
    """Keep what was typed and is not confirmed yet."""
    settle(workspace, f"{kind}{TYPED}", name, fields, reviewer=reviewer())


def kept(judged: Mapping[str, Standing], kind: str, name: str) -> dict[str, Any]:
    """What was typed last, else what was confirmed, else nothing."""
    found = (f"{kind}{TYPED}:{name}", f"{kind}:{name}")
    return next((judged[key].fields for key in found if key in judged), {})


@st.fragment
def settle_departments(workspace: Workspace) -> None:
    """The organ and line of each spelling that the district has not used; all that is alike elsewhere is filled in.
    What is typed is kept with the document at once, whether it is confirmed or left."""
    judged, records = standings(workspace), read_tables(data_folder())
    district = workspace.about["district_id"]
    known = {row["printed"] for row in records["department_names"] if row["district_id"] == district}
    printed = dict.fromkeys(
        name for c in workspace.candidates() if c["kind"] == "task" for name in (*c["leads"], *c["supports"])
    )
    open_names = [name for name in printed if name not in known]
    if not open_names:
        st.caption("没有要确认的部门。")
        return
    names = filters.choices("lines")
    lines = {code: f"{name}（统称，如“有关部门”）" if code == UNNAMED else name for code, name in names.items()}
    rows = [_department(name, number, district, judged, records) for number, name in enumerate(open_names, 1)]
    st.caption("同一机构的几种写法填同一个机构编号。填了的随时保存，确认之后才算数。")
    with st.container(border=True):
        filled = [_row(workspace, row, lines) for row in rows]
        wanting = [row["printed"] for row in filled if not row["line_ids"]]
        if wanting:
            rest = f"没有点名的统称（有关部门、成员单位）选“{names[UNNAMED]}”，其余的选职责最近的一条，可选多条。"
            st.caption(plain_text(f"还没有条线：{'、'.join(wanting)}。{rest}"))
        sent = st.button("确认部门")
    if sent:
        wrong = confirm(workspace, filled)
        if wrong:
            st.error(plain_text(f"这些部门的编号、名称或条线还没有填好：{'、'.join(wrong)}。其余的已经确认。"))
    judged = standings(workspace)
    if all(judged.get(f"department:{row['printed']}", Standing()).fields == _parts(row) for row in filled):
        st.success("部门都已确认。")


def confirm(workspace: Workspace, filled: list[Row]) -> list[str]:
    """Keep every spelling that is filled in; returns those that are not."""
    for row in filled:
        if _sound(row):
            settle(workspace, "department", row["printed"], _parts(row), reviewer=reviewer())
    return [row["printed"] for row in filled if not _sound(row)]


def _parts(row: Row) -> Row:
    return {part: row[part] for part in PARTS}


def _row(workspace: Workspace, row: dict[str, Any], lines: dict[str, str]) -> Row:
    """One spelling with the organ and lines to confirm."""
    name = row["printed"]
    keys = {part: f"{part}-{workspace.folder.name}-{name}" for part in PARTS}
    st.session_state.setdefault(keys["department_id"], row["department_id"])
    st.session_state.setdefault(keys["name"], row["name"])
    st.session_state.setdefault(keys["line_ids"], [code for code in row["line_ids"].split(";") if code in lines])
    told: Any = {"on_change": _keep, "args": (workspace, name, keys)}
    organ, named, line = st.columns([2, 2, 3])
    organ.text_input(plain_text(f"{name}：机构编号"), key=keys["department_id"], **told)
    named.text_input(plain_text(f"{name}：机构名称"), key=keys["name"], **told)
    line.multiselect(
        plain_text(f"{name}：条线"), list(lines), key=keys["line_ids"], format_func=lines.__getitem__,
        select_all=False, **told,
    )  # fmt: skip
    _suggest(workspace, row, keys, lines)
    return {"printed": name, **_held(keys)}


def _suggest(workspace: Workspace, row: dict[str, Any], keys: Row, lines: dict[str, str]) -> None:
    """Up to three organs like it where none is just the same, one of which is taken over at a press: of its own
    district the organ itself, of others what they are for."""
    if not row["like"]:
        return

    def take_over() -> None:
        organ = row["like"][st.session_state[chosen]] if st.session_state[chosen] is not None else None
        if organ:
            st.session_state[keys["line_ids"]] = [code for code in organ["line_ids"].split(";") if code in lines]
        if organ and organ["district_id"] == workspace.about["district_id"]:
            st.session_state[keys["department_id"]] = organ["department_id"]
            st.session_state[keys["name"]] = organ["name"]
        _keep(workspace, row["printed"], keys)

    def said(place: int) -> str:
        organ = row["like"][place]
        own = organ["district_id"] == workspace.about["district_id"]
        named = "、".join(lines.get(code, code) for code in organ["line_ids"].split(";"))
        return plain_text(f"就是{organ['name']}" if own else f"同{organ['name']}：{named}")

    chosen = f"like-{workspace.folder.name}-{row['printed']}"
    places = range(len(row["like"]))
    st.pills(plain_text(f"{row['printed']}：相近的机构"), places, format_func=said, key=chosen, on_change=take_over)


def _held(keys: Row) -> Row:
    """What the fields of a spelling hold."""
    state = st.session_state
    return {part: ";".join(state[key]) if part == "line_ids" else str(state[key]) for part, key in keys.items()}


def _keep(workspace: Workspace, name: str, keys: Row) -> None:
    keep(workspace, "department", name, dict(_held(keys)))


def _department(name: str, number: int, district: str, judged: dict[str, Any], records: Records) -> dict[str, Any]:
    """What the fields of a spelling hold at first: as typed last, as confirmed, or as it is proposed."""
    before = kept(judged, "department", name)
    lines = UNNAMED if TOGETHER.search(name) else lines_of(name, records)
    return {
        "printed": name,
        "department_id": before.get("department_id", f"{district}-organ-{number}"),
        "name": before.get("name", name),
        "line_ids": before.get("line_ids", lines),
        "like": [] if lines == UNNAMED else organs_like(name, district, records, lines),
    }


def organs_like(name: str, district: str, records: Records, lines: str = "") -> list[Row]:
    """The three organs likest to a spelling, those of its district first; of the others one for each of their lines
    besides those that stand there already, and none where another district has one for just the same matter."""
    scored = [(likeness(matter(name), matter(row["name"])), row) for row in records["departments"]]
    own = [pair for pair in scored if pair[1]["district_id"] == district and pair[0] >= SOMEWHAT_LIKE]
    others = [pair for pair in scored if pair[1]["district_id"] != district and pair[0] >= SOMEWHAT_LIKE]
    if any(score == 1 for score, _ in others):
        others = []
    by_line: dict[str, tuple[float, Row]] = {}
    for score, row in sorted(others, key=lambda pair: -pair[0]):
        if row["line_ids"] not in (lines, UNNAMED):
            by_line.setdefault(row["line_ids"], (score, row))
    ordered = [*sorted(own, key=lambda pair: -pair[0]), *by_line.values()]
    return [row for _, row in ordered[:MOST_SUGGESTED]]


def lines_of(name: str, records: Records) -> str:
    """The lines of the organs whose names are likest: those that most of them have, the fewest where that is even; none
    where nothing is like."""
    scored = [(likeness(matter(name), matter(row["name"])), row["line_ids"]) for row in records["departments"]]
    best = max((score for score, _ in scored), default=0.0)
    counted = Counter(lines for score, lines in scored if score == best)
    return max(counted, key=lambda lines: (counted[lines], -lines.count(";"))) if best >= LIKE else ""


def matter(name: str) -> str:
    """What a department is for, of its name: 区科技局 and 县科技局 are alike, 水务局 and 税务局 have only the office in
    common."""
    bare = re.sub(r"^(?:市|区|县|州|旗)(?=.{2})", "", name)
    return OFFICE.sub("", bare) if len(OFFICE.sub("", bare)) > 1 else bare


def _sound(row: Row) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z0-9-]*", row["department_id"]) and row["name"].strip() and row["line_ids"])
