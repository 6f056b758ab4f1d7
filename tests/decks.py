"""Every kind of exhibit as a slide, and decks of them as an address has them."""

import json
import zlib
from base64 import urlsafe_b64encode
from typing import Any

SUBJECTS = (
    "overview-cells?counting=matter",
    "overview-tasks",
    "overview-districts",
    "overview-gaps",
    "targets?districts=zhoucun&districts=chiping&lines=housing&bases=new",
    "task-targets?task=zhoucun-2023%2F31",
    "department-ranking",
    "department-matrix?by=department&measure=tasks",
    "department-cells?codes=science&roles=either",
    "department-partners?codes=science",
    "department-flows?districts=qingzhou&districts=zhoucun",
    "department-targets?codes=science",
    "department-tasks?by=department&codes=qingzhou-science",
    "department-bare?codes=culture-tourism",
    "department-joint?codes=science&partner=organisation",
    "district-categories?district=qingzhou",
    "district-departments?district=qingzhou",
    "district-strips?district=qingzhou&group=ranked",
    "district-strips?district=chiping&group=withheld",
    "district-projects?district=qingzhou",
    "district-single?district=chiping",
    "district-tasks?district=zhoucun",
    "category-districts?category=rural",
    "category-single?category=rural",
    "category-tasks?category=culture",
    "pair?districts=qingzhou&districts=zhoucun",
    "pair-apart?districts=qingzhou&districts=zhoucun",
    "bases?indicator=high-tech-enterprises-new",
    "bases?indicator=high-standard-farmland-new",
)

# Kinds of which the record has none: plans of more than one due year, two plans of one district, and what was done.
UNSEEN = (
    "district-years",
    "district-versions",
    "ledger-departments",
    "ledger-items",
    "ledger-course",
    "ledger-snapshot",
)


def packed(*subjects: str, title: str = "") -> str:
    """A deck of exhibits as the address has it."""
    rows = [[f"exhibit:{subject}", title, [], "value", "both"] for subject in subjects]
    whole = json.dumps({"left_out": [], "slides": rows}).encode()
    return "v2." + urlsafe_b64encode(zlib.compress(whole)).decode().rstrip("=")


def texts_of(slide: Any) -> str:
    """All words of a slide of PPTX, those of its tables too."""
    told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            told += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(told)
