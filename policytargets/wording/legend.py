"""The board's own words for marks, bounds and states as readers type them, each with the filter that it names."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from policytargets.wording.codes import FORMER_BASIS_WORD
from policytargets.wording.glossary import COUNTING, GLOSSARY
from policytargets.wording.searching import folded

# Concepts whose words stand beside figures on charts and lists, with the filter of 目标清单 where there is one.
FILTER = {
    "presence": "presences",
    "comparator": "comparators",
    "basis": "bases",
    "strength": "strengths",
    "period": "",
    "status": "",
    "role": "",
}
COUNTED = "计数"
# What else people call them.
SAID_TOO: dict[str, dict[str, tuple[str, ...]]] = {
    "withheld": {"presence": ("隐去", "未公布", "未公开", "未披露", "星号", "***")},
    "worded": {"presence": ("只有表述", "没有数字", "文字表述")},
    "unset": {"presence": ("没有设定", "未设")},
    "other_basis": {"presence": ("口径不同", "不同口径")},
    "at_least": {"comparator": ("下限", "以上", "至少", "不低于")},
    "more_than": {"comparator": ("下限", "突破", "高于")},
    "about": {"comparator": ("左右", "大约", "约数")},
    "less_than": {"comparator": ("上限", "负增长")},
    "at_most": {"comparator": ("上限", "以内", "以下", "不高于")},
    "between": {"comparator": ("范围", "幅度")},
    "level": {"basis": ("总量", "水平", *FORMER_BASIS_WORD)},
    "share": {"basis": ("占比", "比例")},
    "strive": {"strength": ("争取", "努力")},
    "ensure": {"strength": ("必须", "务必")},
    "draft": {"status": ("草案", "征求意见")},
    "issued": {"status": ("印发", "定稿")},
}
PARTS = re.compile(r"[，（）]")
# Words behind one of ours that add nothing: 隐去的数字.
BEHIND = r"的?(?:数字|目标|指标|数据|记号|标记)?"


class Meant(NamedTuple):
    """Terms of one concept that a typed word names: the filter and its codes, or no filter and no codes."""

    concept: str
    terms: tuple[str, ...]
    meanings: tuple[str, ...]
    facet: str = ""
    codes: tuple[str, ...] = ()


def meant(typed: str) -> list[Meant]:
    """What of the board's own words a word is: one entry for each concept that has it: 上限 is a bound and a basis."""
    said = folded(typed)
    found = []
    for key, facet in FILTER.items():
        concept, words, meanings = GLOSSARY[key]
        codes = [code for code, word in words.items() if _names([word, *SAID_TOO.get(code, {}).get(key, ())], said)]
        if codes:
            terms = tuple(words[code] for code in codes)
            told = tuple(meanings[code] for code in codes)
            found.append(Meant(concept, terms, told, facet, tuple(codes) if facet else ()))
    counted = [(word, meaning) for concept, word, meaning in COUNTING if concept == COUNTED and _names([word], said)]
    return found + [Meant(COUNTED, (word,), (meaning,)) for word, meaning in counted]


def _names(words: Iterable[str], said: str) -> bool:
    """Whether what was said is one of the words or a part of one that stands by itself: 有表述 of 有表述，无数字."""
    parts = {folded(part) for word in words for part in (word, *PARTS.split(word)) if part}
    return any(re.fullmatch(re.escape(part) + BEHIND, said) for part in parts)
