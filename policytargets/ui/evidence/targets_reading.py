"""How 目标清单 reads what no target has as typed: words written together, a question, a letter taken for another,
several districts."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from policytargets.record.held import EVERYTHING
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.record import record, rows
from policytargets.ui.evidence import targets_found
from policytargets.wording.legend import meant
from policytargets.wording.markdown import plain_text
from policytargets.wording.readings import Reading, Vocabulary
from policytargets.wording.searching import folded, typed_words


def read(chosen: dict[str, Any]) -> tuple[dict[str, Any], Reading | None]:
    """The parameters of the list with the words that were meant, and the reading; as they are, and none, where a target
    or task has the words as typed, or where they can't be read otherwise."""
    if any(meant(word) for word in _typed()):
        return chosen, None  # a word of the board's own, which is explained
    reading = _reading(chosen["words"])
    if reading is None or not reading.strange:
        words = reading.words if reading else chosen["words"]
        taken = _of_any_district(chosen | {"words": list(words)})
        if taken["districts"] != chosen["districts"]:
            named = tuple(filters.names_of("districts", taken["districts"]).values())
            reading = (reading or Reading(()))._replace(words=tuple(taken["words"]), districts=named)
        return (taken if reading else chosen), reading
    return chosen, reading


def _of_any_district(chosen: dict[str, Any]) -> dict[str, Any]:
    """The parameters with several districts that the words name as the filter that they mean, since no target is of
    two; as they are where they name fewer, where districts are chosen, or where something has all the words."""
    listed = rows("comparisons/districts", districts=[])
    ids = {folded(name): code for column in ("district", "short_name")
           for name, code in zip(listed[column], listed["district_id"], strict=True)}  # fmt: skip
    named = list(dict.fromkeys(ids[word] for word in chosen["words"] if word in ids))
    if len(named) < 2 or chosen["districts"] or _found(EVERYTHING | {"words": chosen["words"]}):
        return chosen
    return chosen | {"districts": named, "words": [word for word in chosen["words"] if word not in ids]}


def _reading(words: Sequence[str]) -> Reading | None:
    """The first reading by which something is found, whatever else narrows the list; of none that finds anything the
    one by the names as they are."""
    if not words or _number(words):
        return None
    known = _vocabulary(record().version)
    literal = known.reading(words)
    if literal.strange or not _number(literal.words):
        guess = known.reading(words, guessing=True)
        if guess.guessed and not guess.strange and _number(guess.words):
            return guess
    return literal if literal.words and list(literal.words) != list(words) else None


def say(chosen: dict[str, Any], reading: Reading | None) -> None:
    """Say what was looked for instead of what was typed, what of it was left out and what is a guess; of what can't be
    read whole offer the part that can."""
    if reading is None:
        return
    typed, taken = " ".join(_typed()), _named(reading.words)
    if reading.strange:
        st.info(plain_text(f"{_named(reading.strange)}没有在目标、任务、部门的名称中出现。"))
        found = targets_found.targets(_of_any_district(chosen | {"words": list(reading.words)})).found
        label = plain_text(f"只按{taken}查找（{found:,} 条）")
        st.button(label, key="reading-part", on_click=_search, args=(" ".join(reading.words),))
        return
    whole = f"{'同时' if len(reading.words) > 1 else ''}含有{taken}的" if reading.words else "全部目标"
    any_of = f"{'、'.join(reading.districts)}中任一区县" if reading.districts else ""
    told = f"没有与“{typed}”{'连写' if len(_typed()) == 1 else ''}相符的目标，改为查找{any_of}{whole}。"
    for wrong, right in reading.guessed:
        told += f"“{wrong.upper()}”没有查到，“{right.upper()}”是按读音或字形相近猜测的。"
    if reading.dropped:
        told += f"{_named(reading.dropped)}没有用于查找。"
    st.info(plain_text(told))


def _search(words: str) -> None:
    st.session_state.update(q=words, page=1)


def _typed() -> list[str]:
    return typed_words(str(st.session_state.get("q") or ""))


def _named(words: Sequence[str]) -> str:
    return "".join(f"“{word.upper()}”" for word in words)


def _number(words: Sequence[str]) -> int:
    """How many targets and tasks without one have all of these words, of several districts any."""
    return _found(_of_any_district(EVERYTHING | {"words": list(words)})) if words else 0


def _found(asked: dict[str, Any]) -> int:
    return targets_found.targets(asked).found + targets_found.tasks(asked, 1).found


@st.cache_resource(show_spinner=False, max_entries=2)
def _vocabulary(version: str) -> Vocabulary:
    found = rows("evidence/targets_names")
    return Vocabulary(*(found.loc[found["kind"] == kind, "name"] for kind in ("name", "unit")))
