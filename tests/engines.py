"""Ledgers for tests on both engines: SQLite in a file, PostgreSQL in a private cluster that the tests start."""

import contextlib
import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg

from policytargets.ledger import tables as ledger_tables
from policytargets.people import tables as people_tables
from policytargets.store import engine
from policytargets.store.engine import Ledger, connect
from tests.browser import wait_until

KNOWN = (ledger_tables, people_tables)  # importing them is what makes the tables known


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL of the tests' own, reached by a socket in its folder."""

    folder: Path
    programs: Path
    user: int

    def new_database(self, like: str = "template1") -> str:
        """The address of a new database: empty, or a copy of the one of this name, to which nobody is connected."""
        name = f"ledger_{uuid4().hex}"
        with psycopg.connect(f"host={self.folder} user=tests dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return f"postgresql+psycopg://tests@/{name}?host={self.folder}"

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments], check=True, user=self.user, cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses=''"
        self.run(
            "pg_ctl", "-D", str(self.folder / "data"), "-w", "-o", options, "-l", str(self.folder / "log"), "start"
        )

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    def crash(self) -> None:
        """Kill the server and all its processes at once, as a crash of the machine would, and start it anew."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = subprocess.run(["pgrep", "-P", str(first)], capture_output=True, text=True, check=False).stdout
        for process in (first, *map(int, children.split())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        wait_until(self._started, seconds=120)  # after a crash every file is synchronised first

    def _started(self) -> bool:
        """Whether it could be started; not while a process of before is still about to end."""
        try:
            self.start()
        except subprocess.CalledProcessError:
            return False
        return True


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb")) or [shutil.which("initdb") or ""]
    return Path(found[-1]).parent if found[-1] else None


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    place = programs()
    if place is None:
        raise FileNotFoundError("no initdb found: install the Debian package postgresql")
    user = os.getuid() or pwd.getpwnam("nobody").pw_uid  # initdb refuses the superuser
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        os.chown(folder, user, -1)
        opened = Cluster(folder, place, user)
        opened.run("initdb", "-D", str(folder / "data"), "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C")
        opened.start()
        try:
            yield opened
        finally:
            opened.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def release(ledger: Ledger) -> None:
    """Close what a ledger holds open, so that a test leaves no connection behind."""
    ledger.reads.dispose()
    ledger.writes.dispose()
    engine.connect.cache_clear()


def opened(address: str) -> Ledger:
    """The ledger at an address."""
    return connect(address)
