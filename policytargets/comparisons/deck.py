"""A deck of comparisons to present, and its two forms: a short text for the address and a file to keep."""

import base64
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

VERSION = 1
KIND = "policytargets-deck"
MARK = "v1."
MOST_SLIDES, LONGEST_TITLE, LONGEST_NOTE = 40, 80, 1000
LONGEST_ADDRESS, LONGEST_FILE = 4000, 300_000
KNOWN_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass(frozen=True)
class Slide:
    """One comparison of a deck. `title` replaces the comparison's own where it is set; `note` is for the speaker;
    `districts` are district_ids, none meaning all; `order` is one of the orders of a comparison."""

    indicator_id: str
    title: str = ""
    note: str = ""
    districts: tuple[str, ...] = ()
    order: str = "value"


@dataclass(frozen=True)
class Deck:
    """Slides in the order they are shown, and the district_id in focus (empty: none)."""

    slides: tuple[Slide, ...] = ()
    focus: str = ""

    def added(self, slide: Slide) -> "Deck":
        """The deck with one more slide at its end; the same deck where it is there already or the deck is full."""
        if self.holds(slide) or len(self.slides) >= MOST_SLIDES:
            return self
        return replace(self, slides=(*self.slides, slide))

    def holds(self, slide: Slide) -> bool:
        """Whether the deck has this comparison, whatever its title and note."""
        return any(replace(slide, title=own.title, note=own.note) == own for own in self.slides)

    def moved(self, place: int, step: int) -> "Deck":
        """The deck with the slide at `place` moved by `step` places; the same deck at either end."""
        target = place + step
        if not (0 <= place < len(self.slides) and 0 <= target < len(self.slides)):
            return self
        slides = list(self.slides)
        slides.insert(target, slides.pop(place))
        return replace(self, slides=tuple(slides))

    def without(self, place: int) -> "Deck":
        """The deck without the slide at `place`."""
        return replace(self, slides=self.slides[:place] + self.slides[place + 1 :])

    def worded(self, place: int, *, title: str, note: str) -> "Deck":
        """The deck with another title and note on the slide at `place`, cut to their longest."""
        own = replace(self.slides[place], title=_line(title)[:LONGEST_TITLE], note=_lines(note)[:LONGEST_NOTE])
        return replace(self, slides=(*self.slides[:place], own, *self.slides[place + 1 :]))


@dataclass
class Opened:
    """A deck as read from an address or a file, and a Chinese sentence for each thing that was left out."""

    deck: Deck = field(default_factory=Deck)
    problems: list[str] = field(default_factory=list)


def to_address(deck: Deck) -> tuple[str, bool]:
    """The text that stands for the slides in the address, and whether it carries them whole. Plain ids where
    nothing else is set; a packed form where it is; ids alone again where that would be too long."""
    plain = ",".join(slide.indicator_id for slide in deck.slides)
    if all(slide == Slide(slide.indicator_id) for slide in deck.slides):
        return plain, True
    fields = [[s.indicator_id, s.title, s.note, list(s.districts), s.order] for s in deck.slides]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    packed = MARK + base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    return (packed, True) if len(packed) <= LONGEST_ADDRESS else (plain, False)


def from_address(text: str) -> Opened:
    """The deck that a text of the address stands for. Never raises: what can't be read becomes a problem."""
    text = text.strip()
    if not text:
        return Opened()
    if len(text) > 2 * LONGEST_ADDRESS:
        return Opened(problems=["链接中的演示内容过长，无法读取。请改用保存的演示内容（.json）打开。"])
    if not re.match(r"v\d+\.", text):
        return _opened([{"indicator": part} for part in text.split(",") if part.strip()])
    if not text.startswith(MARK):
        version = text.split(".")[0][:10]
        return Opened(problems=[f"链接中的演示是另一版本（{version}），本看板只认得 v{VERSION}，无法读取。"])
    try:
        found = json.loads(_unpacked(text.removeprefix(MARK)))
    except (ValueError, RecursionError, zlib.error):
        found = None
    if not isinstance(found, list):
        return Opened(problems=["链接中的演示内容不完整或已损坏，无法读取。请向发送人索取完整链接或保存的演示内容。"])
    names = ("indicator", "title", "note", "districts", "order")
    return _opened([dict(zip(names, row, strict=False)) if isinstance(row, list) else {} for row in found])


