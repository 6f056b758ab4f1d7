"""A snapshot with rows of its own, made without the page."""

from policytargets.exhibits.ledger import CLOSED
from policytargets.ledger.feed import feed
from policytargets.ledger.snapshots import FrozenRow, freeze
from policytargets.people.model import Actor
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board_ledger

PERIOD = "2023-03-31"
LIGHTS = ("■ 红灯", "● 绿灯", "● 绿灯")


def close_march(ledger: Ledger, *, reason: str = "") -> str:
    """Close March of 青州市 in the ledger that pages have, with three rows written here; gives the snapshot's id."""
    held = feed(ledger)
    asked = ("qingzhou", PERIOD, "month")
    period = next(p["period_id"] for p in held.periods if (p["district_id"], p["ends_on"], p["cadence"]) == asked)
    dues = sorted(due["due_id"] for due in board_ledger.dues() if due["district_id"] == "qingzhou")[:3]
    usual = dict.fromkeys(CLOSED, "—")
    rows = [
        FrozenRow(due, None, None, {**usual, "目标": f"示例目标{n}", "进度灯": light, "应报项编号": due})
        for n, (due, light) in enumerate(zip(dues, LIGHTS, strict=True))
    ]
    actor = Actor("one", "本机用户", alone=True)
    freeze(
        ledger, actor, "qingzhou", period, "board", rows, as_of_entry=held.version, record_version="v", reason=reason
    )
    return str(feed(ledger).arrangements.snapshots[-1]["snapshot_id"])
