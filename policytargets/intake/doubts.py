"""What a reviewer should look at twice: where the row to be and the words around its figure do not go together.

These looks know nothing of the rules that proposed the row: a slip of a rule, or of a reviewer who corrects it, shows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from policytargets.intake.rules.clauses import CLAUSE, SENTENCE
from policytargets.intake.tables_in_text import lines_with_cells
from policytargets.intake.view import squeeze, view_of
from policytargets.record.curated import IN_FIGURES

Row = Mapping[str, Any]
NEAR = 6
# A year that a figure is measured against, not due in.
AGAINST = re.compile(r"[比较与同]$")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
YEAR = re.compile(r"(?<![\d.])(20\d\d)(?=年|-|~|至|底)")
THIS_YEAR = re.compile(r"今年(?!以来)|本年|当年|(?<![一二两三四五六\d])年内")
# A cell that holds a time limit and nothing else.
LIMIT = re.compile(
    r"(?:到|于|至)?(20\d\d)年?(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年)?(?:\d{1,2}日|[上中下]旬)?年?[底末中]?(?:之?前|以前)?(?:全部)?(?:完成)?"
)
# Words that set a bound and the comparators that go with them: before the figure, and behind it.
BOUNDS_BEFORE = (
    (re.compile(r"不低于|不少于|不小于|至少"), ("at_least", "more_than", "between")),
    (re.compile(r"(?<!不)(?:超过|多于|大于|高于)|突破"), ("more_than", "at_least", "between")),
    (re.compile(r"不超过|不高于|不多于|不大于|控制在"), ("at_most", "less_than", "between")),
    (re.compile(r"(?<!不)(?:低于|少于|小于)"), ("less_than", "at_most", "between")),
    (re.compile(r"大约|(?<![节签集条契履违特预公大])约(?!束|谈|定|为)"), ("about", "between")),
)
BOUNDS_BEHIND = (
    (re.compile(r"以上"), ("at_least", "more_than", "between")),
    (re.compile(r"以内|以下"), ("at_most", "less_than", "between")),
    (re.compile(r"左右"), ("about", "between")),
)
# Other words than the usual ones that set a bound.
IMPLIED = re.compile(r"[余多近达超逾+]|千?百?亿|不[少低超高大]|降|压|控|减|上限|力争|保持|稳定|确保|维持")
PAST = re.compile(
    r"(?<![比较与同])(?:去年|上年|前年|上一年)|截至|截止|目前|已经?(?=[\u4e00-\u9fff])|累计完成|以来|十三五|完成了|过去"
)
AHEAD = re.compile(r"今年|下一步|力争|确保|到20\d\d年|20\d\d年底前|计划|目标|要(?=[\u4e00-\u9fff])")
# What is added, what is reached in all, and what adds to it in other words.
ADDED = re.compile(r"净增|(?<![创高最革更刷翻])新(?=[增建改扩培引认开签创获设入注植修招投购添辟纳])")
REACHED = re.compile(r"达到|累计|总数|总量|保有量")
IN_ALL = re.compile(r"累计|总数|总量|保有量")
ADDING = re.compile(r"[新增建引育培招]|完成|开展|改造|治理")
RATES = ("%", "‰", "个百分点", "百分点")
# A thing whose figure stands beside it, or is said to be its own, is not cut from a list: A率、B率分别达到90%、95%.
OF_ITS_OWN = re.compile(r"[\d*×○〇一二三四五六七八九十两]|分别|均|都|各")
DATE = re.compile(r"20\d\d年|\d{1,2}月")
BEFORE = 120
TELEPHONES = re.compile(r"\([^()]*\d{7}[^()]*\)")
BRACKETS = str.maketrans("（）", "()")
LABELS = re.compile(
    r"(?:牵头|责任|主办|配合|参与|协办|指导|落实|协同|主管|承办)(?:单位|部门|科室|局)?|负责(?:落实)?|按职责分工|分工|等(?:有关|相关)?"
    r"(?:部门|单位)?|各有关(?:部门|单位)|单位|部门|和|与|及|、|[^\u4e00-\u9fffA-Za-z0-9]"
)


def doubts(row: Row, text: str, period: tuple[int, int], units: Iterable[str] = ()) -> list[str]:
    """The sentences of doubt about a row that is to stand for text[start:end]; none where all goes together.

    `row` has the columns of a target with start and end; `period` are the plan's years; `units` are the record's.
    """
    own = view_of(text[row["start"] : row["end"]]).text.strip("\n")
    before, after = _around(text, row["start"], row["end"])
    found = []
    if squeeze(text[row["start"] : row["end"]]) != row["printed"]:
        found.append(f"原文这里是“{own}”，与所填的“{row['printed']}”不同。")
    if row["stated_in"] in IN_FIGURES and not row["withheld"]:
        found += _of_value(row, own)
    cells = _cells_at(text, row["start"])
    if row["stated_in"] == "cell":
        found += _of_unit_apart(row, cells)
    elif row["stated_in"] == "digits" and not row["withheld"]:
        found += _of_unit(row, own, after, units)
    found += _of_bound(row, own, before, after)
    found += _of_year(row, before, cells, period)
    found += _of_basis(row, before)
    found += _of_name(row, before)
    past = list(PAST.finditer(before))
    if past and not AHEAD.search(before, past[-1].end()):
        found.append(f"句中有“{past[0][0]}”，可能是已经完成的数字。")
    return found


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the sentence before and after a figure, as the rules see them."""
    before = view_of(text[max(0, start - BEFORE) : start]).text
    after = view_of(text[end : end + BEFORE]).text
    return re.split(f"[{SENTENCE}]", before)[-1], re.split(f"[{SENTENCE}]", after)[0]


