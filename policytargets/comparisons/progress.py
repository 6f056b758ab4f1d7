"""A comparison of targets with what was done of them, where a ledger has released it."""

from collections.abc import Mapping
from dataclasses import replace

from policytargets.comparisons.model import Comparison, Progress, marked

SOURCE = "累计完成为责任部门填报、督查室核对后发布的数，截至日逐条注明"


def with_progress(comparison: Comparison, found: Mapping[str, Progress], *, rule: str, mark: str = "") -> Comparison:
    """The comparison with the progress of its targets (`found` by target_id), which its subtitle and notes then say.

    `rule` is the rule of the lights in words, with its source; `mark` what an invented ledger puts before every title.
    Where nothing is found the comparison is given back as it was.
    """
    rows = tuple(replace(row, progress=found.get(row.target_id)) for row in comparison.rows)
    if not any(row.progress for row in rows):
        return comparison
    return replace(
        comparison,
        rows=rows,
        title=marked(comparison.title, mark),
        mark=mark,
        subtitle=comparison.subtitle.replace("计划目标", "计划目标与累计完成", 1),
        notes=(*comparison.notes, f"{SOURCE}。", rule),
    )
