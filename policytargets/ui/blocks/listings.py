"""Rows as a table of the page itself: its links open in tabs, the browser's search finds it, it prints whole."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from numbers import Number
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.wording.markdown import plain_text

MISSING, SHORT, LONG = "—", 6, 24
SPARED = 3  # so few rows more are shown at once


def listing(
    rows: pd.DataFrame,
    *,
    label: str,
    links: Mapping[str, Sequence[str]],
    figures: Sequence[str] = (),
    below: Sequence[str] = (),
    sortable: bool = False,
    first: int = 0,
    said: Callable[[Any], str] | None = None,
    asked: int = -1,
    amounts: Mapping[str, Sequence[float | None]] | None = None,
) -> None:
    """The rows as a table, on a narrow screen as cards; missing values as a dash.

    `label` says to screen readers what is listed; `links` holds for a column the address behind each of its cells,
    empty where there is none; columns of numbers and those of `figures` are set to the right. The first column names
    the row; what of `below` is not empty stands in small letters under the name. `sortable` heads order the rows by
    their real values (`ui/frame/listings.js`), a choice above cards does the same, so that all rows there are must be
    listed. With `first` a longer list is as high as about so many rows until it is opened; all are there for the
    browser's search, for Tab and for paper.
    `said` gives a cell's words, where others are wanted than numbers with grouping and a dash for what is missing.
    `amounts` are the real values by which a column of words is put in order, None where there is none.
    Several columns may have one name. The row at the place `asked` is brought into view (`ui/frame/landing.js`).
    """
    figures = [*figures, *(str(head) for head, kind in rows.dtypes.items() if pd.api.types.is_numeric_dtype(kind))]
    heads = "".join(_head(str(head), figures, sortable) for head in rows.columns)
    lines = []
    for place, values in enumerate(rows.itertuples(index=False, name=None)):
        ways = {head: addresses[place] for head, addresses in links.items()}
        real = {head: own[place] for head, own in (amounts or {}).items()}
        cells = [(str(head), value, (said or _said)(value)) for head, value in zip(rows.columns, values, strict=True)]
        opens = '<tr class="asked">' if place == asked else "<tr>"
        lines.append(f"{opens}{_line(cells, ways, figures, below[place] if below else '', real)}</tr>")
    table = (
        f'<table class="listing" aria-label="{escape(label)}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )
    whole = _folded(table, len(rows)) if first and len(rows) > first + SPARED else table
    st.html(f'<div class="ordered">{_orders(rows, label)}{whole}</div>' if sortable else whole)


def pick_page(pages: int, key: str, *, anew: bool = False) -> int:
    """The page of a list, from 1, bound to the address, and a word where it has no such page; none is missed where the
    list begins `anew`."""
    named = st.query_params.get(key) or "1"
    if pages and not anew and not (named.isdecimal() and 1 <= int(named) <= pages):
        st.info(f"网址中的页码“{plain_text(named[:20])}”不在 1 到 {pages} 之间，显示第 1 页。")
    return st.pagination(pages, key=key, bind="query-params") if pages > 1 else 1


def _orders(rows: pd.DataFrame, label: str) -> str:
    """Where rows are cards and have no heads: the orders that the heads give, to choose from."""
    ways = (("up", "升序"), ("down", "降序"))
    heads = [(place, escape(str(head))) for place, head in enumerate(rows.columns)]
    options = "".join(
        f'<option value="{place}:{way}">{head} {word}</option>' for place, head in heads for way, word in ways
    )
    asked = (
        f'<select data-order aria-label="排序：{escape(label)}"><option value="">原来的次序</option>{options}</select>'
    )
    return f'<p class="orders">排序 {asked}</p>'


def _folded(table: str, number: int) -> str:
    """A list of which the first rows are seen, and the button that shows all (`ui/frame/listings.js`)."""
    told = f'data-all="显示全部 {number} 项" data-few="收起"'
    return (
        f'<div class="folded">{table}</div>'
        f'<button type="button" data-unfold aria-expanded="false" {told}>显示全部 {number} 项</button>'
    )


def _head(head: str, figures: Sequence[str], sortable: bool) -> str:
    said = f'<button type="button" data-sort>{escape(head)}</button>' if sortable else escape(head)
    return f'<th scope="col"{_class(head, figures)}>{said}</th>'


def _said(value: Any) -> str:
    """A cell as it is read: numbers with grouping and without closing zeros, missing ones as a dash."""
    if value is None or value is pd.NA or value != value or value == "":
        return MISSING
    if isinstance(value, bool | date):
        return str(value)
    return f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, Number) else str(value)


def _line(
    row: Sequence[tuple[str, Any, str]],
    links: Mapping[str, str],
    figures: Sequence[str],
    below: str,
    real: Mapping[str, float | None],
) -> str:
    """The cells of a row, each with its head, its value and the words for it; `real` are values behind words."""
    cells = []
    for place, (head, value, said) in enumerate(row):
        way = links.get(head, "")
        text = f'<a data-inner href="{escape(way)}">{escape(said)}</a>' if way else escape(said)
        value = real.get(head, value) if head in real else value
        amount = f' data-value="{value}"' if _is_amount(value) else ' data-value=""' if head in real else ""
        if place:
            cells.append(f'<td data-label="{escape(head)}"{amount}{_class(head, figures, said)}>{text}</td>')
        else:
            small = f"<small>{escape(below)}</small>" if below else ""
            cells.append(f'<th scope="row"{amount}{_class(head, figures, said)}>{text}{small}</th>')
    return "".join(cells)


def _is_amount(value: Any) -> bool:
    """Whether rows can be put in order by the value as a number."""
    known = isinstance(value, Number) and not isinstance(value, bool)
    return known and math.isfinite(value)


def _class(head: str, figures: Sequence[str], text: str = "") -> str:
    """Figures to the right; short words in one line; long ones over the whole width of a card."""
    names = [*(["figure"] if head in figures else []), *(["short"] if len(text) <= SHORT else [])]
    names += ["long"] if len(text) > LONG else []
    return f' class="{" ".join(names)}"' if names else ""
