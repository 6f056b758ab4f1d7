"""Buttons that give back the evidence of a report as a file; never a link, never shown as a page."""

from functools import partial

import streamlit as st

from policytargets.ledger.evidence import evidence_file
from policytargets.people.permissions import may
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.ledger import Row


def files(report: Row) -> None:
    """One button for each file of a report; nothing for who may not see reports before they are released."""
    actor = ledger.person()
    place = {"district_id": report["district_id"], "department_id": report["department_id"]}
    if not report["evidence"] or not may(actor, "see_submitted", **place):
        return
    with st.container(horizontal=True):
        for own in report["evidence"]:
            name = str(own["evidence_id"])
            st.download_button(
                f"佐证：{own['name']}",
                data=partial(evidence_file, ledger.opened(), actor, name, report["district_id"]),
                file_name=own["name"],
                mime="application/octet-stream",
                key=f"{actor.person_id if actor else ''}:evidence:{name}",
                on_click="ignore",
            )
