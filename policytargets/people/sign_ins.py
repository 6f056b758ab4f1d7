"""Who tried to sign in, when and from where, for those who may read the whole journal."""

from typing import Any

from sqlalchemy import select

from policytargets.errors import Refused
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.people.tables import PEOPLE, SIGN_INS
from policytargets.store.engine import Ledger, reading

OUTCOME_WORD = {"signed_in": "登录成功", "refused": "姓名或密码不对", "held_back": "失败次数过多，暂不受理"}


def sign_ins(ledger: Ledger, actor: Actor | None) -> list[dict[str, Any]]:
    """Every attempt with `tried_at`, `address`, `outcome`, and `name`: that of the person, or as it was typed; the
    newest first. Raises Refused for who may read of some places alone: an attempt belongs to none."""
    if not may(actor, "see_log"):
        raise Refused("登录记录只供可查看全部操作记录的人员")
    asked = (
        select(SIGN_INS.c.tried_at, SIGN_INS.c.subject, SIGN_INS.c.address, SIGN_INS.c.outcome, PEOPLE.c.name)
        .outerjoin(PEOPLE, PEOPLE.c.subject == SIGN_INS.c.subject)
        .order_by(SIGN_INS.c.tried_at.desc(), SIGN_INS.c.sign_in_id)
    )
    with reading(ledger) as connection:
        rows = [dict(row) for row in connection.execute(asked).mappings()]
    return [{**row, "name": row["name"] or row["subject"].partition(":")[2]} for row in rows]
