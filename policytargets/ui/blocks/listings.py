"""Rows as a table of the page itself: its links open in tabs, the browser's search finds it, it prints whole."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

MISSING, SHORT = "—", 6


def listing(
    rows: pd.DataFrame,
    *,
    label: str,
    links: Mapping[str, Sequence[str]],
    figures: Sequence[str] = (),
    below: Sequence[str] = (),
) -> None:
    """The rows as a table, on a narrow screen as cards; missing values as a dash.

    `label` says to screen readers what is listed; `links` holds for a column the address behind each of its cells;
    the columns `figures` are set to the right. The first column names the row; what of `below` is not empty stands in
    small letters under the name.
    """
    heads = "".join(f'<th scope="col"{_class(head, figures)}>{escape(head)}</th>' for head in rows.columns)
    lines = []
    for place, values in enumerate(rows.itertuples(index=False, name=None)):
        ways = {head: addresses[place] for head, addresses in links.items()}
        lines.append(_line(dict(zip(rows.columns, values, strict=True)), ways, figures, below[place] if below else ""))
    st.html(
        f'<table class="listing" aria-label="{escape(label)}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _line(row: Mapping[str, object], links: Mapping[str, str], figures: Sequence[str], below: str) -> str:
    cells = []
    for place, (head, value) in enumerate(row.items()):
        said = value if isinstance(value, str) and value else MISSING
        text = f'<a data-inner href="{escape(links[head])}">{escape(said)}</a>' if head in links else escape(said)
        if place:
            cells.append(f'<td data-label="{escape(head)}"{_class(head, figures, said)}>{text}</td>')
        else:
            cells.append(f'<th scope="row">{text}{f"<small>{escape(below)}</small>" if below else ""}</th>')
    return f"<tr>{''.join(cells)}</tr>"


def _class(head: str, figures: Sequence[str], text: str = "") -> str:
    """Figures to the right; short words in one line."""
    names = [*(["figure"] if head in figures else []), *(["short"] if len(text) <= SHORT else [])]
    return f' class="{" ".join(names)}"' if names else ""
