"""The figures of a view: digit runs, masks and Chinese numerals, each with its unit and range."""

import re
from dataclasses import dataclass, replace

from policytargets.intake.rules.units import MONEY, unit_at

DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?"
MASK = r"(?:[\d.]*(?:\*+|(?<![A-Za-z])[xX]+(?![A-Za-z])|[×○〇◯□△▲●]+|(?<![A-Za-z])_{2,}|(?<![A-Za-z])[Oo]{2,}(?![A-Za-z])|(?<![A-Za-z])[Nn](?=[个家项%])|\(\)(?=[个家项座处名人户所条%万亿亩台]|公里)|\.{3,}(?=[个家项%万亿])|…+(?=[个家项%万亿]))[\d.*xX×○_]*)"
SIGNS = "零〇一二两三四五六七八九"
# 八千万千瓦: the 千 of a unit is none of the number.
NUMERAL = rf"(?:(?:[{SIGNS}十百万亿]|千(?![瓦克米伏升焦])|半(?=数))+)"
FIGURE = re.compile(rf"(?P<mask>{MASK})|(?P<digits>{DIGITS})")
SPAN = r"(?:[-~至到]{1,2})"
# 在11万吨和12万吨之间: 和 joins the ends of a range where 之间 says so.
JOINED = rf"(?:{SPAN}|[和与](?=[^,。;、]{{1,14}}之间))"
# 四分之三, 百分之三点五, 千分之三至千分之五.
FRACTION = re.compile(rf"({NUMERAL})分之({NUMERAL}(?:点{NUMERAL})?)(?:{SPAN}(?:\1分之)?({NUMERAL}(?:点{NUMERAL})?))?")
MORE = r"(?:余|多|来|几|\+)?"
# 突破千亿元, 近百个, 百余场: a round number with a word that says on which side of it.
ROUND = re.compile(
    r"(?:(?<=突破|超过|达到|迈上|跨越|迈过|站上)|(?<=[^通经不超]过)|(?<=[近逾]))[百千万]|[百千万](?=[余多])|[百千](?=[名个家户人场项件台](?:以上|左右))"
)
OF_A_NAME = re.compile(r"级|企业|产业|集群|园区|项目")
SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True)
class Figure:
    """One figure of a view: where its digits, mask or numeral stand and where its unit ends.

    A range has `value_high`; `more` is 余 or 多 between number and unit or behind the unit.
    """

    kind: str
    start: int
    end: int
    stop: int
    value: float | None
    value_high: float | None = None
    unit: str = ""
    more: str = ""


def figures(text: str) -> list[Figure]:
    """Every digit run and every mask of the view; the two ends of a range are one figure."""
    found: list[Figure] = []
    for match in FIGURE.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        if match["mask"]:
            if not _is_bullet(text, match):
                found.append(_mask(text, match))
        else:
            found.append(_digits(text, match))
    return found


def _is_bullet(text: str, match: re.Match[str]) -> bool:
    """Whether one sign opens an item of a list (1.*改建…) and masks nothing."""
    opens = match.start() == 0 or text[match.start() - 1] in "\n\x1f|,、;。.:"
    return (match[0][0] in "*●○◇□▲△" and opens and match[0][1:2] != match[0][0] and not unit_at(text, match.end())) or (
        opens and match[0][0] in "*●○" and match[0][1:].replace(".", "").isdigit()
    )


def span_at(text: str, figure: Figure) -> Figure:
    """The figure with its other end where a cell holds a range without a unit: 85-90; else as it is."""
    following = re.compile(rf"{SPAN}({DIGITS})(?![\d年月])").match(text, figure.end)
    if figure.kind != "digits" or figure.unit or not following or _number(following[1]) <= (figure.value or 0):
        return figure
    return replace(figure, end=following.end(), stop=following.end(), value_high=_number(following[1]))


