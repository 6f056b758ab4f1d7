"""The bare page that the board is measured against: one Altair chart and one filter, on Streamlit's default settings.

Written as a careful person writes a small page in an afternoon: the file is read once and kept, nothing else is done.
Run with `streamlit run` in a folder without settings.
"""

from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

DATA = Path(__file__).resolve().parents[2] / "data"
INDICATOR = "5g-base-stations-new"


@st.cache_data
def figures() -> pd.DataFrame:
    """Every district with its figure of the indicator, if it has one."""
    targets = pd.read_csv(DATA / "targets.csv").query("indicator_id == @INDICATOR")
    placed = targets.merge(pd.read_csv(DATA / "tasks.csv"), on="task_id").merge(
        pd.read_csv(DATA / "documents.csv"), on="document_id"
    )
    districts = pd.read_csv(DATA / "districts.csv").rename(columns={"name": "district"})
    return districts.merge(placed, on="district_id", how="left")[["district", "printed", "value", "due_year"]]


st.title("新建开通5G基站数")
rows = figures()
focus = st.selectbox("突出显示的区县", rows["district"], index=None)
bars = (
    alt.Chart(rows.assign(focused=rows["district"].eq(focus) | (focus is None)))
    .mark_bar()
    .encode(
        x=alt.X("value:Q", title="个"),
        y=alt.Y("district:N", sort="-x", title=None),
        color=alt.condition("datum.focused", alt.value("#0F6B4F"), alt.value("#B7C7C0")),
        tooltip=["district", "printed", "due_year"],
    )
)
st.altair_chart(bars + bars.mark_text(align="left", dx=4).encode(text="printed"))
