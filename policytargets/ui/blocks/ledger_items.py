"""The due items of the ledger as 台账 and slides show them: their lights, their reports."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from policytargets import settings
from policytargets.errors import LedgerClosed
from policytargets.exhibits.ledger_rows import Lit, Tracked
from policytargets.exhibits.model import Parameters
from policytargets.ledger.courses import schedule_points
from policytargets.ledger.feed import Feed
from policytargets.ledger.lights import too_early_for_red
from policytargets.ledger.model import Light, LightRule
from policytargets.ledger.periods import period_in_words, period_of
from policytargets.ledger.punctuality import punctuality, stale
from policytargets.ledger.reasons import rule_in_words, target_in_words
from policytargets.ledger.states import standing
from policytargets.ui.blocks import ledger, ledger_days
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.ledger_selection import FACETS, Selection, chosen, known
from policytargets.wording.codes import ROLES
from policytargets.wording.lights import CUTS, FORMULA, amount, points

SOURCE = "各区县计划文件（目标）；责任部门填报、督查室核对发布（完成）"


def with_punctuality(rows: list[Row], as_of: date) -> list[Row]:
    """The rows with `punctuality`, the light of reporting for the newest period up to the day, and `stale`."""
    held, today = ledger.feed(), settings.today()
    day = date.fromisoformat
    lag = {period["period_id"]: (day(period["due_on"]) - day(period["ends_on"])).days for period in held.periods}
    own: dict[tuple[str, str], list[Row]] = {}
    for period in held.periods:
        if period["ends_on"] <= as_of.isoformat():
            own.setdefault((period["district_id"], period["cadence"]), []).append(period)
    told = []
    for row in rows:
        found = [p for p in own.get((row["district_id"], row["cadence"]), []) if ledger.asked(row, p, held)]
        newest = [held.newest.get((row["due_id"], period["period_id"])) for period in found[-2:]]
        before = standing(newest[0]) if len(newest) > 1 else None
        last = newest[-1] if newest else None
        correcting = bool(last and last["corrects"])
        light = punctuality(found[-1] if found else None, standing(last), before, today, correcting=correcting)
        told.append({**row, "punctuality": light, "stale": _is_stale(row, lag, today, held)})
    return told


def _is_stale(row: Row, lag: dict[str, int], today: date, held: Feed) -> bool:
    """Whether the newest figure of a row is old; it no longer ages once nothing more is asked of its item."""
    if not (newest := row["report"]):
        return False
    days = lag.get(newest["period_id"], 0)
    asked_until = date.fromisoformat(ledger.last_day(row, held)) + timedelta(days=days)
    return stale(row["cadence"], date.fromisoformat(newest["ends_on"]), days, min(today, asked_until))


def short(row: Row) -> dict[str, str | None]:
    """A row of the register in the columns that a reader sees first."""
    light = row["light"]
    return {
        "目标": row["name"], "原文数字": text(row["printed"]), "牵头单位": "、".join(row["leads"]) or None,
        "序时应完成": due_or_none(light, row["item"].unit), "累计完成": ledger.done(row),
        "完成率（%）": points_or_none(light.rate), "序时差（百分点）": points_or_none(light.deviation, CUTS),
        "进度灯": ledger.lit(light), "报送灯": row["punctuality"].words,
    }  # fmt: skip


def place(due: Row) -> str:
    """Where a row of `dues` stands in its plan: `第51项`, or its chapter."""
    return f"第{due['task_no']}项" if due["task_no"] else str(due["chapter"])


def text(value: object) -> str | None:
    """A text of the record, None where it has none."""
    return value if isinstance(value, str) else None


def points_or_none(number: Any, bounds: Sequence[int] = (0,)) -> str | None:
    """Points or per cent in words, None where there are none."""
    return None if number is None else points(number, bounds)


def due_or_none(light: Light, unit: str) -> str | None:
    """序时应完成 with its unit and so many digits that 序时差 follows from it, None where there is none."""
    return None if light.due_now is None else amount(light.due_now, unit, light.way)


def as_of_in_words(row: Row) -> str:
    """Until when the figure speaks, and whether it is old."""
    return f"数据截至 {row['report']['ends_on']}{'（陈旧）' if row['stale'] else ''}" if row["report"] else ""


def lit(asked: Parameters) -> Lit | None:
    """The items that a slide asks for, as of its day or the opening one; None where there is nothing of the kind."""
    found = _days_if_readable()
    if not found:
        return None
    day = asked.get("as_of", [""])[0]
    rules = ledger.rules()
    rule = rules.get(asked.get("rule", [""])[0]) or next(iter(rules.values()))
    given = {facet: known(facet, asked.get(facet, [])) for facet in FACETS}
    if any(asked.get(facet) and not codes for facet, codes in given.items()):
        return None
    selection = Selection(**given, roles=ROLES.get(asked.get("roles", ["lead"])[0], ROLES["lead"]))
    return lit_items(date.fromisoformat(day if day in found else ledger_days.opening().day), rule, selection)


def lit_items(as_of: date, rule: LightRule, selection: Selection) -> Lit:
    """The items of a selection as of a day, as exhibits need them."""
    return lit_rows(chosen(with_punctuality(ledger.standings(as_of, rule), as_of), selection), as_of, rule, selection)


def lit_rows(rows: Sequence[Row], as_of: date, rule: LightRule, selection: Selection) -> Lit:
    """The same of rows that are at hand."""
    held = ledger.feed()
    items = pd.DataFrame([{
        "due_id": row["due_id"], "document_id": row["document_id"], "light": row["light"].light,
        "department": f"{_counted_under(row, selection)}（{row['district']}）",
        "reported": row["reported"], "early": _early(row, rule, held),
    } for row in rows])  # fmt: skip
    listed = pd.DataFrame([{**short(row), "区县": row["district"], "数据截至": as_of_in_words(row)} for row in rows])
    usual = next(iter(ledger.rules().values()))
    asked = {
        "as_of": as_of.isoformat() if as_of.isoformat() != ledger_days.opening().day else "",
        "rule": rule.rule_id if rule.rule_id != usual.rule_id else "",
        **{facet: getattr(selection, facet) for facet in FACETS},
        "roles": selection.role if selection.role != "lead" and selection.owned else "",
    }
    return Lit(
        as_of, items, listed, rule_in_words(rule), FORMULA, SOURCE, selection.in_words(), ledger.prefix().strip(), asked
    )


def _counted_under(row: Row, asked: Selection) -> str:
    """The first of the leading departments; of those asked for the first that leads."""
    leads = dict(zip(row["lead_ids"], row["leads"], strict=True))
    return next((leads[code] for code in leads if code in asked.departments), next(iter(leads.values()), "未写明"))


def _early(row: Row, rule: LightRule, held: Feed) -> bool:
    """Whether the light of a row is one that can't be red yet."""
    day = row["period"].ends_on
    course = ledger.course(row, day, held)
    return row["light"].light in ("green", "yellow") and too_early_for_red(row["item"], course, day, rule)


