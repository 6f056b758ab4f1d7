"""The journal on both engines: a command is one entry with its rows or nothing, and nothing recorded ever changes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.people.tables import GRANTS, PEOPLE
from policytargets.store import engine
from policytargets.store.engine import ENTRIES, METADATA, Ledger, connect, reading, writing
from policytargets.store.entries import Command, Rows, append, same_id
from policytargets.store.upgrading import create
from policytargets.store.verification import verify
from tests import engines
from tests.engines import Cluster
from tests.store.kills import survive

CLOSED = [name for name, table in METADATA.tables.items() if table.info.get("append_only")] + ["meta", "entries"]


def person(name: str) -> Callable[[object], Rows]:
    return lambda _: {"people": [{"person_id": name, "subject": f"test:{name}", "name": "示例甲"}]}


def command(name: str, kind: str = "tried") -> Command:
    return Command(same_id(name), kind, "one", "version")


def count(ledger: Ledger) -> tuple[int, int]:
    with reading(ledger) as connection:
        entries = connection.execute(select(func.count()).select_from(ENTRIES)).scalar_one()
        return entries, connection.execute(select(func.count()).select_from(PEOPLE)).scalar_one()


def test_a_command_is_one_entry_with_its_rows(ledger: Ledger) -> None:
    first, second = append(ledger, command("a"), person("a")), append(ledger, command("b"), person("b"))
    assert (first.entry_id, second.entry_id, first.repeated) == (1, 2, False)
    assert count(ledger) == (2, 2)
    assert verify(ledger) == ([], 2, second.hash)


def test_a_repeated_command_is_the_same_command(ledger: Ledger) -> None:
    first = append(ledger, command("a"), person("a"))
    again = append(ledger, command("a"), person("other"))
    assert (again.entry_id, again.hash, again.repeated) == (first.entry_id, first.hash, True)
    assert count(ledger) == (1, 1)


def test_what_is_refused_or_breaks_leaves_nothing(ledger: Ledger) -> None:
    def refuse(_: object) -> Rows:
        raise Refused("不可以")

    with pytest.raises(Refused):
        append(ledger, command("a"), refuse)
    append(ledger, command("b"), person("b"))
    with pytest.raises(IntegrityError):
        append(ledger, command("c"), person("b"))
    wrong = {"grant_id": "g", "person_id": "b", "role": "reporter", "district_id": None, "department_id": None}
    with pytest.raises(IntegrityError):  # a reporter reports for a department
        append(ledger, command("d"), lambda _: {"grants": [{**wrong, "starts_on": "2023-01-01", "ends_on": None}]})
    assert count(ledger) == (1, 1)
    with reading(ledger) as connection:
        assert not connection.execute(select(GRANTS)).all()


@pytest.mark.parametrize("table", sorted(CLOSED))
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_recorded_rows_can_not_be_changed(ledger: Ledger, table: str, statement: str) -> None:
    """A change is refused row by row, so there must be a row; of the other tables the triggers are read."""
    if table in ("people", "entries", "meta"):
        append(ledger, command("a"), person("a"))
        column = METADATA.tables[table].columns.keys()[0]
        with pytest.raises(DBAPIError, match="append-only"), ledger.writes.begin() as connection:
            connection.execute(text(statement.format(table=table, column=column)))
        return
    found = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
    if ledger.file is None:
        found = "SELECT count(*) FROM pg_trigger WHERE tgrelid = (:table)::regclass AND NOT tgisinternal"
    with reading(ledger) as connection:
        assert connection.execute(text(found), {"table": table}).scalar() == 2


def test_a_table_can_not_be_emptied_at_once(cluster: Cluster) -> None:
    made = connect(cluster.new_database())
    create(made, "real")
    with pytest.raises(DBAPIError, match="append-only"), made.writes.begin() as connection:
        connection.execute(text("TRUNCATE people CASCADE"))
    made.reads.dispose()
    made.writes.dispose()


def test_writers_in_parallel_are_one_chain(ledger: Ledger) -> None:
    with ThreadPoolExecutor(8) as pool:
        names = [f"{writer}" for writer in range(60)]
        receipts = list(pool.map(lambda name: append(ledger, command(name), person(name)), names))
    assert sorted(receipt.entry_id for receipt in receipts) == list(range(1, 61))
    assert verify(ledger)[:2] == ([], 60)


def test_a_click_repeated_at_once_is_one_entry(ledger: Ledger) -> None:
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _: append(ledger, command("a"), person("a")), range(8)))
    assert count(ledger) == (1, 1)
    assert sorted(receipt.repeated for receipt in receipts) == [False, *[True] * 7]


def test_a_change_behind_the_triggers_is_found(ledger: Ledger) -> None:
    for name in "abc":
        append(ledger, command(name), person(name))
    close = "DROP TRIGGER people_no_update" if ledger.file else "ALTER TABLE people DISABLE TRIGGER USER"
    with ledger.writes.begin() as connection:
        connection.execute(text(close))
        connection.execute(text("UPDATE people SET name = '他人' WHERE person_id = 'b'"))
    problems, _, _ = verify(ledger)
    assert len(problems) == 2
    assert "示例甲" in problems[0]
    assert "他人" in problems[1]


def test_an_entry_rewritten_behind_the_triggers_is_found(ledger: Ledger) -> None:
    for name in "abc":
        append(ledger, command(name), person(name))
    close = "DROP TRIGGER entries_no_update" if ledger.file else "ALTER TABLE entries DISABLE TRIGGER USER"
    with ledger.writes.begin() as connection:
        connection.execute(text(close))
        connection.execute(text("UPDATE entries SET person_id = 'other' WHERE entry_id = 2"))
    assert verify(ledger)[0] == ["entry 2 was changed after it was recorded"]


def test_readers_can_not_write(ledger: Ledger) -> None:
    with pytest.raises(LedgerClosed), reading(ledger) as connection:
        connection.execute(text("INSERT INTO meta VALUES ('a', 'b')"))


def test_a_busy_ledger_says_so(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 1)
    hurried = connect.__wrapped__(ledger.address.render_as_string(hide_password=False))
    with writing(ledger), pytest.raises(NotSaved, match="正忙"):
        append(hurried, command("a"), person("a"))
    append(hurried, command("a"), person("a"))
    hurried.writes.dispose()
    hurried.reads.dispose()


def test_an_engine_that_is_gone_says_so() -> None:
    gone = connect("postgresql+psycopg://tests@/nothing?host=/nowhere")
    with pytest.raises(NotSaved, match="连接不上"):
        append(gone, command("a"), person("a"))
    with pytest.raises(LedgerClosed, match="连接不上"), reading(gone):
        pass


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    made = connect(f"sqlite:///{tmp_path}/full.sqlite")
    create(made, "real")
    with made.writes.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(NotSaved, match="磁盘已满"):
        append(made, Command(same_id("a"), "tried", "one", "1", files=(b"a" * 100_000,)), person("a"))
    assert count(made) == (0, 0)
    made.writes.dispose()
    made.reads.dispose()


def test_a_connection_that_breaks_between_commit_and_answer_loses_and_doubles_nothing(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database has committed, the word of it is lost: the command is found and its receipt is given."""
    dialect = ledger.writes.dialect
    commit, broken = dialect.do_commit, [True]

    def break_off(connection: object) -> None:
        commit(connection)
        if broken.pop():
            raise dialect.loaded_dbapi.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(dialect, "do_commit", break_off)
    receipt = append(ledger, command("a"), person("a"))
    monkeypatch.undo()
    assert (receipt.entry_id, receipt.repeated) == (1, True)
    assert append(ledger, command("a"), person("a")).hash == receipt.hash
    assert count(ledger) == (1, 1)
    assert verify(ledger)[0] == []


def test_a_connection_that_breaks_before_the_commit_is_not_saved(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(_: object) -> None:
        raise dialect.loaded_dbapi.OperationalError("server closed the connection unexpectedly")

    dialect = ledger.writes.dialect
    monkeypatch.setattr(dialect, "do_commit", break_off)
    with pytest.raises(NotSaved, match="未保存"):
        append(ledger, command("a"), person("a"))
    monkeypatch.undo()
    assert count(ledger) == (0, 0)


def test_no_acknowledged_command_is_lost_when_writers_are_killed(ledger: Ledger, tmp_path: Path) -> None:
    address = ledger.address.render_as_string(hide_password=False)
    said, lost = survive(address, tmp_path, kills=6)
    assert said > 18
    assert lost == 0
    assert verify(ledger)[0] == []


def test_no_acknowledged_command_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    """In a cluster of its own: the one of all tests holds many databases, which would all be recovered each time."""
    with engines.cluster() as own:
        address = own.new_database()
        made = connect(address)
        create(made, "real")
        made.writes.dispose()

        said, lost = survive(address, tmp_path, kills=2, crash=own.crash)
        assert said > 6
        assert lost == 0
        assert verify(made)[0] == []
        made.reads.dispose()
        made.writes.dispose()
