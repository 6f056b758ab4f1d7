"""What pages have in common on which people act: who may enter, and an act with its answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import quote, urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from policytargets import settings
from policytargets.comparisons.model import INVENTED
from policytargets.errors import LedgerClosed, NotSaved, Refused, SignInEnded
from policytargets.people.model import Actor
from policytargets.people.permissions import ACTION_WORD, may_somewhere
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.acts import acts
from policytargets.ui.blocks.addresses import PAGE, Page
from policytargets.ui.blocks.put_by import put_back
from policytargets.wording.markdown import plain_text

WITHOUT = {  # what stands in the way of whoever is not signed in, by the way of signing in
    "off": "本看板没有开启登录，只能查阅已发布的数据。",
    "one": "本看板只供本机一人使用，从别处打开只能查阅已发布的数据。",
    "accounts": "请先登录。",
    "oidc": "请先登录。",
    "proxy": "请先从单位统一认证的入口登录，再打开本看板。",
}
Given = ParamSpec("Given")
Told = TypeVar("Told")


def must_be_at_hand() -> None:
    """Where there is no ledger a sentence, and the page stops. An invented one says so. Raises LedgerClosed."""
    if not ledger.at_hand():
        st.info("本看板没有配置工作台账。")
        st.stop()
    if ledger.feed().kind == "demo":
        st.warning(INVENTED)


def who_is_there() -> Actor | None:
    """Who acts on the ledger. Raises LedgerClosed."""
    must_be_at_hand()
    actor = ledger.person()
    acts().stem = f"{actor.person_id}:" if actor else ""
    if actor:
        put_back(actor)
    return actor


def allowed(actor: Actor | None, page: Page) -> bool:
    """Whether someone may open a page: one with rights only who has one of them somewhere."""
    return not page.rights or any(may_somewhere(actor, action) for action in page.rights)


def must_be_allowed(name: str) -> Actor:
    """Who is there, if they may open this page of the ledger; else what is needed with the way there, and the page
    stops."""
    actor, page = who_is_there(), PAGE[name]
    if actor is None or not allowed(actor, page):
        _say_what_is_needed(actor, page)
        st.stop()
    return actor


def _say_what_is_needed(actor: Actor | None, page: Page) -> None:
    needed = "、".join(ACTION_WORD[action] for action in page.rights)
    if actor is not None:
        st.info(plain_text(f"{actor.name}，您没有{needed}的权限，请找管理员。"))
        return
    st.info(plain_text(f"“{page.title}”供有权{needed}的人使用。{WITHOUT[settings.sign_in_way()]}"))
    sign_in_link("登录，然后回到这一页", page.name)


def sign_in_link(words: str, name: str, *, beside: bool = False) -> None:
    """The way to the sign-in, which leads back to this page as it is now, or stands `beside` it in a tab of its own;
    nothing where people sign in elsewhere."""
    if settings.sign_in_way() in ("accounts", "oidc"):
        query = urlencode(st.query_params.to_dict())
        back = quote(f"{name}?{query}" if query else name, safe="")
        target = "_blank" if beside else "_self"
        st.html(f'<a href="./sign-in?to={back}" target="{target}">{words}</a>')


def pressed(label: str, key: str, **how: Any) -> bool:
    """A button of a form, and whether it was pressed and not acted upon yet: a field that is left right after the
    press cuts its run short."""
    held = acts()
    st.button(label, key=key, on_click=held.pressed.add, args=(key,), **how)
    return key in held.pressed


def sure(label: str, key: str, question: str, place: DeltaGenerator, **how: Any) -> bool:
    """A button that asks once before it acts, in a `place` of its own; whether that was answered by yes."""
    held = acts()
    st.button(label, key=key, on_click=held.asking.add, args=(key,), **how)
    if key not in held.asking or how.get("disabled"):
        return False
    place.warning(plain_text(question))
    with place.container(horizontal=True):
        yes = pressed(f"确定{label}", f"{key}:sure", type="primary")
        st.button(f"不{label.split(maxsplit=1)[0]}", key=f"{key}:not", on_click=held.asking.discard, args=(key,))
    held.asking -= {key} if yes else set()
    return yes


def act(key: str, done: str, command: Callable[[], object]) -> None:
    """Carry out a command and run the page anew; `answer` of the same key says what became of it. Raises SignInEnded
    where that happened since the run began: nothing is done then, and the page keeps what stands in its fields."""
    held = acts()
    try:
        ledger.person()
        said = command()
        held.done[key] = done + (said if isinstance(said, str) else "")
    except SignInEnded:
        raise
    except (Refused, NotSaved, LedgerClosed) as error:
        held.refused[key] = str(error)
    held.pressed.clear()
    held.put_back.clear()
    held.told.discard(key)
    st.rerun()


def answer(key: str) -> None:
    """What became of the act of this key, in a place of its own: no field moves when it comes."""
    held = acts()
    with st.container():
        if said := held.refused.get(key):
            st.error(plain_text(said))
        if said := held.done.get(key):
            st.success(plain_text(said))
    held.told.add(key)


def tick(label: str, key: str) -> bool:
    """A box to tick that stands as it was after the ledger was lost."""
    acts().ticks.add(key)
    return st.checkbox(label, key=key)


def file(label: str, key: str, kind: str | list[str]) -> UploadedFile | None:
    """The file that is chosen here. One that was chosen when the ledger was lost can't be put back into its field: it
    is held beside it until another is chosen or it is let go."""
    files = acts().files
    chosen, held = st.file_uploader(label, type=kind, key=key), files.get(key)
    if chosen and held and chosen.file_id != held.file_id:  # the session may know for one more run what the field lost
        let_go(key)
        held = None
    if held:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain_text(f"台账中断前选的“{held.name}”还在，不用再选。"), width="content")
            st.button("不用这个文件", key=f"{key}:let-go", on_click=let_go, args=(key,))
    return chosen or held


def holds(key: str) -> bool:
    """Whether a file of this key is held, so that its place has to be open."""
    return key in acts().files


def let_go(key: str) -> None:
    """Hold the file of this key no longer: it was taken, or is not wanted."""
    acts().files.pop(key, None)


def end_run() -> None:
    """At the end of a run that was not cut short: what it told is told, and a press that it did not come to is void."""
    held = acts()
    held.pressed.clear()
    for key in held.told:
        held.done.pop(key, None)
        held.refused.pop(key, None)
    held.told.clear()


def in_place(part: Callable[Given, Told]) -> Callable[Given, Told]:
    """Draws a part of a page in a place of its own, so that the fields of the parts below stay where they are, with
    what is being typed in them, when it comes or goes."""

    @wraps(part)
    def placed(*given: Given.args, **named: Given.kwargs) -> Told:
        with st.container():
            return part(*given, **named)

    return placed
