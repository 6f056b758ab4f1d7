"""What pages have in common on which people act: who may enter, and an act with its answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
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
from policytargets.ui.blocks.addresses import PAGE, Page
from policytargets.ui.blocks.put_by import put_by, take_back
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
    actor, acts = ledger.person(), _acts()
    acts.stem = f"{actor.person_id}:" if actor else ""
    if actor:
        _put_back(actor)
    return actor


def _put_back(actor: Actor) -> None:
    """What the person typed here before their sign-in was ended stands in its fields again."""
    acts = _acts()
    for key, typed in take_back(actor.person_id, acts.page).items():
        acts.put_back.add(acts.page)
        if isinstance(typed, UploadedFile):
            acts.files[key] = typed
        else:
            st.session_state[key] = typed
    with st.container():  # a place of its own, so that no field moves when it comes
        if acts.page in acts.put_back:
            st.info("登录结束前填好、还没有保存的内容已放回原处，请核对。")


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


@dataclass
class Acts:
    """What was asked for by buttons, which of them ask once more, what became of it; what the keys of a person's fields
    begin with, which are ticks, what stood in those of each page that lost the ledger, and the files chosen; the page
    that is drawn, those whose fields were put by as their person was signed out, and put back. Changed in place: every
    look into the state of a session is where a run may be cut short by what the visitor does next."""

    pressed: set[str] = field(default_factory=set)
    done: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    asking: set[str] = field(default_factory=set)
    ticks: set[str] = field(default_factory=set)
    stem: str = ""
    page: str = ""
    put_by: set[str] = field(default_factory=set)
    put_back: set[str] = field(default_factory=set)
    files: dict[str, UploadedFile] = field(default_factory=dict)
    lost: dict[str, dict[str, object]] = field(default_factory=dict)


def _acts() -> Acts:
    acts: Acts = st.session_state.setdefault("acts", Acts())
    return acts


def pressed(label: str, key: str, **how: Any) -> bool:
    """A button of a form, and whether it was pressed and not acted upon yet: a field that is left right after the
    press cuts its run short."""
    acts = _acts()
    st.button(label, key=key, on_click=acts.pressed.add, args=(key,), **how)
    return key in acts.pressed


def sure(label: str, key: str, question: str, place: DeltaGenerator, **how: Any) -> bool:
    """A button that asks once before it acts, in a `place` of its own; whether that was answered by yes."""
    acts = _acts()
    st.button(label, key=key, on_click=acts.asking.add, args=(key,), **how)
    if key not in acts.asking or how.get("disabled"):
        return False
    place.warning(plain_text(question))
    with place.container(horizontal=True):
        yes = pressed(f"确定{label}", f"{key}:sure", type="primary")
        st.button(f"不{label.split(maxsplit=1)[0]}", key=f"{key}:not", on_click=acts.asking.discard, args=(key,))
    acts.asking -= {key} if yes else set()
    return yes


def act(key: str, done: str, command: Callable[[], object]) -> None:
    """Carry out a command and run the page anew; `answer` of the same key says what became of it."""
    acts = _acts()
    try:
        said = command()
        acts.done[key] = done + (said if isinstance(said, str) else "")
    except (Refused, NotSaved, LedgerClosed) as error:
        acts.refused[key] = str(error)
    acts.pressed.clear()
    acts.put_back.clear()
    acts.told.discard(key)
    st.rerun()


def answer(key: str) -> None:
    """What became of the act of this key, in a place of its own: no field moves when it comes."""
    acts = _acts()
    with st.container():
        if said := acts.refused.get(key):
            st.error(plain_text(said))
        if said := acts.done.get(key):
            st.success(plain_text(said))
    acts.told.add(key)


def draw(page: str, run: Callable[[], None]) -> None:
    """Draw a page. Where the ledger is lost on the way, or the sign-in has run out, a sentence says so and the run
    stops, so that the rest of the board goes on; what stood in the fields comes back into them as soon as they are
    drawn again: of a field that a run does not draw the browser forgets everything."""
    acts = _acts()
    acts.page = page
    for key, typed in acts.lost.get(page, {}).items():
        if st.session_state.get(key, typed) == typed:  # else somebody has typed on since
            st.session_state[key] = typed
    try:
        run()
    except LedgerClosed as error:
        if isinstance(error, SignInEnded):
            acts.stem = f"{error.person_id}:"
        if isinstance(error, SignInEnded) and error.for_good:
            _put_by(error.person_id)
            _say_that_it_has_ended(error)
        else:
            _say_that_it_is_closed(page, error, kept=_hold(page))
        st.stop()
    acts.lost.pop(page, None)


def _put_by(person_id: str) -> None:
    """Take what stands in the fields of the page out of this session, which nobody can go on with, for the person whom
    it belongs to."""
    acts = _acts()
    acts.pressed.clear()
    own = {key: held for key, held in _own().items() if held is not None}
    own = {key: held for key, held in own.items() if not isinstance(held, bool) or key in acts.ticks}  # no buttons
    own |= acts.lost.pop(acts.page, {}) | acts.files
    acts.files.clear()
    if own:
        put_by(person_id, acts.page, own)
        acts.put_by.add(acts.page)
    for key in own:
        st.session_state.pop(key, None)


def _own() -> dict[str, object]:
    """What the session holds under the keys of the person's fields."""
    stem = _acts().stem
    return {str(key): held for key, held in st.session_state.items() if stem and str(key).startswith(stem)}


