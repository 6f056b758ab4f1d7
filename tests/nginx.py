"""nginx as deploy/ sets it up, on a free port of this machine, before two boards."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from policytargets.settings import ROOT
from tests.answers import get
from tests.browser import free_port, wait_until

SITE = ROOT / "deploy" / "policytargets.nginx.conf"
PLACES = f"{os.environ['PATH']}:/usr/sbin:{ROOT}/.venv/nginx/usr/sbin"
NGINX = shutil.which("nginx", path=PLACES) or ""
FRAME = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    log_format visits "$upstream_addr $upstream_cache_status $status $uri";
    access_log {folder}/access.log visits;
    include {folder}/site.conf;
}}
"""


def configure(folder: Path, replaced: dict[str, str]) -> list[str]:
    """Write the site, with its ports and folders replaced, and a frame around it; returns the command to run it."""
    site = SITE.read_text(encoding="utf-8")
    for old, new in {"/var/cache/nginx/policytargets": f"{folder}/cache", **replaced}.items():
        assert old in site
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder, user=user), encoding="utf-8")
    return [NGINX, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]


@contextlib.contextmanager
def run_nginx(folder: Path, boards: Sequence[str]) -> Iterator[str]:
    """nginx before two boards, given by their addresses; yields its own, without a closing slash."""
    port = free_port()
    replaced = {"listen 80;": f"listen 127.0.0.1:{port};"}
    for usual, board in zip(("127.0.0.1:8501", "127.0.0.1:8502"), boards, strict=True):
        replaced[usual] = f"127.0.0.1:{urlsplit(board).port}"
    process = subprocess.Popen(configure(folder, replaced))
    try:
        address = f"http://127.0.0.1:{port}"

        def answers() -> bool:
            with contextlib.suppress(OSError):
                return get(address + "/healthz")[0] == 404
            return False

        wait_until(answers)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
