"""The workbook out and in: every cell gets its answer, no good row is lost, Calc keeps what tells whose it is."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from policytargets.errors import Refused
from policytargets.exports.forms.columns import DICTIONARY, HEAD_ROW, HEADS, SHEET
from policytargets.exports.forms.reading import FormRead, OtherForm, Wanted, marked, read_form
from policytargets.exports.forms.writing import write_form
from policytargets.ledger.drafts import figure
from policytargets.ledger.model import DueItem
from tests.office import converted

IDENTITY = "form:qingzhou-industry:qingzhou-month-2023-09-30"
YEAR = {"window_start": date(2023, 1, 1), "window_end": date(2023, 12, 31)}
ITEMS = {name: Wanted(DueItem(name, "at_least", 300, basis="new", unit="家", **YEAR)) for name in "abcdef"}
ITEMS["p"] = Wanted(DueItem("p", "at_least", 45, basis="share", unit="%", **YEAR))
COLUMN = {name: number for number, name in enumerate(HEADS, 1)}
LINE = {name: number for number, name in enumerate(ITEMS, HEAD_ROW + 1)}


@pytest.fixture
def form() -> Any:
    rows = [{"due_id": name, "name": f"示例{name}", "signed_by": "示例乙"} for name in ITEMS]
    return load_workbook(io.BytesIO(write_form("示例 填报表", IDENTITY, rows)))


def saved(form: Any) -> bytes:
    out = io.BytesIO()
    form.save(out)
    return out.getvalue()


def put(form: Any, key: str, value: object, column: str = "value", number_format: str = "General") -> None:
    cell = form[SHEET].cell(LINE[key], COLUMN[column], value)
    cell.number_format = number_format


def answers(form: Any) -> dict[str, tuple[str | None, str]]:
    found = read_form(saved(form), IDENTITY, ITEMS)
    return {answer.due_id: (answer.filling.value if answer.filling else None, answer.said) for answer in found.answers}


def test_the_figure_takes_numbers_alone_and_says_so(form: Any) -> None:
    (rule,) = [rule for rule in form[SHEET].data_validations.dataValidation if rule.type == "decimal"]
    column = form[SHEET].cell(1, COLUMN["value"]).column_letter
    assert str(rule.sqref) == f"{column}{HEAD_ROW + 1}:{column}{HEAD_ROW + len(ITEMS)}"
    assert "只写数字" in rule.error
    assert float(rule.formula1) < 0 < float(rule.formula2)  # a net change may be less than nothing


def test_the_dictionary_says_what_each_column_wants(form: Any) -> None:
    heads, *rows = [list(row) for row in form[DICTIONARY].values]
    told = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert list(told) == list(HEADS.values()) == [cell.value for cell in form[SHEET][HEAD_ROW] if cell.value]
    assert all(row["填什么"] for row in told.values())
    given = {word for word, row in told.items() if row["谁填"] == "看板已填"}
    cells = form[SHEET][HEAD_ROW + 1]
    assert given == {head for head, cell in zip(HEADS.values(), cells, strict=False) if cell.protection.locked}
    words = {word: row["可填的词"] for word, row in told.items() if row["可填的词"]}
    assert words == {"数字情况": "有数、本期暂无数据、本期不适用", "本单位研判": "能按期完成、有困难、不能按期完成"}


@pytest.mark.parametrize(
    ("value", "number_format", "kept"),
    [(12, "General", "12"), ("１２", "General", "１２"), ("1,200", "General", "1,200"), (0, "General", "0"),
     (0.1, "General", "0.1"), (1234.56789, "General", "1234.56789")],
)  # fmt: skip
def test_figures_are_taken(form: Any, value: object, number_format: str, kept: str) -> None:
    put(form, "a", value, number_format=number_format)
    assert answers(form)["a"] == (kept, "可用")


@pytest.mark.parametrize(
    ("value", "word"), [("12家", "建议 12"), ("约30", "建议 30"), ("12/15", "只填数字"), ("=6+6", "没有算出")]
)
def test_other_cells_are_named_with_the_reason_and_good_rows_stay(form: Any, value: str, word: str) -> None:
    put(form, "a", value)
    put(form, "b", 7)
    found = answers(form)
    assert found["a"][0] is None
    assert word in found["a"][1]
    assert found["a"][1].startswith("累计完成：")
    assert found["b"] == ("7", "可用")
    assert found["c"] == (None, "未填")


def test_per_cent(form: Any) -> None:
    put(form, "p", 0.35, number_format="0%")
    assert answers(form)["p"] == ("35.00", "可用")
    put(form, "p", 0.35)
    value, said = answers(form)["p"]
    assert value is None
    assert "35" in said


def test_words_choices_and_contradictions(form: Any) -> None:
    put(form, "a", "已开工", "progress")
    put(form, "b", "没有", "figure_state")
    put(form, "b", "文字", "progress")
    put(form, "c", "本期暂无数据", "figure_state")
    put(form, "c", 5)
    put(form, "d", "能按期完成", "outlook")
    found = read_form(saved(form), IDENTITY, ITEMS)
    by_key = {answer.due_id: answer for answer in found.answers}
    assert by_key["a"].filling is not None
    assert by_key["a"].filling.progress == "已开工"
    assert "数字情况" in by_key["b"].said
    assert "却填了数字" in by_key["c"].said
    assert by_key["d"].filling is not None
    assert by_key["d"].filling.outlook == "on_time"


def test_rows_may_move_columns_may_be_added_rows_may_be_missing(form: Any) -> None:
    sheet = form[SHEET]
    sheet.cell(LINE["a"], 1, "f")
    sheet.cell(LINE["f"], 1, "a")
    put(form, "f", 3)  # now the row of a
    sheet.delete_rows(LINE["b"])
    sheet.cell(HEAD_ROW, 20, "我们自己的列")
    found = read_form(saved(form), IDENTITY, ITEMS)
    assert [a.due_id for a in found.answers if a.filling] == ["a"]
    assert found.absent == ("b",)
    assert found.unknown == ("我们自己的列",)


def test_a_row_that_parted_from_its_key_is_refused(form: Any) -> None:
    """The rows of two items changed places, their keys did not: what sorting without the first column does."""
    items = ITEMS | {name: replace(ITEMS[name], name=f"示例{name}", printed=f"{name}家") for name in "abc"}
    for key, other in ("ab", "ba"):
        put(form, key, f"示例{other}", "name")
        put(form, key, f"{other}家", "printed")
        put(form, key, 4)
    put(form, "c", " 示例c", "name")
    put(form, "c", 5)
    found = {answer.due_id: answer for answer in read_form(saved(form), IDENTITY, items).answers}
    assert found["a"].said == (
        "编号：这个编号是“示例a”（a家），这一行写的却是“示例b”（b家），像是排序时漏了编号一列，请把各行对齐后再传"
    )
    assert (found["a"].filling, found["b"].filling) == (None, None)
    assert found["c"].said == "可用"
    put(form, "c", "7家", "printed")  # its name alone is right
    (said,) = [own.said for own in read_form(saved(form), IDENTITY, items).answers if own.due_id == "c"]
    assert "（7家）" in said


def test_a_figure_out_of_all_proportion_is_yellow(form: Any) -> None:
    put(form, "a", 3001)  # ten times the target of 300 is 3000
    put(form, "b", 3000)
    data = saved(form)
    found = read_form(data, IDENTITY, ITEMS)
    back = load_workbook(io.BytesIO(marked(data, found.answers)))[SHEET]
    asked = back.cell(LINE["a"], COLUMN["value"])
    assert (asked.fill.fgColor.rgb, asked.comment.text) == ("00FFEB9C", "3001 是目标的约 10 倍，请核对")
    assert back.cell(LINE["b"], COLUMN["value"]).comment is None
    assert [answer.filling.value for answer in found.answers if answer.filling] == ["3001", "3000"]


def test_unknown_and_double_keys(form: Any) -> None:
    form[SHEET].cell(LINE["a"], 1, "b")
    form[SHEET].cell(LINE["c"], 1, "others/1-1")
    said = [answer.said for answer in read_form(saved(form), IDENTITY, ITEMS).answers]
    assert said[0] == said[1] == "编号：编号重复"
    assert "不是本部门" in said[2]


def test_another_form_is_refused(form: Any) -> None:
    with pytest.raises(OtherForm, match="没有改动") as refused:
        read_form(saved(form), IDENTITY.replace("09-30", "10-31"), ITEMS)
    assert refused.value.identity == IDENTITY
    form.defined_names["board_form"].attr_text = f'"{IDENTITY.replace("09-30", "10-31")}"'
    with pytest.raises(Refused, match="互相矛盾"):
        read_form(saved(form), IDENTITY, ITEMS)


@pytest.mark.parametrize("data", [b"", b"PK", b"a,b\n1,2", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_form(data, IDENTITY, ITEMS)


def test_the_answer_is_the_users_own_file(form: Any) -> None:
    put(form, "a", "12家")
    put(form, "b", 7)
    data = saved(form)
    back = load_workbook(io.BytesIO(marked(data, read_form(data, IDENTITY, ITEMS).answers)))[SHEET]
    wrong = back.cell(LINE["a"], COLUMN["value"])
    assert wrong.value == "12家"
    assert wrong.fill.fgColor.rgb.endswith("FFC7CE")
    assert "建议 12" in wrong.comment.text
    assert back.cell(LINE["b"], COLUMN["value"]).fill.fgColor.rgb != wrong.fill.fgColor.rgb
    heads = [cell.value for cell in back[HEAD_ROW]]
    assert back.cell(LINE["b"], heads.index("核对结果") + 1).value == "可用"
    out = io.BytesIO()
    back.parent.save(out)
    again: FormRead = read_form(out.getvalue(), IDENTITY, ITEMS)
    assert [a.due_id for a in again.answers if a.filling] == ["b"]
    assert again.unknown == ()


def by_calc(form: Any, folder: Path) -> bytes:
    """The workbook as Calc has it after it was opened, computed and saved, in its own format too."""
    file = folder / "form.filled.xlsx"
    file.write_bytes(saved(form))
    (calc,) = converted([file], "ods")
    (back,) = converted([calc], "xlsx")
    return back.read_bytes()


def test_calc_keeps_whose_it_is(tmp_path: Path) -> None:
    rows = [{"due_id": name, "value": "5" if name == "a" else "", "progress": "一\n二"} for name in ITEMS]
    form = load_workbook(io.BytesIO(write_form("示例 填报表", IDENTITY, rows)))
    put(form, "a", "=6+6")
    back = by_calc(form, tmp_path)
    found = read_form(back, IDENTITY, ITEMS)
    assert {a.due_id: a.filling.value for a in found.answers if a.filling and a.filling.value} == {"a": "12"}
    taken = {answer.due_id: (answer.taken.value, answer.taken.progress) for answer in found.answers}
    assert taken == {name: ("5" if name == "a" else "", "一\n二") for name in ITEMS}  # what it held when it was made
    again = load_workbook(io.BytesIO(back))
    assert again[SHEET].protection.sheet
    assert again[SHEET].data_validations.count == 3  # the figure, and two lists


# What stands in a row as it comes from Calc, by column, and the answer to it: the figure that is taken, or the column
# in which something is wrong and the words about it. % marks a cell with a format of per cent.
ROWS: dict[str, tuple[dict[str, object], str | tuple[str, str]]] = {
    "plain": ({"value": 12}, "12"), "wide": ({"value": "１２"}, "12"), "grouped": ({"value": "1,200"}, "1200"),
    "blanks": ({"value": " 12 "}, "12"), "zero": ({"value": 0}, "0"), "formula": ({"value": "=6+6"}, "12"),
    "share": ({"value%": 0.35}, "35"),
    "words": ({"progress": "已开工"}, ""),
    "none": ({"figure_state": "本期暂无数据", "progress": "未统计"}, ""),
    "unit": ({"value": "12家"}, ("value", "只填数字，不带单位；建议 12")),
    "about": ({"value": "约30"}, ("value", "只填数字，不带单位；建议 30")),
    "half": ({"value": "3.7", "progress": "已开工"}, "3.7"), "net": ({"value": -1}, "-1"),
    "below": ({"value": -1}, ("value", "这一项不会是负数（填的是 -1），请核对；要核减，请填核减后的累计数")),
    "fine": ({"value": "7.123456789"}, ("value", "小数最多 8 位；建议 7.12345679")),
    "comma": ({"value": "１，２"}, ("value", "看不出逗号是千位分隔还是小数点，请写成不带逗号的数字")),
    "part": ({"value": "12/15"}, ("value", "只填数字，不带单位")),
    "date": ({"value": date(2023, 10, 31)}, ("value", "“2023-10-31”是日期，请填数字")),
    "power": ({"value": "1e400"}, ("value", "只填数字，不带单位")),
    "myriad": ({"value": "1.5万"}, ("value", "只填数字，不带单位")),
    "hanzi": ({"value": "六"}, ("value", "请填阿拉伯数字，不带单位")),
    "broken": ({"value": "=1/0"}, ("value", "公式算出的不是数（#DIV/0!），请改正")),
    "bare": ({"value": 0.35}, ("value", "是 0.35% 还是 35%？请写成百分数格式，或写 35")),
    "both": ({"value": 5, "figure_state": "本期暂无数据"}, ("value", "已选没有数，却填了数字")),
    "choice": ({"figure_state": "没有"}, ("figure_state", "应为 有数、本期暂无数据、本期不适用 之一")),
    "outlook": ({"value": 1, "outlook": "差不多"}, ("outlook", "应为 能按期完成、有困难、不能按期完成 之一")),
    "day": ({"progress": "已办结", "finished_on": date(2023, 9, 30)}, ""),
    "month": ({"finished_on": "2023年13月"}, ("finished_on", "“2023年13月”不是日期，请写成 2023-09-30 的样子")),
    "no day": ({"finished_on": "2023-09-31"}, ("finished_on", "“2023-09-31”不是日期，请写成 2023-09-30 的样子")),
    "first": ({"due_id": "second", "value": 1}, ("due_id", "编号重复")),
    "second": ({"value": 1}, ("due_id", "编号重复")),
    "strange": ({"due_id": "other/1-1", "value": 1}, ("due_id", "这个编号不是本部门本期的应报项")),
}  # fmt: skip


def test_a_form_from_calc_comes_back_with_every_wrong_cell_named_and_no_good_row_lost(tmp_path: Path) -> None:
    names = (*ROWS, "untouched", "gone")
    items = {name: ITEMS["p" if name in ("share", "bare") else "a"] for name in names}
    counted = replace(ITEMS["a"].item, counts=True)
    items["half"], items["net"] = Wanted(counted), Wanted(replace(counted, net=True))
    rows = [{"due_id": name, "name": name} for name in names]
    form = load_workbook(io.BytesIO(write_form("示例 填报表", IDENTITY, rows)))
    sheet, line = form[SHEET], {name: number for number, name in enumerate(names, HEAD_ROW + 1)}
    for name, (cells, _) in ROWS.items():
        for column, value in cells.items():
            cell = sheet.cell(line[name], COLUMN[column.rstrip("%")], value)
            plain = "yyyy-mm-dd" if isinstance(value, date) else "General"
            cell.number_format = "0%" if column.endswith("%") else plain
    sheet.delete_rows(line.pop("gone"))
    sheet.cell(HEAD_ROW, len(HEADS) + 1, "我们自己的列")
    data = by_calc(form, tmp_path)
    found = read_form(data, IDENTITY, items)
    assert found == read_form(data, IDENTITY, items)
    by_line = {answer.line: answer for answer in found.answers}
    assert {*by_line} == {*line.values()}
    assert (found.absent, found.unknown) == (("first", "strange", "gone"), ("我们自己的列",))
    assert by_line[line["untouched"]].said == "未填"
    back = load_workbook(io.BytesIO(marked(data, found.answers)))[SHEET]
    for name, (_, wanted) in ROWS.items():
        answer = by_line[line[name]]
        red = {cell.column: cell.comment.text for cell in back[line[name]] if cell.fill.fgColor.rgb == "00FFC7CE"}
        if isinstance(wanted, str):
            assert answer.filling, (name, answer.said)
            said = "可用，累计完成：不是整数，请核对" if name == "half" else "可用"
            assert (figure(answer.filling.value) if answer.filling.value else "", answer.said) == (wanted, said), name
            assert red == {}, name
            asked = back.cell(line[name], COLUMN["value"])
            assert (asked.fill.fgColor.rgb == "00FFEB9C", bool(asked.comment)) == (name == "half",) * 2, name
        else:
            column, words = wanted
            assert (answer.filling, dict(answer.errors)) == (None, {column: words}), name
            assert red == {COLUMN[column]: words}, name


def test_workbooks_beyond_the_limits_are_refused_before_they_are_read(form: Any) -> None:
    form[SHEET].cell(2001, COLUMN["value"], 1)
    with pytest.raises(Refused, match="超过 2000 行"):
        read_form(saved(form), IDENTITY, ITEMS)
    with pytest.raises(Refused, match="超过 5 MB"):
        read_form(b"PK" + bytes(5 * 1024**2), IDENTITY, ITEMS)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", bytes(50 * 1024**2 + 1))
    with pytest.raises(Refused, match="不是可读的"):
        read_form(bomb.getvalue(), IDENTITY, ITEMS)
