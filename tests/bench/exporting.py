"""How long each export of a comparison takes, and those of a deck of thirty. There is no other side to compare with."""

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
from tests.bench.measures import Measure

SAMPLES, DECK_SAMPLES, DECK = 20, 2, 30
ONE: dict[str, Callable[[Comparison], object]] = {
    "PNG 1920×1080": to_png,
    "PNG 3840×2160": lambda shown: to_png(shown, scale=2),
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
    return [*measures, Measure("PPTX of 30", "s", slides), Measure("pictures of 30 (ZIP)", "s", pictures)]


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
