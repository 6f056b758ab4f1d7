"""Invented plans in the styles of many provinces, marked by hand before the rules saw them, as files of many forms."""

from collections import Counter
from pathlib import Path

import pytest

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from policytargets.settings import ROOT
from tests.intake.marking import Plan, Score, plan_of, score, squeezed, written

PLANS = sorted((ROOT / "tests" / "intake" / "marked").glob("*.txt"))
LEAST = {
    "value": 0.98, "value_high": 0.98, "unit": 0.98, "printed": 0.98, "comparator": 0.98, "basis": 0.95,
    "period": 0.93, "due_year": 0.97, "strength": 0.97, "withheld": 0.99,
}  # fmt: skip


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    folder = tmp_path_factory.mktemp("marked")
    found = {}
    for plan in map(plan_of, PLANS):
        document = read(written(plan, folder))
        assert squeezed(document.text) == squeezed(plan.text), plan.name
        found[plan.name] = score(plan, propose(document, Period(*plan.period)))
    return found


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_hardly_a_target_is_missed_or_invented(scores: dict[str, Score], name: str) -> None:
    result = scores[name]
    assert result.found >= 0.9 * result.wanted, result.missed
    assert result.found >= 0.9 * result.proposed, result.extra


def test_targets_of_all_plans(scores: dict[str, Score]) -> None:
    found = sum(result.found for result in scores.values())
    missed = {name: result.missed for name, result in scores.items() if result.missed}
    extra = {name: result.extra for name, result in scores.items() if result.extra}
    assert found >= 0.97 * sum(result.wanted for result in scores.values()), missed
    assert found >= 0.97 * sum(result.proposed for result in scores.values()), extra


@pytest.mark.parametrize("column", LEAST)
def test_fields_of_all_plans(scores: dict[str, Score], column: str) -> None:
    found = sum(result.found for result in scores.values())
    wrong = [(name, *row) for name, result in scores.items() for row in result.wrong if row[1] == column]
    assert found - len(wrong) >= LEAST[column] * found, wrong


def test_departments_and_reasons_of_all_plans(scores: dict[str, Score]) -> None:
    tasks = [(name, row) for name, result in scores.items() for row in result.wrong_tasks]
    reasons = [(name, row) for name, result in scores.items() for row in result.wrong_reasons]
    assert len(tasks) <= 0.05 * sum(result.tasks for result in scores.values()), tasks
    assert len(reasons) <= 0.1 * sum(result.reasons for result in scores.values()), reasons


def test_a_wrong_proposal_is_seen(tmp_path: Path) -> None:
    """The marks themselves are held: a plan whose marks are changed no longer fits what is proposed."""
    text = next(text for path in PLANS if "|= new year" in (text := path.read_text(encoding="utf-8")))
    text = text.replace("|= new year", "|>= share year", 1)
    (tmp_path / "changed.txt").write_text(text, encoding="utf-8")
    plan: Plan = plan_of(tmp_path / "changed.txt")
    result = score(plan, propose(read(written(plan, tmp_path)), Period(*plan.period)))
    assert Counter(row[1] for row in result.wrong) >= Counter(["comparator", "basis"])
