"""A filled workbook read back: which rows can be used, and which cell is wrong and why."""

import base64
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from policytargets.errors import Refused
from policytargets.exports.forms.child import DAMAGED
from policytargets.exports.forms.columns import FIGURE_STATES, GIVEN, HEADS, MOST_BYTES
from policytargets.ledger.brought import alike
from policytargets.ledger.drafts import Filling
from policytargets.ledger.model import DueItem
from policytargets.ledger.plausible import doubt, figure_for, lacking, no_day, no_finish, said_of
from policytargets.settings import ROOT, today
from policytargets.wording.lights import OUTLOOK_WORD

SECONDS = 60
NO_RESULT = {
    "formula": "公式没有算出的数，请用 Excel 或 WPS 打开后另存",
    "error": "公式算出的不是数（{text}），请改正",
}
CHOICES: dict[str, Mapping[str, str]] = {"figure_state": FIGURE_STATES, "outlook": OUTLOOK_WORD}


@dataclass(frozen=True)
class Wanted:
    """A due item as the record has it, for the row that bears its key and says its name and what was printed, with the
    totals that were released `before` and `later`, and the `whole` (its name and figure) that it is a part of. Where it
    was handed in and can't be filled now: why (`closed`), and what was `handed_in`."""

    item: DueItem
    name: str = ""
    printed: str = ""
    before: str | None = None
    later: str | None = None
    whole: tuple[str, str] | None = None
    closed: str = ""
    handed_in: Filling = field(default_factory=Filling)


@dataclass(frozen=True)
class Answer:
    """What became of a row: its filling where it can be used, else the column → what is wrong there; `questions`, and
    what it lacks to be handed in, stand beside a filling. `taken` is what it held when the workbook was taken along;
    `left` says why it is left alone."""

    line: int
    due_id: str
    filling: Filling | None
    errors: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    taken: Filling = field(default_factory=Filling)
    left: str = ""

    @property
    def said(self) -> str:
        """`可用`, `未填`, what is wrong, or what is asked."""
        cells = {**self.errors, **self.questions}
        noted = "；".join(f"{HEADS.get(name, name)}：{said}" for name, said in cells.items())
        if self.errors or not self.filling:
            return noted or self.left or "未填"
        return f"可用，{noted}" if noted else "可用"


class OtherForm(Refused):
    """The workbook of another department or period, whose `identity` it bears; nothing of it was taken."""

    def __init__(self, identity: str) -> None:
        super().__init__("这是另一个部门或另一个周期的表，未导入，没有改动任何内容。")
        self.identity = identity


@dataclass(frozen=True)
class FormRead:
    """The answers in the order of the rows, the items that have no row, and columns that nobody knows."""

    answers: tuple[Answer, ...]
    absent: tuple[str, ...]
    unknown: tuple[str, ...]


def read_form(data: bytes, identity: str, items: Mapping[str, Wanted]) -> FormRead:
    """What a filled workbook holds for these items. Raises Refused for a file that can't be read or is another's."""
    if len(data) > MOST_BYTES:
        raise Refused("文件超过 5 MB，未导入。请用填报页下载的表填写。")
    told = _read(data)
    found = set(told["identities"])
    if not found:
        raise Refused("这不是填报页下载的表（找不到编号标记），未导入。")
    if len(found) > 1:
        raise Refused("表中几处的编号标记互相矛盾，像是由几张表拼成的，未导入。请用填报页下载的表填写。")
    if found != {identity}:
        raise OtherForm(next(iter(found)))
    if missing := [HEADS[name] for name in ("due_id", "value") if name not in told["columns"]]:
        raise Refused(f"表头缺“{'、'.join(missing)}”，未导入。")
    keys = Counter(row["cells"]["due_id"]["text"].strip() for row in told["rows"])
    answers = tuple(_answer(row, items, keys, told["held"]) for row in told["rows"])
    return FormRead(answers, tuple(key for key in items if key not in keys), tuple(told["unknown"]))


def marked(data: bytes, answers: tuple[Answer, ...]) -> bytes:
    """The user's own file with the wrong cells in red, those asked about in yellow, and what became of each row."""
    given = [
        {"line": own.line, "said": own.said, "errors": dict(own.errors), "questions": dict(own.questions)}
        for own in answers
    ]
    return base64.b64decode(_ask(data, "mark", given)["file"])


