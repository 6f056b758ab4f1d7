"""The journal: one line each, never long, and nothing in it that a terminal obeys."""

import json

import pytest

from policytargets import journal

NASTY = "a\nb\r\x1b[31mred\x9b1m\u202e\u2028\ud800\x00末"


def written(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_a_line_is_one_line_that_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    journal.note("page_failed", url=NASTY, count=3, problems=[NASTY, "好"])
    line = written(capsys)
    assert line.count("\n") == 1
    assert line.rstrip("\n").isprintable()
    read = json.loads(line)
    assert (read["url"], read["count"], read["problems"]) == (NASTY, 3, [NASTY, "好"])
    assert "末" in line


@pytest.mark.parametrize("value", ["长" * 1_000_000, ["长" * 100_000] * 1000, {"deep": ["长" * 1_000_000]}])
def test_a_line_is_never_long(capsys: pytest.CaptureFixture[str], value: object) -> None:
    journal.note("record_refused", problems=value)
    assert len(written(capsys)) < 20_000


def test_the_end_of_a_trace_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("x" * 100_000 + "the last word")
    except ValueError as error:
        reference = journal.failure("page_failed", error)
    read = json.loads(written(capsys))
    assert read["reference"] == reference
    assert read["trace"].startswith("Traceback")
    assert read["trace"].rstrip().endswith("the last word")
