"""The states of a report and what leads from one to the next: one table. Its state is its last event."""

from dataclasses import dataclass

from policytargets.errors import Refused

STATE_WORD = {
    "": "未报",
    "submitted": "待核对",
    "withdrawn": "已撤回",
    "checked": "待发布",
    "returned": "已退回",
    "released": "已发布",
}
EVENT_WORD = {"submitted": "提交", "withdrawn": "撤回", "checked": "核对", "returned": "退回", "released": "发布"}


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
}


def follow(state: str, event: str) -> Transition:
    """The transition of an event. Raises Refused where it does not lead on from the state."""
    transition = TRANSITIONS[event]
    if state not in transition.states:
        raise Refused(f"这一项现在是“{STATE_WORD[state]}”，不能{EVENT_WORD[event]}；请刷新页面看最新情况")
    return transition
