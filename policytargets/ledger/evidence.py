"""Evidence of reports: files kept whole as they came, by their hash, and given back as files, never shown as pages."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import PurePath

from sqlalchemy import select

from policytargets.errors import Refused
from policytargets.ledger.drafts import Place
from policytargets.ledger.tables import EVIDENCE, REPORTS
from policytargets.people.model import Actor
from policytargets.people.permissions import demand
from policytargets.store.engine import BLOBS, Ledger, reading
from policytargets.store.entries import Command, append, same_id

LARGEST_FILE, LARGEST_REPORT = 10 * 1024**2, 30 * 1024**2
ZIP, OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# How the content of a file with this ending begins: a renamed program is none of these.
BEGINNINGS = {
    "pdf": (b"%PDF-",), "png": (b"\x89PNG\r\n\x1a\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",),
    "docx": ZIP, "xlsx": ZIP, "ofd": ZIP, "doc": OLE, "xls": OLE, "wps": OLE, "et": OLE,
}  # fmt: skip


@dataclass(frozen=True)
class Attachment:
    """A file that was kept: the hash of its content, its name as given, its size in bytes."""

    sha256: str
    name: str
    size: int


def keep_evidence(
    ledger: Ledger, actor: Actor | None, place: Place, name: str, data: bytes, record_version: str
) -> Attachment:
    """Keep a file as it comes, before the report is handed in. Raises Refused for another kind, or one too large."""
    demand(actor, "save_draft", department_id=place.department_id)
    plain = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())[-120:]
    kind = PurePath(plain).suffix.removeprefix(".").lower()
    if kind not in BEGINNINGS:
        raise Refused(f"“{plain}”不能作佐证，可用：{'、'.join(BEGINNINGS)}")
    if not data.startswith(BEGINNINGS[kind]):
        raise Refused(f"“{plain}”的内容不是 {kind} 文件，请用原来的程序另存后再传")
    if len(data) > LARGEST_FILE:
        raise Refused(f"“{plain}”超过 10 MB，请压缩或拆分")
    digest, person_id = sha256(data).hexdigest(), actor.person_id if actor else ""
    command_id = same_id("evidence", digest, place, person_id)
    about = {"due_id": place.due_id, "period_id": place.period_id, "file": plain}
    command = Command(
        command_id, "evidence_received", person_id, record_version, place.department_id, files=(data,), about=about
    )
    append(ledger, command, lambda _: {})
    return Attachment(digest, plain, len(data))


def attachments(text: str) -> tuple[Attachment, ...]:
    """What `attachments_text` wrote."""
    return tuple(Attachment(**own) for own in json.loads(text)) if text else ()


def attachments_text(kept: tuple[Attachment, ...]) -> str:
    """Attachments as a draft holds them. Raises Refused where they are too large together."""
    if sum(own.size for own in kept) > LARGEST_REPORT:
        raise Refused("一份填报的佐证合计不能超过 30 MB")
    return json.dumps([asdict(own) for own in kept], ensure_ascii=False) if kept else ""


def evidence_rows(report_id: str, text: str) -> list[dict[str, object]]:
    """The rows of a report's evidence."""
    kept = attachments(text)
    attachments_text(kept)
    return [
        {"evidence_id": same_id("evidence", report_id, own.sha256, own.name), "report_id": report_id, **asdict(own)}
        for own in dict.fromkeys(kept)
    ]


def evidence_file(ledger: Ledger, actor: Actor | None, evidence_id: str, district_id: str) -> bytes:
    """The content of a report's evidence, for those who see the report before it is released. Raises Refused."""
    with reading(ledger) as connection:
        found = connection.execute(
            select(EVIDENCE.c.sha256, REPORTS.c.department_id)
            .join(REPORTS, REPORTS.c.report_id == EVIDENCE.c.report_id)
            .where(EVIDENCE.c.evidence_id == evidence_id)
        ).first()
        if found is None:
            raise Refused("没有这份佐证")
        demand(actor, "see_submitted", district_id=district_id, department_id=found.department_id)
        data = connection.execute(select(BLOBS.c.bytes).where(BLOBS.c.sha256 == found.sha256)).scalar_one()
    if sha256(data).hexdigest() != found.sha256:
        raise Refused("这份佐证与存入时不一致，请告知维护人员运行 ledger verify")
    return bytes(data)
