"""Settings of the environment: what they do, and that a wrong one is said in words before the board starts."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policytargets import settings
from policytargets.settings import ROOT
from tests.browser import free_port

WRONG = {
    "POLICYTARGETS_QUERY_SECONDS": ["ten", "0", "-1", "1.5", "601", "１０", "9" * 30],
    "POLICYTARGETS_MODEL_SECONDS": ["ten", "0", "601"],
    "POLICYTARGETS_MODEL_KEY_FILE": ["/no/such/file"],
    "POLICYTARGETS_TIMEZONE": ["Peking", "../../etc/passwd", "/etc/localtime", "\n"],
    "POLICYTARGETS_OCR": ["yes", "1"],
    "POLICYTARGETS_DATA": ["/no/such/folder"],
    "POLICYTARGETS_DB": ["/no/such/file", "/tmp"],
    "POLICYTARGETS_DOCUMENTS": ["/no/such/folder"],
    "POLICYTARGETS_FONTS": ["/no/such/folder"],
}


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in WRONG:
        monkeypatch.delenv(name, raising=False)


def test_nothing_set_is_right() -> None:
    assert list(settings.faults()) == []


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_setting_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    (line,) = settings.faults()
    assert line.startswith(f"设置有误 / bad setting: {name}={value!r}: ")
    assert "\n" not in line


@pytest.mark.parametrize(
    "address", ["ftp://10.1.2.3/", "file:///etc/passwd", "10.1.2.3:8000", "http://", "http://u@h/"]
)
def test_a_model_is_at_an_address_of_http_only(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("POLICYTARGETS_MODEL", "invented")
    monkeypatch.setenv("POLICYTARGETS_MODEL_URL", address)
    (line,) = settings.faults()
    assert line.startswith("设置有误 / bad setting: POLICYTARGETS_MODEL_URL=")


@pytest.mark.parametrize("name", ["", "two words", "a;b", "a,b", "=A1", "x" * 101])
def test_a_model_has_a_name_that_can_be_recorded(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("POLICYTARGETS_MODEL", name)
    monkeypatch.setenv("POLICYTARGETS_MODEL_URL", "http://10.1.2.3/v1/chat/completions")
    (line,) = settings.faults()
    assert line.startswith(f"设置有误 / bad setting: POLICYTARGETS_MODEL={name!r}: ")


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, values in WRONG.items():
        monkeypatch.setenv(name, values[0])
    # Beside a record file the folder of tables is not read.
    assert len(list(settings.faults())) == len(WRONG) - 1


def test_a_board_with_a_wrong_setting_does_not_start() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())]
    wrong = {"POLICYTARGETS_QUERY_SECONDS": "ten", "POLICYTARGETS_DATA": "/no/such/folder"}
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **wrong}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(said) == 2, done.stderr
    assert all(line.startswith("设置有误 / bad setting: ") for line in said)
    assert "Traceback" not in done.stdout + done.stderr


def test_dates_are_those_of_china_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def expected(hours: int) -> set[str]:
        """The date there, twice, as midnight may pass in between."""
        return {(datetime.now(UTC) + timedelta(hours=hours, seconds=late)).date().isoformat() for late in (-5, 0)}

    monkeypatch.setenv("TZ", "America/New_York")
    assert settings.today().isoformat() in expected(8)
    monkeypatch.setenv("POLICYTARGETS_TIMEZONE", "Pacific/Kiritimati")
    first = settings.today()
    assert first.isoformat() in expected(14)
    monkeypatch.setenv("POLICYTARGETS_TIMEZONE", "Etc/GMT+12")
    assert settings.today().isoformat() in expected(-12)
    assert settings.today() < first


def test_no_other_date_is_taken() -> None:
    for path in [*Path(ROOT / "policytargets").rglob("*.py"), *Path(ROOT / "pages").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert "date.today" not in text, path
        assert "datetime.now()" not in text, path


def test_recognising_without_its_extra_is_said_before_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_OCR", "on")
    assert list(settings.faults()) == []
    assert settings.recognising()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    (line,) = settings.faults()
    said = "没有安装 requirements-ocr.lock / requirements-ocr.lock is not installed"
    assert line == f"设置有误 / bad setting: POLICYTARGETS_OCR='on': {said}"
    assert not settings.recognising()
