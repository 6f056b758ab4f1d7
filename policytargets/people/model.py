"""People and what they were granted. All frozen."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "reporter", "signer", "checker", "curator", "admin"]


@dataclass(frozen=True)
class Grant:
    """A role; of reporters and signers for a department, of checkers for a district."""

    role: Role
    district_id: str | None = None
    department_id: str | None = None


@dataclass(frozen=True)
class Actor:
    """Who is there. `alone`: the one person of a board for one, who may do everything, marked as seen by no other."""

    person_id: str
    name: str
    grants: tuple[Grant, ...] = ()
    alone: bool = False