def tracked(due_id: str) -> Tracked | None:
    """One due item with what was released of it."""
    if not _days_if_readable():
        return None
    due = next((row for row in ledger.dues() if row["due_id"] == due_id), None)
    ordered = released_of(due_id)
    if due is None or not ordered:
        return None
    rule = next(iter(ledger.rules().values()))
    readings = pd.DataFrame([reading_row(due, ordered[: number + 1], rule) for number in range(len(ordered))])
    figured = due["item"].value is not None
    course = ledger.course(due, readings.iloc[-1]["ends_on"])
    schedule = schedule_points(due["item"], course) if figured else []
    target = {
        "value": due["item"].value,
        "words": f"目标 {target_in_words(due['item'])}" if figured else f"目标 {text(due['printed']) or '没有数字'}",
        "starts_on": due["window_start"].date(), "ends_on": due["window_end"].date(),
    }  # fmt: skip
    return Tracked(
        due_id=due_id, name=due["name"], district=due["district"],
        window=f"{due['window_start'].date()} 至 {due['window_end'].date()}", unit=due["item"].unit or "",
        readings=readings, schedule=pd.DataFrame(schedule, columns=["ends_on", "due"]), target=target,
        document_id=due["document_id"], place=place(due),
        rule=rule_in_words(rule), formula=FORMULA, source=SOURCE, mark=ledger.prefix().strip(),
    )  # fmt: skip


def released_of(due_id: str) -> list[Row]:
    """What was released of an item, in the order of the periods."""
    reports = [row for row in ledger.feed().released if row["due_id"] == due_id]
    return sorted(reports, key=lambda row: str(row["ends_on"]))


def reading_row(due: Row, reports: list[Row], rule: LightRule) -> Row:
    """One reported period as the picture and the table show it; `reports` ends with its report."""
    newest, item = reports[-1], due["item"]
    period = period_of(item.cadence, date.fromisoformat(newest["ends_on"]))
    light, older = ledger.light(due, reports, period, rule), newest not in ledger.with_figure(due, reports)
    figure = ledger.done({**due, "report": newest})
    return {
        "ends_on": period.ends_on, "value": None if newest["value"] is None else float(newest["value"]),
        "light": light.light, "provisional": False, "period": period_in_words(period), "figure": figure or "没有数字",
        "due_in_words": "—" if older else due_or_none(light, item.unit) or "—",
        "light_in_words": ledger.lit(light), "reason": light.reason,
        "progress": newest["progress"], "checked": ledger.checked(newest),
    }  # fmt: skip


def _days_if_readable() -> list[str]:
    """The days of what is released; none where there is no ledger or it can't be read."""
    try:
        return [one.day for one in ledger_days.days()] if ledger.at_hand() else []
    except LedgerClosed:
        return []
