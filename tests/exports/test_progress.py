"""What was done, beside what was promised, in every file of a comparison; nothing of it where nothing is released."""

import io
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from policytargets.charts.comparison import comparison_bars
from policytargets.charts.style import LIGHT
from policytargets.comparisons.captions import finding
from policytargets.comparisons.examples import absences, example
from policytargets.comparisons.model import Comparison, Progress
from policytargets.comparisons.progress import with_progress
from policytargets.comparisons.twins import to_frame
from policytargets.exports.comparison_tables import (
    comparison_file,
    to_citation,
    to_comparison_workbook,
    to_json,
    to_table,
)
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.pictures.bars import comparison_poster
from policytargets.exports.pictures.shapes import Look
from policytargets.exports.slides import presentation
from policytargets.exports.slides.presentation import to_pptx

DAY, WORDS, DONE = date(2023, 9, 30), "▲ 黄灯 · 略低于序时", "完成 12 个（截至 2023-09-30，未经他人核对）"
RULE = "亮灯规则：某规则。出处：某文件"
SAID = "示例数据，不是真实进展"


def plain() -> Comparison:
    """A range, a figure, and a withheld one, each with an id of its own."""
    shown = example()
    rows = [row for row in shown.rows if row.comparator in ("between", "exactly")]
    rows += [row for row in absences().rows if row.presence in ("withheld", "unset")]
    named = [replace(row, target_id=f"t-{row.district_id}") for row in rows[:3]]
    return replace(shown, title="新增数", subtitle="计划目标 · 单位：个", rows=(*named, rows[3]))


@pytest.fixture
def shown() -> Comparison:
    found = {
        "t-example-between": Progress(12.0, "12 个", DAY, "yellow", WORDS, "未经他人核对"),
        "t-example-withheld": Progress(None, "暂无数据", DAY, None, "○ 不亮灯 · 原文隐去"),
        "t-elsewhere": Progress(1.0, "1 个", DAY, "red", "■ 红灯 · 未完成"),
    }
    return with_progress(plain(), found, rule=RULE, mark="示例")


def test_where_nothing_is_released_everything_is_as_before() -> None:
    before = plain()
    after = with_progress(before, {"t-elsewhere": Progress(1.0, "1 个", DAY, "red", "■")}, rule=RULE, mark="示例")
    assert after == before
    record = json.loads(to_json(after))
    assert "mark" not in record
    assert all("progress" not in row for row in record["rows"])
    assert "进度灯" not in to_frame(after).columns
    heads = [cell.text for cell in Document(io.BytesIO(report(after))).tables[0].rows[0].cells]
    assert heads == ["区县", "计划目标", "目标年份", "说明"]


def test_title_subtitle_and_notes_say_it(shown: Comparison) -> None:
    assert shown.title == "示例 新增数"
    assert comparison_file(shown, "png").startswith("示例 新增数")
    assert shown.renamed("自拟").title == "示例 自拟"
    assert shown.subtitle == "计划目标与累计完成 · 单位：个"
    assert shown.notes[-1] == RULE
    assert "督查室核对后发布" in shown.notes[-2]
    assert DONE in finding(shown)
    assert WORDS in finding(shown)
    assert DONE in to_citation(shown)


def test_tables_have_columns_for_it(shown: Comparison) -> None:
    told = to_frame(shown)
    place = list(told["目标编号"]).index("t-example-between")
    assert told["累计完成（个）"].iloc[place] == 12
    assert (told["数据截至"].iloc[place], told["进度灯"].iloc[place]) == ("2023-09-30", WORDS)
    assert told["完成情况"].iloc[place] == DONE
    assert list(told["进度灯"]).count("") == 2
    assert str(to_table(shown).column("累计完成（个）").to_pylist()[place]) == "12.000000"
    record = json.loads(to_json(shown))
    assert record["mark"] == "示例"
    (own,) = [row["progress"] for row in record["rows"] if row["target_id"] == "t-example-between"]
    assert own == {
        "actual": 12, "figure": "12 个", "as_of": "2023-09-30", "light": "yellow", "words": WORDS,
        "remark": "未经他人核对",
    }  # fmt: skip


