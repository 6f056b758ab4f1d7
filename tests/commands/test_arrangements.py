"""The commands by which courses, baselines, reporters and deadlines are arranged."""

from datetime import date
from pathlib import Path

import pytest

from policytargets.__main__ import main
from policytargets.commands import calendars
from policytargets.ledger.feed import feed
from policytargets.people import accounts
from policytargets.people.model import Grant
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from tests.engines import opened, release


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    address = f"sqlite:///{tmp_path}/ledger.sqlite"
    monkeypatch.setenv("POLICYTARGETS_LEDGER", address)
    assert main(["ledger", "init"]) == 0
    ledger = opened(address)
    yield ledger
    release(ledger)


def test_a_baseline_and_a_reporter_by_command(made: Ledger, database: Database, capsys) -> None:
    rows = database.query("ledger/due_items")
    stock = rows[(rows["pacing"] == "linear") & rows["baseline"].isna() & rows["value_std"].notna()].iloc[0]
    due, district = str(stock["due_id"]), str(stock["district_id"])
    departments = list(database.query("ledger/departments", district=district)["department_id"])
    assert main(["ledger", "assign", due, "nowhere"]) == 1
    assert "没有部门" in capsys.readouterr().err
    assert main(["ledger", "assign", due, departments[0]]) == 0
    base = ["--baseline", "1", "--baseline-on", "2022-12-31", "--baseline-source", "统计年报", "--reason", "年报"]
    reporter = accounts.add_person(made, "示例甲", [Grant("reporter", None, departments[0])])
    accounts.add_person(made, "示例丙", [Grant("checker", district)])
    assert main(["ledger", "propose", due, *base, "--as", "示例丙"]) == 1
    assert "权限" in capsys.readouterr().err
    assert main(["ledger", "propose", due, *base, "--as", "示例甲"]) == 0
    assert main(["ledger", "propose", due, *base, "--as", "无此人"]) == 1
    assert main(["ledger", "approve", due, "--as", "示例甲"]) == 1
    assert main(["ledger", "return", due, "--reason", "请附年报", "--as", "示例丙"]) == 0
    assert main(["ledger", "approve", due, "--as", "示例丙"]) == 1
    assert main(["ledger", "propose", due, *base[:-1], "附年报", "--as", "示例甲"]) == 0
    assert main(["ledger", "approve", due, "--as", "示例丙"]) == 0
    held = feed(made).arrangements
    assert [(row["state"], row["baseline"], row["asker_id"]) for row in held.courses] == [
        ("returned", "1", reporter), ("approved", "1", reporter),
    ]  # fmt: skip
    assert held.assignments == {due: departments[0]}
    assert main(["ledger", "propose", "nothing", "--reason", "因"]) == 1
    assert verify(made)[0] == []


def test_other_days_for_a_period_by_command(made: Ledger, capsys) -> None:
    assert main(["ledger", "periods", "2023"]) == 0
    asked = ["ledger", "reschedule", "qingzhou-month-2023-09-30"]
    assert main([*asked, "--due-on", "10月12日", "--reason", "因"]) == 1
    assert "2023-09-30 的样子" in capsys.readouterr().err
    assert main([*asked, "--due-on", "2023-12-01", "--reason", "因"]) == 1
    assert "依次" in capsys.readouterr().err
    accounts.add_person(made, "示例丙", [Grant("checker", "qingzhou")])
    accounts.add_person(made, "示例管", [Grant("admin")])
    assert main([*asked, "--due-on", "2023-10-12", "--reason", "系统维护", "--as", "示例丙"]) == 1
    assert "权限" in capsys.readouterr().err
    assert main([*asked, "--due-on", "2023-10-12", "--reason", "系统维护", "--as", "示例管"]) == 0
    (row,) = [row for row in feed(made).periods if row["changes"]]
    days = [row[name] for name in ("period_id", "opens_on", "due_on", "closes_on", "first_due_on")]
    assert days == ["qingzhou-month-2023-09-30", "2023-10-01", "2023-10-12", "2023-10-30", "2023-10-08"]
    assert main(["ledger", "reschedule", "nowhere", "--reason", "因"]) == 1
    assert verify(made)[0] == []


