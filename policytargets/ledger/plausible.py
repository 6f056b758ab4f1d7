"""Whether a figure can be right for what it is given of: some can't be, others are asked about."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from policytargets.errors import Refused
from policytargets.ledger.drafts import DECIMALS, Filling, figure
from policytargets.ledger.model import DueItem, exact
from policytargets.wording.figures import grouped

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OUT_OF_PROPORTION = 10
NOTHING_LEFT = -100  # the rate of what has shrunk to nothing
ACCRUES = ("cumulative", "year_to_date", "used")  # what never becomes less
BELOW_NOTHING = ("%", "万元", "")  # rates and money may be negative; what has no unit is not known


def figure_for(item: DueItem, typed: str, unit: str = "") -> str:
    """The figure of an item in its own unit as canonical text, given in that or in the printed one. Raises Refused for
    no figure, for less than nothing of what is counted or measured (a net change alone can be that), and for a rate by
    which more would be lost than there was."""
    found = _converted(item, figure(typed)) if unit and unit == item.unit_printed else figure(typed)
    if found.startswith("-") and not item.net and item.unit not in BELOW_NOTHING:
        raise Refused(f"这一项不会是负数（填的是 {found}），请核对；要核减，请填核减后的累计数")
    if item.basis == "growth" and Fraction(found) < NOTHING_LEFT:
        raise Refused(f"增速不会低于 {NOTHING_LEFT}%（填的是 {found}），请核对")
    return found


def _converted(item: DueItem, found: str) -> str:
    """A figure in the printed unit in that of the item."""
    number = Fraction(found) * item.factor
    if (number * 10**DECIMALS).denominator != 1:
        raise Refused(f"小数太多：换算成{item.unit}后最多 {DECIMALS} 位小数")
    return figure(f"{Decimal(number.numerator) / number.denominator:f}")


def fallen_from(item: DueItem, filling: Filling, before: str | None) -> str | None:
    """The total of an earlier period that what was typed falls below; None where it doesn't, or is no figure."""
    try:
        now, earlier = exact(figure_for(item, filling.value, filling.unit)), exact(before)
    except Refused:
        return None
    return before if now is not None and earlier is not None and now < earlier else None


def no_day(typed: str) -> str:
    """Why what was typed is no day; nothing where it is one, or nothing was typed."""
    try:
        if not typed or (DAY.fullmatch(typed) and date.fromisoformat(typed)):
            return ""
    except ValueError:  # the 31st of September
        pass
    return f"“{typed}”不是日期，请写成 2023-09-30 的样子"


def question(item: DueItem, found: str) -> str:
    """What is asked about a figure that may still be right; nothing where it is as expected."""
    return "不是整数，请核对" if item.counts and "." in found else ""


def doubt(
    item: DueItem, filling: Filling, before: str | None = None, later: str | None = None,
    whole: tuple[str, str] | None = None,
) -> str:  # fmt: skip
    """What has to be confirmed of a figure before it is handed in: that it is out of all proportion to the target or
    to the total released `before`, more than what accrues had come to when a `later` total was released, or more than
    the `whole` (its name and figure) that it is a part of."""
    if item.kind == "task" or filling.figure_state != "given":
        return ""
    try:
        found = exact(figure_for(item, filling.value, filling.unit)) or Fraction(0)
    except Refused:  # said at the field
        return ""
    told = []
    target = item.value if item.value_high is None else item.value_high
    for word, other in (("目标", target), ("上期", exact(before))):
        if other is not None and other > 0 and found > OUT_OF_PROPORTION * other:
            times = grouped(float(round(found / other)))
            told.append(f"是{word}的约 {times}{' ' if times[-1].isdigit() else ''}倍")
    until = exact(later)
    if until is not None and found > until and item.reading in ACCRUES:
        told.append(f"比以后各期已发布的 {later} 大")
    if whole and found > Fraction(whole[1]):
        told.append(f"比它所属的“{whole[0]}”（{whole[1]}）大")
    return f"{filling.value} {filling.unit}{'，'.join(told)}，请核对" if told else ""


def said_of(item: DueItem, filling: Filling) -> str:
    """What is wrong with the figure of a form, or asked about it; nothing where it is empty, or none is given."""
    if item.kind == "task" or filling.figure_state != "given" or not filling.value.strip():
        return ""
    try:
        return question(item, figure_for(item, filling.value, filling.unit))
    except Refused as error:
        return str(error)
