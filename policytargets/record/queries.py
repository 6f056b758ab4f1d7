"""Named queries: SQL read from files, with their declared parameters."""

import re
from functools import cache

from policytargets.errors import QueryInvalid
from policytargets.settings import QUERIES

PARAMETER = re.compile(r"\$([a-z_]+)")


TABLES = re.compile(r"^-- @([a-z_]+):", re.MULTILINE)
DECLARED = re.compile(r"^-- \$([a-z_]+)\b", re.MULTILINE)


@cache
def read_query(name: str) -> str:
    """The text of `queries/{name}.sql`. Raises QueryInvalid unless it begins with a comment saying what a row
    is and declares in comments exactly the parameters it uses."""
    path = QUERIES / f"{name}.sql"
    if not path.is_file():
        raise QueryInvalid(f"there is no query {name}.sql")
    sql = path.read_text(encoding="utf-8")
    if not sql.startswith("-- "):
        raise QueryInvalid(f"{name}.sql does not begin with a comment that says what a row is")
    body = "\n".join(line for line in sql.split("\n") if not line.lstrip().startswith("--"))
    declared, used = set(DECLARED.findall(sql)), set(PARAMETER.findall(body))
    if declared != used:
        raise QueryInvalid(f"{name}.sql declares {sorted(declared)} but uses {sorted(used)}")
    return sql
