"""A synthetic nation as a record file: counties with made-up figures in the shape of the real plans. Never shipped."""

import hashlib
import tempfile
from pathlib import Path

import duckdb

from policytargets.record.building import create_tables, create_views
from policytargets.record.files import seal_contents, write_record
from policytargets.record.tables import version_of
from policytargets.settings import QUERIES, data_folder

SCRIPT = Path(__file__).with_name("nation.sql")
SEED = 1
COUNTIES, PLANS = 2844, 10


def nation(counties: int = COUNTIES, plans: int = PLANS, *, folder: Path | None = None) -> Path:
    """The record file of a nation of so many counties with so many plans each, made unless it is there already.

    It is kept in `folder` (a temporary one if none is given) under a name that follows from everything it is made of.
    """
    file = (folder or kept()) / f"nation-{counties}-{plans}.duckdb"
    if not file.exists():
        partial = file.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        _make(partial, real(file.parent), counties, plans)
        partial.rename(file)
    return file


def real(folder: Path | None = None) -> Path:
    """The record file of the curated tables, as `python -m policytargets build` writes it."""
    file = (folder or kept()) / "real.duckdb"
    if not file.exists():
        write_record(data_folder(), file)
    return file


def kept() -> Path:
    """A temporary folder for the files of this version of the data, the queries and the generator."""
    digest = hashlib.sha256(version_of(data_folder()).encode())
    built_from = [QUERIES / "schema.sql", *sorted(QUERIES.glob("views/*.sql")), *sorted(QUERIES.glob("macros/*.sql"))]
    for path in [SCRIPT, *built_from]:
        digest.update(path.read_bytes())
    folder = Path(tempfile.gettempdir()) / f"policytargets-bench-{digest.hexdigest()[:12]}"
    folder.mkdir(exist_ok=True)
    return folder


def _make(file: Path, template: Path, counties: int, plans: int) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"ATTACH '{template}' AS template (READ_ONLY)")
        connection.execute("SET enable_progress_bar = false")
        for name, value in (("counties", counties), ("plans", plans), ("seed", SEED)):
            connection.execute(f"SET VARIABLE {name} = {value}")
        create_tables(connection)
        connection.execute(SCRIPT.read_text(encoding="utf-8"))
        create_views(connection)
        version = f"synthetic-{counties}-{plans}-{SEED}"
        seal_contents(connection, version)
