"""What is to happen when a field or a button is used happens whole and in its order. Streamlit lets a callback be cut
short at its first look into the session's state by whatever the visitor does next, and never calls it again: a decision
would be lost. And it begins the next run beside one whose callbacks still run: of two texts the older could be kept."""

import threading
from typing import Any

from streamlit.runtime import app_session, state
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.state import SessionState

CURRENT = threading.local()  # a run has a thread of its own


class States(SessionState):
    """The state of a session, which says when its callbacks are running."""

    latest: "Runs | None" = None

    def _call_callbacks(self, **replayed: Any) -> None:
        CURRENT.calling = True
        try:
            super()._call_callbacks(**replayed)
        finally:
            CURRENT.calling = False

    def on_script_will_rerun(self, *told: Any, **named: Any) -> None:
        """Take over what was typed and pressed, and call what waits for it."""
        try:
            super().on_script_will_rerun(*told, **named)
        finally:
            CURRENT.run.called.set()


class Runs(ScriptRunner):
    """The runs of a session: what was asked for meanwhile waits until the callbacks are through, and so does the run
    that takes the place of this one."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.called = threading.Event()
        states: States = named["session_state"]
        self._before, states.latest = states.latest, self

    def _run_script_thread(self) -> None:
        CURRENT.run = self
        try:
            super()._run_script_thread()
        finally:
            self.called.set()

    def _run_script(self, rerun_data: Any) -> None:
        if self._before is not None:
            self._before.called.wait()
            self._before = None
        super()._run_script(rerun_data)

    def _maybe_handle_execution_control_request(self) -> None:
        if not getattr(CURRENT, "calling", False):
            super()._maybe_handle_execution_control_request()


def install() -> None:
    """Let the sessions of the server that is about to start run so."""
    vars(state)["SessionState"] = States
    vars(app_session)["ScriptRunner"] = Runs