def to_file(deck: Deck) -> bytes:
    """The deck whole as a JSON file (UTF-8)."""
    slides = [{"indicator": slide.indicator_id, **asdict(slide)} for slide in deck.slides]
    for slide in slides:
        del slide["indicator_id"]
    whole = {"kind": KIND, "version": VERSION, "focus": deck.focus, "slides": slides}
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
    opened.deck = replace(opened.deck, focus=_line(focus)[:40] if isinstance(focus, str) else "")
    version = found.get("version")
    if version != VERSION:
        said = f"演示内容的版本是 {_line(str(version))[:20]}，本看板只认得版本 {VERSION}；能读懂的部分照常显示。"
        opened.problems.insert(0, said)
    return opened


def keep_known(opened: Opened, indicators: Iterable[str], districts: Iterable[str]) -> Opened:
    """The same deck with only the indicators and districts that the record holds, and a sentence naming the rest."""
    known, places = set(indicators), set(districts)
    slides = opened.deck.slides
    missing = list(dict.fromkeys(slide.indicator_id for slide in slides if slide.indicator_id not in known))
    strange = list(dict.fromkeys(d for slide in slides for d in slide.districts if d not in places))
    kept = tuple(
        replace(slide, districts=tuple(d for d in slide.districts if d in places))
        for slide in slides
        if slide.indicator_id in known
    )
    problems = list(opened.problems)
    problems += [f"演示中的指标{_named(missing)}不在本记录中，已略去；其余照常显示。"] if missing else []
    problems += [f"演示中的区县{_named(strange)}不在本记录中，已略去。"] if strange else []
    focus = opened.deck.focus if opened.deck.focus in places else ""
    return Opened(Deck(kept, focus), problems)


def _opened(rows: list[Any]) -> Opened:
    """Slides from untrusted rows, each fault said once."""
    opened, slides, strange, cut = Opened(), [], [], False
    for row in rows[:MOST_SLIDES]:
        fields = row if isinstance(row, dict) else {}
        texts = {name: fields.get(name) if isinstance(fields.get(name), str) else "" for name in ("title", "note")}
        title, note = _line(texts["title"] or ""), _lines(texts["note"] or "")
        cut = cut or len(title) > LONGEST_TITLE or len(note) > LONGEST_NOTE
        named, order = str(fields.get("indicator", "")).strip(), fields.get("order")
        if not KNOWN_ID.fullmatch(named):
            strange.append(_line(named) or "（空）")
            continue
        given = fields.get("districts")
        names = [_line(d) for d in given if isinstance(d, str)] if isinstance(given, list) else []
        districts = tuple(name for name in names if name)[:20]
        order = order if order in ("name", "plan") else "value"
        slides.append(Slide(named, title[:LONGEST_TITLE], note[:LONGEST_NOTE], districts, order))
    opened.deck = Deck(tuple(slides))
    if strange:
        opened.problems.append(f"演示中的{_named(list(dict.fromkeys(strange)))}不是指标编号，已略去；其余照常显示。")
    if cut:
        opened.problems.append(f"过长的标题或备注已截短（标题 {LONGEST_TITLE} 字、备注 {LONGEST_NOTE} 字以内）。")
    if len(rows) > MOST_SLIDES:
        opened.problems.append(f"演示最多 {MOST_SLIDES} 张，后面的 {len(rows) - MOST_SLIDES} 张没有打开。")
    return opened


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


def _lines(text: str) -> str:
    """Text without what can't be shown or written: control characters and halves of characters."""
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable()).strip()


def _line(text: str) -> str:
    return " ".join(_lines(text.replace("\n", " ")).split())
