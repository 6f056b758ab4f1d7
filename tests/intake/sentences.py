"""An invented plan of one task around a sentence."""

from pathlib import Path

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period, Proposal

ONE_YEAR = Period(2024, 2024)


def proposal(
    folder: Path, sentence: str, plan: Period = ONE_YEAR, answering: str = "(县示例局牵头,县虚构局配合)"
) -> Proposal:
    """What is proposed for the sentence, in a task for which these departments answer."""
    file = folder / "plan.txt"
    file.write_text(f"示例县虚构工作方案\n一、示例章节\n1.示例任务。{sentence}{answering}\n", encoding="utf-8")
    return propose(read(file), plan)
