"""Servers under measurement: started on a free port of this machine, waited for, weighed and stopped."""

import contextlib
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policytargets.settings import ROOT
from tests.browser import free_port, wait_until

HEALTH = "/_stcore/health"
MEMORY = re.compile(r"^(Rss|Pss):\s+(\d+) kB$", re.M)


@dataclass(frozen=True)
class Server:
    """A running `streamlit run`: its address without a closing slash, its process, and when it was asked to start."""

    address: str
    process: subprocess.Popen[bytes]
    began: float

    def memory(self) -> dict[str, float]:
        """Resident memory in MB: `Rss` all of it, `Pss` with pages shared between processes divided among them."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        return {kind: int(size) / 1024 for kind, size in MEMORY.findall(rollup)}


@contextlib.contextmanager
def started(
    script: Path = ROOT / "app.py", *options: str, folder: Path = ROOT, health: str = HEALTH, **environment: str
) -> Iterator[Server]:
    """Run a page from `folder`, whose `.streamlit/config.toml` holds if there is one; yields it once it is healthy.

    Raises TimeoutError or RuntimeError where it does not become so.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--server.headless", "true", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        wait_until(lambda: _answers(address + health, process), 60)
        yield Server(address, process, began)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"the server at {url} ended with status {process.returncode}")
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
        return bool(answer.status == 200)
    return False
