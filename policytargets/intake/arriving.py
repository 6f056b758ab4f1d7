"""A document arrives: taken into the user's folder, read, and its candidates laid out for review."""

from pathlib import Path
from typing import Any

from policytargets.intake.candidates import candidates_of
from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from policytargets.intake.workspace import Workspace, create_workspace, write_candidates


def take_in(folder: Path, original: Path, about: dict[str, Any]) -> Workspace:
    """The workspace of a new document with its candidates; `about` is what its user entered (document.json).

    Raises DocumentUnreadable where the file can't be read or the document is there already.
    """
    workspace, _ = create_workspace(folder, original, about)
    read_again(workspace)
    return workspace


def read_again(workspace: Workspace) -> int:
    """Read the original anew and lay out its candidates; decisions hold where the words are the same. How many."""
    about = workspace.about
    period = Period(int(str(about["period_start"])[:4]), int(str(about["period_end"])[:4]))
    candidates = candidates_of(propose(read(workspace.original), period))
    write_candidates(workspace, candidates)
    return len(candidates)
