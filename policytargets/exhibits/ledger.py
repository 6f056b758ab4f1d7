"""The exhibits of 台账: lights by department, the list of items, one target with what was done of it, a snapshot."""

from collections import Counter
from datetime import date

import pandas as pd

from policytargets.charts.progress import NO_TONE, TONES, light_bars, mark_of_light, progress_lines
from policytargets.charts.progress_wall import Course, Point
from policytargets.charts.wall import Bar, Bars
from policytargets.comparisons.model import marked
from policytargets.exhibits.ledger_rows import Frozen, Lit, Tracked
from policytargets.exhibits.model import Answers, Drawing, Exhibit, subject_of
from policytargets.wording.documents import document_lines
from policytargets.wording.lights import LIGHT_WORD, NO_LIGHT, day_with_older

ORDER = ("breached", "red", "yellow", "green", "done", None)
MOST_BARS = 15
BRIEF = ("目标", "区县", "累计完成", "进度灯", "报送灯")
CLOSED = (
    "目标", "目标（原文数字）", "牵头单位", "序时应完成", "累计完成", "完成率（%）", "序时差（百分点）", "进度灯",
    "报送灯", "数据截至", "说明",
)  # fmt: skip
CLOSED_BRIEF = ("目标", "目标（原文数字）", "累计完成", "进度灯", "报送灯")


def lamp(light: str | None) -> str:
    """Mark and word of a light: `■ 红灯`."""
    return f"{mark_of_light(light)} {LIGHT_WORD.get(light or '', NO_LIGHT)}"


def departments(answers: Answers, found: Lit, *, made_on: date) -> Exhibit | None:
    """Bars of lights for each leading department, the worst first; None where nothing is listed. `rows` are the pieces
    of the bars."""
    if found.items.empty:
        return None
    counts = _by_department(found.items)
    names, lit = list(counts), [light for light in ORDER if any(own[light] for own in counts.values())]
    pieces = [
        {"code": name, "label": name, "light": light, "words": lamp(light), "count": counts[name][light]}
        for name in names
        for light in ORDER
        if counts[name][light]
    ]
    table = pd.DataFrame(
        [
            {"部门": name} | {lamp(light): counts[name][light] for light in lit} | {"合计": counts[name].total()}
            for name in names
        ]
    )
    shown = pd.DataFrame(pieces)
    shown = shown[shown["code"].isin(names[:MOST_BARS])].reset_index(drop=True)
    bars = tuple(Bar(name, tuple(counts[name][light] for light in lit), _pieces(counts[name])) for name in names)
    among = "所选部门中的" if found.asked.get("departments") else ""
    counted = f"几个部门牵头的计入{among}第一个"
    return _exhibit(
        answers,
        found,
        "departments",
        name="牵头部门的进度灯",
        title=_worst(counts, int(found.items["early"].sum())),
        meta=f"单位：个应报项，{counted} · 数据截至 {_day(found)} · 红灯和突破多的在前",
        limit=f"图中为前 {MOST_BARS} 个，共 {len(names)} 个" if len(names) > MOST_BARS else "",
        table=table,
        drawing=Drawing(light_bars, (shown,), least_step=20),
        wall=Bars(bars, tuple(lamp(light) for light in lit), tones=tuple(TONES.get(str(one), NO_TONE) for one in lit)),
        rows=pieces,
        made_on=made_on,
    )


def items(answers: Answers, found: Lit, *, made_on: date) -> Exhibit | None:
    """The list of due items, the worst first; None where nothing is listed."""
    if found.items.empty:
        return None
    lights = Counter(map(_code, found.items["light"]))
    return _exhibit(
        answers,
        found,
        "items",
        name="工作台账",
        title=f"{len(found.items)} 个应报项：{_counted(lights)}",
        meta=f"单位见各条 · 数据截至 {_day(found)}",
        table=found.listed,
        brief=BRIEF,
        made_on=made_on,
    )


def snapshot(answers: Answers, found: Frozen, *, made_on: date) -> Exhibit:
    """The list of what was closed, in the order of its items' numbers, with the words that were shown on its day."""
    lights = Counter(found.rows["进度灯"])
    told = "，".join(f"{words} {lights[words]}" for words in map(lamp, ORDER) if lights[words])
    plans = document_lines(answers.rows("record/documents", documents=list(found.documents)).to_dict("records"))
    day = day_with_older(found.as_of.isoformat(), found.rows["数据截至"])
    days = f"数据截至 {day} · {found.closed_on.isoformat()} 定稿"
    reason = (f"更正原因：{found.reason.rstrip('。')}。",) if found.reason else ()
    return Exhibit(
        subject=subject_of("ledger-snapshot", snapshot=found.snapshot_id),
        name=marked(f"{found.name}定稿", found.mark),
        title=marked(f"{found.name}定稿，{len(found.rows)} 个应报项：{told}", found.mark),
        meta=f"单位见各条 · {days} · 校验码 {found.code}",
        origin="区县计划与定稿时已发布的填报",
        made_on=made_on,
        table=lambda: found.rows[list(CLOSED)],
        sources=lambda: [*plans, found.source],
        brief=CLOSED_BRIEF,
        notes=("按定稿时的显示，以后的更正不在其内。", *reason, *_measured(found)),
        mark=found.mark,
    )


