"""操作记录 for who reads all of it: who signed in from where, and how old the newest backup is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.people import accounts, sessions
from policytargets.people.model import Actor, Grant
from policytargets.store.copies import back_up
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from tests.pages import lists, plain, said
from tests.pages import opened as page

PASSWORD = "Correct-horse-9"


def headings(shown: AppTest) -> list[str]:
    return [heading.value for heading in shown.subheader]


def test_only_who_reads_the_whole_journal_sees_who_signed_in(made: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.set_password(made, accounts.add_person(made, "示例甲", []), PASSWORD)
    sessions.sign_in(made, "示例甲", PASSWORD, "10.0.0.7")
    (told,) = [table for table in lists(page("ledger/operations")) if "来自" in table]
    assert told[["姓名", "结果", "来自"]].to_numpy().tolist() == [["示例甲", "登录成功", "10.0.0.7"]]
    monkeypatch.setattr(board, "person", lambda: Actor("c", "示例丙", (Grant("checker", "zhoucun"),)))
    shown = page("ledger/operations")
    assert not shown.exception
    assert "登录记录" not in headings(shown)
    assert "10.0.0.7" not in said(shown)


def test_the_age_of_the_newest_backup_is_told_and_an_old_one_is_warned_of(
    made: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "备份" not in said(page("ledger/operations"))  # the board does not know the folder
    monkeypatch.setenv("POLICYTARGETS_BACKUPS", str(tmp_path))
    assert "还没有验证过的台账备份" in said(page("ledger/operations"))
    file = back_up(made, tmp_path)
    shown = page("ledger/operations")
    assert "，0 小时前" in plain(said(shown))
    assert not [warning for warning in shown.warning if "备份" in warning.value]
    old = datetime.now(UTC) - timedelta(days=3)
    for one in (file, file.with_name(file.name + ".sha256")):
        one.rename(tmp_path / f"ledger-{old:%Y%m%dT%H%M%S}.{one.name.partition('.')[2]}")
    (warning,) = [warning.value for warning in page("ledger/operations").warning if "备份" in warning.value]
    assert "72 小时前，已超过 2 天" in plain(warning)
