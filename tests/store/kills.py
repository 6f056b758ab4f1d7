"""Kills writers and servers while they work and counts what was lost. The full run is `make kills`."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from policytargets.settings import ROOT
from policytargets.store.engine import ENTRIES, Ledger, reading
from policytargets.store.upgrading import create
from policytargets.store.verification import verify
from tests.browser import wait_until
from tests.engines import cluster, opened, release

WRITERS = 4


def survive(address: str, folder: Path, kills: int, crash: Callable[[], None] = lambda: None) -> tuple[int, int]:
    """Run four writers and kill one after another, then all; after each kill `crash` may do its own harm.

    Returns how many commands were acknowledged and how many of them the ledger no longer has.
    """
    files = [folder / f"said-{number}" for number in range(WRITERS)]
    writers = [_writer(address, file) for file in files]
    chance = random.Random(kills)
    try:
        for kill in range(kills):
            before = len(_said(files))
            wait_until(lambda before=before: len(_said(files)) >= before + 3, 120)  # the writers are at work
            time.sleep(chance.random() * 0.05)  # the moment of the kill is chance
            number = kill % WRITERS
            writers[number].kill()
            writers[number].wait()
            crash()
            writers[number] = _writer(address, files[number])
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    said, ledger = _said(files), opened(address)
    lost = len(said - _kept(ledger))
    release(ledger)
    return len(said), lost


def _writer(address: str, file: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.store.writer", address, str(file)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _said(files: list[Path]) -> set[str]:
    lines = [line for file in files if file.exists() for line in file.read_text().splitlines(keepends=True)]
    return {line.strip() for line in lines if line.endswith("\n")}


def _kept(ledger: Ledger) -> set[str]:
    with reading(ledger) as connection:
        return set(connection.execute(select(ENTRIES.c.command_id)).scalars())


def main() -> None:
    kills = int(sys.argv[1])
    with cluster() as server, TemporaryDirectory() as place:
        for address in (f"sqlite:///{place}/ledger.sqlite", server.new_database()):
            folder = Path(place) / address.split(":")[0]
            folder.mkdir()
            create(opened(address), "real")
            said, lost = survive(address, folder, kills)
            problems, entries, _ = verify(opened(address))
            print(
                address.split(":")[0], f"{kills} kills, {said} acknowledged, {lost} lost, {entries} entries, {problems}"
            )
            release(opened(address))


if __name__ == "__main__":
    main()
