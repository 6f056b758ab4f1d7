"""Texts with more figures than any plan has, by whose rules a strange file would hold its reader up for minutes."""

import re

from policytargets.errors import DocumentUnreadable

FIGURE = re.compile(r"\d+(?:[.,]\d+)*|[*×○xX]+|[零〇一二两三四五六七八九十百千万亿]+")
SENTENCE = re.compile(r"[^。！？!?\n\t\x0b|]+")
MOST_IN_SENTENCE = 1_000
MOST = 20_000


def refuse_overfull(text: str) -> None:
    """Raise DocumentUnreadable where one sentence, or the whole text, holds more figures than a plan can."""
    counts = [sum(1 for _ in FIGURE.finditer(text, *match.span())) for match in SENTENCE.finditer(text)]
    if max(counts, default=0) > MOST_IN_SENTENCE:
        raise DocumentUnreadable(f"文件异常，未导入：一句话里有 {max(counts):,} 个数字，不像一份计划。")
    if sum(counts) > MOST:
        raise DocumentUnreadable(f"文件里有 {sum(counts):,} 个数字，不像一份计划。请拆分后再导入。")
