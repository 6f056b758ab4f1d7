"""What other leading departments add to a report, in words, wherever a report is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from policytargets.ui.blocks import filters

HEAD = "其他牵头部门补充"


def told(notes: Sequence[Mapping[str, Any]]) -> str | None:
    """`区人力资源社会保障局：…；…`, None where nobody added anything."""
    names = filters.names_of("departments", [str(note["department_id"]) for note in notes]) if notes else {}
    said = (f"{names.get(note['department_id'], note['department_id'])}：{note['said']}" for note in notes)
    return "；".join(said) or None
