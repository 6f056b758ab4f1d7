"""A deck survives its address and its file, and nothing that comes from outside breaks it."""

import base64
import json
import random
import zlib
from dataclasses import replace

import pytest

from policytargets.comparisons.deck import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_SLIDES,
    Deck,
    Slide,
    completed,
)
from policytargets.comparisons.deck_forms import (
    LONGEST_ADDRESS,
    Address,
    Opened,
    from_address,
    from_file,
    keep_known,
    to_address,
    to_file,
)

LETTERS = "绿色低碳5G基站 <b>&\"'`*_|,.;:=+-%{}[]\\/\n𠮷é￥"
PLAIN = Deck((Slide("5g-base-stations-new"), Slide("grain-capacity")))


def some_deck(chance: random.Random) -> Deck:
    def text(most: int) -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(0, most)))

    slides = Deck()
    for _ in range(chance.randint(1, 8)):
        districts = tuple(chance.sample(["jiangbei", "qingzhou", "zhoucun"], chance.randint(0, 3)))
        name = "".join(chance.choices("abcxyz059", k=9)) + "-" + "".join(chance.choices("abc-", k=chance.randint(0, 9)))
        name = chance.choice([name, f"list:{name}/{chance.choice('绿城')}"])
        order, wording = chance.choice(["value", "name", "plan"]), chance.choice(["both", "grouped", "printed"])
        added = slides.added(Slide(name, districts=districts, order=order, wording=wording))
        slides = added.worded(len(added.slides) - 1, title=text(60), note=text(120))
    return replace(slides, focus=chance.choice(["", "qingzhou"]))


def test_a_deck_joined_to_another_loses_no_words_and_shows_nothing_twice_without_need() -> None:
    kept = PLAIN.worded(0, title="开场", note="记着说")
    further = Deck((Slide("grain-capacity"), Slide("5g-base-stations-new", note="另一句"), Slide("forest-area-new")))
    joined = kept.joined(further)
    assert joined is not None
    assert [(slide.subject, slide.title, slide.note) for slide in joined.slides] == [
        ("5g-base-stations-new", "开场", "记着说"), ("grain-capacity", "", ""),
        ("5g-base-stations-new", "", "另一句"), ("forest-area-new", "", ""),
    ]  # fmt: skip
    full = Deck(tuple(Slide(f"a{number}") for number in range(MOST_SLIDES - 1)))
    assert full.joined(PLAIN) is None
    assert full.joined(Deck(PLAIN.slides[:1])) is not None


def without(deck: Deck, *parts: str) -> Deck:
    return replace(deck, slides=tuple(replace(slide, **dict.fromkeys(parts, "")) for slide in deck.slides))


@pytest.mark.parametrize("seed", range(60))
def test_a_deck_survives_address_and_file(seed: int) -> None:
    deck = some_deck(random.Random(seed))
    noted = any(slide.note for slide in deck.slides)
    text, left_out = to_address(deck)
    assert left_out == (("note",) if noted else ())
    opened = from_address(text)
    assert opened.deck == without(replace(deck, focus=""), "note")
    assert opened.problems == []
    assert opened.left_out == left_out
    assert from_file(to_file(deck)) == Opened(deck, [])


def test_a_plain_deck_has_a_readable_address() -> None:
    assert to_address(PLAIN) == Address("5g-base-stations-new,grain-capacity")


def test_notes_never_stand_in_an_address() -> None:
    one, other = (PLAIN.worded(0, title="题", note=note) for note in ("甲" * 900, "乙"))
    assert to_address(one) == to_address(other)


def test_a_deck_too_long_for_the_address_keeps_order_and_selection_there_and_all_in_the_file() -> None:
    chance = random.Random(1)
    deck = Deck()
    for number in range(MOST_SLIDES):
        title, note = (
            "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(most)) for most in (LONGEST_TITLE, LONGEST_NOTE)
        )
        slide = Slide(f"an-indicator-with-a-long-name-{number}", districts=("qingzhou", "zhoucun"), wording="printed")
        deck = deck.added(slide).worded(number, title=title, note=note)
    text, left_out = to_address(deck)
    assert left_out == ("title", "note")
    assert len(text) <= LONGEST_ADDRESS
    opened = from_address(text)
    assert opened.deck == without(deck, "title", "note")
    assert opened.left_out == left_out
    assert from_file(to_file(deck)) == Opened(deck, [])
    assert completed(opened.deck, deck.slides) == deck