def test_a_closed_period_takes_reports_again_by_command(made: Ledger, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """September of Qingzhou closes on 30 October: a day before there is nothing to open, a day after there is."""
    assert main(["ledger", "periods", "2023"]) == 0
    for name, granted in (("示例丙", Grant("checker", "qingzhou")), ("示例丁", Grant("checker", "zhoucun"))):
        accounts.add_person(made, name, [granted])
    period = "qingzhou-month-2023-09-30"

    def reopen(until: str, person: str = "示例丙") -> int:
        return main(["ledger", "reopen", period, "--until", until, "--reason", "灾后补报", "--as", person])

    monkeypatch.setattr(calendars, "today", lambda: date(2023, 10, 30))
    assert reopen("2023-11-15") == 1
    assert "这一期还没有关闭（2023-10-30 关闭）" in capsys.readouterr().err
    monkeypatch.setattr(calendars, "today", lambda: date(2023, 10, 31))
    assert reopen("11月15日") == 1
    assert "2023-09-30 的样子" in capsys.readouterr().err
    assert reopen("2023-11-15", "示例丁") == 1
    assert reopen("2023-11-15") == 0
    (row,) = [row for row in feed(made).periods if row["changes"]]
    assert (row["period_id"], row["due_on"], row["closes_on"]) == (period, "2023-10-08", "2023-11-15")
    assert row["changes"][0]["reason"] == "灾后补报"


def test_an_extension_and_another_light_by_command(made: Ledger, database: Database, capsys) -> None:
    assert main(["ledger", "periods", "2023"]) == 0
    rows = database.query("ledger/due_items").query("district_id == 'qingzhou'").dropna(subset=["reporter_id"])
    due, department = str(rows.iloc[0]["due_id"]), str(rows.iloc[0]["reporter_id"])
    accounts.add_person(made, "示例甲", [Grant("reporter", None, department)])
    accounts.add_person(made, "示例丙", [Grant("checker", "qingzhou")])
    ask = ["ledger", "extend", due, "--reason", "用地手续未批复，年底前不能完工", "--done-so-far", "完成主体",
           "--signed-by", "示例乙", "--to-due-on"]  # fmt: skip
    assert main(["ledger", "answer", due, "granted"]) == 1
    assert "没有申请过延期" in capsys.readouterr().err
    assert main([*ask, "2099-06-30", "--as", "示例丙"]) == 1
    assert "权限" in capsys.readouterr().err
    assert main([*ask, "2020-06-30", "--as", "示例甲"]) == 1
    assert main([*ask, "2099-06-30", "--as", "示例甲"]) == 0
    assert main(["ledger", "answer", due, "refused", "--as", "示例丙"]) == 1
    assert main(["ledger", "answer", due, "refused", "--reason", "请附批复", "--as", "示例丙"]) == 0
    assert main([*ask, "2098-06-30", "--as", "示例甲"]) == 0
    assert main(["ledger", "answer", due, "withdrawn", "--as", "示例甲"]) == 0
    assert main([*ask, "2097-06-30", "--as", "示例甲"]) == 0
    assert main(["ledger", "answer", due, "granted", "--as", "示例甲"]) == 1
    assert main(["ledger", "answer", due, "granted", "--as", "示例丙"]) == 0
    held = feed(made).arrangements
    assert [(row["state"], row["granted_to"]) for row in held.extensions] == [
        ("refused", None), ("withdrawn", None), ("granted", "2097-06-30"),
    ]  # fmt: skip
    light = ["ledger", "override", due, "qingzhou-month-2023-09-30"]
    assert main([*light, "yellow", "--reason", "现场核实", "--as", "示例甲"]) == 1
    assert main(["ledger", "override", due, "zhoucun-month-2023-09-30", "red", "--reason", "因"]) == 1
    assert main([*light, "yellow", "--reason", "现场核实", "--as", "示例丙"]) == 0
    assert main([*light, "lifted", "--reason", "已改正", "--as", "示例丙"]) == 0
    assert [(row["light"], row["reason"]) for row in feed(made).arrangements.overrides] == [
        ("yellow", "现场核实"), ("lifted", "已改正"),
    ]  # fmt: skip
    assert verify(made)[0] == []