def test_a_workbook_draws_it_as_a_bar_of_its_own(shown: Comparison) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(to_comparison_workbook(shown)))
    rows = {row[0]: row[1:4] for row in workbook["图表"].iter_rows(min_row=2, max_row=7, values_only=True)}
    name = next(row.label for row in shown.rows if row.comparator == "between")
    assert rows[f"{name}累计完成"] == (12, 0, f"{WORDS}　{DONE}")  # its label stands at the end of no range
    assert rows[name] == (20, 10, "20至30个")
    assert any("暂无数据" in str(key) and value[0] is None for key, value in rows.items())
    (chart,) = workbook["图表"]._charts
    assert chart.series[0].val.numRef.f.endswith("$B$7")
    assert RULE in "".join(str(cell) for row in workbook["说明"].values for cell in row)


def test_a_slide_draws_it_as_a_native_bar(shown: Comparison) -> None:
    written = Presentation(io.BytesIO(to_pptx([shown], title="汇总")))
    assert written.core_properties.title == "示例 汇总"
    slide = written.slides[1]
    assert slide.shapes.title.text_frame.text.startswith("示例 新增数：")
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    names, values = list(chart.plots[0].categories), list(chart.plots[0].series[0].values)
    place = next(number for number, name in enumerate(names) if name.endswith("累计完成"))
    assert (values[place - 1], values[place]) == (20, 12)
    assert chart.plots[0].series[1].points[place].data_label.text_frame.text == f"{WORDS}　{DONE}"
    assert any("暂无数据" in name for name in names)
    text = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert all(word in text for word in (SAID, RULE, "墨色条：累计完成"))
    assert f"{WORDS}　{DONE}" in slide.notes_slide.notes_text_frame.text


def test_the_cover_promises_of_reported_figures_no_plan(shown: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presentation, "sources_of", lambda _: ["《某计划》（某文号）第 1 项"])

    def cover(comparison: Comparison) -> str:
        slide = Presentation(io.BytesIO(to_pptx([comparison], title="汇总"))).slides[0]
        return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)

    assert "目标数出自各区县公开文件，文号与任务号见文末；完成数由责任部门填报、督查室核对发布" in cover(shown)
    assert "数字均出自各区县公开文件，文号与任务号见文末" in cover(plain())


def report(shown: Comparison) -> bytes:
    return to_report([shown], title="汇报", made_on=DAY, draw=None)


def test_a_report_has_it_in_its_table(shown: Comparison) -> None:
    paper = Document(io.BytesIO(report(shown)))
    table = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert table[0][3] == "进度灯与累计完成"
    assert f"{WORDS}　{DONE}" in [row[3] for row in table]
    assert SAID in paper.sections[0].header.paragraphs[0].text
    assert SAID in paper.sections[0].even_page_header.paragraphs[0].text
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "示例 汇报" in text
    assert "另列 2 个已发布的完成数" in text
    assert "不是完成数" not in text
    assert RULE in text


def test_a_picture_has_bar_words_and_mark(shown: Comparison) -> None:
    poster = comparison_poster(shown, Look())
    assert SAID in [line.text for line in poster.lines]
    assert any(RULE[:8] in line.text for line in poster.lines)
    (rows,) = poster.charts[0].specification()["datasets"].values()
    (own,) = [row for row in rows if row["target_id"] == "t-example-between"]
    assert own["actual"] == 12
    assert WORDS + DONE in "".join(line.text for line in poster.lines)
    assert SAID not in [line.text for line in comparison_poster(plain(), Look()).lines]


def test_on_screen_the_light_is_a_word_beside_its_mark(shown: Comparison) -> None:
    spec = comparison_bars(shown, LIGHT).to_dict(validate=False)
    written = [layer["encoding"]["text"]["field"] for layer in spec["layer"] if "text" in layer.get("encoding", {})]
    lengths = [layer["encoding"]["x"].get("field") for layer in spec["layer"] if "x" in layer.get("encoding", {})]
    assert "told" in written
    assert "actual" in lengths
    (rows,) = spec["datasets"].values()
    assert f"{WORDS}　{DONE}" in [row["told"] for row in rows]
    before = comparison_bars(plain(), LIGHT).to_dict(validate=False)
    assert "actual" not in [layer["encoding"]["x"].get("field") for layer in before["layer"]]


def test_what_was_done_beyond_the_target_stays_in_the_picture(shown: Comparison) -> None:
    rows = tuple(
        replace(row, progress=replace(row.progress, actual=500.0)) if row.progress else row for row in shown.rows
    )
    spec = comparison_bars(replace(shown, rows=rows), LIGHT).to_dict(validate=False)
    ends = [
        layer["encoding"]["x"]["scale"]["domain"][1] for layer in spec["layer"] if "scale" in layer["encoding"]["x"]
    ]
    assert min(ends) > 500
