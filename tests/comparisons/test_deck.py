"""A deck survives its address and its file, and nothing that comes from outside breaks it."""

import base64
import json
import random
import zlib
from dataclasses import replace

import pytest

from policytargets.comparisons.deck import (
    LONGEST_ADDRESS,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_SLIDES,
    Deck,
    Opened,
    Slide,
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
        added = slides.added(Slide(name, districts=districts, order=chance.choice(["value", "name", "plan"])))
        slides = added.worded(len(added.slides) - 1, title=text(60), note=text(120))
    return replace(slides, focus=chance.choice(["", "qingzhou"]))


@pytest.mark.parametrize("seed", range(60))
def test_a_deck_survives_address_and_file(seed: int) -> None:
    deck = some_deck(random.Random(seed))
    text, whole = to_address(deck)
    assert whole
    assert from_address(text) == Opened(replace(deck, focus=""), [])
    assert from_file(to_file(deck)) == Opened(deck, [])


def test_a_plain_deck_has_a_readable_address() -> None:
    assert to_address(PLAIN) == ("5g-base-stations-new,grain-capacity", True)


def test_a_deck_too_long_for_the_address_keeps_its_order_there_and_all_in_the_file() -> None:
    chance = random.Random(1)
    deck = Deck()
    for number in range(MOST_SLIDES):
        note = "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(LONGEST_NOTE))
        deck = deck.added(Slide(f"indicator-{number}")).worded(number, title="题", note=note)
    text, whole = to_address(deck)
    assert not whole
    assert len(text) <= LONGEST_ADDRESS
    assert [slide.indicator_id for slide in from_address(text).deck.slides] == [s.indicator_id for s in deck.slides]
    assert from_file(to_file(deck)) == Opened(deck, [])


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
    ],
    ids=["empty", "binary", "list", "object", "kind", "deep", "huge"],
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
