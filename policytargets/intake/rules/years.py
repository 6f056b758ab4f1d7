"""The year a figure is due, and how firmly it is promised."""

import re

from policytargets.intake.model import Period
from policytargets.intake.rules.clauses import clause_start, sentence_start

YEAR = re.compile(r"((?:19|20)\d{2})(?:年|(?=[-~至到]{1,2}(?:19|20)\d{2}年))")
BASELINE = re.compile(r"(?:比|较|于|与|同|对比|相较|以|自|从|《[^》]*|“[^”]*|〔)$")
FIVE_YEARS = {"十三五": 2020, "十四五": 2025, "十五五": 2030}
# A year that opens no sentence holds for its own part of it; 三年内 stands for the whole plan.
OPENED = re.compile(r"(?<![到至])(?:(?:19|20)\d{2})年(?!底?[,前]|末[,前]|度?,)")
ASIDE = re.compile(r"其中,?[^,;。]*,(?![^,;。]*其中)")
THIS_YEAR = re.compile(r"全年|今年|本年|(?<![一二两三四五六\d])年内|当年")
THROUGHOUT = re.compile(r"[一二两三四五3-5]年(?:内|累计|共|间)")
ENSURE = re.compile(r"确保|必须|务必|务求|保证(?!金|率|水平|体系)|坚决(?:完成|实现)|刚性")
STRIVE = re.compile(r"力争|争取|争创|努力|力求|争当|力促|冲刺|争(?=[获评新建])")
STRENGTHS = (("ensure", ENSURE), ("strive", STRIVE))
# A figure that is no year, and one that a word of strength stands right before.
FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d{2}年)\d|[*×○]")
SUBJECT = re.compile(
    r"(?:率|比|比例|比重|值|量|额|收入|浓度|数|数量|面积|增速|投资|产值)$|\d[\d.]*[^\d、,]{1,4}(?:以上|左右)?、$"
)
ITS_FIGURE = re.compile(r"(?:达到?|突破|超过?|增长|增至|增加到|提高到|下降)?[\d*×○]")


def due_year(text: str, place: int, plan: Period) -> tuple[int, bool]:
    """The year that the clause, else the sentence names; else the plan's end, and then True: it was not printed."""
    clause = text[clause_start(text, place) : place]
    sentence = text[sentence_start(text, place) : place]
    # 其中2024年建成2座 says its year for itself, not for what follows.
    sentence = ASIDE.sub("", sentence)
    group = sentence[sentence.rfind(";") + 1 :]
    if re.search(r"(?<!\d)年均(?!浓度|值|气温)", clause) and not YEAR.search(clause):
        return plan.end, True
    paired = _paired_year(sentence, plan)
    if paired:
        return paired, False
    for words in (clause, group, OPENED.sub("", sentence)):
        year = None if THROUGHOUT.search(clause) else _last_year(words, plan)
        # A year behind the plan's end holds for its own part of the sentence alone: 到2030年达到5%；今年新增3家.
        if year and (words in (clause, group) or year <= plan.end):
            return year, False
    if (
        re.search(r"今年|本年|(?<![一二两三四五六\d])年内|当年", sentence)
        and plan.start != plan.end
        and not re.search(r"每年", clause)
    ):
        return plan.start, True
    after = re.match(r"[^,。;]{0,12}?[(](?:到|至)?((?:19|20)\d{2})年底?[)]", text[place : place + 40])
    return (int(after[1]), False) if after else (plan.end, True)


def _paired_year(sentence: str, plan: Period) -> int | None:
    """Of 到2025年、2030年，A分别达到5、9 the year whose turn it is."""
    match = re.search(r"((?:20\d{2}年?(?:、|和|及))+20\d{2}年)[^。;]*?分别([^。;]*)$", sentence)
    if not match:
        return None
    years = [int(year) for year in re.findall(r"20\d{2}", match[1])]
    turn = len(re.findall(r"\d[\d.,]*[^\d、,]*(?:、|和|及|与)", match[2]))
    return years[turn] if turn < len(years) and years[turn] >= plan.start else None


def _last_year(words: str, plan: Period) -> int | None:
    """The year that is named last in these words: by its number, as 今年 or 全年, or as the end of a five-year plan."""
    found: list[tuple[int, int]] = []
    for match in YEAR.finditer(words):
        year, before, after = int(match[1]), words[: match.start()], words[match.end() :]
        named = BASELINE.search(before) or re.match(r"(?:相比|为基|水平|度?[\u4e00-\u9fff]{2,8}计划)", after)
        if not named and year >= plan.start:
            found.append((match.start(), year))
    for name, year in FIVE_YEARS.items():
        for match in re.finditer(rf"{name}[”\"]?(?:期?末|收官|结束|时期|期间)", words):
            found.append((match.start(), year))
    if plan.start == plan.end:
        found += [(match.start(), plan.end) for match in THIS_YEAR.finditer(words)]
    return max((place for place in found if place[1] >= plan.start), default=(0, None))[1]


def strength_of(text: str, place: int) -> str:
    """ensure or strive where such a word opens the series in which the figure stands; else plain. A series goes on over
    semicolons, but not where the word is done with before the first of them (争取更好结果), stands behind other figures
    of its part, or right before the figure of one thing (确保6%、力争7%)."""
    words = text[sentence_start(text, place) : place]
    found = [(match.end(), match.start(), code) for code, pattern in STRENGTHS for match in pattern.finditer(words)]
    end, start, code = max(found, default=(0, 0, "plain"))
    own, semicolon, _ = words[end:].partition(";")
    its_figure = ITS_FIGURE.match(own)
    of_one_thing = its_figure and SUBJECT.search(words[clause_start(words, start) : start])
    if of_one_thing and re.search(r",[^,]*[\u4e00-\u9fff]{2}", own):
        return "plain"
    part = words[words.rfind(";", 0, start) + 1 : start]
    opens = FIGURE.search(own) and not its_figure and not FIGURE.search(part)
    return code if opens or not semicolon else "plain"
