"""The two forms of a deck: a short text for the address, without notes, and a file that holds it whole."""

import base64
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple

from policytargets.comparisons.deck import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_DISTRICTS,
    MOST_SLIDES,
    SUBJECT,
    Deck,
    Slide,
    lines,
    one_line,
)

VERSION = 2
KIND = "policytargets-deck"
# What a packed address of each version holds of a slide, in this order.
FIELDS = {
    "v1": ("subject", "title", "note", "districts", "order"),
    "v2": ("subject", "title", "districts", "order", "wording"),
}
MARK = f"v{VERSION}."
LONGEST_ADDRESS, LONGEST_FILE = 4000, 300_000
ORDERS, WORDINGS = ("value", "name", "plan"), ("both", "grouped", "printed")
EMPTY = "链接中的演示里一项也没有，可能转发时丢了内容。请向发送人索取完整链接。"
PARTS = {"title": "标题", "note": "备注"}
ID = re.compile(r"[0-9a-z]{1,20}(~[0-9a-z]{1,20})?")  # under which a browser keeps one deck


class Address(NamedTuple):
    """The text that stands for a deck in the address, and what of the deck it leaves out (`title`, `note`)."""

    text: str
    left_out: tuple[str, ...] = ()


@dataclass
class Opened:
    """A deck as read from an address or a file, a Chinese sentence for each thing that was left out, and which parts
    of it the address never held (`title`, `note`)."""

    deck: Deck = field(default_factory=Deck)
    problems: list[str] = field(default_factory=list)
    left_out: tuple[str, ...] = ()


def to_address(deck: Deck) -> Address:
    """The deck without its notes: plain ids where nothing else is set; a packed form where it is; the packed form
    without titles where that would be too long."""
    left_out = ("note",) if any(slide.note for slide in deck.slides) else ()
    simple = all(slide == Slide(slide.subject) and not slide.kind for slide in deck.slides)
    if simple:
        return Address(",".join(slide.subject for slide in deck.slides))
    whole = _packed(deck, left_out, titles=True)
    if len(whole) <= LONGEST_ADDRESS:
        return Address(whole, left_out)
    left_out = ("title", *left_out)
    return Address(_packed(deck, left_out, titles=False), left_out)


def from_address(text: str) -> Opened:
    """The deck that a text of the address stands for. Never raises: what can't be read becomes a problem."""
    text = text.strip()
    if not text:
        return Opened()
    if len(text) > 4 * LONGEST_ADDRESS:
        return Opened(problems=["链接中的演示内容过长，无法读取。请改用保存的演示内容（.json）打开。"])
    if not re.match(r"v\d+\.", text):
        parts = [part for part in text.split(",") if part.strip()]
        return _opened([{"subject": part} for part in parts]) if parts else Opened(problems=[EMPTY])
    version, _, rest = text.partition(".")
    if version not in FIELDS:
        return Opened(problems=[f"链接中的演示是另一版本（{version[:10]}），本看板只认得 v1 到 v{VERSION}，无法读取。"])
    try:
        found = json.loads(_unpacked(rest))
    except (ValueError, RecursionError, zlib.error):
        found = None
    rows, left_out = (found.get("slides"), found.get("left_out")) if isinstance(found, dict) else (found, [])
    if not isinstance(rows, list):
        return Opened(problems=["链接中的演示内容不完整或已损坏，无法读取。请向发送人索取完整链接或保存的演示内容。"])
    names = FIELDS[version]
    opened = _opened([dict(zip(names, row, strict=False)) if isinstance(row, list) else {} for row in rows])
    opened.left_out = tuple(part for part in PARTS if isinstance(left_out, list) and part in left_out)
    return opened


def to_file(deck: Deck) -> bytes:
    """The deck whole as a JSON file (UTF-8)."""
    whole = {"kind": KIND, "version": VERSION, "focus": deck.focus, "slides": [asdict(slide) for slide in deck.slides]}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def from_file(content: bytes) -> Opened:
    """The deck in a JSON file. Never raises: what can't be read becomes a problem, the rest is kept."""
    if len(content) > LONGEST_FILE:
        return Opened(problems=[f"文件超过 {LONGEST_FILE // 1000} KB，不是本看板保存的演示内容，没有打开。"])
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("kind") != KIND:
        return Opened(problems=["这不是本看板保存的演示内容，没有打开。"])
    rows = found.get("slides")
    opened = _opened(rows if isinstance(rows, list) else [])
    focus = found.get("focus")
    opened.deck = replace(opened.deck, focus=one_line(focus)[:40] if isinstance(focus, str) else "")
    version = found.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        said = (
            f"演示内容的版本是 {one_line(str(version))[:20]}，本看板只认得版本 1 到 {VERSION}；能读懂的部分照常显示。"
        )
        opened.problems.insert(0, said)
    return opened


