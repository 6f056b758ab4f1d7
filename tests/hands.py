"""What a page asks of its user's hands, by the keystroke-level model: a model of a person, not a person."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# Seconds: a key of an average typist, a look for something with a point and click, a decision, a screen read first.
KEY, POINT, THOUGHT, SCREEN = 0.28, 1.1, 1.35, 5.0
KEYS_OF_HANZI = 3  # typed by their sounds and chosen


@dataclass
class Hands:
    """A user who acts without waiting for more than they see; the seconds count hands and head, not the server."""

    page: Page
    keys: int = 0
    points: int = 0
    thoughts: int = 0
    screens: int = 0

    @property
    def seconds(self) -> float:
        return self.keys * KEY + self.points * POINT + self.thoughts * THOUGHT + self.screens * SCREEN

    def read(self) -> None:
        """Read a screen that was not seen before."""
        self.screens += 1

    def point(self, place: Locator) -> None:
        """Decide for something, point at it and click."""
        place.click()
        self.thoughts += 1
        self.points += 1

    def write(self, text: str) -> None:
        """Type where the cursor stands."""
        self.page.keyboard.insert_text(text) if _hanzi(text) else self.page.keyboard.type(text)
        self.keys += sum(KEYS_OF_HANZI if _hanzi(letter) else 1 for letter in text)

    def press(self, key: str) -> None:
        """Press one key, such as Tab."""
        self.page.keyboard.press(key)
        self.keys += 1


def _hanzi(text: str) -> bool:
    return any(letter >= "\u3000" for letter in text)