def test_titles_and_notes_go_to_the_slides_that_show_the_same() -> None:
    noted = PLAIN.worded(0, title="题", note="一").worded(1, title="", note="二")
    moved = without(noted.moved(0, 1).added(Slide("rural-roads-built")), "note")
    done = completed(moved.worded(1, title="新题", note=""), noted.slides)
    assert [(slide.title, slide.note) for slide in done.slides] == [("", "二"), ("新题", "一"), ("", "")]


# As the first version wrote them, notes included.
OLD = [["grain-capacity", "旧题", "旧注", ["qingzhou"], "name"], ["5g-base-stations-new", "", "", [], "value"]]


def test_addresses_and_files_of_the_first_version_open_whole() -> None:
    old = Deck((Slide("grain-capacity", "旧题", "旧注", ("qingzhou",), "name"), Slide("5g-base-stations-new")))
    packed_then = "v1." + base64.urlsafe_b64encode(zlib.compress(json.dumps(OLD).encode())).decode().rstrip("=")
    assert from_address(packed_then) == Opened(old, [])
    names = ("indicator", "title", "note", "districts", "order")
    whole = {
        "kind": "policytargets-deck",
        "version": 1,
        "focus": "",
        "slides": [dict(zip(names, row, strict=True)) for row in OLD],
    }
    assert from_file(json.dumps(whole).encode()) == Opened(old, [])


def test_slides_move_go_and_are_added_once() -> None:
    first, second = PLAIN.slides
    assert PLAIN.moved(1, -1).slides == (second, first)
    assert PLAIN.moved(0, -1) == PLAIN.moved(1, 1) == PLAIN.moved(7, 1) == PLAIN
    assert PLAIN.without(0).slides == (second,)
    assert PLAIN.worded(0, title="题", note="").added(first).slides[1:] == (second,)
    assert len(PLAIN.added(Slide("grain-capacity", districts=("qingzhou",))).slides) == 3
    full = Deck(tuple(Slide(f"i{number}") for number in range(MOST_SLIDES)))
    assert full.added(Slide("one-more")) == full


def packed(value: object) -> str:
    return "v1." + base64.urlsafe_b64encode(zlib.compress(json.dumps(value).encode())).decode().rstrip("=")


def test_markup_in_titles_stays_text_and_titles_are_cut() -> None:
    opened = from_address(packed([["grain-capacity", "<script>alert(1)</script>" + "长" * 500, "\x00\ud800a\u202eb"]]))
    (slide,) = opened.deck.slides
    assert slide.title.startswith("<script>alert(1)</script>长")
    assert len(slide.title) == LONGEST_TITLE
    assert slide.note == "ab"
    assert any("截短" in problem for problem in opened.problems)


@pytest.mark.parametrize(
    "text",
    [
        "v1.",
        "v1.!!!!",
        "v1.AAAA",
        "v2.AAAA",
        "v9.AAAA",
        "x" * 100_000,
        "=1+1",
        "<b>",
        "基站",
        packed("text")[:-4],
        packed([["a" * 400]]),
        "v1." + base64.urlsafe_b64encode(zlib.compress(b"[" * 250_000)).decode(),
        "v1." + base64.urlsafe_b64encode(zlib.compress(b"0" * 250_000)).decode(),
    ],
)
def test_hostile_addresses_give_a_sentence(text: str) -> None:
    opened = from_address(text)
    assert opened.deck == Deck()
    assert opened.problems
    assert all(len(problem) < 200 for problem in opened.problems)


@pytest.mark.parametrize("value", [{}, 1, None, "a", [1, None, {}], [[]], [[1, 2, 3, 4, 5]], [["a", [], {}, "x", 9]]])
def test_packed_values_of_any_shape_are_read_without_an_error(value: object) -> None:
    from_address(packed(value))


def test_a_packed_bomb_is_not_unpacked_whole() -> None:
    bomb = "v1." + base64.urlsafe_b64encode(zlib.compress(b"0" * 4_000_000, 9)).decode()
    assert len(bomb) < 2 * LONGEST_ADDRESS
    assert from_address(bomb).problems


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"kind":"other"}',
        b"[" * 100_000,
        b'{"kind":"policytargets-deck","version":1,"slides":[{"indicator":"' + b"x" * 300_000 + b'"}]}',
        bytes(range(256)) * 40,
        b"PK\x03\x04" + bytes(300),
        b'{"kind":"policytargets-deck","slides":' + b'{"a":' * 20_000,
        '\ufeff{"kind":7}'.encode("utf-16"),
    ],
    ids=["empty", "binary", "list", "object", "kind", "deep", "huge", "bytes", "archive", "deep-in", "utf-16"],
)
def test_files_of_another_kind_give_a_sentence(content: bytes) -> None:
    opened = from_file(content)
    assert opened.deck == Deck()
    assert opened.problems


