"""Which icons can occur, and the font that holds them alone. `python -m tests.icons` writes it anew."""

import re
from hashlib import sha256
from pathlib import Path

from fontTools.subset import Options, Subsetter, save_font
from fontTools.ttLib import TTFont
from streamlit import file_util

from policytargets.server.icons import FONT, OURS
from policytargets.settings import ROOT

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
QUOTED = re.compile(r"""["'`](?::material/)?([a-z0-9_]{2,}):?["'`]|:material/([a-z0-9_]+)""")


def icons(font: TTFont) -> dict[str, str]:
    """The glyph of each icon by its name: the letters whose ligature it is."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if chr(code) in LETTERS}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            for first, ligatures in inner.ligatures.items():
                for ligature in ligatures:
                    glyphs = [first, *ligature.Component]
                    if all(glyph in letters for glyph in glyphs):
                        found["".join(letters[glyph] for glyph in glyphs)] = ligature.LigGlyph
    return found


def can_occur() -> set[str]:
    """Every word in quotes that the framework's scripts hold, and every one that the board names: icons are among
    them, whatever way they are put together."""
    scripts = [*Path(file_util.get_static_dir()).rglob("*.js"), *(ROOT / "policytargets").rglob("*.py")]
    scripts += [*(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]
    words = QUOTED.findall("\n".join(script.read_text(encoding="utf-8") for script in scripts))
    return {one or other for one, other in words}


def write() -> None:
    font = TTFont(FONT)
    glyphs = icons(font)
    options = Options(flavor="woff2", layout_features=["*"], layout_closure=False)
    cutter = Subsetter(options)
    cutter.populate(glyphs=[glyphs[name] for name in can_occur() & glyphs.keys()], text=LETTERS)
    cutter.subset(font)
    save_font(font, str(OURS), options)
    print(f"{len(icons(TTFont(OURS)))} icons, cut from {sha256(FONT.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    write()