@lru_cache(maxsize=2)
def _rows(text: str) -> tuple[list[int], list[tuple[str, ...]]]:
    """Where each line begins that is not blank, and what its cells hold, merged ones with what they are merged with."""
    view = view_of(text)
    lines = lines_with_cells(view.text)
    starts = [view.offsets[start] for start, _, _ in lines]
    return starts, [tuple(view.text[start:end].strip() for start, end in cells) for _, _, cells in lines]


def _cells_at(text: str, place: int) -> tuple[str, ...]:
    """The cells of the row of a table in which a place of a text stands; none where that is no row."""
    starts, cells = _rows(text)
    line = bisect_right(starts, place) - 1
    return cells[line] if line >= 0 else ()


def _numbers(own: str) -> list[re.Match[str]]:
    return [match for match in NUMBER.finditer(own) if not re.match(r"年", own[match.end() :])]


def _of_value(row: Row, own: str) -> list[str]:
    found = []
    printed = _numbers(own)
    numbers = [float(match[0].replace(",", "")) for match in printed]
    stated = [value for value in (row["value"], row["value_high"]) if value is not None]
    if len(numbers) > max(1, len(stated)):
        found.append(f"所选的文字里有 {len(numbers)} 个数字：一条目标只写一个，请收窄，另一个另列。")
    if any(abs(value) not in numbers for value in map(float, stated)) or not stated:
        found.append(f"数值与原文的“{own}”不同。")
    return found


def _of_unit(row: Row, own: str, after: str, units: Iterable[str]) -> list[str]:
    printed = _numbers(own)
    if not printed:
        return []
    follows = own[printed[-1].end() :] + after
    unit = str(row["unit"])
    longer = max((known for known in units if follows.startswith(known)), key=len, default="")
    if unit and unit not in follows[: len(unit) + 1]:
        return [f"单位填的是“{unit}”，原文数字后面是“{re.split(f'[{CLAUSE}]', follows)[0][:6]}”。"]
    if len(longer) > len(unit):
        return [f"单位填的是“{unit or '没有'}”，原文数字后面是“{longer}”。"]
    return []


def _of_unit_apart(row: Row, cells: tuple[str, ...]) -> list[str]:
    """The unit of a figure of a table is a cell of its row, or closes one in brackets: 森林覆盖率(%)."""
    if any(cell == row["unit"] or cell.endswith(f"({row['unit']})") for cell in cells):
        return []
    return [f"单位填的是“{row['unit'] or '没有'}”，这一行里没有哪一格是这个单位。"]


