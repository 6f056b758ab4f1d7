"""What the words of the ledger mean and by which rule its lights are lit, where they stand on a page."""

import streamlit as st

from policytargets.ledger.model import LightRule
from policytargets.ledger.reasons import rule_in_words
from policytargets.wording.lights import FORMULA, MEANING
from policytargets.wording.markdown import plain_text


def rule_line(rule: LightRule) -> None:
    """The rule with its cuts and its source, and how the figures are worked out, under every table of lights."""
    st.caption(plain_text(rule_in_words(rule)))
    st.caption(plain_text(FORMULA))


def meaning(*words: str) -> None:
    """What words of the ledger mean, where they first stand on a page."""
    st.caption(explained(*words))


def explained(*words: str) -> str:
    """What words of the ledger mean, as a line or as a tip beside them."""
    return plain_text("".join(f"“{word}”：{MEANING[word]}。" for word in words))
