"""What is proposed for invented plans of many styles, held against what a person marked in them by hand."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from policytargets.__main__ import main
from policytargets.errors import DocumentUnreadable
from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Document, Period, Proposal, Target
from policytargets.intake.view import squeeze
from policytargets.record.curated import BASES, COMPARATORS, PERIODS, REASONS, STRENGTHS
from policytargets.settings import ROOT

PLANS = sorted((ROOT / "tests" / "intake" / "plans").glob("*.json"))


@dataclass
class Marked:
    """A plan with what was marked: task, printed, value, high, unit, comparator, basis, year, strength of a target."""

    proposal: Proposal
    expected: dict[str, Any]

    @property
    def pairs(self) -> list[tuple[list[Any], Target | None]]:
        """Each marked target with the proposed one of the same task and figure."""
        left = list(self.proposal.targets)
        found = []
        for row in self.expected["targets"]:
            same = [t for t in left if (t.passage.number, t.printed) == (row[0], row[1])]
            found.append((row, same[0] if same else None))
            if same:
                left.remove(same[0])
        return found


def marked(path: Path) -> Marked:
    expected = json.loads(path.read_text(encoding="utf-8"))
    return Marked(propose(read(path.with_suffix(".txt")), Period(*expected["period"])), expected)


@pytest.fixture(scope="module")
def plans() -> dict[str, Marked]:
    return {path.stem: marked(path) for path in PLANS}


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_every_marked_target_is_proposed_and_no_other(plans: dict[str, Marked], name: str) -> None:
    plan = plans[name]
    assert [row for row, target in plan.pairs if target is None] == []
    wanted = Counter((row[0], row[1]) for row in plan.expected["targets"])
    got = Counter((t.passage.number, t.printed) for t in plan.proposal.targets)
    may = set(plan.expected.get("may", []))
    assert {key: count for key, count in (got - wanted).items() if key[1] not in may} == {}


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_each_field_of_a_proposed_target_is_right(plans: dict[str, Marked], name: str) -> None:
    for row, target in plans[name].pairs:
        assert target is not None
        got = [target.value, target.value_high, target.unit, target.comparator, target.basis]
        got += [target.due_year, target.strength]
        for wanted, field in zip(row[2:], got, strict=True):
            assert wanted in ("*", field), (row, got)


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_tasks_and_their_departments_are_those_marked(plans: dict[str, Marked], name: str) -> None:
    plan = plans[name]
    got = [
        [task.passage.number, task.passage.title, list(task.departments.leads), list(task.departments.supports)]
        for task in plan.proposal.tasks
    ]
    assert len(got) == len(plan.expected["tasks"])
    for wanted, task in zip(plan.expected["tasks"], got, strict=True):
        assert [task[0], *task[2:]] == [wanted[0], *wanted[2:]]
        assert wanted[1] in (None, task[1])


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_what_is_reported_as_done_is_excluded_as_past(plans: dict[str, Marked], name: str) -> None:
    plan = plans[name]
    past = {exclusion.printed for exclusion in plan.proposal.exclusions if exclusion.reason == "past"}
    assert set(plan.expected.get("past", [])) <= past


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_spans_codes_and_coverage(plans: dict[str, Marked], name: str) -> None:
    proposal = plans[name].proposal
    text = proposal.document.text
    for target in proposal.targets:
        assert squeeze(text[target.start : target.end]) == target.printed
        assert target.comparator in COMPARATORS
        assert target.basis in BASES
        assert target.period in PERIODS
        assert target.strength in STRENGTHS
        assert target.withheld == (target.stated_in in ("digits", "cell") and target.value is None)
    for exclusion in proposal.exclusions:
        assert squeeze(text[exclusion.start : exclusion.end]) == exclusion.printed
        assert exclusion.reason in REASONS


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_no_digit_vanishes(plans: dict[str, Marked], name: str) -> None:
    """Each digit stands in a proposed target, in an exclusion, or is the number of a task."""
    proposal = plans[name].proposal
    text = proposal.document.text
    spans = [(t.start, t.end) for t in proposal.targets] + [(e.start, e.end) for e in proposal.exclusions]
    numbers = {str(task.passage.number) for task in proposal.tasks}
    for place, char in enumerate(text):
        if char.isdigit() and not any(start <= place < end for start, end in spans):
            line = text[text.rfind("\n", 0, place) + 1 : place + 3]
            assert any(line.lstrip("#| ").startswith(number) for number in numbers), (
                place,
                text[place - 10 : place + 10],
            )


def test_the_command_prints_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    file = PLANS[0].with_suffix(".txt")
    status = main(["propose", str(file), "--period-start", "2024", "--period-end", "2024", "--json", "-"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 0
    assert {line["kind"] for line in lines} == {"task", "target", "exclusion"}
    target = next(line for line in lines if line["kind"] == "target" and line["task_no"] == 1)
    assert target["printed"] == "12家"
    assert {"value_high", "unit", "comparator", "basis", "period", "due_year", "strength", "withheld"} <= target.keys()
    assert isinstance(target["flags"], list)


def test_a_file_that_is_not_there_is_an_error_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["propose", str(tmp_path / "no.txt"), "--period-start", "2024", "--period-end", "2024"]) == 1
    assert "Can't read" in capsys.readouterr().err


def test_a_period_that_ends_before_it_begins_is_an_error_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(PLANS[0].with_suffix(".txt"))
    assert main(["propose", file, "--period-start", "2025", "--period-end", "2024"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "计划期有误" in told.err


def test_a_folder_is_refused_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["propose", str(tmp_path), "--period-start", "2024", "--period-end", "2024"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "这是文件夹，不是文件：请给出其中一份文件的路径。\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("，".join(f"新增床位{i}张" for i in range(1, 20_001)) + "。", "一句话里有 20,000 个数字"),
        ("建成三个，" * 1_001, "一句话里有 1,001 个数字"),
        ("新增床位3张。\n" * 20_001, "文件里有 20,001 个数字"),
    ],
)
def test_more_figures_than_a_plan_can_have_are_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(DocumentUnreadable, match=said):
        propose(Document(text, "txt"), Period(2024, 2024))


@pytest.mark.parametrize("filler", ["\n" * 300_000, " " * 300_000])
def test_as_many_blanks_as_a_file_may_have_hide_no_figure(filler: str) -> None:
    found = propose(Document(f"新增床位3{filler}张。\n", "txt"), Period(2024, 2024))
    assert len(found.targets) + len(found.exclusions) == 1


def test_a_text_longer_than_any_plan_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("虚构文字。\n" * 100_001, encoding="utf-8")
    assert main(["propose", str(tmp_path / "long.txt"), "--period-start", "2024", "--period-end", "2024"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "50 万字" in told.err


HANDED_OUT = """示例区（虚构）要点
一、示例章
1.新增示例站点3个。
2.新增示例泵站4座。
3.新增示例水厂5座。{own}
4.新增示例车站6座。
以上第1至2项由区示例局牵头、区虚构局配合，第3、4项由区样本局负责。
"""


@pytest.mark.parametrize(("own", "third"), [("", "区样本局"), ("（区另一局牵头）", "区另一局")])
def test_a_last_sentence_hands_tasks_out_by_their_numbers(own: str, third: str) -> None:
    """But not those that name their own departments."""
    tasks = propose(Document(HANDED_OUT.format(own=own), "txt"), Period(2025, 2025)).tasks
    assert [(task.departments.leads, task.departments.supports) for task in tasks] == [
        (("区示例局",), ("区虚构局",)), (("区示例局",), ("区虚构局",)), ((third,), ()), (("区样本局",), ()),
    ]  # fmt: skip
    assert "shared" in tasks[0].flags


def test_a_line_below_the_last_task_holds_for_its_chapter_only_where_no_other_task_has_one() -> None:
    line = "责任单位：区示例局；配合单位：区虚构局\n"
    text = "示例区（虚构）要点\n一、示例章\n1.新增示例站点3个。\n{between}2.新增示例泵站4座。\n" + line
    alone = propose(Document(text.format(between=""), "txt"), Period(2025, 2025)).tasks
    assert [task.departments.leads for task in alone] == [("区示例局",), ("区示例局",)]
    other = propose(Document(text.format(between="责任单位：区样本局\n"), "txt"), Period(2025, 2025)).tasks
    assert [task.departments.leads for task in other] == [("区样本局",), ("区示例局",)]


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ("本方案共5项重点任务", ("文件写明共 5 项任务，读到 4 项",)),
        ("本方案共分解任务5项", ("文件写明共 5 项任务，读到 4 项",)),
        ("本方案共4项任务", ()), ("去年公共服务9项任务", ()), ("本方案任务分工如下", ()),
    ],
)  # fmt: skip
def test_another_count_of_tasks_than_the_document_states_is_told(said: str, warned: tuple[str, ...]) -> None:
    text = HANDED_OUT.format(own="").replace("示例区（虚构）要点", f"示例区（虚构）要点\n{said}。")
    assert propose(Document(text, "txt"), Period(2025, 2025)).warnings == warned
