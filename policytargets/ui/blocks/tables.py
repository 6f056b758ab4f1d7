"""Tables and the table twins of charts."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from policytargets.exports.file_names import file_name
from policytargets.exports.spreadsheets import to_csv
from policytargets.settings import today
from policytargets.ui.blocks.listings import listing
from policytargets.ui.blocks.record import rows
from policytargets.wording.codes import BASIS_WORD, COMPARATOR_WORD, PERIOD_WORD, PRESENCE_WORD, STRENGTH_WORD
from policytargets.wording.markdown import plain_text

MOST_ROWS = 1000
Links = Mapping[str, Sequence[str]]


def table(
    frame: pd.DataFrame,
    *,
    key: str,
    name: str,
    label: str,
    shown: Sequence[str] = (),
    links: Links | None = None,
    asked: int = -1,
) -> None:
    """A list of the page itself with its download as CSV, which has every column."""
    listed(frame, label=label, shown=shown, links=links, asked=asked)
    saved(frame, key=key, name=name)


def listed(
    frame: pd.DataFrame,
    *,
    label: str,
    shown: Sequence[str] = (),
    links: Links | None = None,
    asked: int = -1,
    first: int = 0,
) -> None:
    """A list of the page itself, whose heads order it; a very long one shows its first rows, `MOST_ROWS` of them.

    `shown` are the columns on the page, the first of which names the row (all if none); `links` are those of the rows
    on the page at least; the row at the place `asked` is brought into view; with `first` a list is folded to about so
    many rows.
    """
    those = (frame[list(shown)] if shown else frame).head(MOST_ROWS)
    rows_shown, links = in_short(those, links or {})
    if len(frame) > MOST_ROWS:
        st.caption(f"仅列前 {MOST_ROWS:,} 行，共 {len(frame):,} 行，全部内容请下载。")
    listing(rows_shown, label=label, links=links, sortable=len(frame) <= MOST_ROWS, asked=asked, first=first)


def in_short(frame: pd.DataFrame, links: Links) -> tuple[pd.DataFrame, Links]:
    """A list and its links with the short names of districts, in cells and heads; files keep the whole names."""
    districts = rows("comparisons/districts", districts=[])
    short = dict(zip(districts["district"], districts["short_name"], strict=True))
    shown = frame.rename(columns=short)
    if "区县" in shown:
        shown["区县"] = shown["区县"].map(lambda name: short.get(name, name))
    return shown, {short.get(head, head): ways for head, ways in links.items()}


def saved(frame: pd.DataFrame, *, key: str, name: str, label: str = "下载 CSV") -> None:
    """The button that takes a table along as CSV; `name` says in the file's name what is inside."""
    st.download_button(
        label,
        data=lambda: to_csv(frame),
        file_name=file_name(name, made_on=today(), ending="csv"),
        mime="text/csv",
        key=f"{key}-csv",
        on_click="ignore",
    )


Ways = Callable[[pd.DataFrame], Links]


def no_ways(frame: pd.DataFrame) -> Links:
    """A table whose cells lead nowhere."""
    return {}


def twin(
    frame: Callable[[], pd.DataFrame],
    *,
    key: str,
    name: str,
    label: str = "表格",
    words: Sequence[str] = (),
    ways: Ways = no_ways,
) -> None:
    """What a chart shows as a table, made and sent only while a reader has it open; `words` follow it.

    `ways` gives for columns of the table the address behind each cell: what a click in the chart opens, the keyboard
    opens here.
    """
    with st.expander(label, key=f"{key}-twin", on_change="rerun") as opened:
        if opened.open:
            made = frame()
            table(made, key=f"{key}-table", name=name, label=label, links=ways(made))
            for line in words:
                st.caption(plain_text(line))


def targets_frame(targets: pd.DataFrame) -> pd.DataFrame:
    """Targets as readers see them: codes in words, figures as printed and normalised, Chinese heads."""
    return pd.DataFrame(
        {
            "区县": targets["district"],
            "领域": targets["category"],
            "目标": targets["name"],
            "原文数字": targets["printed"],
            "换算值": targets["value_std"],
            "上限值": targets["value_high_std"],
            "换算单位": targets["unit_std"],
            "界限": targets["comparator"].map(COMPARATOR_WORD),
            "口径": targets["basis"].map(BASIS_WORD),
            "时段": targets["period"].map(PERIOD_WORD),
            "目标年份": targets["due_year"].astype("Int64"),
            "承诺力度": targets["strength"].map(STRENGTH_WORD),
            "情况": targets["presence"].map(PRESENCE_WORD),
            "文件状态": targets["status"].map({"draft": "征求意见稿", "issued": "已印发"}),
            "牵头部门": targets["leads"].map("、".join),
            "配合部门": targets["supports"].map("、".join),
            "任务": targets["task"],
            "须知": targets["caveat"],
            "重复表述": targets["restates"],
            "所属总数或同一事项": targets["part_of"],
            "来源": targets["citation"],
            "目标编号": targets["target_id"],
        }
    )


def whole_targets(targets: pd.DataFrame, *, name: str) -> None:
    """The button for the targets of a list with all that the record says of them."""
    saved(targets_frame(targets), key="single", name=name, label="全部列（CSV）")
