"""Every setting that the environment can make, and what is wrong with those that are made."""

import importlib.util
import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
SIGN_IN_WAYS = ("off", "one", "accounts", "proxy", "oidc")
OCR_PARTS = ("rapidocr", "onnxruntime", "cv2")
OIDC_KEYS = ("issuer", "client_id", "client_secret")
LONGEST_QUERY = 600
LONGEST_ANSWER = 600
MODEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}")
MODEL_ADDRESS = re.compile(r"https?://[A-Za-z0-9\[][^\s@\\]*")
ORIGIN = re.compile(r"https?://(\*\.)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?")
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


def backups_folder() -> Path | None:
    """The folder into which `ledger backup` writes, of which the board says how old the newest is:
    `POLICYTARGETS_BACKUPS`, else none."""
    folder = os.environ.get("POLICYTARGETS_BACKUPS")
    return Path(folder) if folder else None


def framing_sites() -> tuple[str, ...]:
    """The origins whose pages may frame a comparison of the board: `POLICYTARGETS_FRAMING_SITES`, separated by spaces;
    none unless set."""
    return tuple((os.environ.get("POLICYTARGETS_FRAMING_SITES") or "").split())


def today() -> date:
    """The date where the board is read: by `POLICYTARGETS_TIMEZONE`, else China's, wherever the server stands."""
    return datetime.now(_zone()).date()


def _zone() -> tzinfo:
    name = os.environ.get("POLICYTARGETS_TIMEZONE")
    return ZoneInfo(name) if name else CHINA


def faults() -> Iterator[str]:
    """One line in Chinese and English for each setting with which the board can't be started."""
    places = {"POLICYTARGETS_DOCUMENTS": Path.is_dir, "POLICYTARGETS_FONTS": Path.is_dir}
    places["POLICYTARGETS_PROXY_KEY_FILE"] = places["POLICYTARGETS_OIDC_FILE"] = Path.is_file
    places["POLICYTARGETS_MODEL_KEY_FILE"] = Path.is_file
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
    for site in framing_sites():
        if not ORIGIN.fullmatch(site):
            wanted = "应为网站地址，如 https://www.example.cn / an origin such as https://www.example.cn is wanted"
            yield f"设置有误 / bad setting: POLICYTARGETS_FRAMING_SITES={site!r}: {wanted}"
    if sign_in_way() not in SIGN_IN_WAYS:
        wanted = f"应为 {'、'.join(SIGN_IN_WAYS)} 之一 / one of these is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_SIGN_IN={sign_in_way()!r}: {wanted}"
    yield from _model_faults()
    yield from _ocr_faults()
    if sign_in_way() == "oidc":
        yield from _oidc_faults()
    try:
        _zone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        value = os.environ["POLICYTARGETS_TIMEZONE"]
        wanted = "应为时区名，如 Asia/Shanghai / the name of a time zone is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_TIMEZONE={value!r}: {wanted}"


def _oidc_faults() -> Iterator[str]:
    try:
        missing = [key for key in OIDC_KEYS if not isinstance(oidc().get(key), str)]
    except (OSError, ValueError):
        missing = list(OIDC_KEYS)
    if missing:
        wanted = f"缺 {'、'.join(missing)} / a TOML file with these keys is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_OIDC_FILE: {wanted}"


def _ocr_faults() -> Iterator[str]:
    ocr = os.environ.get("POLICYTARGETS_OCR") or "off"
    if ocr not in ("on", "off"):
        yield f"设置有误 / bad setting: POLICYTARGETS_OCR={ocr!r}: 应为 on 或 off / on or off is wanted"
    elif ocr == "on" and not recogniser_installed():
        wanted = "没有安装 requirements-ocr.lock / requirements-ocr.lock is not installed"
        yield f"设置有误 / bad setting: POLICYTARGETS_OCR={ocr!r}: {wanted}"


