"""A peer's own virtual environment, made once outside the board's, and its server."""

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.browser import free_port, wait_until

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements-bench.txt"


@contextlib.contextmanager
def dash_overview() -> Iterator[str]:
    """Serve `dash_overview.py` as it is served in earnest; yields its address, empty where it can't be set up."""
    try:
        folder = _environment()
    except (OSError, subprocess.SubprocessError):
        yield ""
        return
    port = free_port()
    command = [folder / "bin" / "gunicorn", "--threads", "4", "--bind", f"127.0.0.1:{port}", "dash_overview:server"]
    process = subprocess.Popen(command, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: _answers(port, process), 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _environment() -> Path:
    """The environment with the pinned requirements. Raises OSError or SubprocessError where it can't be made."""
    pinned = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"policytargets-bench-{os.getuid()}-{pinned}"
    done = folder / "done"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True, capture_output=True)
        install = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS]
        subprocess.run(install, check=True, capture_output=True, timeout=300)
        done.touch()
    return folder


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"the peer ended with status {process.returncode}")
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        return bool(answer.status == 200)
    return False
