"""The ledger's database: where it is, how it is opened, and the one locked transaction for each writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    ForeignKey,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    select,
)  # fmt: skip
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from policytargets.errors import LedgerClosed, NotSaved

STEP = "0006"  # the newest step of store/steps
LOCK = 0x706F6C746172  # one number that all processes lock on PostgreSQL
PATIENCE = 30  # seconds for which a writer waits for another
READING_PATIENCE = 5  # a commit takes milliseconds; whoever holds the file longer must not hold up every page
# A rollback journal: the write-ahead log of SQLite before 3.51.3 loses committed writes. EXTRA syncs the folder too.
PRAGMAS = ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "trusted_schema=OFF")
METADATA = MetaData()


def append_only(name: str, *columns: Column[Any]) -> Table:
    """A table whose rows come by entries and never change."""
    owner = Column("entry_id", BigInteger, ForeignKey("entries.entry_id"), nullable=False)
    return Table(name, METADATA, *columns, owner, info={"append_only": True})


def text(name: str, *, key: bool = False, optional: bool = False, of: str = "") -> Column[Any]:
    """A column of text; ids, dates, instants and exact figures are text too. `of`: the column that it refers to."""
    return Column(name, Text, *([ForeignKey(of)] if of else []), primary_key=key, nullable=optional)


META = Table("meta", METADATA, text("key", key=True), text("value"))
ENTRIES = Table(
    "entries", METADATA, Column("entry_id", BigInteger, primary_key=True, autoincrement=False), text("recorded_at"),
    text("command_id"), text("person_id"), text("acting_for", optional=True), text("channel"), text("kind"),
    text("body"), text("record_version"), text("previous_hash"), text("hash"),
)  # fmt: skip
BLOBS = append_only("blobs", text("sha256", key=True), Column("bytes", LargeBinary, nullable=False))


def clock() -> str:
    """This instant in UTC, 27 characters: they sort as they follow each other."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True)
class Ledger:
    """An open ledger: one engine that writes and one that reads and cannot write. `now` says when a command is
    recorded; only where a ledger is invented it is not the clock."""

    address: URL
    writes: Engine
    reads: Engine
    now: Callable[[], str] = clock

    @property
    def file(self) -> Path | None:
        """The file of a ledger in SQLite."""
        return Path(self.address.database or "") if self.address.get_backend_name() == "sqlite" else None


@cache
def connect(address: str) -> Ledger:
    """The ledger at an address, `sqlite:///…` or `postgresql+psycopg://…`. Connects when first used. Raises
    LedgerClosed for another address."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise LedgerClosed("POLICYTARGETS_LEDGER 不是数据库地址") from error
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return Ledger(url, _sqlite(url, writes=True), _sqlite(url, writes=False))
    if url.drivername != "postgresql+psycopg":
        raise LedgerClosed("POLICYTARGETS_LEDGER 应为 sqlite:///文件 或 postgresql+psycopg://…")
    waiting = {"options": f"-c lock_timeout={PATIENCE}s", "connect_timeout": 10}
    reading = {"options": "-c default_transaction_read_only=on", "connect_timeout": 10}
    return Ledger(
        url,
        create_engine(url, pool_pre_ping=True, connect_args=waiting),
        create_engine(url, pool_pre_ping=True, connect_args=reading, isolation_level="AUTOCOMMIT"),
    )


def _sqlite(url: URL, *, writes: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": PATIENCE if writes else READING_PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where this module says so
        for pragma in PRAGMAS if writes else (*PRAGMAS[2:], "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    if writes:

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            patience = connection.get_execution_options().get("patience", PATIENCE)
            connection.exec_driver_sql(f"PRAGMA busy_timeout={1000 * patience:.0f}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def writing(ledger: Ledger, patience: float | None = None) -> Iterator[Connection]:
    """A transaction that no other writer shares, committed at its end, nothing of it kept after an error. `patience`:
    seconds for which it waits for others, where that is not as long as usual.

    Raises NotSaved where the engine is busy, full or gone, LedgerClosed where it doesn't fit this version.
    """
    _must_exist(ledger)
    try:
        options = {} if patience is None else {"patience": patience}
        with ledger.writes.execution_options(**options).begin() as connection:
            if ledger.file is None:
                if patience is not None:
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout={1000 * patience:.0f}")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            must_fit(connection)
            yield connection
    except DBAPIError as error:
        raise _not_saved(error) from error


@contextmanager
def reading(ledger: Ledger) -> Iterator[Connection]:
    """A connection that reads. Raises LedgerClosed where the ledger can't be reached or doesn't fit this version."""
    _must_exist(ledger)
    try:
        with ledger.reads.connect() as connection:
            must_fit(connection)
            yield connection
    except DBAPIError as error:
        raise _closed(error) from error


def must_fit(connection: Connection) -> None:
    """Raises LedgerClosed unless the ledger's tables are those of this version."""
    try:
        step = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except DBAPIError as error:
        if "alembic_version" not in str(error.orig):  # the engine's trouble, not the ledger's
            raise
        raise LedgerClosed("台账尚未建立，请维护人员运行 python -m policytargets ledger init") from error
    if step != STEP:
        older = (step or "") < STEP
        todo = "请维护人员运行 python -m policytargets ledger upgrade" if older else "请先升级本程序"
        raise LedgerClosed(f"台账的结构版本是 {step}，本程序需要 {STEP}，{todo}")


def kind_of(connection: Connection) -> str:
    """`real` or `demo`: what the ledger was made as."""
    return str(connection.execute(select(META.c.value).where(META.c.key == "kind")).scalar_one())


def _must_exist(ledger: Ledger) -> None:
    if ledger.file and not ledger.file.is_file():
        raise LedgerClosed(
            "台账文件不存在，请维护人员检查 POLICYTARGETS_LEDGER 或运行 python -m policytargets ledger init"
        )


def _closed(error: DBAPIError) -> LedgerClosed:
    """What to tell whoever wanted to read."""
    if _busy(error):
        return LedgerClosed("台账正忙，请稍后再试")
    return LedgerClosed("台账数据库连接不上，请维护人员检查数据库是否在运行")


def _busy(error: DBAPIError) -> bool:
    said = str(error.orig).lower()
    return "locked" in said or "lock timeout" in said


def _not_saved(error: DBAPIError) -> Exception:
    """What to tell whoever wanted to write; a broken constraint stays the developer's."""
    said = str(error.orig).lower()
    if _busy(error):
        return NotSaved("未保存：台账正忙，请稍后再试")
    if "full" in said or "no space" in said:
        return NotSaved("未保存：服务器磁盘已满，请告知维护人员")
    if error.connection_invalidated or type(error).__name__ == "OperationalError":
        return NotSaved("未保存：台账数据库连接不上，请稍后再试或告知维护人员")
    return error
