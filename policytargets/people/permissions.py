"""Who may do what: one table, read by pages, commands and tests. What it does not name is not allowed."""

from policytargets.errors import Refused
from policytargets.people.model import Actor, Role

# For each action the roles that may, and where: `everywhere`, in their own `district`, for their own `department`.
PERMISSIONS: dict[str, dict[Role, str]] = {
    "see_released": dict.fromkeys(("reader", "reporter", "signer", "checker", "curator", "admin"), "everywhere"),
    "see_drafts": {"reporter": "department", "signer": "department"},
    "see_submitted": {"reporter": "department", "signer": "department", "checker": "district"},
    "save_draft": {"reporter": "department"},
    "submit": {"reporter": "department"},
    "correct": {"reporter": "department", "checker": "district"},
    "withdraw": {"reporter": "department"},
    "note": {"reporter": "department"},
    "import": {"reporter": "department"},
    "sign": {"signer": "department"},
    "check": {"checker": "district"},
    "return": {"checker": "district"},
    "release": {"checker": "district"},
    "propose_course": {"reporter": "department"},
    "approve_course": {"checker": "district"},
    "assign": {"checker": "district"},
    "ask_extension": {"reporter": "department"},
    "decide_extension": {"checker": "district"},
    "override_light": {"checker": "district"},
    "freeze": {"checker": "district"},
    "take_in": {"curator": "everywhere"},
    "manage_people": {"admin": "everywhere"},
    "manage_periods": {"admin": "everywhere"},
    "reopen_period": {"checker": "district"},
    "see_log": {"reporter": "department", "signer": "department", "checker": "district", "admin": "everywhere"},
}
ACTION_WORD = {
    "see_released": "查看已发布数据", "see_drafts": "查看草稿", "see_submitted": "查看未发布的填报",
    "save_draft": "保存草稿", "submit": "提交填报", "correct": "更正已发布的填报",
    "withdraw": "撤回填报", "note": "补充说明", "import": "导入表格", "sign": "审签",
    "check": "核对", "return": "退回", "release": "发布", "propose_course": "提出进度安排",
    "approve_course": "批准进度安排", "assign": "指定填报部门", "ask_extension": "申请延期",
    "decide_extension": "审批延期", "override_light": "人工调整进度灯", "freeze": "定稿", "manage_people": "管理人员",
    "manage_periods": "管理周期", "reopen_period": "重新开放周期", "see_log": "查看操作记录",
    "take_in": "导入和审核计划文件",
}  # fmt: skip
ROLE_WORD: dict[Role, str] = {
    "reader": "查阅",
    "reporter": "填报",
    "signer": "审签",
    "checker": "督查室核对",
    "curator": "导入审核",
    "admin": "管理",
}


def may(actor: Actor | None, action: str, *, district_id: str | None = None, department_id: str | None = None) -> bool:
    """Whether someone may do something at a place. Everybody, signed in or not, sees what has been released."""
    roles = PERMISSIONS[action]
    if actor is None or action == "see_released":
        return action == "see_released"
    if actor.alone:
        return True
    here = {"district": district_id, "department": department_id}
    for grant in actor.grants:
        held = {"district": grant.district_id, "department": grant.department_id}
        where = roles.get(grant.role, "")
        if where == "everywhere" or (where and here[where] is not None and held[where] == here[where]):
            return True
    return False


def may_somewhere(actor: Actor | None, action: str) -> bool:
    """Whether someone may do something anywhere at all: whether its page is in their menu."""
    if actor is None or action == "see_released":
        return action == "see_released"
    return actor.alone or any(grant.role in PERMISSIONS[action] for grant in actor.grants)


def demand(
    actor: Actor | None, action: str, *, district_id: str | None = None, department_id: str | None = None
) -> None:
    """Raises Refused unless someone may do something at a place."""
    if not may(actor, action, district_id=district_id, department_id=department_id):
        raise Refused(f"您没有在这里{ACTION_WORD[action]}的权限" if actor else f"请先登录，才能{ACTION_WORD[action]}")
