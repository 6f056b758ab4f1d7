"""Whether a figure can be right for what it is given of: some can't be, others are asked about."""

import re
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

from policytargets.errors import Refused
from policytargets.ledger.drafts import DECIMALS, FIELD_WORD, Filling, figure
from policytargets.ledger.model import DueItem, exact
from policytargets.wording.figures import grouped

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OUT_OF_PROPORTION, LONGEST_TEXT = 10, 2000
TO_CHECK, CONFIRMED = "，请核对", "已核对无误"
NOTHING_LEFT = -100  # the rate of what has shrunk to nothing
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


def no_finish(typed: str, today: date) -> str:
    """Why what was typed is no day on which something was finished; nothing where it is one, or nothing was typed."""
    return no_day(typed) or (f"“{typed}”还没有到，办完才填" if typed > today.isoformat() else "")


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
    if until is not None and found > until and item.accrues:
        told.append(f"比以后各期已发布的 {later} 大")
    if whole and found > Fraction(whole[1]):
        told.append(f"比它所属的“{whole[0]}”（{whole[1]}）大")
    return f"{filling.value} {filling.unit}{'，'.join(told)}{TO_CHECK}" if told else ""


def confirmed(asked: str, *, sure: bool) -> str:
    """What a report says that its author confirmed of a doubt; nothing where there was none. Raises Refused where it
    was not confirmed."""
    if asked and not sure:
        raise Refused(f"{asked}；无误请先勾选“{CONFIRMED}”")
    return asked.removesuffix(TO_CHECK)


def too_long(filling: Filling) -> dict[str, str]:
    """The texts of a filling that a report has no room for, by their field."""
    own = {name: len(text.strip()) for name, text in asdict(filling).items() if name != "evidence"}
    return {
        name: f"文字太长（{FIELD_WORD[name]}现有 {count:,} 字），每栏最多 {LONGEST_TEXT:,} 字"
        for name, count in own.items() if count > LONGEST_TEXT
    }  # fmt: skip


def lacking(item: DueItem, filling: Filling, before: str | None = None) -> dict[str, str]:
    """What a filling lacks before it can be handed in, by its field; a figure that is none and the leader are said
    elsewhere."""
    told = too_long(filling)
    if not filling.progress.strip() and (
        item.kind == "task" or filling.figure_state != "given" or not filling.value.strip()
    ):
        told["progress"] = "没有数字时，请写明进展情况"
    if (fallen := fallen_from(item, filling, before)) and not filling.change_reason.strip():
        told["change_reason"] = f"累计数比上一次发布的 {fallen} 小，请写明原因"
    return told


def said_of(item: DueItem, filling: Filling) -> str:
    """What is wrong with the figure of a form, or asked about it; nothing where it is empty, or none is given."""
    if item.kind == "task" or filling.figure_state != "given" or not filling.value.strip():
        return ""
    try:
        return question(item, figure_for(item, filling.value, filling.unit))
    except Refused as error:
        return str(error)
