"""汇报材料 of a deck: a sentence, a table and a picture for each comparison, and what the office adds itself."""

from collections.abc import Callable, Sequence
from datetime import date

from policytargets.comparisons.captions import finding, joined
from policytargets.comparisons.model import INVENTED, Comparison, Refusal, mark_of, marked
from policytargets.errors import FontMissing
from policytargets.exhibits.model import Shown
from policytargets.exhibits.sources import sources_of
from policytargets.exports.notes import notes
from policytargets.exports.papers.exhibit import IN_TEXT, add_exhibit
from policytargets.exports.papers.paper import TO_FILL_IN, Paper
from policytargets.exports.pictures.formats import to_png

HEADS, PARTS = ("区县", "计划目标", "目标年份", "说明"), (3, 4, 2, 4)
TRACKED_HEADS, TRACKED_PARTS = ("区县", "计划目标", "目标年份", "进度灯与累计完成", "说明"), (2.4, 3, 1.6, 4.4, 3)
Draw = Callable[[Comparison], bytes]


def _picture(comparison: Comparison) -> bytes:
    return to_png(comparison, IN_TEXT, alone=True)


def to_report(
    shown: Sequence[Shown],
    *,
    title: str,
    made_on: date,
    version: str = "",
    draw: Draw | None = _picture,
) -> bytes:
    """Comparisons and exhibits as DOCX, without the speaker's notes, which are for the speaker alone. `draw` makes a
    picture, None leaves pictures out, as a machine without Chinese fonts does. Raises ValueError where there is nothing
    to tell."""
    if not shown:
        raise ValueError("a report needs at least one slide")
    comparisons = [one for one in shown if isinstance(one, Comparison)]
    mark = mark_of([one for one in shown if not isinstance(one, Refusal)])
    title = marked(title, mark)
    paper = Paper(title, warning=INVENTED if mark else "")
    paper.heading("总体情况", 1)
    cited = sources_of(shown)
    for sentence in summary(comparisons, len(shown) - len(comparisons), cited) if comparisons else []:
        paper.paragraph(sentence)
    paper.paragraph(f"{TO_FILL_IN}背景、范围和汇报目的。")
    paper.heading("逐项比较", 2)
    for number, one in enumerate(shown, 1):
        if isinstance(one, Comparison):
            _add_comparison(paper, one, number, draw)
        elif isinstance(one, Refusal):
            _add_refusal(paper, one, number)
        else:
            add_exhibit(paper, one, number, pictured=draw is not None)
    paper.closing(3)
    paper.notes(notes(title, made_on=made_on, sources=cited, version=version))
    return paper.to_bytes()


def summary(comparisons: Sequence[Comparison], besides: int, cited: Sequence[str] = ()) -> list[str]:
    """Numbered sentences on all comparisons together, made from their rows; `besides` counts what else is shown,
    `cited` are the documents of all."""
    rows = [row for shown in comparisons for row in shown.rows]
    setting = list(dict.fromkeys(row.district for row in rows if row.presence in ("set", "withheld")))
    careful = sum(bool(shown.caution) for shown in comparisons)
    withheld = sum(row.presence == "withheld" for row in rows)
    drafted = [row.district for row in rows if row.draft and row.presence in ("set", "withheld")]
    drafts = list(dict.fromkeys([*drafted, *(one.partition("，")[0] for one in cited if "征求意见稿" in one)]))
    tracked = sum(row.progress is not None for row in rows)
    kind = f"另列 {tracked} 个已发布的完成数" if tracked else "均为计划目标，不是完成数"
    listed = f"共 {len(comparisons) + besides} 张图表，其中" if besides else ""
    its = f"{'这项' if len(comparisons) == 1 else '这些'}指标的" if besides else ""
    sentences = [
        f"本材料{listed}比较 {len(comparisons)} 项指标，{its}数字取自{'、'.join(setting)}公开发布的计划，{kind}。",
        f"其中 {careful} 项的数字含义有别，只列数字，不排名次，原因见各项。" if careful else "",
        f"有 {withheld} 个数字在原文中隐去，不作猜测。" if withheld else "",
        f"{'、'.join(drafts)}的文件是征求意见稿，数字可能变动。" if drafts else "",
    ]
    return [f"{number}. {sentence}" for number, sentence in enumerate(filter(None, sentences), 1)]


def _add_refusal(paper: Paper, refusal: Refusal, number: int) -> None:
    paper.subheading(refusal.title, number)
    paper.paragraph(refusal.reason)


def _add_comparison(paper: Paper, comparison: Comparison, number: int, draw: Draw | None) -> None:
    paper.subheading(comparison.title, number)
    paper.paragraph(finding(comparison))
    measure = [comparison.subtitle, *([f"筛选：{comparison.filters}"] if comparison.filters else [])]
    paper.remark(" · ".join(measure), joined=True)
    years = [f"{row.due_year}年" if row.due_year is not None else "—" for row in comparison.rows]
    told = [row.details or "—" for row in comparison.rows]
    figures = [row.figure for row in comparison.rows]
    named = [row.district for row in comparison.rows]
    if comparison.tracked:
        done = [row.progress.told if row.progress else "—" for row in comparison.rows]
        paper.table(TRACKED_HEADS, list(zip(named, figures, years, done, told, strict=True)), TRACKED_PARTS)
    else:
        paper.table(HEADS, list(zip(named, figures, years, told, strict=True)), PARTS)
    if draw is not None:
        try:
            paper.picture(draw(comparison), finding(comparison))
        except FontMissing as missing:
            paper.remark(str(missing))
    if comparison.notes:
        paper.remark(f"说明：{joined(comparison.notes)}")
    paper.remark(_source(comparison))


def _source(comparison: Comparison) -> str:
    """The tasks of each district; their documents stand in the notes at the end."""
    tasks: dict[str, dict[str, None]] = {}
    for row in comparison.rows:
        if row.source:
            tasks.setdefault(row.label, {})[row.source.rpartition("，")[2]] = None
    cited = "；".join(f"{label}{'、'.join(own)}" for label, own in tasks.items())
    return f"{f'来源：{cited}，文件见附注。' if cited else ''}制作日期：{comparison.made_on.isoformat()}"
