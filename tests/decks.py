"""Every kind of exhibit as a slide, and decks of them as an address has them."""

import json
import zlib
from base64 import urlsafe_b64encode

SUBJECTS = (
    "overview-cells?counting=matter",
    "overview-tasks",
    "department-ranking",
    "department-matrix?by=department&measure=tasks",
    "department-cells?codes=science&roles=either",
    "department-partners?codes=science",
    "department-flows?districts=qingzhou&districts=zhoucun",
    "department-targets?codes=science",
    "department-tasks?by=department&codes=qingzhou-science",
    "district-categories?district=qingzhou",
    "district-departments?district=qingzhou",
    "district-strips?district=qingzhou&group=ranked",
    "district-strips?district=chiping&group=withheld",
    "pair?districts=qingzhou&districts=zhoucun",
)


def packed(*subjects: str, title: str = "") -> str:
    """A deck of exhibits as the address has it."""
    rows = [[f"exhibit:{subject}", title, [], "value", "both"] for subject in subjects]
    whole = json.dumps({"left_out": [], "slides": rows}).encode()
    return "v2." + urlsafe_b64encode(zlib.compress(whole)).decode().rstrip("=")
