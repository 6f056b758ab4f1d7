"""What the first and last lines of a document say it is: title, number, issuer, day, status and years, each with the
line that says so. All of it is shown to a person before it counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# One number alone, or behind the offices that sign: 示政发〔2024〕5号. A sentence that names one cites another's.
DOC_NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,16}[ \u3000])?([\u4e00-\u9fff]{2,8}〔20\d\d〕\d+号)(?:[ \u3000]*签发人.*)?"
)
DAY = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
ISSUER = re.compile(
    r"([\u4e00-\u9fff]{2,20}(?:人民政府办公室|人民政府|委员会办公室|管理委员会|管委会|办公室))(?:文件)?"
)
# What PDFs set between hanzi and digits, and spaced titles (实 施 方 案), is no white space of the text.
SPACED = re.compile(
    r"(?<=[\u4e00-\u9fff〔〕（）0-9]) +(?=[\u4e00-\u9fff〔〕（）])|(?<=[\u4e00-\u9fff〔〕（）]) +(?=[0-9])"
)
# A line of its own that still belongs to the title: （2024—2026年）, （征求意见稿）; not the day of a meeting.
TITLE_GOES_ON = re.compile(r"（(?!.*月.*日)[^（）]{2,20}）")
TITLE = re.compile(r"任务|计划|方案|要点|措施|报告|清单")
LONGEST_LINE = 30
LONGEST_TITLE = 60
# A line above the title that is none of it: the issuer, a number, a remark.
NO_TITLE = re.compile(r"文件|〔|号$|附件|。|：|政府$|办公室$|委员会$|征求意见|日期")
HEAD_LINES = 40
# What may stand below the signature.
REMARK = re.compile(r"（此件.*）|抄送.*|附件.*|.{2,20}\d{4}年\d{1,2}月\d{1,2}日印发")
# Where the head ends: a chapter, a task, the head of a table; and a sentence.
BODY = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[章条部]|1[.、．]|序号|.*\t|.*。$")
# Of 2023年计划执行情况和2024年计划 the first year is the one that was.
REPORTED = re.compile(r"(20\d\d)年[^，、与和及（）]{0,20}?(?:执行情况|完成情况|落实情况|工作情况|总结|回顾)")


@dataclass(frozen=True)
class Said:
    """A value and the line that says so; both empty where no line does."""

    value: str = ""
    line: str = ""


@dataclass(frozen=True)
class FrontPage:
    """What the lines of a document say of it."""

    title: str
    number: Said
    issuer: Said
    day: Said
    draft: str  # the line that says that it is one
    years: tuple[int, ...]  # of the plan, by its title


def front_page(text: str) -> FrontPage:
    """What a document's own lines say of it."""
    told = [closed(line.strip("# \u3000")) for line in text.splitlines() if line.strip()]
    lines = told[:HEAD_LINES]
    title = title_of(lines)[:80]
    head = _head(lines, title)
    ends = [*head, *_signature(told[len(head) :])]
    number = next((Said(match[1], line) for line in ends if (match := DOC_NUMBER.fullmatch(line))), Said())
    issuer = next((Said(match[1], line) for line in ends if (match := ISSUER.fullmatch(line))), Said())
    return FrontPage(
        title, number, issuer, _day(ends),
        next((line for line in head if "征求意见" in line), ""), years_of(title),
    )  # fmt: skip


def closed(line: str) -> str:
    """A line of the head without the gaps that PDFs set between hanzi and digits."""
    return SPACED.sub("", line)


def title_of(lines: Sequence[str]) -> str:
    """The title, put together where it is set in several lines; else the first line."""
    named = [n for n, line in enumerate(lines) if TITLE.search(line)]
    # A sentence that speaks of a plan is no title while a line by itself is one.
    short = [n for n in named if len(lines[n]) <= LONGEST_TITLE and not re.search(r"[。；：]", lines[n])]
    at = next(iter(short or named), 0)
    title, end = lines[at], at + 1
    first = lines[0]
    # 虚构县2024年绿色低碳 / 高质量发展工作方案: what stands above begins with the district or the year.
    if (
        at == 1
        and len(first) < LONGEST_LINE
        and re.search(r"[县区市旗]|20\d\d年", first)
        and not NO_TITLE.search(first)
    ):
        title = first + title
    while title.count("（") > title.count("）") and end < len(lines) and len(lines[end]) < LONGEST_LINE:
        title, end = title + lines[end], end + 1
    if end < len(lines) and TITLE_GOES_ON.fullmatch(lines[end]):
        title += lines[end]
    return title


def years_of(title: str) -> tuple[int, ...]:
    """The years of the plan as its title names them, in order; a year that the title reports on is none of them."""
    named = sorted({int(year) for year in re.findall(r"20\d\d", title)})
    reported = {int(year) for year in REPORTED.findall(title)}
    return tuple(year for year in named if year not in reported) or tuple(named)


def _head(lines: Sequence[str], title: str) -> list[str]:
    """The lines before the body begins: what stands above the title, and what follows it up to a chapter or a
    sentence."""
    begun = next((n for n, line in enumerate(lines) if line and line in title), 0)
    end = next((n for n, line in enumerate(lines) if n > begun and BODY.match(line)), len(lines))
    return list(lines[:end])


def _signature(lines: Sequence[str]) -> list[str]:
    """The lines at the end that hold who signed, when, and remarks on the issue; nothing else is between them."""
    found: list[str] = []
    for line in reversed(lines):
        if not any(own.fullmatch(line) for own in (ISSUER, DAY, REMARK)):
            break
        found.insert(0, line)
    return found


def _day(lines: Sequence[str]) -> Said:
    """The day on which it was issued, on a line of its own."""
    for line in lines:
        if match := DAY.fullmatch(line.strip("（）")):
            return Said(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", line)
    return Said()
