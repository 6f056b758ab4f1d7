"""Figures in words: as printed, normalised, and the rule between the two."""

import math

from policytargets.wording.codes import COMPARATOR_MARK

LOWER_BOUND, UPPER_BOUND = ("at_least", "more_than"), ("at_most", "less_than")
ABOVE, BELOW = ("exactly", "about", *LOWER_BOUND), ("exactly", "about", *UPPER_BOUND)
MYRIAD, HUNDRED_MILLION = 1e4, 1e8
BOUND_WORDS = {
    "at_least": ("以上", "不少于", "不低于", "至少", "不小于"),
    "more_than": ("突破", "超过", "高于", "过", "余", "多"),
    "about": ("左右", "约"),
    "less_than": ("低于", "负增长"),
    "at_most": ("以内", "以下", "不高于", "不超过", "控制在"),
}


def plain(number: float) -> str:
    """A number with up to six decimals, thousands grouped, no trailing zeros: 18.25, 1,700, 0.5."""
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def share_in_words(part: int, whole: int) -> str:
    """A share in whole per cent, halves upwards as readers round: 23 of 40 is 58%; of nothing it is 0%.

    Worked out in whole numbers: 0.575 as a binary fraction lies below itself and would become 57%.
    """
    return f"{(200 * int(part) + int(whole)) // (2 * int(whole)) if whole else 0}%"


def multiple(larger: tuple[str, float], smaller: tuple[str, float]) -> str:
    """How many times the larger figure is the smaller, each with its comparator: `20 倍`, `约 8.2 倍`, `至少 1.6 倍`.

    Empty where the bounds allow no statement: of 以上 against 以上 neither the multiple nor the order is known.
    """
    (above, high), (below, low) = larger, smaller
    if above not in ABOVE or below not in BELOW:
        return ""
    ratio = high / low
    tenths = math.floor(round(ratio * 10, 6))
    if above in LOWER_BOUND or below in UPPER_BOUND:
        return "" if "about" in (above, below) else f"至少 {plain(tenths / 10)} 倍"
    exact = above == below == "exactly" and math.isclose(ratio * 10, tenths)
    return f"{'' if exact else '约 '}{plain(math.floor(ratio * 10 + 0.5) / 10)} 倍"


def grouped(number: float) -> str:
    """A large number in 万 or 亿 (two decimals at most): 12000 → 1.2 万; small ones as `plain`."""
    for size, word in ((HUNDRED_MILLION, "亿"), (MYRIAD, "万")):
        if abs(number) >= size:
            return f"{plain(round(number / size, 2))} {word}"
    return plain(number)


def normalised(comparator: str, value: float, value_high: float | None, unit: str) -> str:
    """A bound, a figure and its unit: `≥ 18.25 万吨`, `2–3 处`, `≈ 60 个`."""
    span = plain(value) if value_high is None else f"{plain(value)}–{plain(value_high)}"
    joined = span + unit if unit in ("%", "") else f"{span} {unit}"
    return COMPARATOR_MARK[comparator] + joined


def in_words(
    printed: str,
    comparator: str,
    value: float | None,
    value_high: float | None,
    unit: str | None,
    factor: float | None,
    wording: str = "both",
    stated_in: str = "digits",
) -> str:
    """The figure as every page and file shows it: as printed and, where the unit is converted, normalised too.

    `wording`: "both"; "grouped" writes the normalised figure in 万 or 亿 where it is that large; "printed" leaves it
    out. A bound that the printed words do not say is added as a mark: `两位数（≥ 10%）`; what is stated in words is
    followed by the figure that they mean: `全覆盖（100%）`; a figure whose unit stands in another cell by itself with
    its unit: `6.5左右（≈ 6.5%）`. Without a value the words are all there is: those of a commitment measured against
    something, or the mask of a withheld figure.
    """
    if value is None:
        return f"有表述，无数字（{printed}）" if stated_in == "words" else f"原文隐去（{printed}）"
    unsaid = stated_in in ("words", "cell") or (
        comparator in BOUND_WORDS and not any(word in printed for word in BOUND_WORDS[comparator])
    )
    said = f"{printed}（{normalised(comparator, value, value_high, unit or '')}）" if unsaid else printed
    converted = factor is not None and factor != 1 and stated_in != "cell"
    if wording == "grouped" and value >= MYRIAD:
        return f"{said} = {grouped(value)}{unit or ''}"
    return (
        f"{said} = {normalised('exactly', value, value_high, unit or '')}"
        if converted and wording != "printed"
        else said
    )


def conversion_rule(unit: str, factor: float, canonical: str) -> str:
    """How a printed unit becomes the canonical one: `1 亿斤 = 5 万吨`."""
    return f"1 {unit} = {plain(factor)} {canonical}"