def _answer(
    row: dict[str, Any], items: Mapping[str, Wanted], keys: Counter[str], held: Mapping[str, Mapping[str, str]]
) -> Answer:
    cells, key = row["cells"], row["cells"]["due_id"]["text"].strip()
    if key not in items or keys[key] > 1:
        said = "编号重复" if key in items else "这个编号不是本部门本期的应报项"
        return Answer(row["line"], key, None, {"due_id": said})
    if other := _of_another(items[key], cells):
        return Answer(row["line"], key, None, {"due_id": other})
    texts = {name: cell["text"].strip() for name, cell in cells.items() if name not in GIVEN}
    if not any(texts[name] for name in texts if name != "signed_by") and all(
        cell["kind"] != "formula" for cell in cells.values()
    ):
        return Answer(row["line"], key, None)
    errors = {name: NO_RESULT[cell["kind"]].format(**cell) for name, cell in cells.items() if cell["kind"] in NO_RESULT}
    wanted, filling, taken = items[key], _filling(texts), _filling(held.get(key, {}))
    if wanted.closed:
        same = not errors and (alike(filling, taken) or alike(filling, wanted.handed_in))
        return Answer(row["line"], key, None, {} if same else {"due_id": wanted.closed}, left="已提交，没有改动")
    for name, words in CHOICES.items():
        if texts.get(name) and texts[name] not in words.values():
            errors[name] = f"应为 {'、'.join(words.values())} 之一"
    if "finished_on" not in errors and (wrong := no_finish(filling.finished_on, today())):
        errors["finished_on"] = wrong
    if "expected_on" not in errors and (wrong := no_day(filling.expected_on)):
        errors["expected_on"] = wrong
    wrong = "" if "value" in errors else _wrong(wanted.item, filling, cells["value"])
    errors.update({"value": wrong} if wrong else {})
    doubts = (said_of(wanted.item, filling), doubt(wanted.item, filling, wanted.before, wanted.later, wanted.whole))
    asked = "；".join(filter(None, doubts))
    questions = ({"value": asked} if asked else {}) | lacking(wanted.item, filling, wanted.before)
    questions = {} if errors else questions
    return Answer(row["line"], key, None if errors else filling, errors, questions, taken)


def _of_another(wanted: Wanted, cells: Mapping[str, Mapping[str, str]]) -> str:
    """That a row's key and its target part company, as they do where rows were sorted without their first column."""
    own = {"name": wanted.name, "printed": wanted.printed}
    found = {name: " ".join(cells.get(name, {"text": ""})["text"].split()) for name in own}
    if not wanted.name or all(not text or text == " ".join(own[name].split()) for name, text in found.items()):
        return ""
    told = [f"“{words['name']}”" + (f"（{words['printed']}）" if words["printed"] else "") for words in (own, found)]
    return f"这个编号是{told[0]}，这一行写的却是{told[1]}，像是排序时漏了编号一列，请把各行对齐后再传"


def _filling(texts: Mapping[str, str]) -> Filling:
    """The texts of a row as a form holds them; what is no choice counts as not chosen."""
    filling = Filling(**{name: text for name, text in texts.items() if name in Filling.__annotations__})
    for name, words in CHOICES.items():
        code = {word: code for code, word in words.items()}.get(texts.get(name, ""))
        filling = replace(filling, **{name: code or getattr(Filling(), name)})
    return filling


def _wrong(item: DueItem, filling: Filling, cell: Mapping[str, str]) -> str:
    """What is wrong with the cell of the figure; nothing where it is right or may be empty in a draft."""
    if item.kind == "task" or not filling.value:
        return ""
    if filling.figure_state != "given":
        return "已选没有数，却填了数字"
    try:
        value = figure_for(item, filling.value)
    except Refused as error:
        return str(error)
    if item.unit == "%" and cell["kind"] != "percent" and value.lstrip("-").startswith("0.") and value.strip("-0."):
        return f"是 {value}% 还是 {float(value) * 100:g}%？请写成百分数格式，或写 {float(value) * 100:g}"
    return ""


@lru_cache(maxsize=4)  # a page reads the chosen file in each of its runs
def _read(data: bytes) -> dict[str, Any]:
    return _ask(data)


def _ask(data: bytes, *act: Any) -> dict[str, Any]:
    """What the child process answers. Raises Refused with its sentence."""
    request = {"file": base64.b64encode(data).decode(), "answers": act[1] if act else []}
    command = [sys.executable, "-m", "policytargets.exports.forms.child", *act[:1]]
    try:
        run = subprocess.run(
            command, input=json.dumps(request).encode(), capture_output=True, timeout=SECONDS, cwd=ROOT, check=False
        )
        told: dict[str, Any] = json.loads(run.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise Refused(DAMAGED) from error
    if "refused" in told:
        raise Refused(told["refused"])
    return told
