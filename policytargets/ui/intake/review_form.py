"""The right side of 审核: the row to be, each field to be corrected, and how it will read on the board."""

from typing import Any

import streamlit as st

from policytargets.intake.doubts_between import doubts_between, repeats
from policytargets.intake.matching import likeness
from policytargets.intake.model import RULES
from policytargets.intake.review import Standing
from policytargets.intake.selection import LEFT, RIGHT, figure_in, moved
from policytargets.intake.succession import NOTHING, targets_before
from policytargets.intake.view import squeeze
from policytargets.intake.workspace import Workspace
from policytargets.record.curated import IN_FIGURES
from policytargets.ui.intake.review import Queue, doubts_of, records
from policytargets.wording.codes import BASIS_WORD, COMPARATOR_WORD, PERIOD_WORD, STRENGTH_WORD
from policytargets.wording.figures import in_words
from policytargets.wording.markdown import plain_text

FLAG_WORD = {
    "year_from_plan": "原文没有写年份，按计划期末",
    "unit_unknown": "没有认出单位",
    "spaced_digits": "数字之间有空格，合成一个数读的，请对照原文",
    "in_table": "表格里的数字，单位、年份和名称取自这一行的各栏和表头，请对照",
    "outside_tasks": "不在任何编号任务里",
    "shared_figure": "一个数字用于几样事物",
    "added": "由审核人从未列为目标的数字里补上，各栏都要看",
    "added_words": "由审核人照原文用语补上，各栏都要看",
    "ocr": "由图像识别得出，要对照页面图像",
    "ocr_low_score": "这几个字识别得没有把握，请逐字对照页面图像",
    "ocr_percent": "识别文字分不清 % 和 ‰，请看清是哪一个",
    "model": "由模型提出",
    "rules_only": "只有规则提出，模型没有提出",
    "disagrees": "规则与模型读法不同",
}
READ_WORD = {"value": "数值", "unit": "单位", "comparator": "界限"}
NUMBERS, CHOICES = ("value", "value_high"), ("comparator", "basis", "period", "strength")
REFERRED = ("restates", "part_of", "succeeds")
TYPED = ("name", "unit", "caveat", "due_year", *CHOICES)
SIDES = {"多一词": (RIGHT, True), "少一词": (RIGHT, False), "前面多一词": (LEFT, True), "前面少一词": (LEFT, False)}


def key_of(name: str, candidate_id: str) -> str:
    """The key of a field of the form, which is also where its value is found."""
    return f"{name}-{candidate_id}"


