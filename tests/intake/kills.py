"""Kills a writer of decisions again and again: `python -m tests.intake.kills FOLDER KILLS` prints, one a line, every
decision that was acknowledged. A process of its own, as each writer is a fork of it: there is no start to wait for."""

import os
import random
import signal
import sys
import time
from pathlib import Path

from policytargets.intake.review import decide
from policytargets.intake.workspace import Workspace

FEWEST = 3
SHORTLY = 0.004


def killed_writer(workspace: Workspace, turn: int, chance: random.Random) -> list[str]:
    """Let one writer decide until it is killed at a moment of chance; the decisions that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        for number in range(100_000):
            done = decide(workspace, f"candidate-{turn}-{number}", "accepted", reviewer="甲")
            os.write(writing, f"{done}\n".encode())
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        acknowledged = [said.readline().strip() for _ in range(FEWEST)]
        time.sleep(chance.random() * SHORTLY)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return acknowledged + [line.strip() for line in said if line.endswith("\n")]


def main(folder: str, kills: str) -> None:
    chance = random.Random(kills)
    for turn in range(int(kills)):
        print(*killed_writer(Workspace(Path(folder)), turn, chance), sep="\n", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
