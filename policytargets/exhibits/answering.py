"""Whose duties are looked at: lines or departments, where, in which roles."""

from dataclasses import dataclass

from policytargets.record.database import Parameter
from policytargets.wording.codes import ROLES, ROLES_WORD

LEVEL_WORD = {"line": "条线", "department": "部门"}
FACET = {"line": "lines", "department": "departments"}


@dataclass(frozen=True)
class Answering:
    """Lines or departments by code (none chosen: all of them), where, in which roles, and the focus district."""

    level: str
    codes: list[str]
    districts: list[str]
    roles: list[str]
    focus: str

    @property
    def parameters(self) -> dict[str, Parameter]:
        """What the queries `board/department_*` are asked for."""
        chosen = {"lines": [], "departments": [], FACET[self.level]: self.codes}
        return {**chosen, "districts": self.districts, "roles": self.roles}

    @property
    def shown(self) -> str:
        """What a row of ranking and matrix stands for: departments once lines are chosen."""
        return "department" if self.codes else self.level

    @property
    def word(self) -> str:
        """The chosen level in Chinese."""
        return LEVEL_WORD[self.level]

    @property
    def role(self) -> str:
        """The code of the chosen roles, as the switch has it."""
        return next(code for code, roles in ROLES.items() if roles == self.roles)

    @property
    def role_word(self) -> str:
        """The chosen roles in Chinese, as the address has them."""
        return ROLES_WORD[self.role]