def _of_bound(row: Row, own: str, before: str, after: str) -> list[str]:
    clause = re.split(f"[{CLAUSE}]", before)[-1]
    ahead, first = clause + own, max(len(clause) - NEAR, 0)
    behind = own + re.split(f"[{CLAUSE}]", after)[0][:2]
    said = [(match[0], fitting) for words, fitting in BOUNDS_BEFORE for match in words.finditer(ahead, first)]
    said += [(match[0], fitting) for words, fitting in BOUNDS_BEHIND for match in words.finditer(behind)]
    # What stands before another figure is that figure's: 不低于10万、不超过20万.
    nearest = "".join(re.split(r"[\d、]", clause)[-1:])[-NEAR:] + own
    near = [match for words, fitting in BOUNDS_BEFORE if "at_least" in fitting for match in words.finditer(nearest)]
    against = [match[0] for words, fitting in BOUNDS_BEHIND if "at_most" in fitting for match in words.finditer(behind)]
    if near and against and len(_numbers(own)) < 2:
        return [f"数字旁的“{near[0][0]}”与“{against[0]}”互相矛盾，请对照原文。"]
    wrong = [words for words, fitting in said if row["comparator"] not in fitting]
    if wrong and len(wrong) == len(said):
        return [f"数字旁有“{wrong[0]}”，界限与它不合。"]
    if row["comparator"] not in ("exactly", "between") and not said and row["stated_in"] in IN_FIGURES:
        return [] if IMPLIED.search(before[-30:] + behind) else ["数字旁没有写界限的词，却填了界限。"]
    return []


def _of_basis(row: Row, before: str) -> list[str]:
    """What is added is no total, and what is reached in all is not added; of rates the words say neither."""
    if row["unit"] in RATES or row["stated_in"] == "words":
        return []
    clause = re.split(f"[{CLAUSE}]", before)[-1]
    added = [*ADDED.finditer(clause)]
    if row["basis"] in ("level", "cumulative") and added and not IN_ALL.search(clause, added[-1].end()):
        return [f"数字前面写的是“{clause[added[-1].start() :][:2]}”，口径填的是总量或累计。"]
    reached = REACHED.search(clause)
    if row["basis"] == "new" and reached and not ADDING.search(clause):
        return [f"数字前面写的是“{reached[0]}”，口径填的是新增。"]
    return []


def _of_name(row: Row, before: str) -> list[str]:
    """A name that begins in the middle of a list of things that share the figure: 市重点项目 of 省、市重点项目60个."""
    clause = re.split(f"[{CLAUSE}]", before)[-1]
    at = clause.rfind(str(row["name"])) if row["name"] else -1
    if at < 1 or clause[at - 1] not in "、和与及":
        return []
    ahead = DATE.sub("", re.split("、", clause[: at - 1])[-1])
    if OF_ITS_OWN.search(ahead) or OF_ITS_OWN.search(clause, at):
        return []
    return [f"名称前面还有“{clause[max(at - NEAR, 0) : at]}”，可能只是并列的几样里的最后一样，请看名称是否完整。"]


def within(row: Row, period: tuple[int, int]) -> bool:
    """Whether the year in which a target is due is one of the plan's."""
    return period[0] <= int(row["due_year"]) <= period[1]


def _of_year(row: Row, before: str, cells: tuple[str, ...], period: tuple[int, int]) -> list[str]:
    years = [int(match[1]) for match in YEAR.finditer(before) if not AGAINST.search(before[: match.start()])]
    due = int(row["due_year"])
    if years and years[-1] != due:
        return [f"句中写的是 {years[-1]} 年，目标年份填的是 {due} 年。"]
    limits = [int(limit[1]) for limit in map(LIMIT.fullmatch, cells) if limit]
    if not years and limits:
        return [] if due in limits else [f"这一行的时限写的是 {limits[-1]} 年，目标年份填的是 {due} 年。"]
    # A year outside the plan is refused, in a sentence of its own.
    said = due == period[0] and THIS_YEAR.search(before)
    if not years and within(row, period) and due != period[1] and not said:
        return [f"句中没有写年份，目标年份填的是 {due} 年，计划期末是 {period[1]} 年。"]
    return []


def left_over(clause: str, names: Iterable[str]) -> str:
    """What a closing clause says beside the departments that were read from it; nothing where all was read."""
    rest = TELEPHONES.sub("", clause.translate(BRACKETS))
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name.translate(BRACKETS), "\n", 1)
    return "、".join(part for part in (LABELS.sub("", piece) for piece in rest.split("\n")) if part)
