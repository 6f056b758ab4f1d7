"""The exhibits of 责任部门 for a wall: the same rows as bars, a grid and bands that have room for large letters."""

from collections.abc import Sequence

import pandas as pd

from policytargets.charts.bands import Flows
from policytargets.charts.department import COUNTING
from policytargets.charts.wall import Bar, Bars, Grid


def ranked(top: pd.DataFrame, beyond: int) -> Bars:
    """Owners by their targets, with the numbers of both roles; `beyond` how many more there are."""
    rows = top.assign(name=top["label"].str.replace("|", " ", regex=False)).to_dict("records")
    bars = [
        Bar(row["name"], (row["targets"],), f"牵头 {row['targets_led']} · 配合 {row['targets_supported']}")
        for row in rows
    ]
    return Bars(tuple(bars), ("目标数",), beyond)


def crossed(cells: pd.DataFrame, top: pd.DataFrame, measure: str, role: str, beyond: int, word: str) -> Grid:
    """Categories by owners, as names of owners are longer than a wall has room for beside eleven columns."""
    counting = COUNTING[role]
    columns = [f"{measure}_{counting.number}", f"{measure}_{counting.beside}"]
    highest = max(int(cells[columns[0]].max()), 1)
    rows = []
    for (_, category), own in cells.groupby(["category_sort", "category"], sort=True):
        counts = own.set_index("owner_id")[columns].astype(int)
        told = [
            _both(int(counts.loc[owner].iloc[0]), int(counts.loc[owner].iloc[1]), counting.mark, highest)
            if owner in counts.index
            else ("", 0.0)
            for owner in top["owner_id"]
        ]
        rows.append((str(category), tuple(told)))
    return Grid("领域", tuple(top["label"]), tuple(rows), unit=f"个{word}", beyond=beyond)


def _both(number: int, other: int, mark: str, highest: int) -> tuple[str, float]:
    """`12 配3`, the first deciding how dark the cell is."""
    told = [*([str(number)] if number else []), *([f"{mark}{other}"] if other else [])]
    return " ".join(told), number / highest


def shared(found: pd.DataFrame) -> Bars:
    """Partners by shared tasks: where the partner leads, and where it only supports."""
    bars = [
        Bar(row["label"], (row["tasks_led"], row["tasks"] - row["tasks_led"]), f"{row['tasks']} 项")
        for row in found.to_dict("records")
    ]
    return Bars(tuple(bars), ("对方牵头", "对方配合"))


def pairs_of(found: pd.DataFrame, codes: Sequence[str], beyond: int) -> Flows:
    """Who leads and who supports, the heaviest pairs first."""
    columns = ["lead_id", "lead", "support_id", "support", "tasks"]
    pairs = [(str(a), str(b), str(c), str(d), int(tasks)) for a, b, c, d, tasks in found[columns].to_numpy().tolist()]
    return Flows(tuple(pairs), frozenset(codes), beyond)
