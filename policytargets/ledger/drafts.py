"""What a form holds and what is kept of it before it is submitted: drafts, and workbooks as they came."""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from policytargets.errors import Refused
from policytargets.ledger.tables import DRAFTS, IMPORTS
from policytargets.people.model import Actor
from policytargets.people.permissions import demand
from policytargets.store.engine import BLOBS, ENTRIES, Ledger, clock, reading, writing
from policytargets.store.entries import Command, Receipt, append, same_id

FIELD_WORD = {
    "value": "数字", "unit": "单位", "figure_state": "数字情况", "progress": "进展情况", "obstacle": "存在问题",
    "next_step": "下步措施", "needs_coordination": "需协调事项", "outlook": "本单位研判",
    "finished_on": "完成日期", "expected_on": "预计完成日期", "signed_by": "审签负责人", "source_note": "数据来源说明",
    "change_reason": "更正或核减原因", "evidence": "佐证",
}  # fmt: skip
UNSETTLED = "这一项的草稿刚在别处改过，请先在本项上方选用哪一份"
FIGURE = ("value", "unit", "figure_state")  # one without the others would say something that nobody wrote
DECIMALS = 8
NUMBER = re.compile(rf"-?\d{{1,15}}(\.\d{{1,{DECIMALS}}})?")
# A comma is taken where it parts thousands, nowhere else: 1,2 may mean 12 or 1.2.
IN_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True)
class Place:
    """Whose report of what, for when."""

    due_id: str
    period_id: str
    department_id: str
    district_id: str


@dataclass(frozen=True)
class Filling:
    """What a form holds: all as typed, all text. `unit`: the printed one of the item where the figure is in that, else
    nothing. `figure_state` is given, not_available or not_applicable; `expected_on`: when what is late will be done;
    `evidence` names files that were kept (`ledger.evidence.attachments_text`)."""

    value: str = ""
    figure_state: str = "given"
    progress: str = ""
    obstacle: str = ""
    next_step: str = ""
    needs_coordination: str = ""
    outlook: str = ""
    finished_on: str = ""
    signed_by: str = ""
    source_note: str = ""
    change_reason: str = ""
    evidence: str = ""
    unit: str = ""
    expected_on: str = ""

    @property
    def begun(self) -> bool:
        """Whether it says more than who signs it."""
        return replace(self, signed_by="", unit="") != Filling()


def joined(first: Filling, second: Filling) -> Filling:
    """Two fillings in one: where both say something, what the first says."""
    own, other = asdict(first), asdict(second)
    figure_of = first if first.value or first.figure_state != "given" else second
    both = {name: own[name] or other[name] for name in own}
    figures = {name: getattr(figure_of, name) for name in FIGURE}
    return Filling(**{**both, **figures})


def figure(typed: str) -> str:
    """The figure of a cell as canonical text: other digits, separators and blanks are taken. Raises Refused."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)).replace("−", "-")
    if not plain:
        raise Refused("请填数字；没有数请选“本期暂无数据”，零请填 0")
    if IN_THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"-?[\d,.]*,[\d,.]*", plain):
        raise Refused("看不出逗号是千位分隔还是小数点，请写成不带逗号的数字")
    if re.fullmatch(rf"-?\d{{1,15}}\.\d{{{DECIMALS + 1},}}", plain):
        raise Refused(f"小数最多 {DECIMALS} 位；建议 {round(Decimal(plain), DECIMALS).normalize():f}")
    if not NUMBER.fullmatch(plain):
        raise Refused(_no_figure(plain))
    whole, _, part = plain.removeprefix("-").partition(".")
    part = part.rstrip("0")
    text = (whole.lstrip("0") or "0") + (f".{part}" if part else "")
    return f"-{text}" if plain.startswith("-") and text != "0" else text


def _no_figure(plain: str) -> str:
    """What is wrong with a text that is no figure; one is suggested where it holds one alone, without 万 or 亿."""
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", plain):
        return f"“{plain}”是日期，请填数字"
    found = re.findall(r"-?\d+(?:\.\d+)?", plain)
    if not found:
        return "请填阿拉伯数字，不带单位"
    sole = len(found) == 1 and not re.search(r"[十百千万亿]", plain)
    return "只填数字，不带单位" + (f"；建议 {found[0]}" if sole else "")


def save_draft(ledger: Ledger, actor: Actor | None, place: Place, filling: Filling, version: int) -> int:
    """Keep what was typed so far; returns the draft's new version. Raises Refused where a colleague saved since."""
    demand(actor, "save_draft", department_id=place.department_id)
    body, person_id = json.dumps(asdict(filling), ensure_ascii=False), actor.person_id if actor else ""
    row = {"body": body, "version": version + 1, "person_id": person_id, "saved_at": clock()}
    with writing(ledger) as connection:
        found = connection.execute(select(DRAFTS).where(*draft_of(place))).first()
        if found and found.version != version and found.body != body:
            raise Refused("同事刚刚改过这一项的草稿，您的文字没有覆盖它；请刷新页面，两份都看过后再填")
        if found:
            row = {**row, "version": int(found.version) + 1}
            connection.execute(update(DRAFTS).where(*draft_of(place)).values(**row))
        else:
            key = {"due_id": place.due_id, "period_id": place.period_id, "department_id": place.department_id}
            connection.execute(insert(DRAFTS), [{**key, **row}])
        return int(str(row["version"]))


