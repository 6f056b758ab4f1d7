"""The ruled lines in the picture of a page, found by OpenCV (of the extra for recognising), for the rows of tables."""

import importlib
from typing import Any

from policytargets.intake.readers.pdf_lines import Across, Down

SHORTEST = 30.0  # points: longer than any stroke of a letter


def ruled_lines(picture: Any, scale: float) -> tuple[Across, Down]:
    """The lines across (height, from, to) and down (place, from, to) of a level picture, in points from its lower left
    corner; `scale` is its pixels a point."""
    cv, numpy = importlib.import_module("cv2"), importlib.import_module("numpy")
    _, ink = cv.threshold(numpy.asarray(picture.convert("L")), 0, 255, cv.THRESH_BINARY_INV + cv.THRESH_OTSU)
    length, high = round(SHORTEST * scale), picture.height

    def found(wide: int, tall: int) -> list[tuple[float, ...]]:
        # A line that is not quite level leaves its row of pixels: it is thickened before it is followed.
        thick = cv.dilate(ink, numpy.ones((3, 1) if wide > tall else (1, 3), numpy.uint8))
        runs = cv.morphologyEx(thick, cv.MORPH_OPEN, numpy.ones((tall, wide), numpy.uint8))
        contours, _ = cv.findContours(runs, cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE)
        return [cv.boundingRect(contour) for contour in contours]

    across = [((high - y - h / 2) / scale, x / scale, (x + w) / scale) for x, y, w, h in found(length, 1)]
    down = [((x + w / 2) / scale, (high - y - h) / scale, (high - y) / scale) for x, y, w, h in found(1, length)]
    return across, down
