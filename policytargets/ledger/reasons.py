"""Why a light is what it is, in one sentence with its figures."""

from fractions import Fraction

from policytargets.ledger.courses import Schedule
from policytargets.ledger.dues import bound, goal, sense, tolerance
from policytargets.ledger.model import DueItem, LightRule, Period
from policytargets.ledger.periods import period_in_words
from policytargets.wording.codes import COMPARATOR_MARK
from policytargets.wording.lights import CUTS, amount, points, with_unit

WITHOUT_FIGURE = {
    "withheld": "原文隐去了数字，报数留存，不作计算",
    "worded": "原文只有表述、没有数字，不能折算序时",
    "unreported": "本期未报数",
    "overdue_unreported": "目标期已满，仍未报数",
    "not_available": "部门报本期暂无数据",
    "not_applicable": "部门报本期不适用",
}
WITHOUT_SCHEDULE = {
    "final": "年终核定，期中不折算序时",
    "no_baseline": "缺基期数，不能折算序时",
    "no_schedule": "缺本期计划数，不能折算序时",
}


def reason(
    state: str, item: DueItem, period: Period, plan: Schedule | None = None, figure: Fraction | None = None,
    deviation: Fraction | None = None, rule: LightRule | None = None,
) -> str:  # fmt: skip
    """The sentence for a state; figures are written so that unequal ones never look equal."""
    if state == "not_begun":
        return f"目标期 {item.window_start.isoformat()} 才开始"
    if figure is None:
        due = f"，应完成 {amount(plan.due, item.unit, plan.way)}" if plan and plan.due is not None else ""
        return WITHOUT_FIGURE[state] + due
    return _judged(state, item, period, plan, figure, deviation, rule) + _allowed(item)


def _judged(
    state: str, item: DueItem, period: Period, plan: Schedule | None, figure: Fraction, deviation: Fraction | None,
    rule: LightRule | None,
) -> str:  # fmt: skip
    """The figure beside its schedule, or beside the target where that decides."""
    if state in WITHOUT_SCHEDULE:
        return f"{_apart(item, figure)}，{WITHOUT_SCHEDULE[state]}"
    if plan is None or plan.due is None or state in ("done", "reached", "unfinished", "breached"):
        return _against_target(state, item, figure, deviation)
    when, done, due = period_in_words(period), amount(figure, item.unit), amount(plan.due, item.unit, plan.way)
    if plan.pace == "ceiling":
        return f"{when}序时上限 {due}，实际 {done}，{_beside(deviation, rule, '低出', '高出')}"
    above, below = "超序时" if state == "ahead" else "领先序时", "高于序时" if figure > plan.due else "低于序时"
    return f"{when}应完成 {due}，累计完成 {done}，{_beside(deviation, rule, above, below)}"


def _against_target(state: str, item: DueItem, figure: Fraction, deviation: Fraction | None) -> str:
    """The figure beside the target itself."""
    said = f"目标 {target_in_words(item)}，完成 {amount(figure, item.unit)}"
    if state in ("done", "reached"):
        return said + ("；期末核定" if state == "reached" else "")
    if figure == goal(item) and item.comparator in ("more_than", "less_than"):
        return f"{said}，{only_equal(item)}"
    if state == "breached":
        return f"{said}，突破上限"
    if deviation is not None and deviation >= 0:
        return f"{said}，保持"
    return f"{said}，{_apart(item, figure)}"


def only_equal(item: DueItem) -> str:
    """Of a figure that equals what it has to pass."""
    return f"等于目标，未{'超过' if item.comparator == 'more_than' else '低于'}"


def _allowed(item: DueItem) -> str:
    """What 左右 allows and the last figure that meets it, so that 58 of ≈ 60 is not called done without a word."""
    if item.comparator != "about":
        return ""
    allowed = amount(tolerance(item)) + " 个百分点" if item.unit == "%" else amount(tolerance(item), item.unit)
    side = "及以下" if sense(item) == "lower" else "及以上"
    return f"；“左右”允许差 {allowed}，{amount(bound(item), item.unit)}{side}即达到"


def rule_in_words(rule: LightRule) -> str:
    """A rule as it is printed under every list of lights: cuts and source."""
    share = rule.measure == "ratio"
    measure, unit = ("完成数占序时应完成数", "%") if share else ("序时差", " 个百分点")
    above, less = ("及以上", "不到") if rule.green_included else ("以上（不含）", "不高于")
    green = f"{amount(rule.green_from)}{unit}"
    said = f"{measure} {green}{above}为绿灯"
    if rule.yellow_from is None:
        said += f"，{less} {green}为红灯，没有黄灯"
    else:
        yellow = f"{amount(rule.yellow_from)}{unit}"
        said += f"，{less} {green}、不低于 {yellow}为黄灯，低于 {yellow}为红灯"
    return f"亮灯规则：{rule.name}。{said}。出处：{rule.source}"


def target_in_words(item: DueItem) -> str:
    """`≥ 300 个`, `2–3 处`, `≈ 7%`."""
    figures = "–".join(amount(figure) for figure in (item.value, item.value_high) if figure is not None)
    return COMPARATOR_MARK[item.comparator] + with_unit(figures, item.unit)


def _apart(item: DueItem, figure: Fraction) -> str:
    """How far a figure is from the target, in its own unit; rates in 百分点."""
    missing = bound(item) - figure if sense(item) != "lower" else figure - bound(item)
    if item.unit == "%":
        return f"距目标 {amount(abs(missing))} 个百分点" if missing else "与目标相等"
    return f"距目标 {amount(abs(missing), item.unit)}" if missing else "与目标相等"


def _beside(deviation: Fraction | None, rule: LightRule | None, above: str, below: str) -> str:
    """Ahead or behind in points, with enough decimals to lie on the right side of every cut."""
    if not deviation:
        return "与序时持平"
    cuts = (
        [cut for cut in (rule.green_from, rule.yellow_from) if cut is not None]
        if rule and rule.measure == "points"
        else []
    )
    shown = points(deviation, [*CUTS, *cuts]).removeprefix("-")
    return f"{above if deviation > 0 else below} {shown} 个百分点"