def test_a_file_of_another_version_is_read_as_far_as_it_can_be() -> None:
    whole = {"kind": "policytargets-deck", "version": 9, "focus": 4, "slides": [{"indicator": "grain-capacity"}, 7]}
    opened = from_file(json.dumps(whole).encode())
    assert opened.deck == Deck((Slide("grain-capacity"),))
    assert "版本是 9" in opened.problems[0]
    assert len(opened.problems) == 2


@pytest.mark.parametrize("version", [None, "2", 2.5, True, 0, 3, [2], 10**30])
def test_a_version_that_is_none_is_said(version: object) -> None:
    whole = {"kind": "policytargets-deck", "version": version, "slides": [{"subject": "grain-capacity"}]}
    opened = from_file(json.dumps(whole).encode())
    assert opened.deck == Deck((Slide("grain-capacity"),))
    assert "本看板只认得版本 1 到 2" in opened.problems[0]


def test_ten_thousand_slides_and_a_mark_of_bytes_are_read_in_part() -> None:
    rows = [{"subject": f"i{number}"} for number in range(10_000)]
    whole = {"kind": "policytargets-deck", "version": 2, "slides": rows}
    opened = from_file("\ufeff".encode() + json.dumps(whole, separators=(",", ":")).encode())
    assert len(opened.deck.slides) == MOST_SLIDES
    assert f"{10_000 - MOST_SLIDES} 张没有打开" in opened.problems[0]


@pytest.mark.parametrize("subject", ["a:", ":b", "A:b", "list:a,b", "list:a b", "list:" + "x" * 301, "list:\u202ea", 7])
def test_what_can_not_be_a_subject_is_no_slide(subject: object) -> None:
    whole = {"kind": "policytargets-deck", "version": 2, "slides": [{"subject": subject}]}
    assert from_file(json.dumps(whole).encode()).deck == Deck()


def test_more_slides_than_a_deck_holds_are_counted() -> None:
    opened = from_address(",".join(f"i{number}" for number in range(MOST_SLIDES + 7)))
    assert len(opened.deck.slides) == MOST_SLIDES
    assert "7 张没有打开" in opened.problems[0]


def test_what_the_record_does_not_hold_is_named_and_the_rest_kept() -> None:
    slides = (Slide("grain-capacity", districts=("qingzhou", "nowhere")), Slide("gone"))
    known = keep_known(Opened(Deck(slides, focus="nowhere")), ["grain-capacity"], ["qingzhou"])
    assert known.deck == Deck((Slide("grain-capacity", districts=("qingzhou",)),))
    assert "“gone”" in known.problems[0]
    assert "“nowhere”" in known.problems[1]


@pytest.mark.parametrize("place", ["indicator", "title", "note", "districts", "order", "focus", "version"])
def test_half_a_character_anywhere_harms_nothing(place: str) -> None:
    """JSON can say what no text can hold; sent to a browser it would break the session."""
    half, slide = "\ud800", {"indicator": "grain-output", "title": "", "note": "", "districts": [], "order": "value"}
    whole: dict[str, object] = {"kind": "policytargets-deck", "version": 1, "focus": "", "slides": [slide]}
    (slide if place in slide else whole)[place] = [half, "zhoucun" + half] if place == "districts" else half
    opened = [from_file(json.dumps(whole).encode())]
    row = [slide["indicator"], slide["title"], slide["note"], slide["districts"], slide["order"]]
    packed = base64.urlsafe_b64encode(zlib.compress(json.dumps([row]).encode())).decode().rstrip("=")
    opened.append(from_address("v1." + packed))
    for one in opened:
        known = keep_known(one, ["grain-output"], ["zhoucun"])
        assert repr(known).isprintable()
        str(known.deck.slides).encode()
        "".join(known.problems).encode()
        to_address(known.deck)[0].encode()
        for shown in known.deck.slides:
            (shown.title + shown.note + "".join(shown.districts)).encode()
    assert place == "indicator" or all(one.deck.slides for one in opened)
