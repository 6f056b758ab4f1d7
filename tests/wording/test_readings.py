"""What was typed as one run is read by names alone; what is left out or guessed is told, and no content is left out."""

import pytest

from policytargets.wording.readings import Vocabulary

NAMES = (
    "青州", "青州市", "周村", "周村区", "茌平", "5g基站", "新建开通5g基站数", "粮食产量", "粮食播种面积",
    "新增绿色建筑面积", "绿色建筑", "高新技术企业总数", "老旧小区改造户数", "pm2.5浓度", "新建住房", "科技局",
    "大力发展港口",
)  # fmt: skip
KNOWN = Vocabulary(NAMES, ("个", "户", "万亩"))


@pytest.mark.parametrize(
    ("typed", "words", "dropped"),
    [
        ("茌平绿色建筑", "茌平 绿色建筑", ""),
        ("青州市5g基站", "青州市 5g基站", ""),
        ("周村今年要建多少5g基站", "周村 5g基站", "今年要建多少"),
        ("哪些区县有粮食目标", "粮食", "哪些区县有 目标"),
        ("老旧小区改造多少户", "老旧小区改造", "多少户"),
        ("科技局牵头的任务", "科技局", "牵头的任务"),
        ("周村pm2.5浓度", "周村 pm2.5浓度", ""),
        ("粮食产量3.65", "粮食产量 3.65", ""),
    ],
)
def test_joined_words_and_questions_are_read_by_names(typed: str, words: str, dropped: str) -> None:
    reading = KNOWN.reading([typed])
    assert (" ".join(reading.words), " ".join(reading.dropped)) == (words, dropped)
    assert not reading.guessed
    assert not reading.strange


@pytest.mark.parametrize(
    ("typed", "words", "guessed"),
    [
        ("绿色建住", "绿色建筑", ("绿色建住", "绿色建筑")),
        ("高薪技术", "高新技术", ("高薪技术", "高新技术")),
        ("周村高薪技术企业", "周村 高新技术企业", ("高薪技术企业", "高新技术企业")),
        ("良食", "粮食", ("良食", "粮食")),
        ("荏平绿色建筑", "茌平 绿色建筑", ("荏平", "茌平")),
        ("5g机站", "5g基站", ("5g机站", "5g基站")),
        ("绿色建築", "绿色建筑", ("绿色建築", "绿色建筑")),
    ],
)
def test_one_letter_for_another_is_put_right_and_told(typed: str, words: str, guessed: tuple[str, str]) -> None:
    reading = KNOWN.reading([typed], guessing=True)
    assert (" ".join(reading.words), reading.guessed, reading.strange) == (words, (guessed,), ())


@pytest.mark.parametrize(
    ("typed", "words", "strange"),
    [
        ("青州没有区块链", "青州", ("没有区块链",)),
        ("风力发电", "", ("风力发电",)),  # 力发, in the middle of a name, is no word
        ("人才", "", ("人才",)),
        ("周村良玉", "周村", ("良玉",)),
        ("周村abc", "周村", ("abc",)),
    ],
)
@pytest.mark.parametrize("guessing", [False, True])
def test_what_no_name_has_is_never_left_out(typed: str, words: str, strange: tuple[str, ...], guessing: bool) -> None:
    reading = KNOWN.reading([typed], guessing=guessing)
    assert (" ".join(reading.words), reading.strange, reading.dropped) == (words, strange, ())


def test_a_long_run_is_read_in_bounded_pieces() -> None:
    assert len(KNOWN.reading(["字" * 100]).strange[0]) <= 40
    assert len(KNOWN.reading(["青州粮食"] * 9 + list(NAMES)).words) <= 10