def numeral_figures(text: str) -> list[Figure]:
    """Chinese numerals that a unit follows, and fractions; whether they count anything is asked elsewhere."""
    found = []
    for match in FRACTION.finditer(text):
        # A bare 千 or 万 is no number by itself; under a fraction it is.
        parts, low = SIZES.get(match[1]) or numeral_value(match[1]), numeral_value(match[2])
        if parts and low:
            high = numeral_value(match[3]) if match[3] else None
            end = match.end() if high else match.end(2)
            found.append(_of_parts("numeral", match.start(), end, (low, high), match[1], parts))
    for match in re.finditer(rf"([{SIGNS}])成?{SPAN}([{SIGNS}])成", text):
        low, high = (10 * (numeral_value(sign) or 0) for sign in match.groups())
        found.append(Figure("numeral", match.start(), match.end(), match.end(), low, high, unit="%"))
    for match in re.finditer(rf"([{SIGNS}])成([{SIGNS}半])", text):
        value = 10 * (numeral_value(match[1]) or 0) + (5 if match[2] == "半" else numeral_value(match[2]) or 0)
        found.append(Figure("numeral", match.start(), match.end(), match.end(), value, unit="%"))
    for match in re.finditer("半数|一半|(?<=过)半(?=[,。;、]|$)", text):
        found.append(Figure("numeral", match.start(), match.end(), match.end(), 50, unit="%"))
    found += _round_counts(text)
    taken = [(figure.start, figure.stop) for figure in found]
    for match in re.finditer(rf"{NUMERAL}(?:点[{SIGNS}]+(?![十百千]))?", text):
        if any(start <= match.start() < end for start, end in taken) or (
            found and match.start() < found[-1].end < match.end() + 1
        ):
            continue
        figure = _numeral(text, match)
        if figure:
            found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _round_counts(text: str) -> list[Figure]:
    found = []
    for match in ROUND.finditer(text):
        unit, stop, more = _unit_after(text, match.end())
        named = OF_A_NAME.match(text, stop) and (MONEY.search(unit) or unit in ("万", "亿"))
        if unit and not named and text[match.start() - 1 : match.start()] not in [*SIGNS, *SIZES, "数", "上", "成"]:
            found.append(Figure("numeral", match.start(), match.end(), stop, SIZES[match[0]], None, unit, more))
    return found


def _mask(text: str, match: re.Match[str]) -> Figure:
    end = match.end()
    more = re.compile(MORE).match(text, end)
    at = more.end() if more else end
    unit = unit_at(text, at)
    return Figure("mask", match.start(), end, at + len(unit), None, unit=unit, more=more[0] if more else "")


def _digits(text: str, match: re.Match[str]) -> Figure:
    start, end, value = match.start(), match.end(), _number(match[0])
    ratio = re.compile(r":(\d+(?:\.\d+)?)(?![\d:])").match(text, end)
    if ratio and float(ratio[1]):
        return Figure("digits", start, ratio.end(), ratio.end(), round(value / float(ratio[1]), 4))
    parts = re.search(r"([百千万])分之$", text[max(0, start - 3) : start])
    if parts:
        further = re.compile(rf"{SPAN}(?:{parts[1]}分之)?({DIGITS})").match(text, end)
        high = _number(further[1]) if further else None
        end = further.end() if further else end
        return _of_parts("digits", start - 3, end, (value, high), parts[1], SIZES[parts[1]])
    unit, stop, more = _unit_after(text, end)
    following = re.compile(rf"{JOINED}({DIGITS})").match(text, stop if unit else end)
    if following and not more:
        high = _number(following[1])
        unit_high, stop_high, more_high = _unit_after(text, following.end())
        # 300万-320万人: the size stands at both ends, what is counted at the last.
        same = unit_high.endswith(unit) or (unit in ("万", "亿") and unit_high.startswith(unit))
        if unit_high and high > value and same:
            return Figure("digits", start, following.end(), stop_high, value, high, unit_high, more_high)
    return Figure("digits", start, end, stop, value, None, unit, more)


