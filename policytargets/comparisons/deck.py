"""A deck of what is presented: slides in their order, and how they are changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_SLIDES, LONGEST_TITLE, LONGEST_NOTE, MOST_DISTRICTS = 40, 80, 1000, 20
# An indicator_id, or a kind with what it needs: `department:qingzhou-industry`.
SUBJECT = re.compile(r"[a-z0-9][a-z0-9-]{0,79}|[a-z][a-z_-]{0,29}:[^\x00-\x20,]{1,300}")


@dataclass(frozen=True)
class Slide:
    """One thing to show, and how.

    `subject` says what: an indicator_id for a comparison, else `kind:parameters`. A kind plugs in with one entry of
    `ui/blocks/deck_kinds.py: KINDS`, a function from the slide to what is shown; address, file, order, wording and
    undo need nothing more. `title` replaces the subject's own where it is set; `note` is for the speaker; `districts`
    are district_ids, none meaning all; `order` is one of the orders of a comparison, `wording` how its figures are
    written.
    """

    subject: str
    title: str = ""
    note: str = ""
    districts: tuple[str, ...] = ()
    order: str = "value"
    wording: str = "both"

    @property
    def kind(self) -> str:
        """What stands before the colon of the subject; empty for an indicator."""
        return self.subject.partition(":")[0] if ":" in self.subject else ""


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
        """Whether the deck has this slide, whatever its title and note."""
        return any(same_view(slide, own) for own in self.slides)

    def joined(self, other: "Deck") -> "Deck | None":
        """The deck with the slides of another behind its own, but what it shows already under no other words; None
        where that are too many."""
        further = [slide for slide in other.slides if slide.title or slide.note or not self.holds(slide)]
        slides = (*self.slides, *further)
        return replace(self, slides=slides) if len(slides) <= MOST_SLIDES else None

    def moved(self, place: int, step: int) -> "Deck":
        """The deck with the slide at `place` moved by `step` places; the same deck where it would leave it."""
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
        own = replace(self.slides[place], title=one_line(title)[:LONGEST_TITLE], note=lines(note)[:LONGEST_NOTE])
        return replace(self, slides=(*self.slides[:place], own, *self.slides[place + 1 :]))


def same_view(one: Slide, other: Slide) -> bool:
    """Whether two slides show the same, whatever their titles and notes."""
    return replace(one, title=other.title, note=other.note) == other


def completed(deck: Deck, kept: Sequence[Slide]) -> Deck:
    """The deck with the titles and notes that it lacks, from slides that show the same."""
    left, slides = list(kept), []
    for slide in deck.slides:
        found = next((own for own in left if same_view(own, slide)), None)
        if found is not None:
            left.remove(found)
            slide = replace(slide, title=slide.title or found.title, note=slide.note or found.note)
        slides.append(slide)
    return replace(deck, slides=tuple(slides))


def lines(text: str) -> str:
    """Text without what can't be shown or written: control characters and halves of characters."""
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable()).strip()


def one_line(text: str) -> str:
    """The same in one line, runs of spaces as one."""
    return " ".join(lines(text.replace("\n", " ")).split())
