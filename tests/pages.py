"""Every page by name with a deep link that opens it cold; pages run without a browser."""

import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pandas as pd
from streamlit.testing.v1 import AppTest

from policytargets.settings import ROOT

SCRIPT = str(ROOT / "app.py")
TIMEOUT = 120
PAGES = {
    "overview": "/",
    "district": "/district?district=青州市",
    "category": "/category?category=乡村振兴",
    "department": "/department?lines=科技",
    "departments": "/department",
    "indicator": "/indicator?indicator=粮食综合生产能力&indicators=新增绿色建筑面积&focus=青州市",
    "slides": "/slides?deck=5g-base-stations-new,green-building-area-new,grain-capacity",
    "presenting": "/slides?deck=grain-capacity,5g-base-stations-new&present=true",
    "targets": "/targets",
    "query": "/query?sql=SELECT+*+FROM+districts",
    "target": "/target?target=jiangbei-2023/17-1",
    "passages": "/passages?phrase=基站",
    "task": "/task?task=zhoucun-2023/38",
    "sources": "/sources",
}


def opened(script: str, /, **parameters: str | list[str]) -> AppTest:
    """A page (`evidence/targets`) opened cold with these parameters in its address."""
    board = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in parameters.items():
        board.query_params[key] = value
    return board.switch_page(f"pages/{script}.py").run()


def said(board: AppTest) -> str:
    """All running text of a page, with the markup of what the board writes as HTML itself; no styles, no scripts."""
    written = [element.value for element in [*board.markdown, *board.caption, *board.info, *board.warning]]
    written += [element.proto.body for element in board.get("html")]
    return "\n".join(text for text in written if not text.startswith(("<style", "<script")))


def with_twins(script: str, *names: str, **parameters: str | list[str]) -> AppTest:
    """A page opened cold with the tables under its charts opened, named by their keys."""
    board = AppTest.from_file(SCRIPT, default_timeout=TIMEOUT)
    for name in names:
        board.session_state[f"{name}-twin"] = board.session_state[f"{name}-fold"] = True
    for key, value in parameters.items():
        board.query_params[key] = value
    board.switch_page(f"pages/{script}.py").run()
    assert not board.exception
    return board


def quoted(board: AppTest) -> list[str]:
    """What the page offers to copy, in its order."""
    bodies = [element.proto.body for element in board.get("html") if "data-quoted" in element.proto.body]
    return [own.text_content() for body in bodies for own in lxml.html.fromstring(body).xpath("//*[@data-quoted]")]


def table_of(board: AppTest, *heads: str) -> pd.DataFrame:
    """The one table of a page that has exactly these heads."""
    (found,) = [table for table in tables(board) if list(table.columns) == list(heads)]
    return found


def ways(board: AppTest, *heads: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Page and filters behind the first link of each row of the one table of a page that has exactly these heads."""
    found = []
    for element in board.get("html"):
        for table in lxml.html.fragments_fromstring(element.proto.body) if "<table" in element.proto.body else []:
            if [head.text_content() for head in table.xpath(".//thead//th")] == list(heads):
                found.append([row.xpath("string(.//a/@href)") for row in table.xpath(".//tbody/tr")])
    (places,) = found
    return [(urlsplit(place).path, parse_qs(urlsplit(place).query)) for place in places]


def tables(board: AppTest) -> list[pd.DataFrame]:
    """Every list of a page with its numbers as numbers, and missing values where a dash stands."""
    found = []
    for element in board.get("html"):
        for table in lxml.html.fragments_fromstring(element.proto.body) if "<table" in element.proto.body else []:
            heads = [head.text_content() for head in table.xpath(".//thead//th")]
            rows = [[_value(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath(".//tbody/tr")]
            found.append(pd.DataFrame(rows, columns=heads))
    return found


def _value(cell: Any) -> Any:
    if "data-value" in cell.attrib:
        number = Decimal(cell.get("data-value"))
        return int(number) if number == number.to_integral_value() else float(number)
    said = cell.text_content()
    return None if said == "—" else said


def beside(board: AppTest, word: str) -> list[str]:
    """The labels of the buttons that stand in one row with a word in bold, in their order."""
    for block in _blocks(board.main):
        shown = list(block.children.values())
        if any(element.type == "markdown" and element.value == f"**{word}**" for element in shown):
            return [element.label for element in shown if element.type == "button"]
    return []


def plain(text: object) -> str:
    """Text without the marks by which it is kept from acting as Markdown."""
    return str(text).replace("\\", "")


def _blocks(block: Any) -> Iterator[Any]:
    yield block
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _blocks(child)


def lists(board: AppTest) -> list[pd.DataFrame]:
    """Every list of a page, as a reader of its markup finds them."""
    tables = [element.proto.body for element in board.get("html") if "<table" in element.proto.body]
    return [pd.read_html(io.StringIO(table), flavor="lxml")[0] for table in tables]


def sheets(board: AppTest) -> list[list[dict[str, str | None]]]:
    """The rows of every list of a page as a reader sees them: all text, nothing where a dash stands."""
    bodies = [element.proto.body for element in board.get("html") if "<table" in element.proto.body]
    found = []
    for body in bodies:
        heads = [unescape(head) for head in re.findall(r"<th scope=\"col\".*?>([^<]+)<", body)]
        rows = re.findall(r"<tr[^>]*>(<th scope=\"row\".*?)</tr>", body)
        cells = [re.findall(r"<(?:th|td)\b[^>]*>(.*?)</(?:th|td)>", row, re.DOTALL) for row in rows]
        plain = [[unescape(re.sub("<[^>]+>", "", cell)) for cell in row] for row in cells]
        found.append([{h: None if c == "—" else c for h, c in zip(heads, row, strict=True)} for row in plain])
    return found


def as_read(rows: Iterable[dict[str, Any]]) -> list[dict[str, str | None]]:
    """Rows worked out by hand as a list shows them: numbers with grouping and without closing zeros."""

    def read(value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return f"{value:,.6f}".rstrip("0").rstrip(".")

    return [{name: read(value) for name, value in row.items()} for row in rows]


def listed(board: AppTest) -> pd.DataFrame:
    """The first list of a page; an empty frame where there is none."""
    return next(iter(lists(board)), pd.DataFrame())
