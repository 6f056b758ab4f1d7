"""`promote` writes what 审核 would: the difference first, nothing while anything is open, twice is once."""

from pathlib import Path

import pytest

from policytargets.__main__ import main
from policytargets.intake.publishing import plan
from policytargets.intake.written import written
from policytargets.record.tables import read_tables, version_of
from tests.intake.imports import accept_all, taken_in


def test_a_reviewed_document_is_written_by_the_command(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = taken_in(tmp_path)
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(workspace.folder.parent))
    command, version = ["--data", str(folder), "promote", "example-2024"], version_of(folder)
    assert main(command) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "任务“示例任务一”还没有审核。" in told.err
    accept_all(workspace, "rural")
    rows = len(plan(workspace, folder).changes)
    assert main([*command, "--dry-run"]) == 0
    told = capsys.readouterr()
    assert "+ targets.csv example-2024/1-1\n" in told.out
    assert f"{rows} rows would change; nothing is written." in told.out
    assert version_of(folder) == version
    assert main(command) == 0
    assert 'git commit -m "Add example-2024"' in capsys.readouterr().out
    done = written(workspace, read_tables(folder))
    assert done is not None
    assert done.rows == rows
    assert "目标 5 行" in done.words
    after = version_of(folder)
    assert main(command) == 0
    assert capsys.readouterr().out == "The tables hold this already.\n"
    assert version_of(folder) == after


def test_an_unknown_document_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("POLICYTARGETS_DOCUMENTS", raising=False)
    assert main(["promote", "example-2024"]) == 1
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(tmp_path))
    assert main(["promote", "example-2024"]) == 1
    assert "no such document" in capsys.readouterr().err
