"""The table twin of a comparison."""

import pandas as pd

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import STATUS_WORD


def to_frame(comparison: Comparison) -> pd.DataFrame:
    """The table twin: one row per line of the comparison, figures both as printed and normalised."""
    frame = pd.DataFrame(
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
    return pd.concat([frame, _progress(comparison)], axis=1) if comparison.tracked else frame


def _progress(comparison: Comparison) -> pd.DataFrame:
    """What was done, in columns of their own."""
    told = [row.progress for row in comparison.rows]
    unit = f"（{comparison.unit}）" if comparison.unit else ""
    return pd.DataFrame(
        {
            f"累计完成{unit}": [found.actual if found else None for found in told],
            "完成情况": [found.done if found else "" for found in told],
            "数据截至": [found.as_of.isoformat() if found else "" for found in told],
            "进度灯": [found.words if found else "" for found in told],
        }
    )


def _status(row: ComparisonRow) -> str:
    """Of the district's plan; nothing where there is no plan."""
    if row.presence == "not_applicable":
        return ""
    return STATUS_WORD["draft" if row.draft else "issued"]
