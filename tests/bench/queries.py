"""The questions of the pages at three sizes, against pandas and SQLite; then each page's queries, nation to real."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from policytargets.record.database import Database
from policytargets.record.files import open_record_file
from tests.bench.measures import Aim, Measure, alternate
from tests.bench.nation import nation, real
from tests.bench.rivals import FILTERS, HEADLINES, Answer, Frames, Lite, board

ROUNDS = 5
SIZES = ("the real record", "136 counties", "the nation")
DUTY: dict[str, Any] = {"lines": [], "departments": [], "districts": [], "roles": ["lead"]}
DRAWN = [f"synthetic-{number:04}" for number in range(1, 21)]
NEARLY = {"focus": "", "most": 30, "evenly": False}
LISTS = ("search", "one category listed")
UNPREPARED = "not profiled"
CAUSES = {
    "heat map": "31 thousand cells are handed over as a frame; the page asks for those of twenty districts",
    "search": "each text is searched once, then 2 million targets are joined to what was found",
    "one category listed": "counting the hits and picking the first page read two columns of all targets",
    "one indicator": "all columns of each target are handed over as a frame; the rivals give ids alone",
    "one district": "a sorted look-up: an index answers in a fraction of what planning a query takes",
    "one line": "an index over (role, line, task) and ready sums leave little to do",
    "overview counts": "a frame and a plan take longer than the sums themselves",
}
SLOWEST = {
    "总览": "the headline comparisons rank and hand over 90 districts with all columns",
    "责任部门": "200 thousand sums by district and combination of lines are added up for each of three blocks",
    "目标清单": "hits are counted and the first page picked by two questions, and 2,844 districts are named",
    "指标对比": "districts are counted for each of 247 indicators over 200 thousand targets of the newest plans",
    "区县": "the same count for the indicators shared, and the tasks of ten plans joined with their departments",
}
# What each page asks at first sight; the list twice, for its number and for its first page.
PAGES: dict[str, Callable[[str, bool], list[tuple[str, dict[str, Any]]]]] = {
    "总览": lambda _, many: [
        ("record/overview_counts", {}),
        ("board/overview_widest_gaps", {"limit": 3}),
        ("choices/facets", {}),
        *([("record/largest_districts", {"categories": [], "focus": "", "most": 20})] if many else []),
        ("record/heat_map", {"districts": DRAWN if many else []}),
        ("comparisons/indicators", {"indicators": list(HEADLINES)}),
        ("comparisons/districts", {"districts": []}),
        _compared(list(HEADLINES), many),
    ],
    "责任部门": lambda _, many: [
        ("choices/facets", {}),
        ("board/department_counts", DUTY),
        ("board/line_ranking", {"most": 15, "districts": [], "roles": ["lead"]}),
        ("board/line_matrix", {"owners": ["agriculture", "science", "industry"], "districts": []}),
    ],
    "目标清单": lambda _, many: [
        ("choices/facets", {}),
        ("choices/departments", {"codes": [], "names": [], "words": [], "most": 300}),
        ("evidence/targets_page", FILTERS | {"limit": 0}),
        ("evidence/targets_page", FILTERS),
    ],
    "指标对比": lambda _, many: [
        ("choices/facets", {}),
        ("choices/indicators", {}),
        ("comparisons/indicators", {"indicators": ["grain-capacity"]}),
        ("comparisons/districts", {"districts": []}),
        _compared(["grain-capacity"], many),
    ],
    "区县": lambda district, many: [
        ("choices/facets", {}),
        ("board/district_plan", {"district": district}),
        ("board/shared_indicators", {"categories": []}),
        ("record/heat_map", {"districts": [district]}),
        ("board/district_departments", {"districts": [district]}),
        ("board/single_district_targets", {"districts": [district], "categories": []}),
        ("board/tasks_without_figures", {"districts": [district], "categories": []}),
    ],
}


def measure() -> list[Measure]:
    """Ratios to pandas and SQLite at each size, then the pages at the nation's size against the real one."""
    found = []
    for size, file in zip(SIZES, (real(), nation(136), nation()), strict=True):
        found += _against_rivals(size, file)
    return found + _pages()


def _against_rivals(size: str, file: Path) -> list[Measure]:
    database = open_record_file(file)
    district = str(database.query("comparisons/districts", districts=[])["district_id"].iloc[0])
    aim = Aim("at_most", 0.1) if size == SIZES[-1] else None
    found = []
    with tempfile.TemporaryDirectory() as folder:
        lite = Lite(file, Path(folder) / "rows.db")
        rivals = {"pandas": Frames(file).questions(district), "SQLite": lite.questions(district)}
        for question, ask in board(database, district).items():
            sides = {"board": ask, **{name: questions[question] for name, questions in rivals.items()}}
            _require_equal(question, sides)
            taken = alternate({name: _timed(side) for name, side in sides.items()}, ROUNDS)
            if size == SIZES[0] and question in LISTS:
                found.append(Measure(f"{question}, {size}", "ms", taken["board"], aim=Aim("at_most", 5)))
            found += [
                Measure(
                    f"{question}, {size}",
                    "ms",
                    taken["board"],
                    name,
                    taken[name],
                    aim,
                    CAUSES.get(question, UNPREPARED),
                )
                for name in rivals
            ]
        lite.close()
    database.close()
    return found


def _pages() -> list[Measure]:
    small, large = open_record_file(real()), open_record_file(nation())
    found = []
    for page, asked in PAGES.items():
        sides = {"nation": _page(large, asked("synthetic-0001", True)), "real": _page(small, asked("jiangbei", False))}
        first = {name: [run()] for name, run in sides.items()}
        again = alternate(sides, ROUNDS)
        found += [
            Measure(
                f"{page}: queries, first sight", "ms", first["nation"], "real record", first["real"],
                Aim("at_most", 4), SLOWEST[page],
            ),
            Measure(f"{page}: queries again, past the cache", "ms", again["nation"], "real record", again["real"]),
        ]  # fmt: skip
    small.close()
    large.close()
    return found


def _compared(indicators: list[str], many: bool) -> tuple[str, dict[str, Any]]:
    if many:
        return "comparisons/leading_targets", {"indicators": indicators, **NEARLY}
    return "comparisons/indicator_targets", {"indicators": indicators, "districts": []}


def _page(database: Database, asked: list[tuple[str, dict[str, Any]]]) -> Callable[[], float]:
    def run() -> float:
        return sum(_timed(lambda query=query, given=given: database.query(query, **given))() for query, given in asked)

    return run


def _timed(ask: Callable[[], Any]) -> Callable[[], float]:
    def run() -> float:
        began = time.perf_counter()
        ask()
        return (time.perf_counter() - began) * 1000

    return run


def _require_equal(question: str, sides: dict[str, Callable[[], Answer]]) -> None:
    answers = {name: sorted(side()) for name, side in sides.items()}
    for name, answer in answers.items():
        if answer != answers["board"]:
            raise AssertionError(f"{question}: {name} answers otherwise than the board")