def course(answers: Answers, found: Tracked, *, made_on: date) -> Exhibit:
    """One due item's target, schedule and readings; an item without a figure is a list of its readings. `rows` are
    its readings."""
    newest = found.readings.iloc[-1]
    shown = found.readings[["period", "figure", "due_in_words", "light_in_words", "progress", "checked"]]
    table = shown.set_axis(["周期", "累计完成", "序时应完成", "进度灯", "进展情况", "核对"], axis=1)
    inputs = (found.readings, found.schedule, found.target)
    figured = found.target["value"] is not None
    listed = document_lines(answers.rows("record/documents", documents=[found.document_id]).to_dict("records"))
    plan = [f"{line}，{found.place}" for line in listed]
    unit = f"单位：{found.unit} · " if found.unit else ""
    return Exhibit(
        subject=subject_of("ledger-course", due=found.due_id),
        name=marked(f"{found.name}进展", found.mark),
        title=marked(
            f"{found.district}{found.name}（{newest['period']}）：{newest['figure']}，{newest['light_in_words']}",
            found.mark,
        ),
        meta=f"{unit}{found.target['words']} · 目标期 {found.window} · 数据截至 {newest['ends_on'].isoformat()}",
        origin="区县计划与已发布的填报",
        made_on=made_on,
        table=lambda: table,
        sources=lambda: [*plan, found.source],
        drawings=(Drawing(progress_lines, inputs),) if figured else (),
        wall=_wall(found) if figured else None,
        brief=("周期", "累计完成", "进度灯", "进展情况"),
        notes=(f"{newest['reason']}。", *_measured(found)),
        rows=found.readings,
        mark=found.mark,
    )


def _newest(found: Tracked) -> str:
    """The newest period with its figure and its light."""
    row = found.readings.iloc[-1]
    return f"{row['period']}：{row['figure']}，{row['light_in_words']}"


def _wall(found: Tracked) -> Course:
    target = found.target
    rows = found.readings[found.readings["value"].notna()].to_dict("records")
    points = [Point(row["ends_on"], float(row["value"]), _code(row["light"]), row["figure"]) for row in rows]
    due = [(day, float(value)) for day, value in found.schedule.itertuples(index=False)]
    window = (target["starts_on"], target["ends_on"])
    return Course(float(target["value"]), target["words"], window, tuple(due), tuple(points), _newest(found))


def _by_department(rows: pd.DataFrame) -> dict[str, "Counter[str | None]"]:
    """The lights of each department, the worst first."""
    found: dict[str, Counter[str | None]] = {}
    for name, light in zip(rows["department"], rows["light"], strict=True):
        found.setdefault(name, Counter())[_code(light)] += 1
    return dict(sorted(found.items(), key=lambda one: (-(one[1]["red"] + one[1]["breached"]), -one[1]["yellow"])))


def _day(found: Lit) -> str:
    return day_with_older(found.as_of.isoformat(), found.items["reported"])


def _code(light: object) -> str | None:
    """A light as a column of codes holds it; None where nothing is lit."""
    return light if isinstance(light, str) else None


def _counted(lights: "Counter[str | None]") -> str:
    return "，".join(f"{lamp(light)} {lights[light]}" for light in ORDER if lights[light])


def _pieces(lights: "Counter[str | None]") -> str:
    """`■ 2 ▲ 1 ● 5`: marks and counts of a bar."""
    return " ".join(f"{mark_of_light(light)} {lights[light]}" for light in ORDER if lights[light])


def _worst(counts: dict[str, "Counter[str | None]"], early: int) -> str:
    """The worst that there is and which department has most of it; that nothing is red is no praise where that many
    items can't be red yet."""
    red = _most({name: own["red"] + own["breached"] for name, own in counts.items()}, "红灯和突破")
    told = [red, _most({name: own["yellow"] for name, own in counts.items()}, "黄灯")]
    none = "" if red else "没有红灯和突破" + (f"，但有 {early} 项按规则此时还不可能亮红灯" if early else "")
    return "；".join(filter(None, [*told, none]))


def _most(numbers: dict[str, int], word: str) -> str:
    """How many there are and which department has most; nothing where there are none."""
    most = max(numbers.values())
    alike = [name for name, number in numbers.items() if number == most]
    named = alike[0] if len(alike) == 1 else f"{alike[0]}等 {len(alike)} 个部门并列"
    return f"{sum(numbers.values())} 个{word}，{named}最多（{most} 个）" if most else ""


def _measured(found: Lit | Tracked | Frozen) -> tuple[str, ...]:
    """By which rule lights are lit, a sentence, and by which formulas."""
    return (*([f"{found.rule}。"] if found.rule else []), found.formula)


def _exhibit(
    answers: Answers,
    found: Lit,
    kind: str,
    *,
    name: str,
    title: str,
    table: pd.DataFrame,
    drawing: Drawing | None = None,
    **said: object,
) -> Exhibit:
    """What both of the register share: subject, mark, day, rule, sources."""
    documents = sorted(set(found.items["document_id"]))
    plans = document_lines(answers.rows("record/documents", documents=documents).to_dict("records"))
    return Exhibit(
        subject=subject_of(f"ledger-{kind}", **found.asked),
        name=marked(name, found.mark),
        title=marked(title, found.mark),
        origin=f"{len(plans)} 份计划与截至 {found.as_of.isoformat()} 的已发布填报",
        table=lambda: table,
        sources=lambda: [*plans, found.source],
        drawings=(drawing,) if drawing else (),
        filters=found.filters,
        notes=_measured(found),
        mark=found.mark,
        **said,  # type: ignore[arg-type]
    )
