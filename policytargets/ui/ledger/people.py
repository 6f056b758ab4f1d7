"""The parts of 人员与周期 about people: the list, entering one, roles, passwords, an end."""

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.people import administration
from policytargets.people.accounts import ALONE, everybody
from policytargets.people.model import Actor, Grant, Role
from policytargets.people.permissions import ROLE_WORD
from policytargets.ui.blocks import acting, filters, ledger, listings, offices, record

PARTS = {"people": "人员", "periods": "周期"}
MOST_NAMED = 5


def listed() -> None:
    """Everybody with their roles of today."""
    people = _everybody()
    places = _departments() | filters.choices("districts")
    rows = [{"姓名": p.name, "角色": _held(p.grants, places) or _without(p)} for p in people]
    listings.listing(pd.DataFrame(rows), label="人员", links={})


@acting.in_place
def enter(actor: Actor) -> None:
    """The form to enter a person; a first password is shown once."""
    key = f"{actor.person_id}:people:enter"
    with st.expander("登记人员"):
        name = st.text_input("姓名", key=f"{key}:name") or ""
        subject = ""
        if settings.sign_in_way() in ("proxy", "oidc"):
            subject = st.text_input("在统一认证中的账号", key=f"{key}:subject") or ""
        granted = _grant(key)
        if acting.pressed("登记", f"{key}:enter", type="primary"):
            acting.act(key, "已登记。", lambda: _said(
                administration.enter_person(ledger.opened(), actor, name, granted, subject)
            ))  # fmt: skip
    acting.answer(key)


@acting.in_place
def change(actor: Actor) -> None:
    """A further role, a new password or an end for a person."""
    key = f"{actor.person_id}:people:change"
    people = {p.person_id: p.name for p in _everybody()}
    with st.expander("角色、密码与停用"):
        person = st.selectbox("人员", list(people), format_func=people.__getitem__, key=f"{key}:person")
        granted = _grant(key)
        if acting.pressed("授予这个角色", f"{key}:grant"):
            acting.act(key, "已授予。", lambda: administration.grant_role(ledger.opened(), actor, person, granted))
        if settings.sign_in_way() == "accounts" and acting.pressed("重设密码", f"{key}:password"):
            acting.act(key, "已重设。", lambda: _said(administration.reset_password(ledger.opened(), actor, person)))
        reason = st.text_input("停用原因", key=f"{key}:reason") or ""
        if acting.pressed("停用：收回全部角色和密码", f"{key}:disable"):
            acting.act(key, "已停用。", lambda: administration.disable_person(ledger.opened(), actor, person, reason))
    acting.answer(key)


def _everybody() -> list[Actor]:
    """Everybody by name, numbers by their size: 填报员 2 before 填报员 10."""
    people = everybody(ledger.opened(), settings.today())
    return sorted(people, key=lambda p: [int(n) if n.isdecimal() else n for n in re.split(r"(\d+)", p.name)])


def _grant(key: str) -> Grant:
    """The role with the place that it needs."""
    roles: list[Role] = list(ROLE_WORD)
    with st.container(horizontal=True):
        role = st.selectbox("角色", roles, format_func=ROLE_WORD.__getitem__, key=f"{key}:role")
        place = None
        if role == "checker":
            districts = filters.choices("districts")
            place = st.selectbox(
                "区县", list(districts), index=None, format_func=lambda code: districts.get(code, code),
                key=f"{key}:区县", placeholder="输入名称查找",
            )  # fmt: skip
        elif role in ("reporter", "signer"):
            place = offices.pick_office("部门", f"{key}:部门", _departments(), index=None, placeholder="输入名称查找")
    return Grant(role, place if role == "checker" else None, place if role in ("reporter", "signer") else None)


def _without(person: Actor) -> str:
    """What someone without roles may do: the person at this machine everything, where the board is theirs alone."""
    alone = person.person_id == ALONE and settings.sign_in_way() == "one"
    return "全部（仅限本机）" if alone else "无，仅可查阅"


def _said(password: str) -> str:
    return f"首次密码：{password}（只显示这一次，首次登录须更改）" if password else ""


def _departments() -> dict[str, str]:
    districts, found = filters.choices("districts"), record.rows("ledger/departments", district="")
    rows = zip(found["department_id"], found["name"], found["district_id"], strict=True)
    return {code: f"{name}（{districts.get(district, district)}）" for code, name, district in rows}


def _held(grants: Sequence[Grant], places: dict[str, str]) -> str:
    """The roles with their places, of many places the first and their number."""
    by_role: dict[Role, list[str]] = {}
    for grant in grants:
        place = grant.department_id or grant.district_id
        by_role.setdefault(grant.role, []).extend([places.get(place, place)] if place else [])
    told = []
    for role, names in by_role.items():
        more = f" 等 {len(names)} 个" if len(names) > MOST_NAMED else ""
        told.append(ROLE_WORD[role] + (f"（{'、'.join(names[:MOST_NAMED])}{more}）" if names else ""))
    return "；".join(told)
