"""The last slide names the tasks that the rows of every list come from, by the tables in plain Python."""

import io
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date

import pytest
from pptx import Presentation

from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.exhibits.sources import sources_of
from policytargets.exports.slides.presentation import to_pptx
from policytargets.record.database import Database
from policytargets.record.tables import Records, Row
from policytargets.settings import ROOT
from policytargets.ui.blocks import comparing
from tests.decks import texts_of
from tests.record_in_python import Record, all_targets, indexed, numbered
from tests.tables_in_python import lines_of

MADE_ON = date(2026, 11, 28)
Places = set[tuple[str, str]]


def made(subject: str) -> Exhibit:
    shown = catalogue.exhibit(comparing, subject, focus="", made_on=MADE_ON)
    assert isinstance(shown, Exhibit), shown
    return shown


def places(shown: Exhibit, records: Records) -> Places:
    """Document and number of every task that the sources name."""
    titles = {row["title"]: row["document_id"] for row in records["documents"]}
    found = set()
    for line in sources_of([shown]):
        title = re.findall("《(.*)》", line)[0]
        found |= {(titles[title], number) for number in re.findall(r"第(\d+)项", line)}
    return found


def of_line(record: Record, line: str, roles: tuple[str, ...]) -> list[Row]:
    """The tasks in which a department of a line has one of the roles."""
    return [
        task
        for task in record.records["tasks"]
        if any(line in lines_of(one) for role in roles for one in record.departments[task["task_id"]][role])
    ]


def named(tasks: list[Row]) -> Places:
    return {place for task in tasks if (place := numbered(task))}


def bare(record: Record) -> list[Row]:
    stated = {numbered(target.task) for target in record.targets}
    return [task for task in record.records["tasks"] if numbered(task) not in stated and not task["item"]]


def single(record: Record) -> list[Row]:
    setting: dict[str, set[str]] = defaultdict(set)
    for target in all_targets(record.records):
        setting[target.row["indicator_id"]].add(target.district["district_id"])
    return [target.task for target in record.targets if len(setting[target.row["indicator_id"]]) == 1]


def of_district(tasks: list[Row], district: str) -> list[Row]:
    return [task for task in tasks if task["document_id"].startswith(f"{district}-")]


def projects(record: Record, district: str) -> list[Row]:
    tasks = indexed(record.records, "tasks")
    return of_district([tasks[row["task_id"]] for row in record.records["projects"]], district)


def with_targets(record: Record, tasks: list[Row]) -> list[Row]:
    stated = {target.row["task_id"] for target in record.targets}
    return [task for task in tasks if task["task_id"] in stated]


WANTED: dict[str, Callable[[Record], list[Row]]] = {
    "department-targets?codes=science": lambda record: with_targets(record, of_line(record, "science", ("lead",))),
    "department-tasks?codes=science&roles=support": lambda record: of_line(record, "science", ("support",)),
    "department-bare?codes=culture-tourism": lambda record: [
        task for task in of_line(record, "culture-tourism", ("lead",)) if task in bare(record)
    ],
    "department-partners?codes=science": lambda record: of_line(record, "science", ("lead",)),
    "department-flows?codes=science&roles=either": lambda record: of_line(record, "science", ("lead", "support")),
    "district-projects?district=qingzhou": lambda record: projects(record, "qingzhou"),
    "district-single?district=zhoucun": lambda record: of_district(single(record), "zhoucun"),
    "district-tasks?district=zhoucun": lambda record: of_district(bare(record), "zhoucun"),
    "category-tasks?category=culture": lambda record: [
        task for task in bare(record) if task["category_id"] == "culture"
    ],
}


@pytest.mark.parametrize("subject", WANTED)
def test_the_last_slide_names_every_task_that_is_counted(subject: str, records: Records, database: Database) -> None:
    shown, wanted = made(subject), named(WANTED[subject](Record(ROOT / "data", records, database)))
    assert places(shown, records) == wanted != set()
    deck = Presentation(io.BytesIO(to_pptx([shown], title="示例")))
    assert "任务号见文末" in texts_of(deck.slides[0])
    last = "\n".join(texts_of(slide) for slide in deck.slides if slide.shapes.title.text_frame.text.startswith("来源"))
    assert all(line in last for line in sources_of([shown]))


def test_the_widest_gaps_name_the_tasks_of_both_ends(records: Records) -> None:
    shown = made("overview-gaps")
    wanted = set()
    short = {row["short_name"]: row["district_id"] for row in records["districts"]}
    for row in shown.table().to_dict("records"):
        for end in ("最大", "最小"):
            district, _, printed = row[end].partition("　")
            (place,) = {
                numbered(target.task)
                for target in all_targets(records)
                if target.indicator["name"] == row["指标"]
                and target.district["district_id"] == short[district]
                and (target.row["printed"], f"{target.row['due_year']}年") == (printed, row["目标年份"])
            }
            wanted.add(place)
    assert places(shown, records) == wanted