def keep_file(
    ledger: Ledger, actor: Actor | None, department_id: str, name: str, data: bytes, record_version: str
) -> Receipt:
    """Keep an uploaded workbook whole, before anything of it is read; the same file twice is one command."""
    demand(actor, "import", department_id=department_id)
    digest, person_id = sha256(data).hexdigest(), actor.person_id if actor else ""
    import_id = same_id("import", digest, person_id)
    row = {"import_id": import_id, "person_id": person_id, "sha256": digest, "name": name, "result": "received"}
    command = Command(import_id, "file_received", person_id, record_version, department_id, files=(data,))
    return append(ledger, command, lambda _: {"imports": [row]})


def kept_files(ledger: Ledger, actor: Actor | None, department_id: str) -> list[dict[str, Any]]:
    """The workbooks that came for a department, the newest first: sha256, name and when it came. Raises Refused."""
    demand(actor, "import", department_id=department_id)
    asked = (
        select(IMPORTS.c.sha256, IMPORTS.c.name, ENTRIES.c.recorded_at)
        .join(ENTRIES, ENTRIES.c.entry_id == IMPORTS.c.entry_id)
        .where(ENTRIES.c.acting_for == department_id)
        .order_by(IMPORTS.c.entry_id.desc())
    )
    with reading(ledger) as connection:
        return [dict(row) for row in connection.execute(asked).mappings()]


def kept_file(ledger: Ledger, sha256_of: str) -> bytes:
    """A workbook as it came, byte for byte."""
    with reading(ledger) as connection:
        return bytes(connection.execute(select(BLOBS.c.bytes).where(BLOBS.c.sha256 == sha256_of)).scalar_one())


def draft(ledger: Ledger, place: Place) -> tuple[Filling | None, int]:
    """The draft of a place with its version; none and 0 where there is none."""
    with reading(ledger) as connection:
        found = connection.execute(select(DRAFTS).where(*draft_of(place))).first()
    return (Filling(**json.loads(found.body)), int(found.version)) if found else (None, 0)


def hand_over(connection: Connection, place: Place, seen: int) -> None:
    """End the draft of what is being submitted. Raises Refused where it is no longer the version that was `seen`: a
    colleague's text would be gone unread."""
    version = connection.execute(select(DRAFTS.c.version).where(*draft_of(place))).scalar()
    if version not in (None, seen):
        raise Refused(UNSETTLED)
    end_draft(connection, place)


def drop_draft(ledger: Ledger, actor: Actor | None, place: Place) -> None:
    """Let go what was typed. Raises Refused without the right to type it."""
    demand(actor, "save_draft", department_id=place.department_id)
    with writing(ledger) as connection:
        end_draft(connection, place)


def end_draft(connection: Connection, place: Place) -> None:
    """There is no draft of a place any more."""
    connection.execute(delete(DRAFTS).where(*draft_of(place)))


def draft_of(place: Place) -> tuple[Any, ...]:
    """What a place's draft is found by."""
    return (
        DRAFTS.c.due_id == place.due_id,
        DRAFTS.c.period_id == place.period_id,
        DRAFTS.c.department_id == place.department_id,
    )
