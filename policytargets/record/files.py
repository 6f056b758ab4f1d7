"""A record as a file: written whole or not at all, read through before it is taken."""

import atexit
import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from weakref import finalize

import duckdb

from policytargets.errors import RecordFileInvalid
from policytargets.record.building import VIEWS, create_tables, create_views, fill, open_record, seal
from policytargets.record.curated import TABLES
from policytargets.record.database import ATTACHED, Database, RecordFile
from policytargets.record.queries import read_query
from policytargets.record.tables import Records

MOST_MEMORY = "1GB"
STORAGE = "v1.0.0"  # the format of a record file, which DuckDB reads since 1.0
KEEPING = Lock()


def write_record(folder: Path, file: Path) -> None:
    """Write all tables and views of `folder` into a new DuckDB file. Raises TablesInvalid for a defective
    record, FileExistsError where the file is there already and OSError where it can't be written; nothing
    half-written stays behind."""
    if file.exists():
        raise FileExistsError(file)
    database = open_record(folder)
    assert isinstance(database.source, dict)
    _write(database.source, database.version, file)
    database.close()


def seal_contents(connection: duckdb.DuckDBPyConnection, version: str) -> None:
    """Note in a finished record its version and what each of its tables holds, by which a reader can tell that
    the file is whole."""
    connection.execute("CREATE TABLE record_version AS SELECT $version AS version", {"version": version})
    connection.execute("CREATE TABLE record_contents (table_name VARCHAR, row_count BIGINT, digest VARCHAR)")
    connection.executemany("INSERT INTO record_contents VALUES (?, ?, ?)", _contents(connection))


def open_record_file(file: Path) -> Database:
    """A record written by `write_record`, read through, opened read-only and sealed; several processes may share it.
    Raises RecordFileInvalid where the file is missing, no record, not whole, or written for other queries than these.
    """
    if not file.is_file():
        raise RecordFileInvalid(file, "no such file", "数据文件不存在")
    # Attached, not opened: DuckDB would hand out an open file of this name again after it has been replaced.
    connection = duckdb.connect()
    # Left to itself it keeps up to four fifths of the machine's memory for the pages of a large file.
    connection.execute(f"SET memory_limit = '{MOST_MEMORY}'")
    connection.execute("SET temp_directory = $folder", {"folder": _overflow()})
    try:
        held = RecordFile(file)
        connection.execute(f"ATTACH $file AS {ATTACHED} (READ_ONLY)", {"file": held.path})
        connection.execute(f"USE {ATTACHED}")
        missing = sorted(_structure_expected() - _structure(connection))
    except (duckdb.Error, OSError) as error:
        connection.close()
        raise RecordFileInvalid(file, str(error).split("\n")[0], "不是可以打开的 DuckDB 文件") from error
    if missing:
        connection.close()
        found = f"lacks {', '.join('.'.join(column) for column in missing[:5])}"
        raise RecordFileInvalid(file, found, "不是本看板的数据文件，或由另一版本的程序生成")
    version, wrong = _read_through(connection, Path(held.path).stat().st_size)
    if wrong:
        connection.close()
        raise RecordFileInvalid(file, wrong, "数据文件不完整或已损坏")
    return Database(seal(connection), version, source=held)


def file_of(database: Database) -> RecordFile:
    """The record of a database as a file that other processes can read: a copy without a name, which goes when the
    database goes. Raises OSError where it can't be written."""
    with KEEPING:
        if database.copy is None:
            place = Path(mkdtemp(prefix="policytargets-"))
            try:
                database.copy = _copy(database, place / "record.duckdb")
            finally:
                if database.copy is None or database.copy.descriptors:
                    # Open it stays: no cleaner of old files can take it, and queries can't read where it lay.
                    shutil.rmtree(place, ignore_errors=True)
                else:
                    finalize(database.copy, shutil.rmtree, place, ignore_errors=True)
        return database.copy


def _copy(database: Database, file: Path) -> RecordFile:
    if isinstance(database.source, RecordFile):
        shutil.copyfile(database.source.path, file)
    elif database.source is not None:
        _write(database.source, database.version, file)
    return RecordFile(file)


def _write(records: Records, version: str, file: Path) -> None:
    partial = file.with_name(file.name + ".partial")
    leavings = [partial, *(partial.with_name(partial.name + end) for end in (".wal", ".tmp", ".wal.recovery"))]
    for path in leavings:
        path.unlink(missing_ok=True)
    try:
        # Attached, not opened, as only so the older format can be asked for.
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH $file AS {ATTACHED} (STORAGE_VERSION '{STORAGE}')", {"file": str(partial)})
            connection.execute(f"USE {ATTACHED}")
            seal_contents(fill(connection, records), version)
            connection.execute(f"CHECKPOINT {ATTACHED}")
        # What a full disk has swallowed is missed only by reading.
        open_record_file(partial).close()
        _to_disk(partial)
        partial.rename(file)
    except (duckdb.Error, RecordFileInvalid) as error:
        raise OSError(f"{file}: {str(error).splitlines()[0]}") from error
    finally:
        for path in leavings:
            path.unlink(missing_ok=True)


def _to_disk(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())


@cache
def _overflow() -> str:
    """Where what memory can't hold goes, for all records of this process: left to itself DuckDB writes into the folder
    that the board was started in, which may belong to others."""
    place = mkdtemp(prefix="policytargets-overflow-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place


@cache
def _structure_expected() -> set[tuple[str, str, str]]:
    """The columns that the queries build on, taken from an empty record."""
    with duckdb.connect() as connection:
        seal_contents(create_views(create_tables(connection)), "")
        return _structure(connection)


def _structure(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str, str]]:
    """Table, column and type of every column; name, `macro` and parameters of every macro."""
    return set(connection.execute(read_query("structure")).fetchall())


def _contents(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, str]]:
    """Name, number of rows and digest of every table of the record."""
    found = []
    for name in sorted([*(table.name for table in TABLES), *VIEWS]):
        row = connection.execute(read_query("content"), {"name": name}).fetchone()
        assert row is not None
        found.append((name, int(row[0]), str(row[1])))
    return found


def _read_through(connection: duckdb.DuckDBPyConnection, size: int) -> tuple[str, str]:
    """The version of an attached record, and what is missing from its file or its tables; empty where nothing is."""
    try:
        (whole,) = connection.execute(read_query("file_size")).fetchall()[0]
        if size < whole:
            return "", f"{size} bytes of {whole}"
        row = connection.execute("SELECT version FROM record_version").fetchone()
        noted = set(connection.execute("SELECT table_name, row_count, digest FROM record_contents").fetchall())
        wrong = sorted(name for name, *_ in noted ^ set(_contents(connection)))
    except duckdb.Error as error:
        return "", str(error).split("\n")[0]
    return str(row[0]) if row else "", f"other rows than were written in {', '.join(wrong[:5])}" if wrong else ""