def start_of(candidate: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """What the form holds at first: the proposal with what was decided before."""
    return {"caveat": "", "restates": "", "part_of": "", "succeeds": "", **candidate, **standing.fields}


def typed(candidate: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """The row as the form holds it now, kept while other candidates are looked at; raises ValueError where a number
    can't be read."""
    key, state = candidate["candidate_id"], st.session_state
    row = {**start_of(candidate, standing), **state.get(key_of("draft", key), {}), **state.get(key_of("span", key), {})}
    held = {name: state[key_of(name, key)] for name in (*TYPED, *REFERRED) if key_of(name, key) in state}
    held = {name: "" if value is None else value for name, value in held.items()}
    for name in NUMBERS:
        if key_of(name, key) in state:
            held[name] = _number(state[key_of(name, key)], row[name])
    state[key_of("draft", key)] = {**state.get(key_of("draft", key), {}), **held}
    return {**row, **held}


def forget(candidate_id: str) -> None:
    """Drop what was typed for a candidate, once it has been decided upon."""
    for name in ("draft", "span"):
        st.session_state.pop(key_of(name, candidate_id), None)


def _number(text: str, before: Any) -> Any:
    """The number as typed; raises ValueError for what is none."""
    if text.strip() == _written(before):
        return before
    number = float(text) if text.strip() else None
    return int(number) if number is not None and number == int(number) else number


def _written(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def say_doubts(workspace: Workspace, row: dict[str, Any], queue: Queue) -> None:
    """What is to be looked at twice, in words, above the fields."""
    said = doubts_of(workspace, row)
    said += doubts_between(row, [{**c, **s.fields} for c, s in queue if s.state != "rejected"], workspace.text)
    for words in said:
        st.warning(plain_text(words))
    for flag in row["flags"]:
        st.caption(f"提示：{FLAG_WORD.get(flag, flag)}")
    if ";" in row.get("extractor", RULES):
        st.caption("规则和模型都提出了这一条。")
    for name, read in row.get("read_otherwise", {}).items():
        st.caption(plain_text(f"模型把{READ_WORD[name]}读作“{COMPARATOR_WORD.get(read, read)}”，请对照原文。"))


def fields(workspace: Workspace, candidate: dict[str, Any], standing: Standing, queue: Queue) -> None:
    """The fields of the row; what stands there is what was proposed, decided or typed before."""
    row, key = typed_or_start(candidate, standing), candidate["candidate_id"]
    for name in (*TYPED, *NUMBERS):
        held = _written(row[name]) if name in NUMBERS else row[name]
        st.session_state.setdefault(key_of(name, key), held)
    _printed(workspace, row)
    st.text_input("目标名称（用自己的话，20 字以内）", key=key_of("name", key))
    with st.container(horizontal=True):
        _choose("界限", "comparator", COMPARATOR_WORD, key)
        st.text_input("数值", key=key_of("value", key))
        st.text_input("上限", key=key_of("value_high", key))
        st.text_input("单位", key=key_of("unit", key))
    with st.container(horizontal=True):
        _choose("口径", "basis", BASIS_WORD, key)
        _choose("时段", "period", PERIOD_WORD, key)
        st.number_input("目标年份", 2000, 2100, key=key_of("due_year", key))
        _choose("承诺力度", "strength", STRENGTH_WORD, key)
    st.text_input("须知（没有则空）", key=key_of("caveat", key))
    with st.expander("重复表述与总数", expanded=bool(row["restates"] or row["part_of"])):
        _refer("restates", "重复的是哪一条（首次表述）", row, queue)
        _refer("part_of", "是哪一条总数的一部分", row, queue)
    _succeed(workspace, row)


def _succeed(workspace: Workspace, row: dict[str, Any]) -> None:
    """Which target of the district's plan before it succeeds, where there is such a plan."""
    before = {old["target_id"]: old for old in targets_before(workspace.about, records())}
    if not before:
        return
    alike = sorted(before, key=lambda code: -likeness(str(row["name"]), before[code]["name"]))
    options, key = [NOTHING, *alike], key_of("succeeds", row["candidate_id"])
    words = {code: f"{old['name']}　{old['printed']}" for code, old in before.items()} | {NOTHING: "不承接，是新提出的"}
    st.session_state.setdefault(key, row["succeeds"] if row["succeeds"] in options else None)
    st.selectbox(
        "承接上一份计划的哪一条",
        options,
        index=None,
        format_func=words.__getitem__,
        placeholder="按指标自动对应",
        key=key,
    )


def _choose(label: str, name: str, words: dict[str, str], key: str) -> None:
    st.selectbox(label, list(words), format_func=words.__getitem__, key=key_of(name, key))


def _refer(name: str, label: str, row: dict[str, Any], queue: Queue) -> None:
    """Another target of the document, the ones most alike first."""
    others = {c["candidate_id"]: c for c, s in queue if s.state != "rejected"}
    others.pop(row["candidate_id"], None)
    alike = [other["candidate_id"] for other in repeats(row, others.values())]
    options = list(dict.fromkeys([*alike, *others]))
    key = key_of(name, row["candidate_id"])
    st.session_state.setdefault(key, row[name] if row[name] in options else None)
    st.selectbox(
        label,
        options,
        format_func=lambda code: f"任务 {others[code]['passage']}　{others[code]['printed']}　{others[code]['name']}",
        placeholder="都不是",
        index=None,
        key=key,
    )


def _printed(workspace: Workspace, row: dict[str, Any]) -> None:
    """The figure as printed, with ways to make the chosen words more or fewer."""
    st.markdown(f"原文数字　**{plain_text(row['printed'])}**")
    with st.container(horizontal=True, gap="small"):
        for label, (side, wider) in SIDES.items():
            st.button(
                label,
                key=key_of(f"{side}-{wider}", row["candidate_id"]),
                on_click=_move,
                args=(workspace, row, side, wider),
                type="tertiary",
            )


def typed_or_start(candidate: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """The row as the form holds it, its numbers as they were where what is typed is none."""
    try:
        return typed(candidate, standing)
    except ValueError:
        st.error("数值须是数字。")
        return start_of(candidate, standing)


def _move(workspace: Workspace, row: dict[str, Any], side: str, wider: bool) -> None:
    """Choose one word more or less; where the figure changes with it, so do its fields."""
    text, key = workspace.text, row["candidate_id"]
    start, end = moved(text, row["start"], row["end"], side, wider=wider)
    printed = squeeze(text[start:end])
    before, after = figure_in(row["printed"]), figure_in(printed)
    span = {"start": start, "end": end, "printed": printed}
    if row["stated_in"] in IN_FIGURES and before != after:
        span |= {"withheld": after["withheld"]}
        for name in NUMBERS:
            st.session_state[key_of(name, key)] = _written(after[name])
        if row["stated_in"] == "digits":
            st.session_state[key_of("unit", key)] = after["unit"]
    st.session_state[key_of("span", key)] = span


def reading(row: dict[str, Any], unit: str) -> None:
    """How the row will read on the board, its figure converted into `unit`, that of its indicator."""
    units = {own["unit"]: own for own in records()["units"]}
    own, of = units.get(row["unit"]), units.get(unit)
    factor = float(own["factor"]) / float(of["factor"]) if own and of and own["quantity"] == of["quantity"] else None
    value, high = (row[name] if row[name] is None else round(row[name] * (factor or 1), 6) for name in NUMBERS)
    said = in_words(
        row["printed"],
        row["comparator"],
        value,
        high,
        unit if factor else row["unit"],
        factor,
        stated_in=row["stated_in"],
    )
    due = f"{row['due_year']}年"
    when = due if row["period"] in ("year", "by_end") else f"{due}，{PERIOD_WORD[row['period']]}"
    st.caption(plain_text("写入后读作：" + "　".join((row["name"], BASIS_WORD[row["basis"]], said, when))))
