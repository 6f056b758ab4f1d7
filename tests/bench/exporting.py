"""How long each export of a comparison takes, those of a deck of thirty, and a reader's answers while twenty export."""

import asyncio
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.comparisons.twins import to_frame
from policytargets.exports.comparison_tables import to_comparison_workbook, to_json
from policytargets.exports.pictures.formats import to_archive, to_pdf, to_png, to_svg
from policytargets.exports.slides.presentation import to_pptx
from policytargets.exports.spreadsheets import to_csv, to_parquet
from policytargets.record.building import open_record
from policytargets.settings import data_folder
from tests.bench.measures import Aim, Measure
from tests.bench.opening import DISTRICTS
from tests.bench.servers import started
from tests.bench.visitors import Visitor, visits

SAMPLES, DECK_SAMPLES, DECK = 20, 2, 30
PEOPLE, TURNS = 20, 8
ONE: dict[str, Callable[[Comparison], object]] = {
    "PNG 1920×1080": to_png,
    "PNG 3840×2160": lambda shown: to_png(shown, dots=300),
    "SVG": to_svg,
    "PDF": to_pdf,
    "PPTX": lambda shown: to_pptx([shown], title=shown.title),
    "XLSX": to_comparison_workbook,
    "CSV": lambda shown: to_csv(to_frame(shown)),
    "Parquet": lambda shown: to_parquet(to_frame(shown)),
    "JSON": to_json,
}


def measure() -> list[Measure]:
    """Milliseconds of every form for one comparison (each of twenty once), seconds for a deck of thirty."""
    shown = _comparisons()
    measures = []
    for form, make in ONE.items():
        make(shown[0])  # the first starts the process that draws and finds the fonts
        measures.append(Measure(form, "ms", [1000 * _seconds(make, one) for one in shown[:SAMPLES]]))
    deck = shown[:DECK]
    slides = [_seconds(lambda many: to_pptx(many, title="30"), deck) for _ in range(DECK_SAMPLES)]
    pictures = [
        _seconds(lambda many: to_archive(many, focus="", begun=lambda place: None), deck) for _ in range(DECK_SAMPLES)
    ]
    decks = [Measure("PPTX of 30", "s", slides), Measure("pictures of 30 (ZIP)", "s", pictures)]
    return [*measures, *decks, asyncio.run(beside([one.indicator_id for one in deck]))]


async def beside(indicators: list[str]) -> Measure:
    """Answers to a reader of the overview while twenty people take a deck as PPTX and DOCX, and with nobody else."""
    page = f"/slides?deck={','.join(indicators[:6])}"

    async def answers(reader: Visitor) -> list[float]:
        turns = [await reader.choose("突出显示的区县", DISTRICTS[turn % len(DISTRICTS)]) for turn in range(TURNS)]
        return [1000 * answer.seconds for answer in turns]

    with started() as board:
        async with visits(board.address, [page] * PEOPLE + ["/"]) as (*people, reader):
            await answers(reader)  # so that the board has worked out what it keeps
            alone = await answers(reader)
            kinds = ("下载幻灯片（PPTX）", "下载汇报材料（DOCX）")
            taking = [asyncio.create_task(one.download(kinds[place % 2])) for place, one in enumerate(people)]
            busy = await answers(reader)
            assert not all(task.done() for task in taking), "the exports were over too soon to be measured beside"
            await asyncio.gather(*taking)
    what = f"answer to a reader while {PEOPLE} people export"
    return Measure(what, "ms", busy, "nobody exports", alone, Aim("at_most", 4))


def _comparisons() -> list[Comparison]:
    """Comparisons with figures of most districts first."""
    with closing(open_record(data_folder())) as database:
        names = database.query("choices/indicators")["indicator_id"].tolist()[: 2 * DECK]
        made = compare_each(
            database.query("comparisons/indicators", indicators=names),
            database.query("comparisons/indicator_targets", indicators=names, districts=[]),
            database.query("comparisons/districts", districts=[]),
            made_on=date(2026, 11, 23),
        )
    return [shown for shown in made if isinstance(shown, Comparison)]


def _seconds(make: Callable[[Any], object], given: Any) -> float:
    began = time.perf_counter()
    make(given)
    return time.perf_counter() - began
