"""HTML: the blocks in their order, tables as rows of cells; what only serves the page is left out and told."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import MERGED, Document
from policytargets.intake.readers.text import read_text

CHROME = "script, style, noscript, nav, header, footer, aside, form, iframe, button, select, svg, template"
BLOCKS = {
    "p", "div", "section", "article", "main", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "blockquote",
    "dd", "dt", "dl", "pre", "center", "body", "table", "hr",
}  # fmt: skip
# Nobody nests so deep, and parsing takes the square of the depth.
DEEPEST = 400
MOST_SPANNED = 100
NOT_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# Elements that have no end, or need none: the next of their kind ends them.
ENDLESS = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "colgroup",
}  # fmt: skip


def read_web(data: bytes) -> Document:
    """The text of a web page; raises DocumentUnreadable where its elements are nested deeper than anyone writes."""
    markup = read_text(data).text
    if _depth(markup) > DEEPEST:
        raise DocumentUnreadable(f"文件异常，未导入：网页的元素套了 {DEEPEST} 层以上，不像一份文件。")
    tree = LexborHTMLParser(markup)
    dropped = 0
    for node in tree.css(CHROME):
        dropped += len((node.text() or "").split())
        node.decompose()
    pieces: list[str] = []
    if tree.body is not None:
        _walk(tree.body, pieces, {})
    lines = ["\t".join(cell.strip(" ") for cell in line.split("\t")) for line in "".join(pieces).split("\n")]
    text = "\n".join(line for line in lines if line.strip())
    return Document(text + "\n", "html", notes=(f"网页的菜单、脚本等 {dropped} 处未读入",) if dropped else ())


def _depth(markup: str) -> int:
    """How deep elements are nested at most, at a glance."""
    depth = deepest = 0
    for closing, name in TAG.findall(NOT_MARKUP.sub("", markup)):
        if name.lower() not in ENDLESS:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _walk(node: LexborNode, pieces: list[str], going_on: dict[int, int]) -> None:
    """Take on the text below a node; `going_on` says of a table's columns for how many rows more a cell goes on."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            pieces.append(" ".join((child.text(deep=False) or "").split()))
        elif child.tag == "tr":
            cells = [cell for cell in child.iter() if cell.tag in ("td", "th")]
            pieces.append("\n" + "\t".join(_row(cells, going_on)) + "\n")
        else:
            edge = "\n" if child.tag in BLOCKS else ""
            pieces.append(edge)
            _walk(child, pieces, {} if child.tag == "table" else going_on)
            pieces.append(edge)


def _row(cells: list[LexborNode], going_on: dict[int, int]) -> list[str]:
    """The cells of a row in the columns of their table: marked where one above goes on, empty where one beside does."""
    row: list[str] = []
    waiting = cells[::-1]
    while waiting or going_on.get(len(row)):
        if going_on.get(len(row)):
            going_on[len(row)] -= 1
            row.append(MERGED)
            continue
        cell = waiting.pop()
        for at in range(_spanned(cell, "colspan")):
            going_on[len(row)] = _spanned(cell, "rowspan") - 1
            row.append("" if at else _cell(cell))
    return row


def _spanned(cell: LexborNode, way: str) -> int:
    """How many columns or rows a cell takes, as far as any table goes."""
    said = cell.attributes.get(way) or "1"
    return min(max(int(said), 1), MOST_SPANNED) if said.isdecimal() else 1


def _cell(node: LexborNode) -> str:
    inner: list[str] = []
    _walk(node, inner, {})
    return "\x0b".join(line.strip() for line in "".join(inner).split("\n") if line.strip())
