"""What the rows of one document are made from, and the rows as they stand."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from policytargets.intake.anchors import Anchor, anchors
from policytargets.intake.review import Standing, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import Records

Row = dict[str, str]
KEPT = ("accepted", "corrected")


@dataclass
class Draft:
    """The rows of one document, table by table, and what must be done before they can be written."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    wanting: list[str] = field(default_factory=list)
    awaited: list[Row] = field(default_factory=list)  # the tasks that nobody has decided on yet
    unused: list[str] = field(default_factory=list)  # the candidate behind each row of excluded_figures


@dataclass(frozen=True)
class Desk:
    """What the rows are made from: the document, its candidates with their standings, and the record as it is."""

    about: dict[str, Any]
    candidates: list[dict[str, Any]]
    standing: dict[str, Standing]
    anchors: dict[str, Anchor]
    text: str
    records: Records
    replaced: bool = False

    @property
    def document_id(self) -> str:
        return str(self.about["document_id"])

    def state(self, candidate: dict[str, Any]) -> Standing:
        return self.standing.get(candidate["candidate_id"], Standing())

    def settled(self, kind: str, name: str) -> dict[str, Any]:
        return self.standing.get(f"{kind}:{name}", Standing()).fields

    def task_id(self, candidate: dict[str, Any]) -> str:
        return f"{self.document_id}/{candidate['passage']}"


def desk_of(workspace: Workspace, records: Records) -> Desk:
    """Everything on the desk for one document."""
    document = workspace.document
    return Desk(
        workspace.about,
        workspace.candidates(),
        standings(workspace),
        anchors(document),
        document.text,
        records,
        workspace.replaced,
    )
