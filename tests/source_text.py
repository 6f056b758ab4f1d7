"""Cut a source document into its chapters, sections, tasks and named items.

Reads the plain text of a published plan and returns `Passage` records. The project itself holds no
sentence of a document: this module lets the tests hold the curated tables against the originals where
those are at hand, and helps a curator of a new plan to list what a document contains.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

NUMERALS = "一二三四五六七八九十"
CHAPTER = re.compile(rf"^([{NUMERALS}]+)、(.{{2,40}})$")
SECTION = re.compile(rf"^[(（][{NUMERALS}]+[)）](.{{2,30}})$")
TASK = re.compile(r"^(\d+)\s*[.、．]?\s*(.+)$")
ITEM = re.compile(r"^(\w{2,14})。")
CLAUSE = re.compile(r"[〔(（\[]([^〔〕()（）\[\]]*)[〕)）\]]。?$")
ROLE_WORDS = ("牵头单位", "牵头部门", "牵头", "负责", "参与单位", "配合单位", "配合", "相关部门")
FIGURE = re.compile(r"\d+(?:\.\d+)?|\*+|(?<![A-Za-z])[xX]+(?![A-Za-z])")


@dataclass
class Passage:
    """One numbered task, one named item inside a task, or one chapter introduction (task_no 0)."""

    chapter_no: int
    chapter: str
    section: str
    task_no: int
    item: str
    headings: str
    text: str
    clause: str = ""
    figures: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        if self.task_no == 0:
            return f"c{self.chapter_no}"
        return f"{self.task_no}#{self.item}" if self.item else str(self.task_no)

    @property
    def whole(self) -> str:
        """Heading text that belongs to this passage, then its own text, without white space."""
        return squeeze(self.headings + self.text)


def squeeze(text: str) -> str:
    """The text without any white space (the originals break lines inside words)."""
    return re.sub(r"\s+", "", text)


def chinese_number(numeral: str) -> int:
    """一 → 1, 十 → 10, 十二 → 12, 二十一 → 21."""
    tens, _, ones = numeral.rpartition("十")
    value = NUMERALS.index(ones) + 1 if ones else 0
    if "十" in numeral:
        value += 10 * (NUMERALS.index(tens) + 1 if tens else 1)
    return value


def clause_of(text: str) -> str:
    """The closing bracket that names the responsible departments, or an empty string."""
    match = CLAUSE.search(text)
    if match and any(word in match[1] for word in ROLE_WORDS):
        return match[1]
    return ""


def read_passages(path: Path) -> list[Passage]:
    """All numbered passages of one document, in printed order.

    The numbered parts begin with the first chapter that holds a numbered task; a chapter's introduction
    comes as a passage with task_no 0 where it has any text.
    """
    passages: list[Passage] = []
    chapter_no, chapter, section, pending, introduction = 0, "", "", "", None
    expected = 1
    for raw in path.read_text(encoding="utf-8").split("\n"):
        line = raw.strip().lstrip("#").strip()
        if not line:
            continue
        heading, subheading, numbered = CHAPTER.match(line), SECTION.match(line), TASK.match(line)
        if heading and "。" not in line:
            chapter_no, chapter, section, pending = chinese_number(heading[1]), squeeze(heading[2]), "", line
            introduction = Passage(chapter_no, chapter, "", 0, "", "", "")
        elif subheading and chapter and not line.endswith("。"):
            section, pending = squeeze(subheading[1]), pending + line
        elif numbered and chapter and int(numbered[1]) == expected:
            if introduction and introduction.text:
                introduction.headings, pending = introduction.chapter, section
                passages.append(introduction)
            introduction = None
            passages.append(Passage(chapter_no, chapter, section, expected, "", pending, numbered[2]))
            pending, expected = "", expected + 1
        elif introduction is not None:
            introduction.text += line
        elif passages and clause_of(squeeze(passages[-1].text)):
            item = ITEM.match(line)
            if item and clause_of(squeeze(line)):
                passages.append(Passage(chapter_no, chapter, section, passages[-1].task_no, item[1], "", line))
        elif passages:
            passages[-1].text += line
    if passages and passages[0].task_no == 0 and passages[0].chapter_no < passages[1].chapter_no:
        passages.pop(0)
    for passage in passages:
        passage.clause = clause_of(squeeze(passage.text))
        passage.figures = FIGURE.findall(passage.whole)
    return passages
