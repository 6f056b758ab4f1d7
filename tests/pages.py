"""Every page by name with a deep link that opens it cold; pages run without a browser."""

import io
from collections.abc import Iterator
from typing import Any

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
        board.session_state[f"{name}-twin"] = True
    for key, value in parameters.items():
        board.query_params[key] = value
    board.switch_page(f"pages/{script}.py").run()
    assert not board.exception
    return board


def table_of(board: AppTest, *heads: str) -> pd.DataFrame:
    """The one table of a page that has exactly these heads."""
    (found,) = [table.value for table in board.dataframe if list(table.value.columns) == list(heads)]
    return found


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


def listed(board: AppTest) -> pd.DataFrame:
    """The first list of a page; an empty frame where there is none."""
    return next(iter(lists(board)), pd.DataFrame())
