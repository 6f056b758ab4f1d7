"""Text of a PDF that stands in two columns beside each other."""

from pathlib import Path

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from tests.intake.rendered import printed_on_pages


def test_lines_of_two_columns_go_on_within_their_own(tmp_path: Path) -> None:
    """Each column has a right margin of its own, and the lines of the second are not set in."""
    lines = [
        f"{number}.示例任务之{number}。今年在示例片区新建示例站点{number + 10}个，改造示例管线{number + 20}公里，"
        f"示例覆盖率达到{number + 60}%以上，并把各项示例措施落到实处。（县示例局牵头，县虚构局配合）"
        for number in range(1, 13)
    ]
    text = "\n".join(["示例县（虚构）要点", *lines])
    found = read(printed_on_pages(text, tmp_path / "columns.pdf", columns=2))
    assert ["".join(line.split()) for line in found.text.splitlines()] == text.splitlines()
    targets = propose(found, Period(2024, 2024)).targets
    assert [own.printed for own in targets[:3]] == ["11个", "21公里", "61%以上"]
    assert len(targets) == 36
