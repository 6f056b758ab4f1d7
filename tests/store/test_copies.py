"""Ledgers made, brought up to date, backed up, restored, and carried from one engine to the other."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text

from policytargets.errors import LedgerClosed
from policytargets.ledger.tables import DRAFTS, PERIODS
from policytargets.people import accounts, sessions
from policytargets.store import engine, upgrading
from policytargets.store.copies import back_up, newest_backup, read_lines, restore, write_lines
from policytargets.store.engine import METADATA, Ledger, connect, reading
from policytargets.store.entries import Command, append, same_id
from policytargets.store.upgrading import create
from policytargets.store.verification import verify
from tests.engines import Cluster, release

PERIOD = {
    "period_id": "p", "district_id": "qingzhou", "cadence": "month", "starts_on": "2023-09-01", "ends_on": "2023-09-30",
    "opens_on": "2023-10-01", "due_on": "2023-10-08", "closes_on": "2023-10-31",
}  # fmt: skip


def fill(ledger: Ledger, names: Iterable[str] = "abcde") -> None:
    for name in names:
        row = {"person_id": name, "subject": f"test:{name}", "name": "示例"}
        asked = Command(same_id(name), "tried", "one", "1", files=(name.encode() * 9,))
        append(ledger, asked, lambda _, row=row: {"people": [row]})


def test_the_steps_make_what_the_models_say(ledger: Ledger) -> None:
    with ledger.reads.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [change for change in compare_metadata(context, METADATA) if change[0] not in ("remove_index",)]
    assert [change for change in found if "constraint" not in change[0] and "fk" not in change[0]] == []


def test_the_newest_step_is_the_one_that_this_version_needs() -> None:
    assert ScriptDirectory(str(upgrading.STEPS)).get_current_head() == engine.STEP


def test_an_older_and_a_newer_ledger_are_closed(ledger: Ledger) -> None:
    for step, word in (("0000", "ledger upgrade"), ("9999", "升级本程序")):
        with ledger.writes.begin() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{step}'"))
        with pytest.raises(LedgerClosed, match=word), reading(ledger):
            pass


def test_where_nothing_is_the_ledger_is_closed(ledger_place: str) -> None:
    made = connect(ledger_place)
    with pytest.raises(LedgerClosed, match="ledger init"), reading(made):
        pass
    release(made)


def test_a_ledger_is_not_made_twice(ledger: Ledger) -> None:
    with pytest.raises(LedgerClosed):
        create(ledger, "demo")


def test_a_step_that_breaks_leaves_nothing(ledger_place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connect(ledger_place)
    monkeypatch.setattr(upgrading, "_triggers", lambda *_: ["CREATE NONSENSE"])
    with pytest.raises(Exception, match="NONSENSE"):
        create(made, "real")
    with made.writes.connect() as connection:
        names = connection.dialect.get_table_names(connection)
    assert set(names) <= {"alembic_version"}
    release(made)


def test_a_backup_while_others_write_is_whole(ledger: Ledger, tmp_path: Path, cluster: Cluster) -> None:
    fill(ledger)
    stop = Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            fill(ledger, [str(number)])

    writer = Thread(target=write)
    writer.start()
    backup = back_up(ledger, tmp_path / "backups")
    stop.set()
    writer.join()
    assert [file.name for file in backup.parent.iterdir() if file.name.endswith(".partial")] == []
    other = connect(f"sqlite:///{tmp_path}/restored.sqlite" if ledger.file else cluster.new_database())
    restore(backup, other)
    problems, entries, last = verify(other)
    assert problems == []
    assert entries >= 5
    with reading(ledger) as connection:
        assert connection.execute(text(f"SELECT hash FROM entries WHERE entry_id = {entries}")).scalar() == last
    with pytest.raises(LedgerClosed):
        restore(backup, other)
    release(other)


def test_a_backup_holds_passwords_and_the_proof_leaves_nothing_behind(
    ledger: Ledger, tmp_path: Path, cluster: Cluster
) -> None:
    accounts.begin(ledger)
    person = accounts.add_person(ledger, "示例甲", [])
    accounts.set_password(ledger, person, "Correct-horse-9")
    with ledger.reads.connect() as connection:
        before = connection.dialect.get_table_names(connection)
    backup = back_up(ledger, tmp_path / "backups")
    assert backup.stat().st_mode & 0o077 == 0
    other = connect(f"sqlite:///{tmp_path}/restored.sqlite" if ledger.file else cluster.new_database())
    restore(backup, other)
    assert sessions.sign_in(other, "示例甲", "Correct-horse-9", "10.0.0.1")[0]
    with other.reads.connect() as connection:
        assert sorted(connection.dialect.get_table_names(connection)) == sorted(before)
    if ledger.file is None:
        with ledger.reads.connect() as connection:
            left = "SELECT count(*) FROM pg_database WHERE datname LIKE 'policytargets_proof_%'"
            assert connection.execute(text(left)).scalar() == 0
    with pytest.raises(Exception, match="append-only"), other.writes.begin() as connection:
        connection.execute(text("DELETE FROM people"))
    release(other)


def test_a_role_that_may_not_prove_its_backup_is_told_what_it_needs(tmp_path: Path, cluster: Cluster) -> None:
    made = connect(cluster.new_database())
    create(made, "real")
    with made.writes.begin() as connection:
        connection.execute(text("CREATE ROLE plain_user LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO plain_user"))
    plain = connect(made.address.set(username="plain_user").render_as_string(hide_password=False))
    with pytest.raises(LedgerClosed, match="ALTER ROLE plain_user CREATEDB"):
        back_up(plain, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    release(plain)
    release(made)


def test_a_backup_of_one_engine_is_not_restored_to_the_other(ledger: Ledger, tmp_path: Path, cluster: Cluster) -> None:
    backup = back_up(ledger, tmp_path / "backups")
    other = connect(cluster.new_database() if ledger.file else f"sqlite:///{tmp_path}/restored.sqlite")
    with pytest.raises(LedgerClosed, match="同一种"):
        restore(backup, other)
    release(other)


def test_an_older_ledger_gets_the_tables_it_lacks_and_keeps_what_it_holds(ledger_place: str) -> None:
    made = connect(ledger_place)
    if made.file:
        made.file.touch()
    upgrading.upgrade(made, "0001")
    with made.writes.begin() as connection:
        connection.execute(text("INSERT INTO meta VALUES ('kind', 'real')"))
    with pytest.raises(LedgerClosed, match="ledger upgrade"), reading(made):
        pass
    upgrading.upgrade(made)
    fill(made)
    assert verify(made)[:2] == ([], 5)
    with pytest.raises(Exception, match="append-only"), made.writes.begin() as connection:
        connection.execute(text("DELETE FROM people"))
    release(made)


def test_the_newest_backup_is_the_newest_that_was_proved(ledger: Ledger, tmp_path: Path) -> None:
    assert newest_backup(tmp_path / "nowhere") is None
    before = datetime.now(UTC).replace(microsecond=0)
    file = back_up(ledger, tmp_path)
    assert before <= newest_backup(tmp_path) <= datetime.now(UTC)  # type: ignore[operator]
    for name, proved in (("ledger-20200101T023000.sqlite", True), ("ledger-29990101T023000.sqlite", False)):
        (tmp_path / name).write_bytes(b"")
        if proved:
            (tmp_path / f"{name}.sha256").write_text("")
    assert before <= newest_backup(tmp_path) <= datetime.now(UTC)  # type: ignore[operator]
    file.unlink()
    assert newest_backup(tmp_path) == datetime(2020, 1, 1, 2, 30, tzinfo=UTC)


def test_a_damaged_backup_is_not_restored(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    backup = back_up(ledger, tmp_path / "backups")
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    place = tmp_path / "restored.sqlite"
    with pytest.raises(LedgerClosed, match="sha256"):
        restore(backup, connect(f"sqlite:///{place}"))
    assert not place.exists()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_ledger_goes_from_one_engine_to_the_other(
    ledger: Ledger, kind: str, tmp_path: Path, cluster: Cluster
) -> None:
    fill(ledger)
    append(ledger, Command(same_id("p"), "period", "one", "1"), lambda _: {"periods": [PERIOD]})
    draft = {"due_id": "d", "period_id": "p", "department_id": "x", "body": "{}", "version": 1, "person_id": "a"}
    with ledger.writes.begin() as connection:
        connection.execute(insert(DRAFTS), [{**draft, "saved_at": "now"}])
    lines = tmp_path / "ledger.jsonl"
    assert write_lines(ledger, lines) == 6
    other = connect(f"sqlite:///{tmp_path}/other.sqlite" if kind == "sqlite" else cluster.new_database())
    assert read_lines(lines, other) == 6
    assert verify(other) == verify(ledger)
    for table in (PERIODS, DRAFTS, engine.META, engine.BLOBS):
        with reading(ledger) as mine, reading(other) as theirs:
            assert mine.execute(select(table)).all() == theirs.execute(select(table)).all()
    release(other)


def test_lines_that_lack_one_are_refused_whole(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    lines = tmp_path / "ledger.jsonl"
    write_lines(ledger, lines)
    kept = lines.read_text(encoding="utf-8").splitlines()
    lines.write_text("\n".join(kept[:-1]), encoding="utf-8")
    place = tmp_path / "other.sqlite"
    other = connect(f"sqlite:///{place}")
    with pytest.raises(LedgerClosed, match="不完整"):
        read_lines(lines, other)
    assert not place.exists()
    release(other)
