"""The server alone, asked over websockets: reruns per second, memory per session, a hundred people at work."""

import asyncio
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from tests.bench.measures import Aim, Measure
from tests.bench.opening import BARE, DISTRICTS, ROLES, bare_page
from tests.bench.servers import Server, started
from tests.bench.visitors import Visitor, visits
from tests.nginx import run_nginx

ROUNDS = 3
SESSIONS = {1: 12, 20: 2, 100: 1}  # open sessions → reruns of each in a round
NEAR_LIMIT = "the choices of a second ask for more than the processors have: see the reruns per second above"
# Sessions and processes → aim in seconds.
CROWDS, THINK_SECONDS, CHOICES = {(100, 1): 0.25, (300, 1): 1.0, (300, 2): 0.5}, 5.0, 4
WEIGHED = 50  # sessions whose memory is taken


@dataclass(frozen=True)
class Side:
    """A page under load: its server, its path, the filter and what is chosen in it, turn by turn."""

    server: Server
    path: str
    label: str
    names: Sequence[str]

    async def press(self, visitor: Visitor, turns: int) -> None:
        """Choose again and again, the next as soon as the last is answered."""
        for turn in range(turns):
            await visitor.choose(self.label, self.names[turn % len(self.names)])


def measure() -> list[Measure]:
    """Reruns per second with 1, 20 and 100 open sessions, memory of a session, and answers to a crowd that thinks."""
    with started() as board, bare_page() as bare:
        sides = {
            BARE: Side(bare, "/", "突出显示的区县", DISTRICTS),
            "overview": Side(board, "/", "突出显示的区县", DISTRICTS),
            "departments": Side(board, "/department", "角色", ROLES),
        }
        measures = [line for sessions in SESSIONS for line in asyncio.run(_reruns(sides, sessions))]
    memory = asyncio.run(_memory())
    crowds = [line for sessions, processes in CROWDS for line in _crowd(sessions, processes)]
    return [*measures, *memory, *crowds]


async def _reruns(sides: Mapping[str, Side], sessions: int) -> list[Measure]:
    """Reruns per second of each side in turns, all its sessions pressing at once."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    async with AsyncExitStack() as until_measured:
        opened = {}
        for name, side in sides.items():
            opened[name] = await until_measured.enter_async_context(visits(side.server.address, [side.path] * sessions))
            await side.press(opened[name][0], len(side.names))  # so that each side has worked out what it keeps
        for _ in range(ROUNDS):
            for name, side in sides.items():
                began = time.perf_counter()
                await asyncio.gather(*(side.press(visitor, SESSIONS[sessions]) for visitor in opened[name]))
                found[name].append(sessions * SESSIONS[sessions] / (time.perf_counter() - began))
    what = f"reruns per second, {sessions} open session{'s' if sessions > 1 else ''}: "
    aim = Aim("at_least", 2.5)
    return [Measure(what + name, "1/s", found[name], BARE, found[BARE], aim) for name in sides if name != BARE]


async def _memory() -> list[Measure]:
    """Resident memory that each of fifty sessions adds, on servers that have just been started."""
    added: dict[str, float] = {}
    with started() as board, bare_page() as bare:
        for name, server in {"overview": board, BARE: bare}.items():
            async with visits(server.address, ["/"]):
                before = server.memory()["Rss"]
                async with visits(server.address, ["/"] * WEIGHED):
                    added[name] = (server.memory()["Rss"] - before) / WEIGHED
    return [Measure("memory of a session on overview", "MB", [added["overview"]], BARE, [added[BARE]])]


def _crowd(sessions: int, processes: int) -> Iterator[Measure]:
    """Answers to sessions that each think five seconds between two choices; several processes stand behind nginx, which
    must be there. An error ends the benchmark."""
    with ExitStack() as until_measured:
        boards = [until_measured.enter_context(started()).address for _ in range(processes)]
        address = boards[0]
        if processes > 1:
            folder = Path(until_measured.enter_context(TemporaryDirectory()))
            address = until_measured.enter_context(run_nginx(folder, boards))
        seconds = asyncio.run(_answered(address, boards, sessions))
    what = f"{sessions} sessions on overview with {THINK_SECONDS:g} s of thought"
    what += f", {processes} processes behind nginx" if processes > 1 else ""
    yield Measure(f"{what}: median answer", "s", seconds)
    yield Measure(
        f"{what}: slowest of the quickest 95 %",
        "s",
        [quantiles(seconds, n=20)[-1]],
        aim=Aim("at_most", CROWDS[sessions, processes]),
        cause=NEAR_LIMIT,
    )


async def _answered(address: str, boards: Sequence[str], sessions: int) -> list[float]:
    """Seconds until each choice of a crowd at `address` is answered, once all `boards` have answered somebody."""
    seconds: list[float] = []
    chance = random.Random(1)

    async def work(visitor: Visitor) -> None:
        await asyncio.sleep(chance.uniform(0, THINK_SECONDS))
        for turn in range(CHOICES):
            seconds.append((await visitor.choose("突出显示的区县", DISTRICTS[turn % len(DISTRICTS)])).seconds)
            await asyncio.sleep(THINK_SECONDS)

    for board in boards:  # the crowd comes to a board in use, not to one just started
        async with visits(board, ["/"]) as (first,):
            for name in DISTRICTS:
                await first.choose("突出显示的区县", name)
    async with visits(address, ["/"] * sessions) as visitors:
        await asyncio.gather(*map(work, visitors))
    return seconds
