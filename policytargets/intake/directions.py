"""Whether more or less of what is counted is better: what is proposed for a new indicator, and when to doubt it."""

import re
from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]
HARM = re.compile(r"能耗|(?<!去除)浓度|失业率|事故|死亡|发病率|漏损|排放(?!达标|标准|改造)|强度(?=$|降|下降)")
FALL = re.compile(r"下降|降低|降幅|减少|压减|减排|削减")


def doubt_of_direction(row: Row, direction: str) -> str:
    """The sentence of doubt about the direction of a new indicator, or nothing."""
    if direction == "higher" and (why := _falls(row)):
        return f"方向选的是越高越好，{why}，多半是越低越好。"
    if direction == "lower" and _counts_a_fall(row):
        return "方向选的是越低越好，而数字是下降的幅度，多半是越高越好。"
    return ""


def direction_of(row: Row) -> str:
    """The direction that a new indicator is proposed to have."""
    return "lower" if _falls(row) else "higher"


def _falls(row: Row) -> str:
    """Why what a row counts should rather be low, or nothing."""
    if _counts_a_fall(row):
        return ""
    if row["comparator"] in ("at_most", "less_than") or row["basis"] == "cap":
        return "而数字是上限"
    if row["value"] == 0:
        return "而要达到的是零"
    return f"而名称里有“{harm[0]}”" if (harm := HARM.search(str(row["name"]))) else ""


def _counts_a_fall(row: Row) -> bool:
    """Whether a figure says by how much something is to fall: the more the better (能耗下降3%)."""
    return row["basis"] == "growth" and row["comparator"] != "at_most" and bool(FALL.search(str(row["name"])))
