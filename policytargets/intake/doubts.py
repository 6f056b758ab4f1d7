"""What a reviewer should look at twice: where the row to be and the words around its figure do not go together.

These looks know nothing of the rules that proposed the row: a slip of a rule, or of a reviewer who corrects it, shows.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from policytargets.intake.matching import likeness
from policytargets.intake.rules.clauses import CLAUSE, SENTENCE
from policytargets.intake.view import squeeze, view_of

Row = Mapping[str, Any]
NEAR = 6
LIKE = 0.6
# A year that a figure is measured against, not due in.
AGAINST = re.compile(r"[比较与同]$")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
YEAR = re.compile(r"(?<![\d.])(20\d\d)(?=年|-|~|至|底)")
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
    if row["stated_in"] == "digits" and not row["withheld"]:
        found += _of_number(row, own, after, units)
    found += _of_bound(row, own, before, after)
    found += _of_year(row, before, period)
    past = list(PAST.finditer(before))
    if past and not AHEAD.search(before, past[-1].end()):
        found.append(f"句中有“{past[0][0]}”，可能是已经完成的数字。")
    return found


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the sentence before and after a figure, as the rules see them."""
    before = view_of(text[max(0, start - BEFORE) : start]).text
    after = view_of(text[end : end + BEFORE]).text
    return re.split(f"[{SENTENCE}]", before)[-1], re.split(f"[{SENTENCE}]", after)[0]


def _of_number(row: Row, own: str, after: str, units: Iterable[str]) -> list[str]:
    found = []
    printed = [match for match in NUMBER.finditer(own) if not re.match(r"年", own[match.end() :])]
    numbers = [float(match[0].replace(",", "")) for match in printed]
    stated = [value for value in (row["value"], row["value_high"]) if value is not None]
    if len(numbers) > max(1, len(stated)):
        found.append(f"所选的文字里有 {len(numbers)} 个数字：一条目标只写一个，请收窄，另一个另列。")
    if any(abs(value) not in numbers for value in map(float, stated)) or not stated:
        found.append(f"数值与原文的“{own}”不同。")
    if not printed:
        return found
    follows = own[printed[-1].end() :] + after
    unit = str(row["unit"])
    longer = max((known for known in units if follows.startswith(known)), key=len, default="")
    if unit and unit not in follows[: len(unit) + 1]:
        found.append(f"单位填的是“{unit}”，原文数字后面是“{re.split(f'[{CLAUSE}]', follows)[0][:6]}”。")
    elif len(longer) > len(unit):
        found.append(f"单位填的是“{unit or '没有'}”，原文数字后面是“{longer}”。")
    return found


def _of_bound(row: Row, own: str, before: str, after: str) -> list[str]:
    clause = re.split(f"[{CLAUSE}]", before)[-1]
    ahead, first = clause + own, max(len(clause) - NEAR, 0)
    behind = own + re.split(f"[{CLAUSE}]", after)[0][:2]
    said = [(match[0], fitting) for words, fitting in BOUNDS_BEFORE for match in words.finditer(ahead, first)]
    said += [(match[0], fitting) for words, fitting in BOUNDS_BEHIND for match in words.finditer(behind)]
    wrong = [words for words, fitting in said if row["comparator"] not in fitting]
    if wrong and len(wrong) == len(said):
        return [f"数字旁有“{wrong[0]}”，界限与它不合。"]
    if row["comparator"] not in ("exactly", "between") and not said and row["stated_in"] == "digits":
        return [] if IMPLIED.search(before[-30:] + behind) else ["数字旁没有写界限的词，却填了界限。"]
    return []


def _of_year(row: Row, before: str, period: tuple[int, int]) -> list[str]:
    years = [int(match[1]) for match in YEAR.finditer(before) if not AGAINST.search(before[: match.start()])]
    due = int(row["due_year"])
    if years and years[-1] != due:
        return [f"句中写的是 {years[-1]} 年，目标年份填的是 {due} 年。"]
    if not period[0] <= due <= period[1]:
        return [f"目标年份 {due} 年在计划期之外。"]
    if not years and due != period[1]:
        return [f"句中没有写年份，目标年份填的是 {due} 年，计划期末是 {period[1]} 年。"]
    return []


def left_over(clause: str, names: Iterable[str]) -> str:
    """What a closing clause says beside the departments that were read from it; nothing where all was read."""
    rest = TELEPHONES.sub("", clause.translate(BRACKETS))
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name.translate(BRACKETS), "\n", 1)
    return "、".join(part for part in (LABELS.sub("", piece) for piece in rest.split("\n")) if part)


def repeats(row: Row, others: Iterable[Row]) -> list[Row]:
    """Other targets of the document that may state the same thing: same figure and unit, another task, a name alike."""
    return [
        other
        for other in others
        if other["candidate_id"] != row["candidate_id"]
        and other["passage"] != row["passage"]
        and (other["value"], other["unit"], other["withheld"]) == (row["value"], row["unit"], row["withheld"])
        and other["value"] is not None
        and likeness(str(row["name"]), str(other["name"])) >= LIKE
    ]
