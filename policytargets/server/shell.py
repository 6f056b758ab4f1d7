"""The server around the pages: start, renewal of the data on a signal, health, and what happens to errors."""

import asyncio
import contextlib
import importlib
import pkgutil
import signal
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.config import get_option
from streamlit.runtime.pages_manager import PagesManager

from policytargets import journal, settings, ui
from policytargets.errors import RecordFileInvalid, TablesInvalid
from policytargets.record.shelf import SHELF
from policytargets.server import data, identity, sign_in
from policytargets.store.copies import newest_backup

try:
    import resource
except ImportError:  # Windows has none, and no such limit
    resource = None  # type: ignore[assignment]

PROBLEMS_NOTED = 20
# A visitor takes four while there, and three for a while after leaving.
FILES_PER_VISITOR, FILES_WANTED = 7, 8192


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[dict[str, Any]]:
    """Load code and record before the first visitor comes and listen for the signal that asks for a newer record."""
    # Streamlit takes a folder named pages for its old kind of navigation until the first page run says otherwise;
    # that run would tell a visitor who came by a deep link that there is no such page.
    PagesManager.uses_pages_directory = False
    open_files()
    await to_thread.run_sync(import_pages)
    await to_thread.run_sync(load)
    # In a terminal the signal means that the terminal is closed, and the board ends with it.
    listens = hasattr(signal, "SIGHUP") and not (sys.stdin and sys.stdin.isatty())
    if listens:
        loop, running = asyncio.get_running_loop(), set[asyncio.Task[None]]()

        def renew() -> None:
            task = loop.create_task(to_thread.run_sync(load))
            running.add(task)
            task.add_done_callback(running.discard)

        loop.add_signal_handler(signal.SIGHUP, renew)
    yield {}


def import_pages() -> None:
    """Import what pages import: the first visitor need not wait for it, and no collection of garbage reads it."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)


def load() -> None:
    """Load the record as it lies on disk and show it from now on; a defective one is noted and changes nothing."""
    try:
        before, now = SHELF.renew()
        journal.note("record_loaded", version=now, before=before)
    except TablesInvalid as error:
        problems = [str(problem) for problem in error.problems[:PROBLEMS_NOTED]]
        journal.note("record_refused", count=len(error.problems), problems=problems)
    except RecordFileInvalid as error:
        journal.note("record_refused", count=1, problems=[str(error)])
    except Exception as error:  # whatever it is, the process goes on with what it has
        journal.note("record_refused", count=1, problems=[repr(error)], trace=traceback.format_exc())


async def health(_: Request) -> JSONResponse:
    """200 with the version of the data that new page runs read, 503 while there is none; with the instant of the newest
    backup that was proved, where the board knows their folder."""
    version = SHELF.version
    body: dict[str, str | None] = {"status": "ok" if version else "no data", "data_version": version}
    if folder := settings.backups_folder():
        made = newest_backup(folder)
        body["last_backup"] = made.isoformat() if made else None
    return JSONResponse(body, status_code=200 if version else 503, headers={"cache-control": "no-store"})


def report_failure(error: Exception) -> bool:
    """Tell the reader what to do, with a number, and the operators what went wrong, with the same number."""
    reference = journal.failure("page_failed", error, url=st.context.url)
    st.header("这一页暂时无法显示", anchor=False)
    st.write("看板在生成这一页时出了差错，数据没有受影响。请刷新页面再试；如仍然如此，请把下面的错误编号告诉维护人员。")
    st.write(f"错误编号：**{reference}**")
    return True


def examine_settings() -> None:
    """End the process with a line for each setting that is wrong, rather than start a board that fails later."""
    found = list(settings.faults())
    if get_option("server.address") not in identity.LOOPBACK:
        wanted = "只能用于 --server.address localhost / only with --server.address localhost"
        if settings.sign_in_way() == "one":
            found.append(f"设置有误 / bad setting: POLICYTARGETS_SIGN_IN='one': {wanted}")
        if settings.writing() and not settings.people_sign_in():
            found.append(f"设置有误 / bad setting: POLICYTARGETS_WRITING='1', 没有登录 / no sign-in: {wanted}")
    if found:
        print(*found, sep="\n", file=sys.stderr, flush=True)
        sys.exit(2)


def open_files() -> None:
    """Raise the limit of open files to what this process may have, as each visitor takes some; say where it is low."""
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # macOS has no number for "any"
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < FILES_WANTED:
        journal.note("few_open_files", limit=soft, wanted=FILES_WANTED, visitors=soft // FILES_PER_VISITOR)


BASE = str(st.get_option("server.baseUrlPath") or "").strip("/")
ROUTES = [Route(path, health) for path in dict.fromkeys(("/healthz", f"/{BASE}/healthz".replace("//", "/")))]
ROUTES += [*sign_in.routes(BASE), *data.routes(f"/{BASE}" if BASE else "")]
