"""The framework's scripts that draw charts: a page's start names them, so that they come while it connects.

Not those of Plotly, of which three megabytes would be read while the page itself is still being put together.
"""

import re
from functools import cache
from html import escape
from pathlib import Path

from streamlit import file_util

CHARTS = "ArrowVegaLiteChart"
WITH_CHARTS = ("overview", "district", "category", "department", "indicator", "embed", "target", "progress")
LISTED = re.compile(r"m\.f=\[(.*?)\]", re.DOTALL)


@cache
def chunks(element: str) -> tuple[str, ...]:
    """The files that the framework fetches for its first element of a kind, as paths below the board, in its order;
    none where its list of them is written in another way."""
    static = Path(file_util.get_static_dir())
    for index in static.rglob("index.*.js"):
        script = index.read_text(encoding="utf-8")
        files = re.findall(r'"([^"]+)"', listed[1]) if (listed := LISTED.search(script)) else []
        needed = re.search(rf"import\(`\./{element}\.[^`]*`\)[^_]*__vite__mapDeps\(\[([\d,]+)\]", script)
        if files and needed:
            found = [(index.parent / files[int(place)]).resolve() for place in needed[1].split(",")]
            return tuple(path.relative_to(static.resolve()).as_posix() for path in found)
    return ()


def links(page: str, start: str) -> str:
    """What the head of a page's start says of the scripts that it will draw with, but for those it names already."""
    wanted = chunks(CHARTS) if page in WITH_CHARTS else ()
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./{escape(path)}">\n' for path in wanted if path not in start
    )
