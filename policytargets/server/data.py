"""The board's figures for other programs, read-only: a comparison, the list of targets, the record, as CSV or JSON.

The same figures and notes as in the downloads of the pages, at addresses that last. Made on a thread, a few at a time,
so that pages are not held up.
"""

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

import pyarrow as pa
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from policytargets import journal, settings
from policytargets.comparisons.model import Refusal
from policytargets.comparisons.twins import to_frame
from policytargets.errors import LedgerClosed, NotAsked
from policytargets.exports.cells import text
from policytargets.exports.comparison_tables import to_json
from policytargets.exports.notes import notes
from policytargets.exports.package import describe
from policytargets.exports.spreadsheets import to_csv
from policytargets.record.curated import TABLES
from policytargets.server import asked
from policytargets.server.identity import PERSON, person_of
from policytargets.ui.blocks.comparing import comparison
from policytargets.ui.blocks.filters import choices
from policytargets.ui.blocks.filters import describe as filters_in_words
from policytargets.ui.blocks.record import record, rows
from policytargets.ui.evidence import targets
from policytargets.wording.documents import document_lines

MOST_ROWS = 100_000
AT_ONCE, MOST_WAITING, MOST_A_MINUTE = 2, 20, 300
KIND = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
PACKAGE = "datapackage"


class Made(NamedTuple):
    """What an address of data holds: its bytes and the name of the file without its ending."""

    body: bytes
    name: str


Make = Callable[[Request, str], Made]


class Missing(Exception):
    """There is nothing at an address of data; the message is Chinese and says what there is."""


@dataclass
class Gate:
    """Lets a few requests in at a time, a few wait and so many through in a minute."""

    limiter: CapacityLimiter | None = None
    waiting: int = 0

    def __post_init__(self) -> None:
        self.latest: deque[float] = deque(maxlen=MOST_A_MINUTE)

    def refusal(self) -> tuple[int, str] | None:
        """Status and sentence for one more request; None where it may come in, which it then does."""
        now = time.monotonic()
        if len(self.latest) == MOST_A_MINUTE and now - self.latest[0] < 60:
            return 429, f"取数太频繁：全部程序合计每分钟最多 {MOST_A_MINUTE} 次，请一分钟后再试。"
        if self.waiting >= MOST_WAITING + AT_ONCE:
            return 503, "取数的程序太多，请稍后再试。"
        self.latest.append(now)
        return None

    async def run(self, make: Callable[[], Made]) -> Made:
        """What `make` gives, on a thread, when it is its turn."""
        self.limiter = self.limiter or CapacityLimiter(AT_ONCE)
        self.waiting += 1
        try:
            return await to_thread.run_sync(make, limiter=self.limiter)
        finally:
            self.waiting -= 1


GATE = Gate()


async def answer(request: Request, make: Make) -> Response:
    """The data asked for; a sentence in JSON with its status where there is none."""
    form = request.path_params["form"]
    signed = settings.people_sign_in()
    if request.method not in ("GET", "HEAD"):
        return _said(405, "这里只能读取（GET、HEAD）。", allow="GET, HEAD")
    if form not in KIND:
        return _said(404, "只提供 .csv 和 .json 两种格式。")
    try:
        if signed and not await to_thread.run_sync(person_of, request.headers.get(PERSON.decode())):
            return _said(401, "请先登录看板，再取数据。")
    except LedgerClosed as error:
        return _said(503, f"台账暂不可用：{error}。", retry_after="5")
    refused = GATE.refusal()
    if refused:
        return _said(*refused, retry_after="60" if refused[0] == 429 else "5")
    try:
        made = await GATE.run(partial(make, request, form))
    except (NotAsked, Missing) as error:
        return _said(404 if isinstance(error, Missing) else 400, str(error))
    except Exception as error:  # whatever it is, the program must be told in a sentence
        reference = journal.failure("data_failed", error, url=str(request.url))
        return _said(500, f"数据没有生成。如仍然如此，请把错误编号 {reference} 告诉维护人员。")
    return _sent(request, made, form, "private" if signed else "public")


def _sent(request: Request, made: Made, form: str, whose: str) -> Response:
    tag = f'"{hashlib.sha256(made.body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": f"{whose}, no-cache", "vary": "Cookie"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    name = quote(f"{made.name}.{form}")
    headers["content-disposition"] = f"attachment; filename*=UTF-8''{name}"
    return Response(made.body, media_type=KIND[form], headers=headers)


