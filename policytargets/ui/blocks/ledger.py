"""The ledger as the pages read it: who is there, what has been reported, and each item's light as of a day."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from policytargets import settings
from policytargets.errors import LedgerClosed, SignInEnded
from policytargets.ledger import feed as feeding
from policytargets.ledger.dues import due_item, light_rule
from policytargets.ledger.feed import Feed
from policytargets.ledger.increments import fallen
from policytargets.ledger.lights import progress_light
from policytargets.ledger.model import Course, DueItem, Light, LightRule, Period, Reading, exact
from policytargets.ledger.periods import period_in_words, period_of
from policytargets.people import accounts, sessions
from policytargets.people.model import Actor
from policytargets.store.engine import Ledger, connect
from policytargets.ui.blocks import headings, record
from policytargets.ui.blocks.addresses import PAGE
from policytargets.wording.lights import NO_NEWS, amount, lamp, light_in_words

Row = dict[str, Any]


def at_hand() -> bool:
    """Whether a ledger is configured; without one nothing of it is shown."""
    return bool(settings.ledger_address())


def opened() -> Ledger:
    """The ledger of this board. Raises LedgerClosed where the address is none."""
    return connect(settings.ledger_address())


def person() -> Actor | None:
    """Who is there, by what the server found that they show; with today's roles. Raises LedgerClosed, where nobody can
    tell: somebody is never taken for nobody; SignInEnded for who has to sign in again."""
    shown = st.user.get("person") if at_hand() else None
    if not isinstance(shown, str):
        return None
    if shown == accounts.ALONE and settings.sign_in_way() == "one":
        return Actor(shown, "本机用户", alone=True)
    if person_id := sessions.person_of(opened(), shown):
        return known(person_id)
    if person_id := sessions.run_out_of(opened(), shown):
        raise SignInEnded(person_id)
    if person_id := sessions.ended_of(opened(), shown):
        raise SignInEnded(person_id, for_good=True)
    return None


def known(person_id: str) -> Actor | None:
    """A person with today's roles."""
    return accounts.actor(opened(), person_id, settings.today())


def feed() -> Feed:
    """All that the ledger holds, read again only when something was added. Raises LedgerClosed."""
    return _feed(settings.ledger_address(), feeding.version(opened()))


@st.cache_resource(show_spinner=False, max_entries=2)
def _feed(address: str, version: int) -> Feed:
    return feeding.feed(connect(address))


def prefix() -> str:
    """What stands before every title and file name of an invented ledger."""
    return "示例 " if feed().kind == "demo" else ""


def mark() -> str:
    """The prefix as far as the ledger can be read; nothing where it can't, as its page says why."""
    try:
        return prefix() if at_hand() else ""
    except LedgerClosed:
        return ""


def head(page: str, question: str) -> None:
    """The head of a page of the ledger and of its tab; both say where the ledger is invented."""
    if marked := mark():
        headings.name_tab(page, marked.strip())
    headings.head(f"{marked}{PAGE[page].title}", question)


def dues() -> list[Row]:
    """The rows of `ledger/due_items`, each with its `item`; `reporter_id` is the department assigned, if one was."""
    found, assigned = _dues(record.record().version), feed().arrangements.assignments
    return [{**row, "reporter_id": assigned.get(row["due_id"], row["reporter_id"])} for row in found]


@st.cache_resource(show_spinner=False, max_entries=2)
def _dues(version: str) -> list[Row]:
    rows: list[Row] = record.rows("ledger/due_items").to_dict("records")  # type: ignore[assignment]
    return [{**row, "item": due_item(row)} for row in rows]


def rules() -> dict[str, LightRule]:
    """Every rule for lights by its id, the board's own first."""
    rows = record.rows("ledger/light_rules").to_dict("records")
    return {str(row["rule_id"]): light_rule(row) for row in rows}  # type: ignore[arg-type]


def in_force(as_of: date) -> list[Row]:
    """The rows of `dues` of plans that had begun by a day: no later plan changes what is counted as of it."""
    return [due for due in dues() if due["plan_start"].date() <= as_of]


def standings(as_of: date, rule: LightRule) -> list[Row]:
    """One row per due item in force: its row of `dues`, with `latest` (the newest released up to the day, or None),
    `report` (the same, or the one whose figure still stands), its last day `reported`, `light` and `period`, the one
    that the light speaks of."""
    held = feed()
    by_due: dict[str, list[Row]] = {}
    for report in held.released:
        if report["ends_on"] <= as_of.isoformat():
            by_due.setdefault(report["due_id"], []).append(report)
    rows = []
    for due in in_force(as_of):
        reports = sorted(by_due.get(due["due_id"], []), key=lambda report: str(report["ends_on"]))
        standing = with_figure(due, reports)[-1] if reports else None
        reported = standing["ends_on"] if standing else None
        period = period_of(due["item"].cadence, date.fromisoformat(reported)) if reported else Period(as_of, as_of)
        found = light(due, reports, period, rule, held)
        own = {"report": standing, "latest": reports[-1] if reports else None, "reported": reported}
        rows.append({**due, **own, "light": found, "period": period})
    return rows


