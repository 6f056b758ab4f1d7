"""Ways between pages keep every filter: what a link is given is what the page it opens shows."""

from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.ui.blocks.addresses import PAGE
from policytargets.ui.blocks.links import address
from tests.pages import opened
from tests.record_in_python import Record

# For each page the filters its address holds, typed a second time; `focus` goes along on all of them.
KEPT = {
    "overview": set(),
    "district": {"district", "scope"},
    "category": {"category"},
    "department": {"districts", "lines", "departments", "roles", "by", "partner", "measure"},
    "indicator": {"category", "indicator", "indicators", "districts", "sort", "wording", "notes"},
    "slides": {"deck", "deck_id", "slide", "present"},
    "targets": {
        "districts", "lines", "departments", "roles", "categories", "bases", "comparators", "strengths", "due_years",
        "presences", "q", "order", "page",
    },
    "target": {"target"},
    "sources": {"part"},
    "query": {"sql", "table"},
}  # fmt: skip
FACETS = {
    "districts": ("example", "示例区"),
    "categories": ("rural", "乡村振兴"),
    "lines": ("science", "科技"),
    "departments": ("example-office", "区示例局（示例）"),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_page_keeps_the_filters_it_is_known_for(name: str) -> None:
    assert set(PAGE[name].filters) >= KEPT[name]


def test_an_address_carries_names_and_leaves_nothing_out(shelved: Record) -> None:
    codes = {facet: [code] for facet, (code, _) in FACETS.items()}
    found = urlsplit(address("targets", **codes, roles="either", q="粮食 5G", focus="example"))
    assert found.path == "targets"
    assert parse_qs(found.query) == {
        **{facet: [name] for facet, (_, name) in FACETS.items()},
        "roles": ["牵头或配合"],
        "q": ["粮食 5G"],
        "focus": ["示例区"],
    }
    assert address("target", target="example-2024-2025/1-1") == "target?target=example-2024-2025%2F1-1"
    assert address("district", district="example") == "district?district=%E7%A4%BA%E4%BE%8B%E5%8C%BA"
    assert address("targets", districts=[]) == "targets"


def test_a_link_opens_exactly_its_filters(shelved: Record) -> None:
    """From a target to the department that leads it, and to all targets of its district, whatever was chosen before."""
    board = opened("evidence/targets", districts="青州市", lines="科技", q="平台", roles="仅配合")
    board = board.switch_page("pages/evidence/target.py")
    board.query_params["target"] = "example-2024-2025/2-1"
    board.run()
    _pressed(board, "区示例局")
    assert board.title[0].value == "责任部门"
    assert board.multiselect(key="departments").value == ["example-office"]
    assert board.multiselect(key="districts").value == []
    assert board.segmented_control(key="roles").value == "lead"
    board = board.switch_page("pages/evidence/target.py")
    board.query_params["target"] = "example-2024-2025/2-1"
    board.run()
    _pressed(board, "本区县全部目标")
    assert board.title[0].value == "目标清单"
    assert board.multiselect(key="districts").value == ["example"]
    assert board.multiselect(key="lines").value == []
    assert board.text_input(key="q").value == ""


def _pressed(board: AppTest, label: str) -> None:
    next(button for button in board.button if button.label == label).click().run()
    assert not board.exception
