"""The board's own words as readers type them: every word of the filters and of the legend is understood."""

import pytest

from policytargets.wording.glossary import GLOSSARY, glossary_rows
from policytargets.wording.legend import FILTER, SAID_TOO, meant

# What a stranger typed, each with concept and words it must lead to.
TYPED = {
    "隐去": {("情况", "原文隐去")},
    "原文隐去": {("情况", "原文隐去")},
    "隐去的数字": {("情况", "原文隐去")},
    "未公布": {("情况", "原文隐去")},
    "有表述": {("情况", "有表述，无数字")},
    "只有表述": {("情况", "有表述，无数字")},
    "未设定": {("情况", "未设定")},
    "另有口径": {("情况", "另有口径")},
    "下限": {("界限", "不少于"), ("界限", "超过")},
    "上限": {("界限", "低于"), ("界限", "不超过"), ("口径", "上限")},
    "约": {("界限", "约")},
    "区间": {("界限", "区间")},
    "水平": {("口径", "总量或水平")},
    "总量（水平）": {("口径", "总量或水平")},
    "力争": {("承诺力度", "力争")},
    "每年": {("时段", "每年")},
    "草案": {("文件状态", "征求意见稿")},
    "重复表述": {("计数", "重复表述")},
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_word_of_the_legend_is_understood(typed: str) -> None:
    assert {(one.concept, term) for one in meant(typed) for term in one.terms} == TYPED[typed]


def test_every_word_of_a_filter_names_its_code() -> None:
    for key, facet in FILTER.items():
        concept, words, _ = GLOSSARY[key]
        for code, word in words.items():
            (own,) = [one for one in meant(word) if one.concept == concept and word in one.terms]
            assert own.facet == facet
            assert not facet or code in own.codes


def test_what_people_say_too_belongs_to_codes_that_there_are() -> None:
    for code, said in SAID_TOO.items():
        for key in said:
            assert code in GLOSSARY[key][1]


@pytest.mark.parametrize("typed", ["粮食", "5g", "新增绿色建筑面积", "目标", "约束", "上限额", "的", ""])
def test_other_words_are_left_alone(typed: str) -> None:
    assert meant(typed) == []


def test_entries_of_the_glossary_are_told_apart_by_concept_and_word() -> None:
    named = [(concept, word) for concept, word, *_ in glossary_rows()]
    assert len(named) == len(set(named))
