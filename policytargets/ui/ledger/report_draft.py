"""The draft of an item's form: whatever a run finds typed and not kept is kept by it, so that nothing is lost however
fast somebody types; and what to do where the draft was changed elsewhere in the meantime."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

import streamlit as st

from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.exports.forms.columns import FIGURE_STATES
from policytargets.ledger.drafts import UNSETTLED, Filling, Place, draft, joined, save_draft
from policytargets.ledger.evidence import attachments
from policytargets.people.model import Actor
from policytargets.ui.blocks import ledger
from policytargets.wording.lights import OUTLOOK_WORD
from policytargets.wording.markdown import plain_text

FIELD_WORD = {
    "value": "数字", "unit": "单位", "figure_state": "数字情况", "progress": "进展情况", "obstacle": "存在问题",
    "next_step": "下步措施", "needs_coordination": "需协调事项", "outlook": "本单位研判",
    "finished_on": "完成日期", "expected_on": "预计完成日期", "signed_by": "审签负责人", "source_note": "数据来源说明",
    "change_reason": "更正或核减原因", "evidence": "佐证",
}  # fmt: skip
NOT_KEPT = -1  # the version of what is on the screen and in no draft
BESIDE_ANOTHER = "这一项的草稿刚在别处改过，您的文字还没有保存。那边是"
BESIDE_WORKBOOK = "这一项在填报表下载以后，页面上也改过，表中的还没有保存。页面上是"


@dataclass
class Held:
    """What a session knows of a draft, and of the one that was saved elsewhere since, or that the page has where a
    workbook says otherwise (`by_workbook`); and what is to be taken `over` into fields that are empty. It is changed
    in place: every look into the state of a session is where a run may be cut short, and what was saved must be known
    from then on."""

    filling: Filling
    version: int
    theirs: Filling | None = None
    their_version: int = 0
    choice: str = ""
    by_workbook: bool = False
    over: Filling | None = None

    def beside(self, theirs: Filling | None, version: int) -> None:
        """Another draft stands there now: what was chosen was between others."""
        if self.theirs != theirs:
            self.choice = ""
        self.theirs, self.their_version = theirs, version


def held(stem: str, place: Place, first: Callable[[], Filling]) -> Held:
    """What is known of a form's draft; one that is new on the screen opens with what is kept, or the `first`."""
    kept, version = draft(ledger.opened(), place)
    if f"{stem}:signed_by" not in st.session_state or f"{stem}:held" not in st.session_state:
        return put(stem, kept or first(), version)
    known: Held = st.session_state[f"{stem}:held"]
    known.beside((kept or first()) if version != known.version else None, version)
    return known


def put(stem: str, filling: Filling, version: int) -> Held:
    """Fill the fields of a form with what is kept."""
    _write(stem, filling)
    known: Held = st.session_state.setdefault(f"{stem}:held", Held(filling, version))
    known.filling, known.version, known.theirs, known.choice = filling, version, None, ""
    known.by_workbook = False
    return known


def lay_beside(stem: str, brought: Filling, theirs: Filling, version: int) -> None:
    """Fill the fields with what a workbook brought where the page was changed too; none is kept until one is chosen."""
    known = put(stem, brought, NOT_KEPT)
    known.by_workbook = True
    known.beside(theirs, version)


def shows(stem: str, version: int) -> bool:
    """Whether a form is on the screen with this version of its draft."""
    known: Held | None = st.session_state.get(f"{stem}:held")
    return known is not None and known.version == version


def to_be_chosen(stem: str) -> bool:
    """Whether what a workbook brought into a form stands beside what the page has, none chosen yet."""
    known: Held | None = st.session_state.get(f"{stem}:held")
    return known is not None and known.version == NOT_KEPT


def _write(stem: str, filling: Filling) -> None:
    for name, text in asdict(filling).items():
        st.session_state[f"{stem}:{name}"] = text


def typed(stem: str) -> Filling:
    """What the fields of a form hold now."""
    return Filling(**{name: str(st.session_state.get(f"{stem}:{name}") or "") for name in Filling.__annotations__})


def keep(stem: str, actor: Actor | None, place: Place) -> str:
    """Save what is typed and not kept yet; returns why that could not be done. What a colleague saved stays until
    one of both is chosen, which decides on what both wrote: what one alone wrote stays in any case."""
    known: Held = st.session_state[f"{stem}:held"]
    now = typed(stem)
    if known.over:
        now = joined(now, known.over)
        _write(stem, now)
        known.over = None
    if known.theirs is not None:
        if not known.choice and now != known.theirs:
            return ""
        if known.choice:
            now = joined(now, known.theirs) if known.choice == "mine" else joined(known.theirs, now)
            _write(stem, now)
        known.filling, known.version, known.theirs, known.choice = known.theirs, known.their_version, None, ""
        known.by_workbook = False
    if now == known.filling:
        return ""
    try:
        known.version = save_draft(ledger.opened(), actor, place, now, known.version)
        known.filling = now
    except Refused as error:
        theirs, version = draft(ledger.opened(), place)
        if version == known.version:
            return str(error)
        known.beside(theirs, version)
    except (NotSaved, LedgerClosed) as error:
        return str(error)
    return ""


def offer(stem: str, label: str, earlier: Filling) -> None:
    """A button that takes an earlier filling over; what is typed stays."""
    known: Held = st.session_state[f"{stem}:held"]
    st.button(label, key=f"{stem}:over", on_click=setattr, args=(known, "over", earlier))


def settled(stem: str) -> int:
    """The version of the draft that a form shows. Raises Refused while two stand beside each other: handing in would
    drop one of them."""
    known: Held = st.session_state[f"{stem}:held"]
    if known.theirs is not None:
        raise Refused(UNSETTLED)
    return known.version


def begun(stem: str) -> bool:
    """Whether a form that is on the screen says more than who signs it."""
    return typed(stem).begun


def choose(stem: str) -> None:
    """Where the draft was changed elsewhere: what is said there and not here, and which of both is to stay."""
    known: Held = st.session_state[f"{stem}:held"]
    with st.container():  # a place of its own, so that no field moves when it comes
        if known.theirs is None:
            return
        here, there = asdict(typed(stem)), asdict(known.theirs)
        yours = "表中是" if known.by_workbook else "您写的是"
        told = "；".join(
            f"{word}“{_in_words(name, there[name])}”（{yours}“{_in_words(name, here[name])}”）"
            for name, word in FIELD_WORD.items() if here[name] != there[name]
        )  # fmt: skip
        both = any(here[name] and there[name] and here[name] != there[name] for name in here)
        rest = "只有一边写了的都会留下。"
        told_first = BESIDE_WORKBOOK if known.by_workbook else BESIDE_ANOTHER
        st.warning(plain_text(f"{told_first}：{told}。{rest}"))
        mine, others = ("用表中的", "保留页面上的") if known.by_workbook else ("保留我的文字", "改用那边的文字")
        ways = {"mine": mine, "theirs": others} if both else {"mine": "两边都留下"}
        with st.container(horizontal=True):
            for choice, label in ways.items():
                st.button(label, key=f"{stem}:{choice}", on_click=setattr, args=(known, "choice", choice))


def _in_words(name: str, text: str) -> str:
    if name == "evidence":
        return "、".join(own.name for own in attachments(text)) or "无"
    words: dict[str, dict[str, str]] = {"figure_state": FIGURE_STATES, "outlook": OUTLOOK_WORD}
    return words.get(name, {}).get(text, text) or "未填"
