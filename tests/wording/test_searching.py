"""Searching folds text as the record does and shows where the words were found."""

import pytest

from policytargets.record.database import Database
from policytargets.record.tables import Records
from policytargets.wording.searching import folded, folded_words, found_in, numbered, task_in_words

FIELDS = {
    "目标": "新建开通5G基站",
    "任务": "完善新型信息基础设施体系建设并推动数字乡村发展",
    "文号": "聊江管办发〔2023〕7号",
    "分项": None,
    "牵头部门": ["区经济发展局", "区科技局"],
}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("５ｇ", ["5g"]),
        (" ５Ｇ　基站 ", ["5g", "基站"]),
        ("100％", ["100%"]),
        ("【2023】7号", ["(2023)7号"]),
        ("\u202e粮\u200b食", ["粮食"]),
        ("", []),
        ("\u200b", []),
        ("“粮食”", ["粮食"]),
        ("《粮食》、5G，〈网络〉；「基站」『点』", ["粮食", "5g", "网络", "基站", "点"]),
        ("'粮食' \"5G\" ‘绿色’ ＂建筑＂", ["粮食", "5g", "绿色", "建筑"]),
        ("<b>粮食</b><br/>", ["粮食"]),
        ("深入推进“四好农村路”建设", ["深入推进", "四好农村路", "建设"]),
        ("1,000个，2,粮食", ["1,000个", "2", "粮食"]),
        ("粮食,基站", ["粮食", "基站"]),
        ("粮食\t基站\n", ["粮食", "基站"]),
        ("<5 >3", ["<5", ">3"]),
        ("“”", []),
        ("字" * 500, ["字" * 100]),
        ("a b c d e f g h i j k l", list("abcdefghij")),
    ],
)
def test_typed_words_are_folded(typed: str, words: list[str]) -> None:
    assert folded_words(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("第17项", ["第十七项"]),
        ("第１７项任务", ["第十七项"]),
        ("第 17 项", ["第十七项"]),
        ("第十七项", ["第十七项"]),
        ("任务17", ["第十七项"]),
        ("任务 107 粮食", ["第一百零七项", "粮食"]),
        ("任务号：20", ["第二十项"]),
        ("青州市第110项", ["青州市", "第一百一十项"]),
        ("任务5G", ["任务5g"]),
        ("任务17个", ["任务17个"]),
        ("任务一体化", ["任务一体化"]),
        ("10项以上", ["10项以上"]),
        ("17", ["17"]),
    ],
)
def test_numbers_of_tasks_are_understood(typed: str, words: list[str]) -> None:
    assert numbered(folded_words(typed)) == words


def test_python_and_the_record_say_numbers_alike(database: Database) -> None:
    numbers = [*range(1, 400), 1000, 1001, 1010, 1100, 9999]
    answer = database._connection.cursor().execute(
        "SELECT '第' || in_numerals(n) || '项' FROM (SELECT unnest($numbers) AS n)", {"numbers": numbers}
    )
    assert [row[0] for row in answer.fetchall()] == [task_in_words(number) for number in numbers]


def test_python_and_the_record_fold_alike(database: Database, records: Records) -> None:
    texts = sorted({value for rows in records.values() for row in rows for value in row.values() if value})
    texts += [
        "！＂＃＄％＆＇（）＊＋，－．／０１９：；＜＝＞？＠ＡＺ［＼］＾＿｀ａｚ｛｜｝～　空　格",
        "[甲]【乙】〔丙〕",
    ]
    answer = database._connection.cursor().execute(
        "SELECT folded(text) FROM (SELECT unnest($texts) AS text)", {"texts": texts}
    )
    assert [row[0] for row in answer.fetchall()] == [folded(text) for text in texts]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5g", "目标：新建开通【5G】基站"),
        ("新建 基站", "目标：【新建】开通5G【基站】"),
        ("数字乡村", "任务：…础设施体系建设并推动【数字乡村】发展"),
        ("科技局 5G", "牵头部门：区【科技局】；目标：新建开通【5G】基站"),
        ("(2023)", "文号：聊江管办发【〔2023〕】7号"),
        ("没有", ""),
        ("%", ""),
    ],
)
def test_hits_are_shown_in_their_context(typed: str, shown: str) -> None:
    assert found_in(FIELDS, folded_words(typed)) == shown