def _say_that_it_has_ended(error: SignInEnded) -> None:
    """Why, and the way back to what was typed."""
    acts = _acts()
    kept = "刚才的操作没有执行。填好还没有保存的内容已替您收好，不给别人看；您本人重新登录后打开这一页，就放回原处。"
    st.warning(plain_text(f"{error}。{kept if acts.page in acts.put_by else ''}"))
    sign_in_link("登录，然后回到这一页", acts.page)


def _hold(page: str) -> bool:
    """Keep what stands in the fields of a page that the ledger is closed to; whether there is anything. What was
    pressed is void."""
    acts = _acts()
    acts.pressed.clear()
    own = _own()
    acts.lost[page] = {key: held for key, held in own.items() if _comes_back(key, held)}
    acts.files |= {key: held for key, held in own.items() if isinstance(held, UploadedFile)}
    return bool(acts.lost[page] or acts.files)


def _say_that_it_is_closed(page: str, error: LedgerClosed, *, kept: bool) -> None:
    """Why, and the way on; where something is kept the sign-in has a tab of its own."""
    still = "填好还没有保存的内容都还在，请不要刷新或关闭这一页。" if kept else ""
    if not isinstance(error, SignInEnded):
        st.warning(plain_text(f"台账暂不可用：{error}。其他页面不受影响。{still}"))
        st.button("再试一次")
        return
    st.warning(plain_text(f"{error}，刚才的操作没有执行。{still}" if kept else f"{error}。"))
    sign_in_link("在新标签页登录，然后回到这里" if kept else "登录，然后回到这一页", page, beside=kept)
    if kept:
        st.button("已登录，继续")


def _comes_back(key: str, held: object) -> bool:
    """Whether it can be put back into its field: the framework does not tell ticks from buttons, which can't be set."""
    return key in _acts().ticks if isinstance(held, bool) else isinstance(held, str | list | date | int)


def tick(label: str, key: str) -> bool:
    """A box to tick that stands as it was after the ledger was lost."""
    _acts().ticks.add(key)
    return st.checkbox(label, key=key)


def file(label: str, key: str, kind: str | list[str]) -> UploadedFile | None:
    """The file that is chosen here. One that was chosen when the ledger was lost can't be put back into its field: it
    is held beside it until another is chosen or it is let go."""
    files = _acts().files
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
    return key in _acts().files


def let_go(key: str) -> None:
    """Hold the file of this key no longer: it was taken, or is not wanted."""
    _acts().files.pop(key, None)


def end_run() -> None:
    """At the end of a run that was not cut short: what it told is told, and a press that it did not come to is void."""
    acts = _acts()
    acts.pressed.clear()
    for key in acts.told:
        acts.done.pop(key, None)
        acts.refused.pop(key, None)
    acts.told.clear()


def in_place(part: Callable[Given, Told]) -> Callable[Given, Told]:
    """Draws a part of a page in a place of its own, so that the fields of the parts below stay where they are, with
    what is being typed in them, when it comes or goes."""

    @wraps(part)
    def placed(*given: Given.args, **named: Given.kwargs) -> Told:
        with st.container():
            return part(*given, **named)

    return placed
