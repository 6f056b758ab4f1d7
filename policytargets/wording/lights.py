"""Words and marks of lights, and figures written so that the words beside them are true."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

LIGHT_WORD = {"done": "完成", "green": "绿灯", "yellow": "黄灯", "red": "红灯", "breached": "突破"}
# A mark of its own shape for each light, so that none is told by colour alone; every Chinese font has these.
LIGHT_MARK = {"done": "√", "green": "●", "yellow": "▲", "red": "■", "breached": "×"}
NO_LIGHT = "不亮灯"
NO_LIGHT_MARK = "○"
NO_BASELINE = "缺基期数"
STATE_WORD = {
    "done": "已完成",
    "reached": "已达到，期末核定",
    "ahead": "超序时",
    "on_schedule": "达序时",
    "slightly_behind": "略低于序时",
    "behind": "未达序时",
    "within_limit": "在序时上限内",
    "slightly_over": "略超序时上限",
    "over": "超序时上限",
    "unfinished": "未完成",
    "breached": "突破上限",
    "final": "年终核定",
    "no_baseline": NO_BASELINE,
    "no_schedule": "缺计划数",
    "no_nodes": "未设节点",
    "withheld": "原文隐去",
    "worded": "无数字目标",
    "not_begun": "未到期",
    "unreported": "未报",
    "overdue_unreported": "期满未报",
    "not_available": "暂无数据",
    "not_applicable": "不适用",
}
# Points from which 超序时 is said, and at which 略低于序时 becomes 未达序时.
WELL_AHEAD, NEAR = 10, -10
# Deviations are written so that none looks equal to one of these that it is not; the board's yellow ends at the last.
CUTS = (0, WELL_AHEAD, NEAR, -30)
TOO_HIGH = "略高于序时"  # of what should be low, instead of 略低于序时
READING_WORD = {
    "cumulative": "自期初累计",
    "year_to_date": "年初至今",
    "used": "累计已用",
    "stock": "期末数",
    "share": "期末占比",
    "mean": "期内均值",
    "growth": "累计同比",
    "yearly": "各年数",
    "none": "节点与文字",
}
PACING_WORD = {
    "linear": "按月均摊", "planned": "按计划数", "hold": "始终保持", "final": "年终核定", "ceiling": "上限内均摊",
    "nodes": "按节点",
}  # fmt: skip
OUTLOOK_WORD = {"on_time": "能按期完成", "in_difficulty": "有困难", "impossible": "不能按期完成"}
FORMULA = (
    "完成率 =（完成数 − 基期数）÷（目标数 − 基期数）；"
    "序时应完成按目标期的整月均摊，整个的事物向基期取整，有批准的计划数则用计划数；"
    "序时差 =（完成数 − 序时应完成）÷（目标数 − 基期数）× 100，须保持的目标以界限代替序时应完成、以目标数为分母；"
    "写“左右”的目标允许差 5%，占比和增速允许差 0.5 个百分点，在此之内即为达到。"
    f"用语：序时差 {WELL_AHEAD} 及以上写“超序时”，0 至不到 {WELL_AHEAD} 写“达序时”，低于 0 而高于 {NEAR} 写“略低于序时”"
    f"（越低越好的写“略高于序时”），{NEAR} 及以下写“未达序时”；"
    "须超过或须低于目标而刚好等于的，写明“等于目标”，不算达到。"
)
MEANING = {
    "序时": "按时间算到这一天应当完成多少，如全年要办 12 件，到 9 月底应完成 9 件；超序时是走在前面，未达是落在后面",
    NO_BASELINE: "还没有填报目标期开始时是多少，算不出现在应完成多少，所以不亮灯；由填报部门在“进度安排”中补报",
}
# What 术语 says besides; on the pages of the ledger these stand beside the rule and the reasons.
TERMS = {
    "应报项": "要报进展的一件事：一个目标在一个目标期内为一项，每年一报的一年一项；没有量化目标的编号任务也各为一项，"
    "报节点与文字；重复表述、其中项和另一种计量不另报",
    STATE_WORD["no_nodes"]: "没有量化目标的任务按节点看进度；节点还没有设定，所以不亮灯，进展仍要报",
    "陈旧": "最新的数已早于两个报送周期和报送所需的天数，可能与现状不符",
    LIGHT_WORD["done"]: "已达到目标",
    LIGHT_WORD["green"]: "不落后于序时，界线见所选的亮灯规则",
    LIGHT_WORD["yellow"]: "落后于序时，还没有到红灯的界线",
    LIGHT_WORD["red"]: "落后于序时，超过亮灯规则的界线；或目标期已满而没有完成",
    LIGHT_WORD["breached"]: "实际数超过了只能用到这么多的上限；不同于原文数字里的“突破”，那是要超过（＞）",
    NO_LIGHT: "没有进度灯，原因写在后面，如年终核定、原文隐去、未报",
}
CAUGHT_UP, EXTENDED, OVERRIDDEN = "先滞后后赶上", "已延期", "人工调整"
NO_NEWS = "暂无新数"
REDEFINED, CONTRADICTED, DRAFT, BEYOND = "目标口径有改动", "自报与灯不符", "征求意见稿", "超出区间"


def lamp(light: str) -> str:
    """Mark and word of a light: `■ 红灯`."""
    return f"{LIGHT_MARK[light]} {LIGHT_WORD[light]}"


def light_in_words(light: str | None, words: str) -> str:
    """A light as every table shows it: mark, light and state in one: `▲ 黄灯 · 略低于序时`, `○ 不亮灯 · 年终核定`."""
    if light is None:
        return f"{NO_LIGHT_MARK} {NO_LIGHT} · {words}"
    return f"{lamp(light)} · {words}"


def day_with_older(as_of: str, days: Iterable[object]) -> str:
    """The day of a list, with how many of its figures are older: `2023-10-31（1 项报到这一天，300 项为更早的数）`.

    `days` are the last days of the newest reports, whatever is no text for items without one.
    """
    told = [day for day in days if isinstance(day, str)]
    on_it, older = told.count(as_of), sum(day < as_of for day in told)
    if not older:
        return as_of
    return f"{as_of}（{f'{on_it} 项' if on_it else '没有一项'}报到这一天，{older} 项为更早的数）"


def fixed(number: Fraction, places: int) -> str:
    """A number with exactly so many decimals, thousands grouped; half goes to the even digit."""
    whole, part = divmod(abs(round(number * 10**places)), 10**places)
    text = f"{whole:,}" + (f".{part:0{places}d}" if places else "")
    return f"-{text}" if number < 0 and (whole or part) else text


def amount(number: Fraction, unit: str = "", whole: Fraction | None = None) -> str:
    """A figure with its unit, without trailing zeros: to its last digit if it has at most eight decimals, else two, and
    as many more as it takes to be right to a tenth of a hundredth of the `whole` that it is a part of."""
    places = 8 if (number * 10**8).denominator == 1 else 2
    while whole and places < 8 and 10**places * abs(whole) < 1000:
        places += 1
    text = fixed(number, places)
    return with_unit(text.rstrip("0").rstrip(".") if places else text, unit)


def with_unit(figure: str, unit: str) -> str:
    """`300 个`, `8%`, `1.2`."""
    return figure + unit if unit in ("", "%") else f"{figure} {unit}"


def points(number: Fraction, bounds: Sequence[Fraction | int] = (0,)) -> str:
    """Points or per cent with one decimal, and as many more as it takes not to look equal to a bound that it is not:
    -0.04 beside the bound 0 is written -0.04, never 0.0."""
    places = 1
    while any(number != bound and round(number - bound, places) == 0 for bound in bounds) and places < 12:
        places += 1
    return fixed(number, places)
