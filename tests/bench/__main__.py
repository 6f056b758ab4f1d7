"""`make bench`: runs the benchmarks or the parts named, prints their tables, writes them to docs/benchmarks.md."""

import argparse
import importlib
import os
import platform
import time
from datetime import date
from pathlib import Path

from policytargets.settings import ROOT
from tests.bench.measures import table

# Name of the module with `measure() -> list[Measure]`, and the title of its section.
PARTS = {
    "opening": "Pages in a browser",
    "server": "Reruns, sessions and memory",
    "queries": "Queries",
    "startup": "Start-up",
    "exporting": "Exports",
    "scale": "Pages at a nation's size in a browser",
}
DOCUMENT = ROOT / "docs" / "benchmarks.md"
INTRODUCTION = Path(__file__).with_name("introduction.md")


def main() -> None:
    """Run the parts asked for (all if none) and put their sections into the document, each with the day and machine."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="parts to run; all if none")
    for part in parser.parse_args().parts or PARTS:
        began = time.perf_counter()
        measures = importlib.import_module(f"tests.bench.{part}").measure()
        seconds = time.perf_counter() - began
        system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        section = f"{table(PARTS[part], measures)}\nMeasured in {seconds:.0f} s on {date.today()}: {system}.\n"
        print(section, flush=True)
        DOCUMENT.write_text(with_section(_written(), section), encoding="utf-8")


def with_section(document: str, section: str) -> str:
    """The document with the section in the place of the one of the same title; in the order of the parts."""
    found = {text.split("\n")[0]: f"## {text.strip()}\n" for text in document.split("\n## ")[1:]}
    found[section.split("\n", maxsplit=1)[0].removeprefix("## ")] = f"{section.strip()}\n"
    return "\n".join(
        [INTRODUCTION.read_text(encoding="utf-8"), *(found[title] for title in PARTS.values() if title in found)]
    )


def _written() -> str:
    return DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""


if __name__ == "__main__":
    main()
