"""The deck of a session with its earlier and later states, for undo and redo."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from policytargets.comparisons.deck import Deck

MOST_STEPS = 100


@dataclass(frozen=True)
class Step:
    """A deck at one time and the id under which the browser keeps it."""

    deck: Deck = field(default_factory=Deck)
    deck_id: str = ""


class Version(NamedTuple):
    """A deck as the browser keeps it: its stamp, what stamp it had before, its first slide's title."""

    deck: Deck
    stamp: str
    before: str = ""
    title: str = ""


@dataclass
class Held:
    """The deck of a session; one object throughout, so that a download finds the latest even while a run goes on.

    `before` and `after` are the steps for undo and redo, `asked` the step whose rest the browser is asked for,
    `missing` what neither address nor browser had, `filed` the deck that was last saved as a file; `begun` is the id of
    a deck that was begun where there was none, until its reader has said whether it shall be one of its own; `versions`
    are what the browser gave or was given last of each deck, by its id.
    """

    now: Step = field(default_factory=Step)
    before: list[Step] = field(default_factory=list)
    after: list[Step] = field(default_factory=list)
    asked: Step | None = None
    missing: tuple[str, ...] = ()
    filed: Deck | None = None
    begun: str = ""
    versions: dict[str, Version] = field(default_factory=dict)

    @property
    def deck(self) -> Deck:
        return self.now.deck

    def change(self, change: Callable[[Deck], Deck], *, anew: bool = False) -> bool:
        """Put a changed deck in place of the present one; gives back whether it differs. A new deck, or one begun after
        all was taken out, gets an id of its own, so that the browser keeps the other as well."""
        after = change(self.deck)
        if after == self.deck:
            return False
        begun = anew or not self.deck.slides or not self.now.deck_id
        first = not (anew or self.before or self.now.deck_id)
        self.turn_to(Step(after, new_id() if begun else self.now.deck_id))
        self.begun = self.now.deck_id if first else self.begun
        return True

    def turn_to(self, step: Step) -> None:
        """Another deck in the place of the present one, which undo brings back."""
        self.before = [*self.before, self.now][-MOST_STEPS:]
        self.after = []
        self.now = step

    def undo(self) -> None:
        """Bring back the deck before the latest change."""
        if self.before:
            self.after.append(self.now)
            self.now = self.before.pop()

    def redo(self) -> None:
        """Make the change again that was undone last."""
        if self.after:
            self.before.append(self.now)
            self.now = self.after.pop()

    def version(self, titled: Callable[[Deck], str]) -> Version:
        """The present deck as the browser is to keep it: with a new stamp, and `titled` anew, where it is another than
        the browser gave or was given."""
        deck_id, deck = self.now.deck_id, self.deck
        known = self.versions.get(deck_id)
        if known is None or known.deck != deck:
            known = Version(deck, new_id(), known.stamp if known else "", titled(deck))
            self.versions[deck_id] = known
        return known

    def given(self, step: Step, stamp: str) -> None:
        """The browser gave this deck, and has it already."""
        self.versions[step.deck_id] = Version(step.deck, stamp)


def new_id() -> str:
    """An id that no other deck has."""
    return secrets.token_hex(6)
