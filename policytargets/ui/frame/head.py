"""What stands before the framework in the page: a look at the browser, what it lacks, Chinese for the framework."""

from pathlib import Path

NO_SCRIPT = "<p>看板需要浏览器允许运行脚本（JavaScript）。请在浏览器设置中允许，再刷新页面。</p>"
# The first may fail in an old browser and must stand alone; the second must be readable by any.
SCRIPTS = tuple(
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("syntax.js", "too_old.js", "supplies.js", "chinese.js")
)


def scripts() -> str:
    """The scripts as they stand in the page: each on its own, so that one that can't be read stops no other."""
    return "\n".join(f"<script>\n{script}</script>" for script in SCRIPTS)
