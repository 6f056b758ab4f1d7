"""The workbook out and in: every cell gets its answer, no good row is lost, Calc keeps what tells whose it is."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from policytargets.errors import Refused
from policytargets.exports.forms.columns import HEAD_ROW, HEADS, SHEET
from policytargets.exports.forms.reading import FormRead, OtherForm, marked, read_form
from policytargets.exports.forms.writing import write_form
from policytargets.ledger.model import DueItem
from tests.office import converted

IDENTITY = "form:qingzhou-industry:qingzhou-month-2023-09-30"
YEAR = {"window_start": date(2023, 1, 1), "window_end": date(2023, 12, 31)}
ITEMS = {name: DueItem(name, "at_least", 300, basis="new", unit="家", **YEAR) for name in "abcdef"}
ITEMS["p"] = DueItem("p", "at_least", 45, basis="share", unit="%", **YEAR)
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


@pytest.mark.parametrize(
    ("value", "number_format", "kept"),
    [(12, "General", "12"), ("１２", "General", "１２"), ("1,200", "General", "1,200"), (0, "General", "0"),
     (0.1, "General", "0.1"), (123456.789, "General", "123456.789")],
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


def test_calc_keeps_whose_it_is(form: Any, tmp_path: Path) -> None:
    put(form, "a", "=6+6")
    (tmp_path / "form.xlsx").write_bytes(saved(form))
    (tmp_path / "form.xlsx").rename(tmp_path / "form.filled.xlsx")
    (calc,) = converted([tmp_path / "form.filled.xlsx"], "ods")
    (back,) = converted([calc], "xlsx")
    found = read_form(back.read_bytes(), IDENTITY, ITEMS)
    assert {a.due_id: a.filling.value for a in found.answers if a.filling} == {"a": "12"}
    again = load_workbook(back)
    assert again[SHEET].protection.sheet
    assert again[SHEET].data_validations.count == 2
