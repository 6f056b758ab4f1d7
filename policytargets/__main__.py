"""The command line: check the record, build a database file, export the tables, propose what a document holds; the
ledger and its people."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from policytargets import __version__
from policytargets.commands import ledger, people
from policytargets.errors import DocumentUnreadable, TablesInvalid
from policytargets.exports.package import write_package
from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.lines import json_lines
from policytargets.intake.model import Period
from policytargets.record.building import open_record
from policytargets.record.checks import check_names
from policytargets.record.files import write_record
from policytargets.settings import ROOT, data_folder, documents_folder


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 the record is defective or the file can't be written."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.version and not options.command:
        parser.error("name a command, or --version")
    if options.command in APART:
        return APART[options.command](options)
    try:
        database = open_record(options.data)
        if options.version:
            print(f"policytargets {__version__}, data version {database.version}")
        elif options.command == "check":
            print(f"All {len(check_names())} checks hold; data version {database.version}.")
        elif options.command == "build":
            write_record(options.data, options.file)
            print(f"Wrote {options.file}.")
        else:
            for path in write_package(options.data, database, options.folder):
                print(f"Wrote {path}.")
    except TablesInvalid as error:
        print(*error.problems, sep="\n")
        print(f"{len(error.problems)} problems.", file=sys.stderr)
        return 1
    except FileExistsError as error:
        print(f"{error} is there already; name a new place.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Can't write: {error}", file=sys.stderr)
        return 1
    return 0


def _propose(options: argparse.Namespace) -> int:
    """Print what the rules find in a document; warnings and a count go to standard error."""
    try:
        document = read(options.file)
        proposal = propose(document, Period(options.period_start, options.period_end))
        lines = list(json_lines(proposal))
        if options.json == "-":
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            print(*lines, sep="\n")
        else:
            Path(options.json).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except DocumentUnreadable as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Can't read or write: {error}", file=sys.stderr)
        return 1
    print(*document.notes, *proposal.warnings, sep="\n", file=sys.stderr)
    counts = (len(proposal.tasks), len(proposal.targets), len(proposal.exclusions))
    print("{} tasks, {} targets, {} exclusions.".format(*counts), file=sys.stderr)
    return 0


def _intake(options: argparse.Namespace) -> int:
    """Open the board with 导入 and 审核 on this machine alone; returns when it is closed."""
    if documents_folder() is None:
        print(
            "Set POLICYTARGETS_DOCUMENTS to a folder of your own, outside of this one: documents are kept there.",
            file=sys.stderr,
        )
        return 1
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "localhost"]
    command += ["--server.port", str(options.port), "--server.maxUploadSize", "100"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "POLICYTARGETS_WRITING": "1"}, check=False).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m policytargets", description=__doc__)
    parser.add_argument("--data", type=Path, default=data_folder(), help="folder of the curated tables")
    parser.add_argument("--version", action="store_true", help="print the version of the board and of the data")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("check", help="run every check and print the offending rows")
    build = commands.add_parser("build", help="write all tables and views into a new DuckDB file")
    build.add_argument("file", type=Path)
    export = commands.add_parser("export", help="write CSV, Parquet, XLSX and datapackage.json into a new folder")
    export.add_argument("folder", type=Path)
    proposing = commands.add_parser("propose", help="print the tasks, targets and excluded figures of a document")
    proposing.add_argument("file", type=Path)
    proposing.add_argument("--period-start", type=int, required=True, help="first year of the plan")
    proposing.add_argument("--period-end", type=int, required=True, help="last year of the plan")
    proposing.add_argument("--json", default="-", help="where the lines of JSON go; - is standard output")
    ledger.add_commands(commands.add_parser("ledger", help="make, prove, copy and carry the ledger"))
    people.add_commands(commands.add_parser("people", help="who may use the ledger, and as what"))
    intake = commands.add_parser("intake", help="open the board with 导入 and 审核, for this machine alone")
    intake.add_argument("--port", type=int, default=8501)
    return parser


APART = {"propose": _propose, "intake": _intake, "ledger": ledger.run, "people": people.run}

if __name__ == "__main__":
    sys.exit(main())
