"""The line proposed for a department: that of an organ for the same matter, not of one with the same kind of office;
and organs like it, to be taken over at a press."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.intake.matching import likeness
from policytargets.intake.review import standings
from policytargets.record.tables import Records
from policytargets.ui.intake.documents_settling import LIKE, matter, organs_like
from tests.intake.imports import PLAN, taken_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县科技局", "区科技局"), ("县水务局", "市水务局"), ("县发展改革局", "区发展和改革局"),
        ("县机关事务服务中心", "市机关事务管理局"), ("县委办公室", "区委办公室"),
    ],
)  # fmt: skip
def test_organs_for_one_matter_are_alike(one: str, other: str) -> None:
    assert likeness(matter(one), matter(other)) >= LIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县水务局", "区税务局"), ("县商务局", "县税务局"), ("县公路事业发展中心", "区服务业发展中心"),
        ("市机关事务服务中心", "区经济商务服务中心"), ("县民政局", "县财政局"),
    ],
)  # fmt: skip
def test_organs_with_the_same_kind_of_office_are_not(one: str, other: str) -> None:
    assert likeness(matter(one), matter(other)) < LIKE


def organs(*told: tuple[str, str, str]) -> Records:
    columns = ("district_id", "name", "line_ids")
    return {"departments": [dict(zip(columns, own, strict=True)) | {"department_id": own[1]} for own in told]}


def test_three_organs_are_offered_its_own_district_first() -> None:
    records = organs(
        ("example", "县示例监管执法队", "one"), ("other", "区示例监管科", "two"), ("other", "市示例监管股", "two"),
        ("third", "区示例监管站", "three"), ("third", "区示例监管平台", "four"), ("third", "区林业局", "five"),
    )  # fmt: skip
    offered = organs_like("县示例监管办", "example", records)
    assert [row["district_id"] for row in offered] == ["example", "other", "third"]
    assert len({row["line_ids"] for row in offered}) == 3
    assert [row["line_ids"] for row in organs_like("县示例监管办", "example", records, "two")] == [
        "one",
        "three",
        "four",
    ]


def test_nothing_of_others_is_offered_where_one_has_just_the_same_matter() -> None:
    records = organs(("other", "区示例局", "one"), ("other", "区示例服务办公室", "two"))
    assert organs_like("县示例局", "example", records) == []


DEPARTMENTS = """from pathlib import Path
from policytargets.intake.workspace import Workspace
from policytargets.ui.intake.documents_settling import settle_departments
settle_departments(Workspace(Path({folder!r})))
"""


def test_an_organ_of_the_district_is_taken_over_at_a_press(tmp_path: Path) -> None:
    """Its id, name and lines, kept with the document at once: another spelling is no further organ."""
    workspace = taken_in(
        tmp_path, PLAN.replace("县示例局", "区工信与信息化局"), district_id="zhoucun", district_name=""
    )
    page = AppTest.from_string(DEPARTMENTS.format(folder=str(workspace.folder)), default_timeout=60).run()
    field = page.text_input(key=f"department_id-{workspace.folder.name}-区工信与信息化局")
    assert field.value == "zhoucun-organ-1"
    offered = page.get("button_group")[0]
    offered.set_value(0).run()
    kept = standings(workspace)["department-typed:区工信与信息化局"].fields
    assert kept["name"] == "区工业和信息化局"
    assert kept["department_id"] == page.text_input(key=field.key).value != "zhoucun-organ-1"
