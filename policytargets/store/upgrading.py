"""A ledger is made and brought up to date: step by step, by hand, never when the board starts."""

import os
from pathlib import Path
from uuid import uuid4

from alembic import command, op
from alembic.config import Config
from sqlalchemy import inspect

from policytargets.errors import LedgerClosed
from policytargets.store.engine import META, Ledger

STEPS = Path(__file__).with_name("steps")
CLOSED = "-- append-only: "
REFUSING = """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$"""


def create(ledger: Ledger, kind: str, ledger_uuid: str = "") -> None:
    """Make a new ledger, `real` or `demo` for ever. Raises LedgerClosed where there is one already."""
    if ledger.file:
        ledger.file.parent.mkdir(parents=True, exist_ok=True)
        if ledger.file.exists():
            raise LedgerClosed(f"{ledger.file} 已经存在，请换一个位置")
        os.close(os.open(ledger.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    elif inspect(ledger.writes).get_table_names():
        raise LedgerClosed("这个数据库里已经有表，请换一个空的数据库")
    upgrade(ledger)
    with ledger.writes.begin() as connection:
        facts = {"kind": kind, "ledger_uuid": ledger_uuid or str(uuid4())}
        connection.execute(META.insert(), [{"key": key, "value": value} for key, value in facts.items()])


def upgrade(ledger: Ledger, step: str = "head") -> None:
    """Run the steps that the ledger lacks. A step that breaks leaves the ledger as it was before it."""
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.set_main_option("path_separator", "os")
    with ledger.writes.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)
        connection.commit()


def run_step(step: str) -> None:
    """The statements of a step's SQL file, then the triggers of the tables that it closes."""
    engine = op.get_bind().dialect.name
    sql = (STEPS / "versions" / f"step_{step}.sql").read_text(encoding="utf-8")
    lines = [line for line in sql.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).replace("{bytes}", {"sqlite": "BLOB"}.get(engine, "BYTEA")).split(";\n"):
        if statement.strip():
            op.execute(statement.strip().removesuffix(";"))
    if engine != "sqlite" and step == "0001":
        op.execute(REFUSING)
    for line in sql.splitlines():
        for table in line.removeprefix(CLOSED).split() if line.startswith(CLOSED) else ():
            for statement in _triggers(engine, table):
                op.execute(statement)


def _triggers(engine: str, table: str) -> list[str]:
    if engine == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{action} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
            for action in ("update", "delete")
        ]
    refused = "EXECUTE FUNCTION refuse_change()"
    return [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refused}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refused}",
    ]
