"""What a subject asks for, as makers of exhibits take it: codes that the record knows, one of several words."""

from collections.abc import Container
from datetime import date
from typing import NamedTuple

from policytargets.exhibits.answering import FACET, LEVEL_WORD, Answering
from policytargets.exhibits.asking import names_of
from policytargets.exhibits.model import Answers, Parameters
from policytargets.wording.codes import ROLES

MOST_CODES = 50


class Asked(NamedTuple):
    """What a maker is called with."""

    answers: Answers
    parameters: Parameters
    focus: str
    made_on: date

    def one(self, key: str, known: object, usual: str) -> str:
        """One code of those known; the usual one for none and for any other."""
        given = self.parameters.get(key, [usual])[0]
        return given if given in known else usual  # type: ignore[operator]

    def known(self, key: str, words: Container[str]) -> list[str]:
        """Those codes that have a word."""
        return [code for code in self.parameters.get(key, []) if code in words]

    def codes(self, key: str, facet: str) -> list[str]:
        """Codes that the record knows."""
        return list(names_of(self.answers, facet, self.parameters.get(key, [])[:MOST_CODES]))

    def answering(self) -> Answering | None:
        """Lines or departments; None where some were named and none of them is known."""
        level = self.one("by", LEVEL_WORD, "line")
        codes, districts = self.codes("codes", FACET[level]), self.codes("districts", "districts")
        lost = (self.parameters.get("codes") and not codes) or (self.parameters.get("districts") and not districts)
        roles = ROLES[self.one("roles", ROLES, "lead")]
        return None if lost else Answering(level, codes, districts, roles, self.focus)