def keep_known(opened: Opened, subjects: Iterable[str], districts: Iterable[str]) -> Opened:
    """The same deck with only the subjects and districts that the record holds, and a sentence naming the rest."""
    known, places = set(subjects), set(districts)
    slides = opened.deck.slides
    missing = list(dict.fromkeys(slide.subject for slide in slides if slide.subject not in known))
    strange = list(dict.fromkeys(d for slide in slides for d in slide.districts if d not in places))
    kept = tuple(
        replace(slide, districts=tuple(d for d in slide.districts if d in places))
        for slide in slides
        if slide.subject in known
    )
    problems = list(opened.problems)
    problems += [f"演示中的{_named(missing)}不在本记录中，已略去；其余照常显示。"] if missing else []
    problems += [f"演示中的区县{_named(strange)}不在本记录中，已略去。"] if strange else []
    focus = opened.deck.focus if opened.deck.focus in places else ""
    return Opened(Deck(kept, focus), problems, opened.left_out)


def _opened(rows: list[Any]) -> Opened:
    """Slides from untrusted rows, each fault said once."""
    opened, slides, strange, cut = Opened(), [], [], False
    for row in rows[:MOST_SLIDES]:
        fields = row if isinstance(row, dict) else {}
        slide = _slide(fields)
        named = fields.get("subject", fields.get("indicator", ""))
        if slide is None:
            strange.append(one_line(str(named)) or "（空）")
            continue
        cut = cut or len(slide.title) > LONGEST_TITLE or len(slide.note) > LONGEST_NOTE
        slides.append(replace(slide, title=slide.title[:LONGEST_TITLE], note=slide.note[:LONGEST_NOTE]))
    opened.deck = Deck(tuple(slides))
    if strange:
        opened.problems.append(f"演示中的{_named(list(dict.fromkeys(strange)))}不是指标编号，已略去；其余照常显示。")
    if cut:
        opened.problems.append(f"过长的标题或备注已截短（标题 {LONGEST_TITLE} 字、备注 {LONGEST_NOTE} 字以内）。")
    if len(rows) > MOST_SLIDES:
        opened.problems.append(f"演示最多 {MOST_SLIDES} 张，后面的 {len(rows) - MOST_SLIDES} 张没有打开。")
    return opened


def _slide(fields: dict[str, Any]) -> Slide | None:
    """One slide of untrusted fields, its texts not yet cut; none where its subject can't be one. Version 1 calls the
    subject `indicator`."""
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    subject = texts.get("subject", texts.get("indicator", "")).strip()
    if not SUBJECT.fullmatch(subject) or not subject.isprintable():
        return None
    given = fields.get("districts")
    names = [one_line(name) for name in given if isinstance(name, str)] if isinstance(given, list) else []
    return Slide(
        subject,
        one_line(texts.get("title", "")),
        lines(texts.get("note", "")),
        tuple(name for name in names if name)[:MOST_DISTRICTS],
        texts["order"] if texts.get("order") in ORDERS else ORDERS[0],
        texts["wording"] if texts.get("wording") in WORDINGS else WORDINGS[0],
    )


def _packed(deck: Deck, left_out: tuple[str, ...], *, titles: bool) -> str:
    rows = [[s.subject, s.title if titles else "", list(s.districts), s.order, s.wording] for s in deck.slides]
    text = json.dumps({"left_out": left_out, "slides": rows}, ensure_ascii=False, separators=(",", ":"))
    return MARK + base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def _unpacked(text: str) -> str:
    """The text inside the packed form, at most `LONGEST_FILE` bytes of it. Raises ValueError and zlib.error for
    what is no packed form or not whole."""
    packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    unpacking = zlib.decompressobj()
    text_bytes = unpacking.decompress(packed, LONGEST_FILE)
    if not unpacking.eof:
        raise ValueError("the packed deck is cut off or too long")
    return text_bytes.decode()


def _named(names: list[str]) -> str:
    shown = "、".join(name[:40] for name in names[:3])
    return f"“{shown}”" + (f"等 {len(names)} 项" if len(names) > 3 else "")
