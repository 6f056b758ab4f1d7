"""The shapes and grounds of pictures: what each is called, how large it is and how large its letters are."""

from dataclasses import dataclass
from typing import Literal

from policytargets.charts.style import DARK, LIGHT, Palette

Ground = Literal["light", "dark", "transparent"]
GROUND_WORD: dict[Ground, str] = {"light": "浅色", "dark": "深色", "transparent": "透明"}
PIXELS_PER_INCH = 150
POINTS_PER_INCH = 72
A4 = (210 / 25.4 * POINTS_PER_INCH, 297 / 25.4 * POINTS_PER_INCH)


@dataclass(frozen=True)
class Shape:
    """A shape of pictures. Lengths are pixels of 1/150 inch.

    `titles` are sizes for shorter and shorter titles, the last for any; `letters` the smallest and largest of names and
    figures; `names` and `figures` the widths of their columns in letters; `growth` by how much at most everything
    else may shrink to make room for many rows, beyond which the picture grows in height. `cites` chapters in the
    source line, which small pictures leave to documents and numbers of tasks. Up to `highest` an exhibit grows in
    height before it leaves rows out.
    """

    key: str
    title: str
    word: str
    width: int
    height: int
    margin: int
    titles: tuple[int, ...]
    subtitle: int
    note: int
    source: int
    letters: tuple[int, int]
    names: float
    figures: float
    growth: float
    cites: bool
    highest: int = 0

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points, 1/72 inch."""
        if self.key == "a4":
            return A4
        part = POINTS_PER_INCH / PIXELS_PER_INCH
        return self.width * part, self.height * part


WIDE = Shape(
    "wide", "16:9 横图", "16比9", 1920, 1080, 80, (56, 46, 38, 32), 30, 21, 19, (20, 36), 18.0, 17.0, 1.3, True
)
SQUARE = Shape(
    "square", "1:1 方图", "1比1", 1080, 1080, 54, (48, 42, 36, 30), 25, 22, 20, (20, 28), 9.0, 9.0, 1.7, False
)
TALL = Shape("tall", "3:4 竖图", "3比4", 1080, 1440, 54, (52, 46, 40, 32), 27, 24, 22, (22, 32), 9.0, 9.0, 1.7, False)
PAPER = Shape("a4", "A4 竖版", "A4", 1240, 1754, 110, (46, 40, 36, 30), 26, 22, 20, (22, 30), 10.0, 9.0, 4.0, True)
# In the text of a paper, 156 mm wide: no letters below 9 points, and of exhibits, which have their table below, never
# higher than half of the sheet, so that little of the one before stays empty. Nobody chooses it.
COLUMN = Shape("column", "", "", 921, 400, 8, (28, 25, 22), 21, 19, 19, (20, 22), 9.0, 9.0, 1.0, False, highest=660)
SHAPES = {shape.key: shape for shape in (WIDE, SQUARE, TALL, PAPER)}


@dataclass(frozen=True)
class Look:
    """How a picture is to look: its shape, its ground, and the address of the view that its QR code leads to (empty:
    without a code)."""

    shape: Shape = WIDE
    ground: Ground = "light"
    view: str = ""

    @property
    def palette(self) -> Palette:
        """The colours: a picture without a ground is meant for light paper."""
        return DARK if self.ground == "dark" else LIGHT

    @property
    def words(self) -> str:
        """What tells this picture from others in a file name: `16比9_浅色`."""
        return f"{self.shape.word}_{GROUND_WORD[self.ground]}"
