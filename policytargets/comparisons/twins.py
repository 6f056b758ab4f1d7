"""The table twin of a comparison."""

import pandas as pd

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import STATUS_WORD


def to_frame(comparison: Comparison) -> pd.DataFrame:
    """The table twin: one row per line of the comparison, figures both as printed and normalised."""
    return pd.DataFrame(
        {
            "区县": [row.district for row in comparison.rows],
            "目标": [row.name for row in comparison.rows],
            "情况": [row.situation for row in comparison.rows],
            "原文数字": [row.printed for row in comparison.rows],
            f"换算值（{comparison.unit}）" if comparison.unit else "换算值": [row.value for row in comparison.rows],
            "上限值": [row.value_high for row in comparison.rows],
            "图上文字": [row.figure for row in comparison.rows],
            "目标年份": pd.array([row.due_year for row in comparison.rows], dtype="Int64"),
            "文件状态": [_status(row) for row in comparison.rows],
            "须知": [row.remark for row in comparison.rows],
            "来源": [row.source for row in comparison.rows],
            "目标编号": [row.target_id for row in comparison.rows],
        }
    )


def _status(row: ComparisonRow) -> str:
    """Of the district's plan; nothing where there is no plan."""
    if row.presence == "not_applicable":
        return ""
    return STATUS_WORD["draft" if row.draft else "issued"]
