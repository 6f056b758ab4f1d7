"""Backups of a ledger on PostgreSQL by its own programs: one consistent archive, proved in a database made for that."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import ProgrammingError

from policytargets.errors import LedgerClosed
from policytargets.store.engine import Ledger, connect


def dump(ledger: Ledger, file: Path) -> None:
    """Write all of the database, passwords and sessions included, as of one moment. Raises LedgerClosed."""
    _run("pg_dump", ledger, "--format=custom", "--no-owner", "--no-privileges", "--file", str(file))


def load(ledger: Ledger, file: Path) -> None:
    """Fill an empty database from an archive, all or nothing. Raises LedgerClosed where there are tables already."""
    if inspect(ledger.writes).get_table_names():
        raise LedgerClosed("这个数据库里已经有表，未恢复；请换一个空的数据库")
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", ledger, *options, str(file))


@contextmanager
def beside(ledger: Ledger) -> Iterator[Ledger]:
    """An empty database on the same server, gone afterwards. Raises LedgerClosed where the role may not make one."""
    name = f"policytargets_proof_{uuid4().hex}"
    engine = create_engine(ledger.address, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except ProgrammingError as error:
        engine.dispose()
        user = ledger.address.username
        raise LedgerClosed(
            f"备份要在同一服务器上临时建库验证，账号 {user} 没有这个权限；请由管理员执行 ALTER ROLE {user} CREATEDB"
        ) from error
    made = connect(ledger.address.set(database=name).render_as_string(hide_password=False))
    try:
        yield made
    finally:
        made.reads.dispose()
        made.writes.dispose()
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


def _run(program: str, ledger: Ledger, *arguments: str) -> None:
    """Run a program on the ledger's database; the password goes by its environment, which other users can't see."""
    place = shutil.which(program)
    if place is None:
        raise LedgerClosed(f"没有找到 {program}，请安装 PostgreSQL 的客户端程序（Debian：postgresql-client）")
    address = ledger.address.set(drivername="postgresql", password=None)
    asked = [place, "--dbname", address.render_as_string(), "--no-password", *arguments]
    environment = {**os.environ, **({"PGPASSWORD": ledger.address.password} if ledger.address.password else {})}
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LedgerClosed(f"{program} 没有完成：{done.stderr.strip().splitlines()[-1] if done.stderr.strip() else ''}")
