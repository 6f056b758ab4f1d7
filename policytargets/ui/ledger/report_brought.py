"""What to know of a workbook that was brought back: cells to look at again, and drafts that it does not have, which
would be handed in with those that it brought."""

import streamlit as st

from policytargets.exports.forms.reading import FormRead
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import report as parts
from policytargets.ui.ledger import report_draft, report_taking
from policytargets.wording.markdown import plain_text


def say(brought: FormRead | None, items: list[Row]) -> None:
    """Right after the workbook was taken: what is asked about its cells, and which drafts it does not have."""
    with st.container():  # a place of its own, so that no field moves when it comes
        if brought is None:
            return
        named = {str(item["due_id"]): item for item in items}
        for answer in brought.answers:
            if answer.questions:
                st.warning(plain_text(report_taking.in_words(answer, named)))
        if names := _beside(brought, items):
            told = f"另有 {len(names)} 项草稿不是这张表带来的，提交已填的各项时会一起提交：{'、'.join(names)}。"
            st.warning(plain_text(f"{told}不要提交的，请先清空那一项的各格。"))


def remind(brought: FormRead | None, items: list[Row]) -> None:
    """The same drafts once more, beside the button that hands them in."""
    with st.container():
        if brought is not None and (names := _beside(brought, items)):
            st.caption(plain_text(f"其中 {len(names)} 项不是传回的表带来的：{'、'.join(names)}。"))


def _beside(brought: FormRead, items: list[Row]) -> list[str]:
    """The names of what is filled in and stands in no good row of the workbook."""
    good = {answer.due_id for answer in brought.answers if answer.filling}
    others = [item for item in items if parts.can_fill(item) and item["due_id"] not in good]
    return [str(item["name"]) for item in others if report_draft.begun(parts.stem_of(item))]
