"""审核 opened without a browser, for the tests of what it says."""

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.intake.workspace import Workspace
from policytargets.settings import ROOT


def shown(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, reviewer: str, **address: str) -> AppTest:
    """审核 as it runs without a browser, its reviewer named."""
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(workspace.folder.parent))
    monkeypatch.setenv("POLICYTARGETS_WRITING", "1")
    board = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    board.session_state["intake-reviewer"] = reviewer
    for key, value in address.items():
        board.query_params[key] = value
    return board.switch_page("pages/intake/review.py").run()
