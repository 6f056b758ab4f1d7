"""What becomes of the figures that were not proposed as targets: why another number of them is written than listed."""

from dataclasses import dataclass

from policytargets.intake.desk import KEPT, Desk, Draft


@dataclass(frozen=True)
class Account:
    """How many figures are listed as no targets, what became of each, and how many rows there are with others."""

    listed: int
    outside: int  # in no task that is written
    taken: int  # a reviewer passed it as a target
    joined: int  # said of with another candidate of the same digits
    rejected: int  # rows of proposed targets that a reviewer did not pass
    written: int


def account_of(desk: Desk, draft: Draft) -> Account:
    """The account of one document; listed - outside - taken - joined + rejected = written."""
    tasks = {row["task_id"] for row in draft.rows["tasks"]}
    listed = [c for c in desk.candidates if c["kind"] == "exclusion"]
    written = set(draft.unused)
    kept = [
        {**c, **desk.state(c).fields} for c in desk.candidates if c["kind"] == "target" and desk.state(c).state in KEPT
    ]
    outside = [c for c in listed if desk.task_id(c) not in tasks]
    inside = [c for c in listed if desk.task_id(c) in tasks and c["candidate_id"] not in written]
    taken = [c for c in inside if any(k["start"] < c["end"] and c["start"] < k["end"] for k in kept)]
    own = {c["candidate_id"] for c in listed}
    # A candidate whose digits are parted by those of another has a row for each part.
    again = sum(one in own for one in draft.unused) - len(own & written)
    return Account(
        len(listed), len(outside), len(taken), len(inside) - len(taken) - again,
        sum(one not in own for one in draft.unused), len(draft.unused),
    )  # fmt: skip
