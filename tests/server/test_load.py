"""Several people at once: no run fails, and each is answered with what that person chose."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from policytargets.record.database import Database
from policytargets.record.tables import version_of
from policytargets.settings import data_folder
from policytargets.wording.codes import ROLES, ROLES_WORD
from tests.answers import health
from tests.bench.visitors import Answer, Visitor, visits
from tests.browser import Board, run_board, serve

LINES = ("发展改革", "工业和信息化", "科技", "农业农村", "生态环境", "住房和城乡建设", "教育体育", "交通运输")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve() as started:
        yield started


def told(answer: Answer) -> list[str]:
    """The figures at the head of the page, as readers see them."""
    return [metric.body for metric in answer.shown("metric")]


def expected(database: Database, line: str, role: str) -> list[str]:
    facets = database.query("choices/facets")
    code = facets.loc[(facets["facet"] == "lines") & (facets["name"] == line), "code"].item()
    asked = {"lines": [code], "departments": [], "districts": [], "roles": ROLES[role]}
    row = database.query("board/department_counts", **asked).iloc[0]
    columns = ("targets_led", "targets_supported", "tasks_led", "tasks_supported", "districts", "withheld")
    return [str(row[column]) for column in columns]


def test_everyone_is_answered_with_their_own_choice(address: str, database: Database) -> None:
    async def turns(visitor: Visitor, line: str) -> list[tuple[str, str, Answer]]:
        chosen = await visitor.choose("条线", line)
        return [(line, "lead", chosen)] + [
            (line, role, await visitor.choose("角色", ROLES_WORD[role])) for role in ("either", "support")
        ]

    async def everyone() -> list[list[tuple[str, str, Answer]]]:
        async with visits(address, ["/department"] * len(LINES)) as visitors:
            return await asyncio.gather(*map(turns, visitors, LINES))

    answers = [answer for person in asyncio.run(everyone()) for answer in person]
    figures = {(line, role): expected(database, line, role) for line, role, _ in answers}
    assert len({tuple(shown) for shown in figures.values()}) > len(LINES)  # mixed-up answers would be seen
    for line, role, answer in answers:
        assert told(answer) == figures[line, role], (line, role)


def test_a_visitor_who_empties_the_caches_takes_nothing_from_the_others(folder: Path) -> None:
    """Not even where the tables on disk are defective by now: record and queries stay what they were."""
    sql = "SELECT version FROM record_version"

    async def meanwhile(board: Board) -> tuple[Answer, Answer]:
        asking = f"/query?sql={quote(sql)}"
        async with visits(board.address, ["/department", asking, "/sources"]) as (reader, analyst, vandal):
            (folder / "districts.csv").write_bytes(b"")
            await vandal.send(BackMsg(clear_cache=True))
            await vandal.run()
            return await reader.run(), await analyst.run()

    with run_board(POLICYTARGETS_DATA=str(folder)) as board:
        before = health(board)
        page, rows = asyncio.run(meanwhile(board))
        assert health(board) == before == (200, version_of(data_folder()))
        assert told(page)
        assert any(before[1] in shown.body for shown in rows.shown("html"))
        assert board.journal("page_failed") == []


def test_a_failed_run_is_told(address: str) -> None:
    async def lost() -> None:
        async with visits(address, ["/nowhere"]):
            pass

    with pytest.raises(RuntimeError, match="nowhere"):
        asyncio.run(lost())
