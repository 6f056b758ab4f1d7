"""`make bench`: runs the benchmarks, prints their tables and writes docs/benchmarks.md; or only the parts named."""

import argparse
import importlib
import os
import platform
import time
from pathlib import Path

from policytargets.paths import ROOT
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


def main() -> None:
    """Run the parts asked for (all if none); only a run of all parts is written to the document."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="parts to run; all if none")
    asked = parser.parse_args().parts or list(PARTS)
    sections = []
    for part in asked:
        began = time.perf_counter()
        measures = importlib.import_module(f"tests.bench.{part}").measure()
        sections.append(table(PARTS[part], measures))
        print(sections[-1], f"({part}: {time.perf_counter() - began:.0f} s)\n", sep="\n", flush=True)
    if asked == list(PARTS):
        introduction = Path(__file__).with_name("introduction.md").read_text(encoding="utf-8")
        system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
        machine = f"Machine: {system}, Python {platform.python_version()}."
        DOCUMENT.write_text("\n".join([introduction, machine, "", *sections]), encoding="utf-8")


if __name__ == "__main__":
    main()
