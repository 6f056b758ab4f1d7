"""A record file is written whole or not at all, and one that is not whole is not taken."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from policytargets.errors import RecordFileInvalid
from policytargets.record import files
from policytargets.record.building import open_record
from policytargets.record.files import file_of, open_record_file, write_record
from policytargets.record.tables import version_of
from policytargets.settings import ROOT, data_folder

posix = pytest.mark.skipif(os.name != "posix", reason="limits the size of files")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a record file."""
    file = tmp_path_factory.mktemp("record") / "record.duckdb"
    write_record(data_folder(), file)
    return file.read_bytes()


def command(folder: Path, most: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of the project where no file may be larger than this, as on a disk that is full."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    program = [sys.executable, "-m", "policytargets", *arguments]
    return subprocess.run(
        program, cwd=ROOT, env={**os.environ, "HOME": str(folder)}, preexec_fn=limit, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


@posix
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
def test_a_record_file_for_which_there_is_no_room_leaves_nothing(tmp_path: Path, whole: bytes, share: float) -> None:
    done = command(tmp_path, int(len(whole) * share), "build", str(tmp_path / "record.duckdb"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Can't write: ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("most", [0, 1_000, 30_000])
def test_a_package_for_which_there_is_no_room_leaves_nothing(tmp_path: Path, most: int) -> None:
    (tmp_path / "there").mkdir()
    done = command(tmp_path, most, "export", str(tmp_path / "there"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Can't write: ")
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert list((tmp_path / "there").iterdir()) == []


@pytest.mark.parametrize("share", [0.02, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999])
def test_a_file_that_was_cut_is_refused(tmp_path: Path, whole: bytes, share: float) -> None:
    file = tmp_path / "record.duckdb"
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(RecordFileInvalid) as caught:
        open_record_file(file)
    assert caught.value.reason in ("数据文件不完整或已损坏", "不是可以打开的 DuckDB 文件")


def test_a_file_with_a_hole_is_refused_or_nothing_is_missing(tmp_path: Path, whole: bytes) -> None:
    """Zeros where the last pages of a full disk should be: in each block once. Blocks that no table reads there are."""
    block, file, refused = 1 << 18, tmp_path / "record.duckdb", 0
    file.write_bytes(whole)
    expected = everything(file)
    for start in range(3 << 12, len(whole), block):
        file.write_bytes(whole[:start] + bytes(min(block, len(whole) - start)) + whole[start + block :])
        try:
            open_record_file(file).close()
            assert everything(file) == expected
        except RecordFileInvalid:
            refused += 1
    assert refused > 10


def everything(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables of a record file."""
    with duckdb.connect(str(file), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: connection.execute(f"FROM {name}").fetchall() for name in names}


@pytest.mark.parametrize("change", ["DELETE FROM target_text WHERE text_id = 1", "UPDATE task_role SET leads = []"])
def test_a_file_that_was_changed_afterwards_is_refused(tmp_path: Path, whole: bytes, change: str) -> None:
    file = tmp_path / "record.duckdb"
    file.write_bytes(whole)
    with duckdb.connect(str(file)) as connection:
        connection.execute(change)
    with pytest.raises(RecordFileInvalid) as caught:
        open_record_file(file)
    assert caught.value.reason == "数据文件不完整或已损坏"


def test_what_a_record_was_opened_from_can_be_read_after_its_file_is_gone(tmp_path: Path, whole: bytes) -> None:
    file = tmp_path / "record.duckdb"
    file.write_bytes(whole)
    database = open_record_file(file)
    file.unlink()
    with duckdb.connect() as connection:
        connection.execute("ATTACH $file AS again (READ_ONLY)", {"file": file_of(database).path})
        assert connection.execute("SELECT version FROM again.record_version").fetchall() == [(database.version,)]
    database.close()


def test_the_file_of_a_record_holds_what_its_pages_read_not_what_lies_in_the_folder_now(folder: Path) -> None:
    database = open_record(folder)
    (folder / "targets.csv").write_text("no table", encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute("ATTACH $file AS own (READ_ONLY)", {"file": file_of(database).path})
        assert connection.execute("SELECT version FROM own.record_version").fetchall() == [(database.version,)]
    assert database.version == version_of(data_folder())
    assert file_of(database) is file_of(database)
    database.close()


def test_what_memory_cannot_hold_goes_into_a_folder_of_its_own(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not into the one that the board was started in, which may belong to others."""
    (tmp_path / "record.duckdb").write_bytes(whole)
    monkeypatch.setattr(files, "MOST_MEMORY", "40MB")
    opened = open_record_file(tmp_path / "record.duckdb")
    spilling = "CREATE TEMP TABLE wide AS SELECT range AS place, md5(range::VARCHAR) AS text FROM range(3_000_000)"
    with opened._cursor() as cursor:
        cursor.execute(spilling)
        (spilled,) = cursor.execute("SELECT sum(size) FROM duckdb_temporary_files()").fetchone() or (0,)
        (folder,) = cursor.execute("SELECT current_setting('temp_directory')").fetchone() or ("",)
    opened.close()
    assert spilled
    assert Path(folder).is_dir()
    assert Path.cwd() not in Path(folder).parents
