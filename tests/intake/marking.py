"""Invented plans with what a person marked in them, in the text itself, and what proposing gets right of it.

A plan is a text with marks. `[[不低于4%|4 %|>= cap year|ensure due=2025 may]]` is a target: as printed (a verb
before the bound does no harm), value and unit (`?` where it is withheld, `-` where there is none), comparator, basis
and period, then what differs from plain digits that are due at the end of the plan. `may` says that it may also be
left out, `may-basis` that the basis could be argued, `x2` that two things share it. `{{6.8%|past}}` is no target, for
a reason; with `may` it could be one. After `=====`: who leads and who supports each task, `*` where that could be
argued.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from policytargets.intake.model import Exclusion, Proposal, Target, Task
from tests.intake.rendered import MERGED_UP, numbered_by_word, printed_on_pages, word

MARK = re.compile(r"\[\[(.+?)\]\]|\{\{(.+?)\}\}")
COMPARATORS = {">=": "at_least", ">": "more_than", "=": "exactly", "~": "about", "<": "less_than", "<=": "at_most"}
COMPARATORS[".."] = "between"
SHARED_BY_TWO = "x2"
PERIODS = {"end": "by_end", "each": "each_year"}
VERBS = re.compile(
    r"^(分别|均|须|每年|增速|(?:压降|压缩|压减|提升)[至到]?|回升|占耕地面积的|城区|农村|年均增长|由.+?(?=提|增)|较上年|较年初|同比|严格|力争|冲刺|确保|年均|累计|达到|达|占比|占|保持在|保持|稳定在|增长|增幅|涨幅|提高到|提高|提升至|提升到|扩大到"
    r"|增加到|降至|压降至|压缩至|下降|降低|减少|控制在|增至|降到|压缩到|缩短至|缩短|覆盖|跨越|到2026年的)+"
)


@dataclass(frozen=True)
class Mark:
    """A marked figure; `start` and `end` count what is no white space."""

    start: int
    end: int
    printed: str
    reason: str = ""
    fields: dict[str, object] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True)
class Plan:
    """A marked plan: its text, the marks, and for each task its number, leads, supports and whether others answer."""

    name: str
    text: str
    period: tuple[int, int]
    render: str
    marks: tuple[Mark, ...]
    tasks: tuple[tuple[int, list[str] | None, list[str] | None, bool], ...]


def squeezed(text: str) -> str:
    return re.sub(rf"[\s|{re.escape(MERGED_UP)}]", "", text)


def plan_of(path: Path) -> Plan:
    """The marked plan of a file."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n#render ")
    render, _, rest = rest.partition("\n")
    body, _, tasks = rest.partition("=====\n")
    first, last = (int(year) for year in head.removeprefix("#period ").split())
    text, marks, at = "", [], 0
    for found in MARK.finditer(body):
        text += body[at : found.start()]
        printed = (found[1] or found[2]).split("|")[0]
        start = len(squeezed(text))
        text += printed
        marks += [_mark(found, start, len(squeezed(text)), last)] * (2 if SHARED_BY_TWO in found[0] else 1)
        at = found.end()
    rows = tuple(_task(line) for line in tasks.splitlines())
    return Plan(path.stem, text + body[at:], (first, last), render, tuple(marks), rows)


def _mark(found: re.Match[str], start: int, end: int, last: int) -> Mark:
    printed, *parts = (found[1] or found[2]).split("|")
    if len(parts) == 1:
        return Mark(start, end, printed, parts[0], optional=parts[0] == "may")
    extras = parts[2].split() if len(parts) > 2 else []
    value, unit = parts[0].split(" ", 1)
    comparator, basis, period = parts[1].split()
    low, _, high = value.partition("-") if "-" in value[1:] else (value, "", "")
    fields: dict[str, object] = {
        "value": None if low in "?-" else float(low), "value_high": float(high) if high else None,
        "unit": "" if unit == "-" else unit, "comparator": COMPARATORS[comparator], "basis": basis,
        "period": PERIODS.get(period, period), "due_year": last, "strength": "plain", "withheld": low == "?",
    }  # fmt: skip
    for extra in extras:
        if extra.startswith("due="):
            fields["due_year"] = int(extra[4:])
        elif extra in ("ensure", "strive"):
            fields["strength"] = extra
        elif extra.startswith("may-"):
            fields.pop(extra[4:])
    return Mark(start, end, printed, "", {k: v for k, v in fields.items() if v != "*"}, "may" in extras)


def _task(line: str) -> tuple[int, list[str] | None, list[str] | None, bool]:
    number, leads, supports, others = [*(cell.strip() for cell in line.split("|")), ""][:4]
    names = [None if cell == "*" else [n for n in cell.split("、") if n] for cell in (leads, supports)]
    joined = [None if n is None else re.sub(r"（乡、街道）", "（乡、街道）", "、".join(n)).split("、") for n in names]
    return int(number), _whole(joined[0]), _whole(joined[1]), others == "等"