def _said(status: int, sentence: str, **headers: str) -> Response:
    body = json.dumps({"error": sentence}, ensure_ascii=False).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(body, status, {"cache-control": "no-store", **named}, KIND["json"])


def of_comparison(request: Request, form: str) -> Made:
    """One indicator across districts; JSON holds notes and source as well."""
    chosen = asked.comparison(request.query_params)
    names = choices("districts")
    told = filters_in_words(区县=[names[code] for code in chosen["districts"]]) if chosen["districts"] else ""
    shown = comparison(request.path_params["name"], filters=told, **chosen)
    if isinstance(shown, Refusal):
        raise Missing(shown.reason)
    body = to_json(shown) if form == "json" else to_csv(to_frame(shown), for_excel=False)
    return Made(body, f"{shown.title}_{shown.made_on.isoformat()}")


def of_targets(request: Request, form: str) -> Made:
    """The targets that meet the filters, in document order; JSON says which filters and names the documents."""
    chosen = asked.targets(request.query_params)
    found = targets.number(chosen)
    if found > MOST_ROWS:
        raise NotAsked(f"共 {found:,} 条，一次最多取 {MOST_ROWS:,} 条。请加筛选条件，或下载整个数据包。")
    return _listed(record().table("evidence/targets", **chosen), form, "目标清单", targets.in_words(chosen))


def of_record(request: Request, form: str) -> Made:
    """One table of the record, the view of all targets, or the description of the tables."""
    asked.nothing(request.query_params)
    name, held = request.path_params["name"], record()
    if name == PACKAGE and form == "json":
        text_of = json.dumps(describe(held.version), ensure_ascii=False, indent=2)
        return Made(f"{text_of}\n".encode(), PACKAGE)
    if name == "target_full":
        return _listed(held.table("record/all_targets"), form, name, "全部")
    if name not in {table.name for table in TABLES}:
        raise Missing(f"没有名为“{name[:40]}”的表；有：{'、'.join(['target_full', *(t.name for t in TABLES)])}。")
    return _listed(held.table("record/curated_table", curated=name), form, name, "全部")


def _listed(table: pa.Table, form: str, name: str, filters: str) -> Made:
    if form == "csv":
        return Made(to_csv(table, for_excel=False), f"{name}_{settings.today().isoformat()}")
    cited = sorted(set(table.column("document_id").to_pylist())) if "document_id" in table.column_names else []
    documents = rows("record/documents", documents=cited).to_dict("records") if cited else []
    told = notes(
        name,
        made_on=settings.today(),
        filters=filters,
        count=f"{table.num_rows} 条；重复表述、总数的其中项和另一种计量各占一行，合计时不应重复计"
        if "target_id" in table.column_names
        else "",
        sources=document_lines(documents),
        version=record().version,
    )
    listed = [{key: _plain(value) for key, value in row.items()} for row in table.to_pylist()]
    whole = {"notes": [{"label": label, "text": words} for label, words in told], "rows": listed}
    return Made((json.dumps(whole, ensure_ascii=False) + "\n").encode(), f"{name}_{settings.today().isoformat()}")


def _plain(value: Any) -> Any:
    """A value as JSON has it: a decimal as a number that is the same to the last digit, else as text; dates as text."""
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else text(value)
    return value if isinstance(value, bool | int | float | str | list | None) else str(value)


def routes(base: str) -> list[Route]:
    """The addresses of data, below the board's own."""
    makers = {"comparisons/{name}": of_comparison, "targets": of_targets, "record/{name}": of_record}
    known = [
        Route(f"{base}/data/{path}.{{form}}", partial(answer, make=make), methods=METHODS)
        for path, make in makers.items()
    ]
    # Else the framework would answer with the start page of the board, as if there were such data.
    return [*known, Route(f"{base}/data", no_such_data), Route(f"{base}/data/{{rest:path}}", no_such_data)]


async def no_such_data(_: Request) -> Response:
    """What any other address below `/data` gets: which there are."""
    ways = "、".join(f"/data/{path}" for path in ("comparisons/指标编号", "targets", "record/表名"))
    return _said(404, f"没有这个数据网址；有：{ways}，后面加 .csv 或 .json。")
