"""Which due items of the ledger 台账 and slides speak of: the facets of the board, and both lights."""

from dataclasses import dataclass

from policytargets.exhibits.ledger import ORDER
from policytargets.ledger.punctuality import WORD
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.codes import BASIS_WORD, ROLES, ROLES_WORD, STRENGTH_WORD
from policytargets.wording.lights import LIGHT_WORD, NO_LIGHT

LIGHTS = {**LIGHT_WORD, "none": NO_LIGHT}
CODES = {"bases": BASIS_WORD, "strengths": STRENGTH_WORD, "lights": LIGHTS, "punctuality": WORD}
FACETS = ("districts", "categories", "lines", "departments", "bases", "strengths", "lights", "punctuality")


@dataclass(frozen=True)
class Selection:
    """Which items are listed: codes of each facet, none meaning all; the roles in which lines and departments count."""

    districts: list[str]
    categories: list[str]
    lines: list[str]
    departments: list[str]
    roles: list[str]
    bases: list[str]
    strengths: list[str]
    lights: list[str]
    punctuality: list[str]

    @property
    def role(self) -> str:
        """The code of the chosen roles, as the switch has it."""
        return next(code for code, roles in ROLES.items() if roles == self.roles)

    @property
    def owned(self) -> bool:
        """Whether departments or lines are chosen."""
        return bool(self.departments or self.lines)

    def in_words(self) -> str:
        """The selection as a file says it."""
        facets = {"区县": "districts", "领域": "categories", "条线": "lines", "部门": "departments"}
        told = {word: list(filters.names_of(name, getattr(self, name)).values()) for word, name in facets.items()}
        return filters.describe(
            **told,
            角色=[ROLES_WORD[self.role]] if self.owned else [],
            口径=[BASIS_WORD[code] for code in self.bases],
            承诺力度=[STRENGTH_WORD[code] for code in self.strengths],
            进度灯=[LIGHTS[code] for code in self.lights],
            报送灯=[WORD[code] for code in self.punctuality],
        )


def known(facet: str, codes: list[str]) -> list[str]:
    """The codes of a facet that there are: what a link or a file of a deck says may come from anyone."""
    if facet in CODES:
        return [code for code in codes if code in CODES[facet]]
    return list(filters.names_of(facet, codes))


def chosen(rows: list[Row], asked: Selection) -> list[Row]:
    """The rows that are asked for, the worst first."""
    kept = [
        row
        for row in rows
        if (not asked.districts or row["district_id"] in asked.districts)
        and (not asked.categories or row["category_id"] in asked.categories)
        and (not asked.departments or _answers(row, asked.departments, asked.roles, "ids"))
        and (not asked.lines or _answers(row, asked.lines, asked.roles, "lines"))
        and (not asked.bases or row["item"].basis in asked.bases)
        and (not asked.strengths or row["strength"] in asked.strengths)
        and (not asked.lights or (row["light"].light or "none") in asked.lights)
        and (not asked.punctuality or row["punctuality"].code in asked.punctuality)
    ]
    return sorted(kept, key=lambda row: (ORDER.index(row["light"].light), row["light"].deviation or 0))


def _answers(row: Row, asked: list[str], roles: list[str], what: str) -> bool:
    """Whether one of the departments (`ids`), or one of their `lines`, has one of the roles."""
    return any(code in row[f"{role}_{what}"] for role in roles for code in asked)