def _unit_after(text: str, place: int) -> tuple[str, int, str]:
    """The unit behind a number, where it ends, and the 余 or 多 before or behind it."""
    more = re.compile(r"余|多(?!个月)|来(?=[个家项])|几(?=[个家项])|\+(?![\dA-Za-z])").match(text, place)
    at = more.end() if more else place
    size = re.compile(r"(万亿|亿|万|千|百)(余|多)").match(text, place)
    if size and unit_at(text, size.end()):
        unit = unit_at(text, size.end())
        return size[1] + unit, size.end() + len(unit), size[2]
    unit = unit_at(text, at)
    if not unit:
        return "", place, ""
    stop = at + len(unit)
    behind = re.compile(r"余|多(?=[,。;、\n人个家]|$)|\+(?![\dA-Za-z])").match(text, stop)
    word = more[0] if more else behind[0] if behind else ""
    return unit, behind.end() if behind and not more else stop, word


def _of_parts(kind: str, start: int, end: int, counted: tuple[float, float | None], word: str, parts: float) -> Figure:
    """A fraction, or two of one kind, as a rate: 千分之五 is 5‰, all others are %."""
    unit, factor = ("‰", 1.0) if word == "千" else ("%", 100 / parts)
    low, high = (None if one is None else round(one * factor, 4) for one in counted)
    return Figure(kind, start, end, end, low, high, unit)


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _numeral(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.start(), match.end()
    low = numeral_value(match[0])
    if low is None:
        return None
    unit, stop, more = _unit_after(text, end)
    # 两百万元: the last 万 or 亿 belongs to the unit as printed.
    for size in ("万亿", "亿", "万"):
        if match[0].endswith(size) and len(match[0]) > len(size):
            head = numeral_value(match[0][: -len(size)])
            # 三亿五千万元: its 亿 counts more than the last 万, which then sizes the whole number and not its end alone.
            if head is not None and unit and any(larger in match[0][: -len(size)] for larger in "万亿"):
                head = low / SIZES[size]
            if head is not None and unit:
                return Figure("numeral", start, end - len(size), stop, head, None, size + unit, more)
    span = re.compile(rf"{JOINED}({NUMERAL})").match(text, stop if unit else end)
    if span and not more:
        high = numeral_value(span[1])
        unit_high, stop_high, more_high = _unit_after(text, span.end())
        if unit_high and unit in ("", unit_high) and high and high > low:
            return Figure("numeral", start, span.end(), stop_high, low, high, unit_high, more_high)
    if unit == "成":
        return Figure("numeral", start, end, stop, low * 10, None, "%", more)
    return Figure("numeral", start, end, stop, low, None, unit, more) if unit else None


def numeral_value(words: str) -> float | None:
    """两百 → 200, 十五 → 15, 三千五百 → 3500, 一点五 → 1.5; None where it is no number (百, 千万, 三四)."""
    if "点" in words:
        whole, _, part = words.partition("点")
        head = numeral_value(whole)
        return float(f"{head:g}.{''.join(str(_sign(sign)) for sign in part)}") if head is not None else None
    if words[0] in "百千万亿" or not words:
        return None
    total, section, digit, largest = 0, 0, 0, 0
    before = ""
    for sign in words:
        if sign in SIZES:
            size = SIZES[sign]
            if size >= 10_000:
                # 三亿五千万: a smaller size behind a larger one sizes its own end alone.
                own = section + digit
                total = total + own * size if largest > size else (total + own) * size
                section, digit, largest = 0, 0, max(size, largest)
            else:
                section, digit = section + (digit or 1) * size, 0
        elif before and before in SIGNS and before not in "零〇":
            return None
        else:
            digit = _sign(sign)
        before = sign
    return float(total + section + digit)


def _sign(sign: str) -> int:
    return {"零": 0, "〇": 0, "两": 2}.get(sign, "零一二三四五六七八九".find(sign))
