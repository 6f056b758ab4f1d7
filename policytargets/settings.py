"""Every setting that the environment can make, and what is wrong with those that are made."""

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
SIGN_IN_WAYS = ("off", "one", "accounts", "proxy")
LONGEST_QUERY = 600
# China has one time and no summer time, so nothing need be looked up.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def data_folder() -> Path:
    """The folder of the curated tables: `POLICYTARGETS_DATA`, else `data/` of this checkout."""
    return Path(os.environ.get("POLICYTARGETS_DATA") or ROOT / "data")


def record_file() -> Path | None:
    """The record file to read instead of the curated tables: `POLICYTARGETS_DB`, else none."""
    file = os.environ.get("POLICYTARGETS_DB")
    return Path(file) if file else None


def query_seconds() -> int:
    """How long one statement of the SQL page may run, in seconds: `POLICYTARGETS_QUERY_SECONDS`, else 10."""
    return int(os.environ.get("POLICYTARGETS_QUERY_SECONDS") or 10)


def documents_folder() -> Path | None:
    """The folder of the user's own copies of the documents: `POLICYTARGETS_DOCUMENTS`, else none."""
    folder = os.environ.get("POLICYTARGETS_DOCUMENTS")
    return Path(folder) if folder else None


def fonts_folder() -> Path | None:
    """The folder of the typefaces for pictures: `POLICYTARGETS_FONTS`, else none."""
    folder = os.environ.get("POLICYTARGETS_FONTS")
    return Path(folder) if folder else None


def today() -> date:
    """The date where the board is read: by `POLICYTARGETS_TIMEZONE`, else China's, wherever the server stands."""
    return datetime.now(_zone()).date()


def _zone() -> tzinfo:
    name = os.environ.get("POLICYTARGETS_TIMEZONE")
    return ZoneInfo(name) if name else CHINA


def faults() -> Iterator[str]:
    """One line in Chinese and English for each setting with which the board can't be started."""
    places = {"POLICYTARGETS_DOCUMENTS": Path.is_dir, "POLICYTARGETS_FONTS": Path.is_dir}
    places["POLICYTARGETS_PROXY_KEY_FILE"] = Path.is_file
    if os.environ.get("POLICYTARGETS_DB"):
        places["POLICYTARGETS_DB"] = Path.is_file
    else:
        places["POLICYTARGETS_DATA"] = Path.is_dir
    for name, fits in places.items():
        value = os.environ.get(name)
        if value and not fits(Path(value)):
            chinese, english = ("文件", "file") if fits is Path.is_file else ("文件夹", "folder")
            yield f"设置有误 / bad setting: {name}={value!r}: 没有这个{chinese} / there is no such {english}"
    seconds = os.environ.get("POLICYTARGETS_QUERY_SECONDS") or "10"
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 5 and 1 <= int(seconds) <= LONGEST_QUERY):
        wanted = f"应为 1 到 {LONGEST_QUERY} 的整数 / a whole number from 1 to {LONGEST_QUERY} is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_QUERY_SECONDS={seconds!r}: {wanted}"
    if sign_in_way() not in SIGN_IN_WAYS:
        wanted = f"应为 {'、'.join(SIGN_IN_WAYS)} 之一 / one of these is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_SIGN_IN={sign_in_way()!r}: {wanted}"
    try:
        _zone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        value = os.environ["POLICYTARGETS_TIMEZONE"]
        wanted = "应为时区名，如 Asia/Shanghai / the name of a time zone is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_TIMEZONE={value!r}: {wanted}"


def ledger_address() -> str:
    """Where the ledger is: `POLICYTARGETS_LEDGER`, `sqlite:///…` or `postgresql+psycopg://…`; empty: there is none."""
    return os.environ.get("POLICYTARGETS_LEDGER") or ""


def writing() -> bool:
    """Whether this board takes documents in and writes the tables: `POLICYTARGETS_WRITING` is 1 and there is a folder
    of documents. Never so on a public server."""
    return os.environ.get("POLICYTARGETS_WRITING") == "1" and documents_folder() is not None


def sign_in_way() -> str:
    """How people sign in to the ledger: `POLICYTARGETS_SIGN_IN`, off (the default), one, accounts or proxy."""
    return os.environ.get("POLICYTARGETS_SIGN_IN") or "off"


def proxy_key() -> str:
    """The secret by which the office's proxy shows itself: the first line of `POLICYTARGETS_PROXY_KEY_FILE`."""
    file = os.environ.get("POLICYTARGETS_PROXY_KEY_FILE")
    return Path(file).read_text(encoding="utf-8").split("\n")[0].strip() if file else ""
