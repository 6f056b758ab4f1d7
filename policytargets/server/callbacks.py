"""What is to happen when a field or a button is used happens whole. Streamlit lets a callback be cut short at its first
look into the session's state by whatever the visitor does next, and never calls it again: a decision would be lost."""

import threading
from typing import Any

from streamlit.runtime import app_session, state
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.state import SessionState

CALLING = threading.local()  # a run has a thread of its own


class States(SessionState):
    """The state of a session, which says when its callbacks are running."""

    def _call_callbacks(self, **replayed: Any) -> None:
        CALLING.now = True
        try:
            super()._call_callbacks(**replayed)
        finally:
            CALLING.now = False


class Runs(ScriptRunner):
    """The runs of a session: what was asked for meanwhile waits until the callbacks are through."""

    def _maybe_handle_execution_control_request(self) -> None:
        if not getattr(CALLING, "now", False):
            super()._maybe_handle_execution_control_request()


def install() -> None:
    """Let the sessions of the server that is about to start run so."""
    vars(state)["SessionState"] = States
    vars(app_session)["ScriptRunner"] = Runs
