"""The names of native bars: short where there is no bar, with the whole words apart."""

from dataclasses import replace
from datetime import date

from policytargets.comparisons.examples import absences, example
from policytargets.comparisons.model import Progress
from policytargets.exports.bars import bars_of, gaps_in_words


def test_a_gap_is_named_by_its_kind_and_told_whole_apart() -> None:
    rows = {row.presence: row for row in absences().rows}
    apart = replace(
        rows["other_basis"], district="茌平区", figure="另有口径：累计 900个", details="见“5G基站总数” · 征求意见稿"
    )
    silent = replace(rows["unset"], district="周村区", figure="未设定", details="")
    stated = replace(example().rows[0], district="青州市", value=5.0, details="三年合计")
    shown = replace(example(), rows=(stated, apart, silent))
    assert [bar.name for bar in bars_of(shown)] == [
        "青州市（三年合计）",
        "茌平区（另有口径，征求意见稿）",
        "周村区（未设定）",
    ]
    assert gaps_in_words(shown) == "茌平区：另有口径：累计 900个，见“5G基站总数”，征求意见稿"
    assert gaps_in_words(replace(shown, rows=(stated, silent))) == ""


def test_what_was_done_is_told_in_short_where_the_whole_words_stand_beside_the_chart() -> None:
    done = Progress(5.0, "5 个", date(2023, 9, 30), "yellow", "▲ 黄灯 · 略低于序时")
    row = replace(example().rows[0], value=9.0, figure="9 个以上", progress=done)
    assert [bar.short for bar in bars_of(replace(example(), rows=(row,)))] == ["9 个以上", "▲ 完成 5 个"]
