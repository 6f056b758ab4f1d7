"""The one process that draws pictures for this server: started when first asked, replaced when it breaks."""

import atexit
import json
import subprocess
import sys
from collections.abc import Sequence
from threading import Lock, Timer
from typing import IO, Any

from policytargets.errors import FontMissing, PictureFailed
from policytargets.settings import ROOT

COMMAND = (sys.executable, "-m", "policytargets.exports.pictures.drawing")
SECONDS_PER_PICTURE = 30
# A picture leaves a little memory behind; a new process begins with little.
PICTURES_PER_PROCESS = 500


class Studio:
    """Draws one picture at a time; who comes meanwhile waits for that picture only."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    @property
    def process_id(self) -> int | None:
        """The process that draws; None before the first picture and after `close`."""
        return self._process.pid if self._process else None

    def draw(self, **request: Any) -> bytes:
        """The bytes of what `drawing.drawn` is asked for. Raises FontMissing, and PictureFailed where it can't be
        drawn or two processes in a row have died of it or taken too long."""
        line = json.dumps(request).encode() + b"\n"
        with self._turn:
            found = self._asked_of_process(line) or self._asked_of_process(line)
        if found is None:
            raise PictureFailed("the process that draws ended without an answer")
        head, body = found
        if head["status"] == "no_font":
            raise FontMissing(head["said"])
        if head["status"] != "drawn":
            raise PictureFailed(head["said"])
        return body

    def close(self) -> None:
        """End the process; the next picture starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _asked_of_process(self, line: bytes) -> tuple[dict[str, Any], bytes] | None:
        """One question and its answer; None where the process has broken, which is then gone."""
        process = self._running()
        clock = Timer(SECONDS_PER_PICTURE, process.kill)
        clock.start()
        try:
            found = _converse(process.stdin, process.stdout, line)
        finally:
            clock.cancel()
        if found is None:
            self.close()
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._asked >= PICTURES_PER_PROCESS:
            self.close()
        if self._process is None:
            self._process, self._asked = _start(self._command), 0
        self._asked += 1
        return self._process


# Should the server be killed, its process still ends, as its input does.
STUDIO = Studio()
atexit.register(STUDIO.close)


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)


def _converse(
    questions: IO[bytes] | None, answers: IO[bytes] | None, line: bytes
) -> tuple[dict[str, Any], bytes] | None:
    assert questions is not None
    assert answers is not None
    try:
        questions.write(line)
        questions.flush()
        head = json.loads(answers.readline())
        body = answers.read(head["bytes"])
    except (OSError, ValueError):
        return None  # it is gone, or died halfway through a line
    return (head, body) if len(body) == head["bytes"] else None
