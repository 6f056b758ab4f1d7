"""The light of reporting worked out a second time, from the rows of the tables alone."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
Told = tuple[str, str | None, str]


def newest_states(reports: Sequence[Mapping[str, Any]], events: Sequence[Mapping[str, Any]]) -> dict[Any, str]:
    """(due item, period) → the last event of its highest revision, `correcting` where that is to replace a released
    one; rows as the tables hold them, none of them given up."""
    last: dict[str, tuple[int, str]] = {}
    for event in events:
        if event["report_id"] not in last or event["entry_id"] > last[event["report_id"]][0]:
            last[event["report_id"]] = (event["entry_id"], event["kind"])
    highest: dict[Any, tuple[int, str]] = {}
    for report in reports:
        key = (report["due_id"], report["period_id"])
        if key not in highest or report["revision"] > highest[key][0]:
            highest[key] = (report["revision"], last[report["report_id"]][1])
    done = {event["report_id"] for event in events if event["kind"] == "released"}
    shown = {(report["due_id"], report["period_id"]) for report in reports if report["report_id"] in done}
    return {key: "correcting" if state != "released" and key in shown else state for key, (_, state) in highest.items()}


def asked_of(item: Mapping[str, Any], periods: Sequence[Mapping[str, Any]], until: date) -> list[Mapping[str, Any]]:
    """The periods that end by a day and for which a due item (`queries/ledger/due_items`) is reported, in order: up to
    the end of the year in which its window ends."""
    first, last = item["window_start"].date().isoformat(), f"{item['window_end'].year}-12-31"
    own = [p for p in periods if (p["district_id"], p["cadence"]) == (item["district_id"], item["cadence"])]
    return sorted((p for p in own if first <= p["ends_on"] <= min(last, until.isoformat())), key=lambda p: p["ends_on"])


def told(due_id: str, own: Sequence[Mapping[str, Any]], states: Mapping[Any, str], today: date) -> Told:
    """Code, light and words of a due item for the newest of its periods (`asked_of`), as they are read today."""
    if not own:
        return "none", None, "○ 没有报送周期"
    period = own[-1]
    state = states.get((due_id, period["period_id"]), "nothing").replace("withdrawn", "nothing")
    before = states.get((due_id, own[-2]["period_id"]), "nothing") if len(own) > 1 else "no period"
    if state == "released":
        return "released", "green", "● 已发布"
    if state == "correcting":
        return "released", "green", "● 已发布（更正中）"
    if state in ("submitted", "checked"):
        return "submitted", None, "○ 已报待核"
    if state == "nothing" and today < date.fromisoformat(period["opens_on"]):
        return "not_open", None, "○ 未到报送期"
    deadline = date.fromisoformat(period["due_on"])
    if today <= deadline:
        left = f"还有 {(deadline - today).days} 天"
        return ("returned", None, f"○ 已退回，{left}") if state == "returned" else ("waiting", None, f"○ 待报，{left}")
    days = (today - deadline).days
    if state == "nothing" and before in ("nothing", "withdrawn"):
        return "missed", "red", f"■ 连续 2 期未报，逾期 {days} 天"
    red = today > deadline + timedelta(days=7)
    words = f"{'■' if red else '▲'} {'已退回，' if state == 'returned' else ''}逾期 {days} 天"
    code = "returned" if state == "returned" else "very_late" if red else "late"
    return code, "red" if red else "yellow", words


def due_now(periods: Sequence[Mapping[str, Any]], today: date) -> str | None:
    """The period with which 填报 opens: the next deadline, of equal ones the shortest period; else the newest."""
    opened = [p for p in periods if date.fromisoformat(p["opens_on"]) <= today]
    coming = [p for p in opened if date.fromisoformat(p["due_on"]) >= today]
    if coming:
        return str(sorted(coming, key=lambda p: (p["due_on"], -MONTHS[p["cadence"]]))[0]["period_id"])
    return str(sorted(opened, key=lambda p: (p["ends_on"], -MONTHS[p["cadence"]]))[-1]["period_id"]) if opened else None
