"""The states of a report and what leads from one to the next: one table. Its state is its last event."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policytargets.errors import Refused

# Giving a correction up is written as a withdrawal for this reason, which the tables have taken from the beginning.
GIVEN_UP = "放弃更正"
STATE_WORD = {
    "": "未报",
    "submitted": "待核对",
    "withdrawn": "已撤回",
    "checked": "待发布",
    "returned": "已退回",
    "released": "已发布",
    "abandoned": "已放弃",
}
OUTSTANDING = ("", "withdrawn", "returned")  # in which an item is still to be reported
EVENT_WORD = {
    "submitted": "提交", "withdrawn": "撤回", "checked": "核对", "returned": "退回", "released": "发布",
    "abandoned": GIVEN_UP,
}  # fmt: skip


def state_after(kind: str, reason: str | None) -> str:
    """The state that an event leads to, by its kind and reason as they are written."""
    return "abandoned" if kind == "withdrawn" and reason == GIVEN_UP else kind


@dataclass(frozen=True)
class Transition:
    """From which states an event is possible, by which right. `other`: not by who submitted. `reasoned`: with a reason.
    `anew`: it makes a new revision."""

    states: tuple[str, ...]
    right: str
    other: bool = False
    reasoned: bool = False
    anew: bool = False


TRANSITIONS = {
    "submitted": Transition(("", "withdrawn", "returned", "released"), "submit", anew=True),
    "withdrawn": Transition(("submitted",), "withdraw"),
    "checked": Transition(("submitted",), "check", other=True),
    "returned": Transition(("submitted", "checked"), "return", reasoned=True),
    "released": Transition(("checked",), "release"),
    "abandoned": Transition(("submitted", "withdrawn", "returned"), "correct"),  # corrections only
}


def follow(state: str, event: str) -> Transition:
    """The transition of an event. Raises Refused where it does not lead on from the state."""
    transition = TRANSITIONS[event]
    if state not in transition.states:
        raise Refused(f"这一项现在是“{STATE_WORD[state]}”，不能{EVENT_WORD[event]}；请刷新页面看最新情况")
    return transition


def standing(report: Mapping[str, Any] | None) -> str:
    """The state of an item by its newest report (a row of the feed); what is being corrected stays released."""
    if report is None:
        return ""
    return "released" if report["corrects"] else str(report["state"])


def standing_in_words(report: Mapping[str, Any] | None) -> str:
    """`待核对`; of a correction under way `已发布（更正待核对）`."""
    if report is None or not report["corrects"]:
        return STATE_WORD[standing(report)]
    return f"{STATE_WORD['released']}（更正{STATE_WORD[report['state']]}）"