def with_figure(due: Row, reports: list[Row]) -> list[Row]:
    """An item's reports in the order of their periods, up to the last figure where those after it only say that there
    is no data yet: what stood before stands on, as it does for who says nothing."""
    told = next((report for report in reversed(reports) if report["figure_state"] != "not_available"), None)
    if due["item"].averaged or told is None or told["value"] is None:
        return reports
    return reports[: reports.index(told) + 1]


def last_day(due: Row, held: Feed | None = None) -> str:
    """Until when a row of `dues` can be reported, as extended; `held` is the feed, where it is at hand."""
    arranged = (held or feed()).arrangements
    return arranged.last_day(due["due_id"], due["window_end"].date()).isoformat()


def asked(due: Row, period: Row, held: Feed | None = None) -> bool:
    """Whether a row of `dues` is reported for a period: of its district and cadence, within its window as extended."""
    if (due["district_id"], due["cadence"]) != (period["district_id"], period["cadence"]):
        return False
    day = date.fromisoformat(period["ends_on"])
    if day <= due["window_end"].date():  # a window is never shortened
        return bool(due["window_start"].date() <= day)
    return day.isoformat() <= last_day(due, held)


def deadline(period: Row) -> str:
    """`2023-10-12 截止（原 2023-10-08；调整原因：…）`: the one deadline of a period that holds, with where it was."""
    moved = period["due_on"] != period["first_due_on"]
    was = f"（原 {period['first_due_on']}；调整原因：{period['changes'][-1]['reason']}）" if moved else ""
    return f"{period['due_on']} 截止{was}"


def period_words(period: Row) -> str:
    """`2023年9月`: a row of the feed's periods in words."""
    days = date.fromisoformat(period["starts_on"]), date.fromisoformat(period["ends_on"])
    return period_in_words(Period(*days, period["cadence"]))


def course(due: Row, as_of: date, held: Feed | None = None) -> Course:
    """The course of a row of `dues` that holds for lights as of a day; `held` is the feed, where it is at hand."""
    return (held or feed()).arrangements.course(due["item"], due["district_id"], as_of)


def light(due: Row, reports: list[Row], period: Period, rule: LightRule, held: Feed | None = None) -> Light:
    """The light of a row of `dues` as of a period, from its reports up to then, with the marks that stand beside it;
    that of the last figure where the newest only say that there is no data yet. `held` is the feed, where it is at
    hand."""
    held = held or feed()
    standing = with_figure(due, reports)
    older = len(standing) < len(reports)
    if older:
        period = period_of(due["item"].cadence, date.fromisoformat(standing[-1]["ends_on"]))
    arranged, day = held.arrangements, period.ends_on.isoformat()
    days = [reports[-1]["ends_on"], day] if older else [day]
    override = next(filter(None, (arranged.override(due["due_id"], own) for own in days)), None)
    said = f"{lamp(override['light'])}，{override['reason']}" if override else ""
    found = progress_light(
        due["item"], course(due, period.ends_on, held), reading(due["item"], standing), period, rule,
        earlier=arranged.earlier(due["due_id"], day), extensions=len(arranged.granted(due["due_id"])), override=said,
    )  # fmt: skip
    marks = fallen(due["item"], standing)
    if older:
        figure = done({**due, "report": standing[-1]})
        marks = (f"{NO_NEWS}（{figure} 为 {period_in_words(period)}的数）", *marks)
    return replace(found, marks=(*marks, *found.marks))


def reading(item: DueItem, reports: list[Row]) -> Reading | None:
    """The newest of an item's reports, in the order of their periods, as the light reads it."""
    if not reports:
        return None
    newest = reports[-1]
    yearly = tuple(report["value"] for report in reports if report["value"] is not None) if item.averaged else ()
    finished = newest["finished_on"]
    return Reading(
        value=None if yearly else newest["value"],
        figure_state=newest["figure_state"] if not yearly else "given",
        yearly=yearly,
        finished_on=date.fromisoformat(finished) if finished else None,
        outlook=newest["outlook"],
        fingerprint=newest["fingerprint"],
    )


def lit(light: Light) -> str:
    """Mark, light and state in one, with its marks."""
    return "；".join((light_in_words(light.light, light.words), *light.marks))


def figure(due: Row, report: Row | None) -> str | None:
    """The figure of a report of a row of `dues` with its unit, None where there is none."""
    value = exact(report["value"]) if report else None
    return None if value is None else amount(value, due["item"].unit)


def done(row: Row) -> str | None:
    """The figure that was released, with its unit."""
    report = row["report"]
    if report is None or report["value"] is None:
        return None
    return " ".join(filter(None, (str(report["value"]), row["item"].unit)))


def signed(report: Row) -> str:
    """The leader whom a report names, and who signed it by their own hand."""
    return f"{report['signed_by']}（{report['signer']}已审签）" if report["signer"] else str(report["signed_by"])


def checked(report: Row | None) -> str | None:
    """Whether another person saw the figure before it was released."""
    return None if report is None else "未经他人核对" if report["unseen"] else "已核对"
