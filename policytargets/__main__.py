"""The command line: check the record, build a database file, export the tables, propose what a document holds, write
one that was reviewed; the ledger and its people."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from policytargets import __version__
from policytargets.commands import ledger, people, promote
from policytargets.errors import DocumentUnreadable, TablesInvalid, WordsInPictures
from policytargets.exports.package import write_package
from policytargets.intake.asking import ask, extractor, host
from policytargets.intake.documents import how_to_recognise, read
from policytargets.intake.extraction import propose
from policytargets.intake.lines import json_lines
from policytargets.intake.model import Period, Proposal
from policytargets.intake.second_proposer import with_model
from policytargets.record.building import open_record
from policytargets.record.checks import check_names
from policytargets.record.dictionary import FIRST_YEAR, LAST_YEAR
from policytargets.record.files import write_record
from policytargets.settings import ROOT, data_folder, documents_folder, faults, model_address


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
    if not FIRST_YEAR <= options.period_start <= options.period_end <= LAST_YEAR:
        print("计划期有误：起始年份不能晚于终止年份，两者都应是四位数的年份。", file=sys.stderr)
        return 1
    if options.file.is_dir():
        print("这是文件夹，不是文件：请给出其中一份文件的路径。", file=sys.stderr)
        return 1
    try:
        document = read(options.file, recognise=options.recognise)
        proposal = propose(document, Period(options.period_start, options.period_end))
        proposal = _with_model(proposal, options)
        lines = list(json_lines(proposal))
        if options.json == "-":
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            print(*lines, sep="\n")
        else:
            Path(options.json).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except DocumentUnreadable as error:
        print(error, *_remedies(error), sep="\n", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Can't read or write: {error}", file=sys.stderr)
        return 1
    print(*document.notes, *proposal.warnings, sep="\n", file=sys.stderr)
    counts = (len(proposal.tasks), len(proposal.targets), len(proposal.exclusions))
    print("{} tasks, {} targets, {} exclusions.".format(*counts), file=sys.stderr)
    return 0


def _remedies(error: DocumentUnreadable) -> list[str]:
    """What can be done about words that are in pictures."""
    if not isinstance(error, WordsInPictures):
        return []
    return [how_to_recognise() or "加 --recognise 可以识别文字。"]


def _with_model(proposal: Proposal, options: argparse.Namespace) -> Proposal:
    """The proposal with what the office's own model quotes of the tasks that its user named; each is told before."""
    if options.ask_model and (not model_address() or list(faults())):
        print(*faults(), "没有可用的模型设置（POLICYTARGETS_MODEL_URL），没有询问。", sep="\n", file=sys.stderr)
        return proposal
    period = Period(options.period_start, options.period_end)
    for task_no in options.ask_model:
        print(f"将把第 {task_no} 项任务的文字发送到 {host()}。", file=sys.stderr)
        proposal, said = with_model(proposal, period, task_no, ask, extractor())
        print(said, file=sys.stderr)
    return proposal


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
    asked = "numbers of the tasks whose text the office's own model is asked about (POLICYTARGETS_MODEL_URL)"
    proposing.add_argument("--ask-model", type=int, nargs="+", default=[], metavar="TASK_NO", help=asked)
    pictured = "recognise words in pictures: of pages that have no other (needed), or of all (POLICYTARGETS_OCR)"
    ways: dict[str, Any] = {"nargs": "?", "const": "needed", "default": "", "choices": ["needed", "all"]}
    proposing.add_argument("--recognise", help=pictured, **ways)
    proposing.add_argument("--json", default="-", help="where the lines of JSON go; - is standard output")
    promoting = commands.add_parser("promote", help="write a reviewed document into the tables, as 审核 does")
    promote.add_arguments(promoting)
    ledger.add_commands(commands.add_parser("ledger", help="make, prove, copy and carry the ledger"))
    people.add_commands(commands.add_parser("people", help="who may use the ledger, and as what"))
    intake = commands.add_parser("intake", help="open the board with 导入 and 审核, for this machine alone")
    intake.add_argument("--port", type=int, default=8501)
    return parser


APART = {
    "propose": _propose, "promote": promote.run, "intake": _intake, "ledger": ledger.run, "people": people.run,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
