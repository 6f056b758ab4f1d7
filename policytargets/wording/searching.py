"""Searching: text folded for comparison, and where in a target's fields the words were found."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST_SEARCH = 100
MOST_WORDS = 10
AROUND = 10
BRACKETS = str.maketrans("〔〕【】[]", "()()()")
# What stands between words or around them where they are pasted from a text is not looked for: quotation marks, marks
# between parts of a sentence, tags of a page. A comma between figures (1,000) belongs to them.
SEPARATORS = re.compile(r"</?[a-zA-Z][^<>]{0,40}>|[“”‘’\"'＂＇「」『』《》〈〉、；;。！？]|(?<!\d)[,，]|[,，](?!\d)|\s")
# 第17项, 第十七项任务, 任务第17项; 任务17, 任务 17, 任务号：17; no 任务17个.
NUMERALS = "零一二三四五六七八九十百千"
TASK_NUMBER = re.compile(
    rf"(?:任务(?:编?号)?[:：]? ?)?第 ?(\d{{1,4}}|[{NUMERALS}]{{1,8}}) ?项(?: ?任务)?"
    r"|任务(?:编?号)?[:：]? ?第?(\d{1,4})[项号]?(?= |$)"
)


def folded(text: str) -> str:
    """Text as the record's macro of the same name folds it: half width, brackets alike, lower case, no white space."""
    return "".join(_folded_letters(text))


def folded_words(typed: str) -> list[str]:
    """Search words, folded, at most ten: `“５Ｇ”、基站` → ['5g', '基站']."""
    return [folded(word) for word in typed_words(typed)]


def typed_words(typed: str) -> list[str]:
    """Search words as they were typed, at most ten. Separators and marks that can't be seen are left out."""
    return [word for word in SEPARATORS.split(_visible(typed[:LONGEST_SEARCH])) if word][:MOST_WORDS]


def _visible(text: str) -> str:
    """Without marks that can't be seen; white space of any kind stays."""
    return "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) not in ("Cf", "Cc"))


def numbered(words: Iterable[str]) -> list[str]:
    """The words with each number of a task as the record's text has it, at most ten: `任务17` and `青州市第17项` →
    ['第十七项'], ['青州市', '第十七项']."""
    return TASK_NUMBER.sub(lambda found: f" {_task(found)} ", " ".join(words)).split()[:MOST_WORDS]


def named_tasks(words: Iterable[str]) -> list[str]:
    """The numbers of tasks that the words name, as the record's text has them."""
    return [_task(found) for found in TASK_NUMBER.finditer(" ".join(words))]


def _task(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return task_in_words(int(number)) if number.isdecimal() else f"第{number}项"


def task_in_words(number: int) -> str:
    """The number of a task as the record's text has it, 第一百零七项: so no figure that is searched finds a task."""
    places = (number // 1000, number // 100 % 10, number // 10 % 10, number % 10)
    said = "{}千{}百{}十{}".format(*(NUMERALS[place] for place in places))
    said = re.sub("零+", "零", re.sub("零[千百十]", "零", said)).strip("零")
    return f"第{re.sub('^一十', '十', said)}项"


def found_in(fields: Mapping[str, str | Iterable[str] | None], words: Iterable[str]) -> str:
    """Where the words occur, each with a little text around it: `任务：加快【5G】网络建设；牵头部门：区【科技局】`.

    `fields` maps the label of a field to its text or texts, in the order in which they are looked through; a word
    is shown in the first that holds it. Words that no field holds are left out.
    """
    spans: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for word in words:
        for label, text in _texts(fields):
            span = _span(text, word)
            if span:
                spans.setdefault((label, text), set()).add(span)
                break
    return "；".join(f"{label}：{_marked(text, sorted(found))}" for (label, text), found in spans.items())


def _texts(fields: Mapping[str, str | Iterable[str] | None]) -> Iterable[tuple[str, str]]:
    for label, content in fields.items():
        for text in [content] if isinstance(content, str) else content or ():
            yield label, text


def _span(text: str, word: str) -> tuple[int, int] | None:
    """Where the folded `word` first begins and ends in `text`; None where it does not occur."""
    letters = _folded_letters(text)
    start = "".join(letters).find(word)
    if start < 0 or not word:
        return None
    places = [index for index, letter in enumerate(letters) for _ in letter]
    return places[start], places[start + len(word) - 1] + 1


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    """The stretch of `text` around the spans, each span in 【】."""
    begin = max(spans[0][0] - AROUND, 0)
    end = min(max(last for _, last in spans) + AROUND, len(text))
    shown, at = "…" if begin else "", begin
    for first, last in spans:
        if first >= at:
            shown += f"{text[at:first]}【{text[first:last]}】"
            at = last
    return shown + text[at:end] + ("…" if end < len(text) else "")


def _folded_letters(text: str) -> list[str]:
    """Each letter of the text as it is compared; white space as nothing. Only forms of another width are folded: what
    would become several letters, as Ⅳ, stays one."""
    return [re.sub(r"\s", "", _narrow(letter)).translate(BRACKETS).lower() for letter in text]


def _narrow(letter: str) -> str:
    narrow = unicodedata.normalize("NFKC", letter)
    return narrow if len(narrow) == 1 else letter