def _whole(names: list[str] | None) -> list[str] | None:
    """Names with what a bracket holds put together again."""
    if names is None:
        return None
    whole: list[str] = []
    for name in names:
        if whole and len(re.findall("[（〔]", whole[-1])) > len(re.findall("[）〕]", whole[-1])):
            whole[-1] += "、" + name
        elif name:
            whole.append(name)
    return whole


@dataclass
class Score:
    """What proposing got right of one plan."""

    plan: str
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    proposed: int = 0
    wrong: list[tuple[str, str, object, object]] = field(default_factory=list)
    found: int = 0
    reasons: int = 0
    wrong_reasons: list[tuple[str, str, str]] = field(default_factory=list)
    tasks: int = 0
    wrong_tasks: list[tuple[object, object]] = field(default_factory=list)


def score(plan: Plan, proposal: Proposal) -> Score:
    """What is right, missed and invented in a proposal."""
    result = Score(plan.name)
    offsets = _offsets(proposal.document.text)
    left = list(proposal.targets)
    for mark in [mark for mark in plan.marks if mark.fields]:
        near = [t for t in left if offsets[t.start] < mark.end and offsets[t.end] > mark.start]
        near.sort(key=lambda t: (t.value != mark.fields.get("value", t.value), -t.start))
        result.wanted += not mark.optional
        if near:
            left.remove(near[0])
            result.found += not mark.optional
            result.proposed += not mark.optional
            if not mark.optional:
                _compare(result, mark, near[0])
        elif not mark.optional:
            result.missed.append(mark.printed)
    _account_for_others(result, plan, proposal, left, offsets)
    _compare_tasks(result, plan, list(proposal.tasks))
    return result


def _offsets(text: str) -> list[int]:
    count, offsets = 0, []
    for char in text:
        offsets.append(count)
        count += not re.match(r"[\s|]", char)
    return [*offsets, count]


def _compare(result: Score, mark: Mark, target: Target) -> None:
    wanted = VERBS.sub("", "".join(mark.printed.split()))
    printed = VERBS.sub("", target.printed)
    if _half(wanted) != _half(printed):
        result.wrong.append((mark.printed, "printed", wanted, target.printed))
    for name, value in mark.fields.items():
        got = getattr(target, name)
        if isinstance(value, float) and isinstance(got, float | int):
            same = abs(value - got) < 0.001
        else:
            same = _half(str(value)) == _half(str(got))
        if not same:
            result.wrong.append((mark.printed, name, value, got))


def _half(text: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)


def _account_for_others(result: Score, plan: Plan, proposal: Proposal, left: list[Target], offsets: list[int]) -> None:
    others = [mark for mark in plan.marks if not mark.fields]
    for target in left:
        near = [m for m in others if offsets[target.start] < m.end and offsets[target.end] > m.start]
        if not any(m.optional for m in near):
            result.proposed += 1
            result.extra.append(target.printed)
    for mark in [mark for mark in others if not mark.optional]:
        got: list[Exclusion] = [
            e for e in proposal.exclusions if offsets[e.start] < mark.end and offsets[e.end] > mark.start
        ]
        result.reasons += 1
        if not any(e.reason == mark.reason for e in got):
            result.wrong_reasons.append((mark.printed, mark.reason, ",".join(e.reason for e in got)))


def _compare_tasks(result: Score, plan: Plan, tasks: list[Task]) -> None:
    for number, leads, supports, others in plan.tasks:
        same = [task for task in tasks if task.passage.number == number]
        wanted = (leads, supports, others)
        result.tasks += 1
        if not same:
            result.wrong_tasks.append(((number, *wanted), None))
            continue
        tasks.remove(same[0])
        answer = same[0].departments
        got = (list(answer.leads), list(answer.supports), answer.others)
        if any(w is not None and w != g for w, g in zip(wanted[:2], got[:2], strict=True)) or (
            None not in wanted and others != got[2]
        ):
            result.wrong_tasks.append(((number, *wanted), got))
    result.wrong_tasks += [("none", f"task {t.passage.number} {t.passage.title}") for t in tasks if plan.tasks]


def written(plan: Plan, folder: Path) -> Path:
    """The plan as a file of the form that its head names."""
    kind, _, width = plan.render.partition(" ")
    file = folder / f"{plan.name}.{'txt' if kind in ('gb18030', 'wrap') else kind}"
    if kind == "docx":
        word(plan.text).save(str(file))
    elif kind == "styled":
        file = file.with_suffix(".docx")
        numbered_by_word(plan.text).save(str(file))
    elif kind == "pdf":
        file = printed_on_pages(plan.text, file)
    elif kind == "html":
        paragraphs = "".join(f"<p>{line}</p>" for line in plan.text.splitlines())
        file.write_text(f"<html><meta charset='utf-8'><body>{paragraphs}</body></html>", encoding="utf-8")
    elif kind == "wrap":
        lines = [
            line[at : at + int(width)] for line in plan.text.splitlines() for at in range(0, len(line) or 1, int(width))
        ]
        file.write_text("\n".join(lines), encoding="utf-8")
    else:
        file.write_text(plan.text, encoding="gb18030" if kind == "gb18030" else "utf-8")
    return file