def _model_faults() -> Iterator[str]:
    address, seconds = model_address(), os.environ.get("POLICYTARGETS_MODEL_SECONDS") or "30"
    if address and not MODEL_ADDRESS.fullmatch(address):
        wanted = "应为以 http:// 或 https:// 开头的地址 / an http or https address is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_MODEL_URL={address!r}: {wanted}"
    if address and not MODEL_NAME.fullmatch(model_name()):
        wanted = "应为模型名：字母、数字和 . _ : / @ + - / the name of a model is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_MODEL={model_name()!r}: {wanted}"
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 5 and 1 <= int(seconds) <= LONGEST_ANSWER):
        wanted = f"应为 1 到 {LONGEST_ANSWER} 的整数 / a whole number from 1 to {LONGEST_ANSWER} is wanted"
        yield f"设置有误 / bad setting: POLICYTARGETS_MODEL_SECONDS={seconds!r}: {wanted}"


def model_address() -> str:
    """The chat completions of a model of the office's own: `POLICYTARGETS_MODEL_URL`; empty: none is ever asked."""
    return os.environ.get("POLICYTARGETS_MODEL_URL") or ""


def model_name() -> str:
    """Which model is asked there: `POLICYTARGETS_MODEL`."""
    return os.environ.get("POLICYTARGETS_MODEL") or ""


def model_key() -> str:
    """The key for that model: the first line of `POLICYTARGETS_MODEL_KEY_FILE`; empty where there is none."""
    file = os.environ.get("POLICYTARGETS_MODEL_KEY_FILE")
    return Path(file).read_text(encoding="utf-8").split("\n")[0].strip() if file else ""


def model_seconds() -> int:
    """How long one answer of that model may take, in seconds: `POLICYTARGETS_MODEL_SECONDS`, else 30."""
    return int(os.environ.get("POLICYTARGETS_MODEL_SECONDS") or 30)


def recogniser_installed() -> bool:
    """Whether the extra that recognises words in pictures (requirements-ocr.lock) is installed."""
    return all(importlib.util.find_spec(part) is not None for part in OCR_PARTS)


def recognising() -> bool:
    """Whether words in pictures are recognised where their user asks for it: `POLICYTARGETS_OCR` is on, and the extra
    is installed; off unless set."""
    return os.environ.get("POLICYTARGETS_OCR") == "on" and recogniser_installed()


@contextmanager
def instead(**values: str) -> Iterator[None]:
    """These settings in the place of the environment's, for a command that is told of others."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ.update({} if value is None else {name: value})


def ledger_address() -> str:
    """Where the ledger is: `POLICYTARGETS_LEDGER`, `sqlite:///…` or `postgresql+psycopg://…`; empty: there is none."""
    return os.environ.get("POLICYTARGETS_LEDGER") or ""


def writing() -> bool:
    """Whether this board takes documents in and writes the tables: `POLICYTARGETS_WRITING` is 1 and there is a folder
    of documents. Where people sign in it is for those with that right, else for this machine alone."""
    return os.environ.get("POLICYTARGETS_WRITING") == "1" and documents_folder() is not None


def people_sign_in() -> bool:
    """Whether there is a ledger and a way to sign in to it."""
    return bool(ledger_address()) and sign_in_way() != "off"


def sign_in_way() -> str:
    """How people sign in to the ledger: `POLICYTARGETS_SIGN_IN`, off (the default), one, accounts, proxy or oidc."""
    return os.environ.get("POLICYTARGETS_SIGN_IN") or "off"


def oidc() -> dict[str, str]:
    """The office's identity provider: issuer, client_id, client_secret, from `POLICYTARGETS_OIDC_FILE` (TOML)."""
    file = os.environ.get("POLICYTARGETS_OIDC_FILE")
    return tomllib.loads(Path(file).read_text(encoding="utf-8")) if file else {}


def proxy_key() -> str:
    """The secret by which the office's proxy shows itself: the first line of `POLICYTARGETS_PROXY_KEY_FILE`."""
    file = os.environ.get("POLICYTARGETS_PROXY_KEY_FILE")
    return Path(file).read_text(encoding="utf-8").split("\n")[0].strip() if file else ""
