"""The names of native bars: short where there is no bar, with the whole words apart."""

from dataclasses import replace

from policytargets.comparisons.examples import absences, example
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
