"""Passages cover the text, whatever it is."""

import random

import pytest

from policytargets.errors import PassagesIncomplete
from policytargets.intake.extraction import propose
from policytargets.intake.model import Document, Passage, Period
from policytargets.intake.passages import check_cover, passages_of
from policytargets.intake.view import squeeze, view_of
from policytargets.settings import ROOT

PLANS = sorted((ROOT / "tests" / "intake" / "plans").glob("*.txt"))


@pytest.mark.parametrize("seed", range(200))
def test_pieces_of_plans_in_any_order_are_covered_and_accounted(seed: int) -> None:
    """Lines of all plans cut, doubled and shuffled: no character is lost, no span is wrong, nothing raises."""
    chance = random.Random(seed)
    lines = [line for plan in PLANS for line in plan.read_text(encoding="utf-8").splitlines(keepends=True)]
    chosen = [chance.choice(lines) for _ in range(chance.randint(1, 30))]
    text = "".join(line[: chance.randint(1, len(line))] if chance.random() < 0.3 else line for line in chosen)
    view = view_of(text)
    passages = passages_of(view.text)
    assert "".join(view.text[p.start : p.end] for p in passages) == view.text
    proposal = propose(Document(text, "txt"), Period(2024, 2025))
    for target in proposal.targets:
        assert squeeze(text[target.start : target.end]) == target.printed


def test_a_gap_between_passages_is_an_error() -> None:
    with pytest.raises(PassagesIncomplete):
        check_cover([Passage("text", 0, 3), Passage("text", 4, 9)], 9)
    with pytest.raises(PassagesIncomplete):
        check_cover([Passage("text", 0, 3)], 9)


def test_numbers_of_tasks_count_on_and_decimals_are_none() -> None:
    text = "1.抓项目。\n2.5亿元投资到位。\n2.抓环境。\n4.抓民生。\n"
    proposal = propose(Document(text, "txt"), Period(2024, 2024))
    assert [task.passage.number for task in proposal.tasks] == [1, 2, 4]
    assert proposal.warnings == ("编号从 2 跳到 4",)


@pytest.mark.parametrize("strange", ["1" * 5000, "一" * 5000, "（" * 3000 + "县局", "县教育局、" * 2000, "xX" * 3000])
def test_runs_that_no_writer_writes_are_no_figures(strange: str) -> None:
    """They are read to their end and nothing in them is a target; figures beside them are found as ever."""
    text = f"{strange}。\n新增示例设施5个。\n"
    proposal = propose(Document(text, "txt"), Period(2024, 2024))
    assert [target.printed for target in proposal.targets] == ["5个"]
