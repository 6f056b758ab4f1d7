"""Words in the picture of a page, found and read by RapidOCR, an extra (requirements-ocr.txt): called in the child
process only, with the models that lie in its own package. Nothing is ever fetched."""

import importlib
import importlib.util
import math
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import Place
from policytargets.intake.readers.pdf_lines import Box, Char, Line, bands_between, with_rows
from policytargets.intake.readers.ruled_lines import ruled_lines
from policytargets.intake.readers.signs import Corners, Sign, Strip, mended, shared_out, with_unread

MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}
SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,  # it turns single lines over, and 96 is 96 either way
    "Global.max_side_len": 4000,
    "Global.text_score": 0.0,  # what is hard to read is marked, not left out
    "Det.limit_type": "max",
    "Det.limit_side_len": 1280,
}
MOST_THREADS = 4
DOTS_PER_POINT = 200 / 72
LONGEST_SIDE = 3400  # pixels; a page of any size becomes a picture of bounded size
PLAINLY_UPRIGHT = 0.8
TALL = 1.5
GAP = 1.0
NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
MISSING = "识别文字的组件不完整：缺少模型文件。请重新安装 requirements-ocr.lock。"


@dataclass(frozen=True)
class Recognised:
    """The lines of a page, set straight, and where each of their characters stands on the page as it is."""

    lines: list[Line]
    places: dict[Box, Place]
    turned: bool


def recognise_page(page: pypdfium2.PdfPage, number: int) -> Recognised:
    """What is written on a page; raises DocumentUnreadable where the extra is not whole."""
    scale = min(DOTS_PER_POINT, LONGEST_SIDE / max(page.get_width(), page.get_height()))
    picture = page.render(scale=scale).to_pil().convert("RGB")
    quarters, strips = _upright(picture)
    turned = picture.rotate(90 * quarters, expand=True)
    slope = _slope(strips)
    rows = _rows([[(sign, _levelled(sign, slope, turned.size)) for sign in strip] for strip in strips])
    places: dict[Box, Place] = {}
    lines = []
    for row in rows:
        chars: list[Char] = []
        for sign, (x, y) in row:
            box = _box(x, y, sign.wide, sign.high, scale, turned.height)
            own = _box_of([_back(*corner, quarters, picture.size) for corner in sign.corners], scale, picture.height)
            places[box] = Place(number, own, sign.score)
            chars.append((sign.char, box))
        lines.append(Line(number, _spaced(chars), turned.height / scale))
    level = turned.rotate(math.degrees(slope), fillcolor="white")
    bands = bands_between(*ruled_lines(level, scale))
    return Recognised(with_rows(lines, bands), places, quarters > 0)


def _upright(picture: Any) -> tuple[int, list[Strip]]:
    """By how many quarters a picture must be turned to be read, and what is read of it then."""
    first = _read(picture)
    if not first or _worth(first) >= PLAINLY_UPRIGHT * sum(map(len, first)):
        return 0, first
    tried = [first, *(_read(picture.rotate(90 * quarters, expand=True)) for quarters in (1, 2, 3))]
    best = max(range(4), key=lambda quarters: _worth(tried[quarters]))
    return best, tried[best]


def _worth(strips: list[Strip]) -> float:
    """How much of what was read is sure, of lines that lie as lines do."""
    lying = [strip for strip in strips if len(strip) == 1 or _length(strip) > TALL * strip[0].high]
    return sum(sign.score for strip in lying for sign in strip)


def _length(strip: Strip) -> float:
    return abs(strip[-1].middle[0] - strip[0].middle[0]) + strip[0].wide


def _read(picture: Any) -> list[Strip]:
    """The strips of text in a picture, each as its signs from left to right."""
    found = _engine()(picture, return_word_box=True, return_single_char_box=True)
    if not found.txts:
        return []
    words = found.word_results if len(found.word_results) == len(found.txts) else [()] * len(found.txts)
    strips = []
    for text, score, corners, signs in zip(found.txts, found.scores, found.boxes, words, strict=True):
        kept = [char for char in text if not char.isspace()]
        if "".join(char for char, _, _ in signs) == "".join(kept):
            strips.append([Sign(c, [(float(x), float(y)) for x, y in own], float(sure)) for c, sure, own in signs])
        else:
            strips.append(list(shared_out(kept, [(float(x), float(y)) for x, y in corners], float(score))))
    return [with_unread(mended(strip), picture) for strip in strips if strip]


def _slope(strips: list[Strip]) -> float:
    """The angle by which the lines of a picture rise or fall, as most of the long ones have it."""
    angles = [
        math.atan2(strip[-1].middle[1] - strip[0].middle[1], strip[-1].middle[0] - strip[0].middle[0])
        for strip in strips
        if len(strip) > 1 and _length(strip) > 5 * strip[0].high
    ]
    return median(angles) if angles else 0.0


def _levelled(sign: Sign, slope: float, size: tuple[int, int]) -> tuple[float, float]:
    """The middle of a sign in the picture turned level about its centre."""
    x, y = sign.middle[0] - size[0] / 2, sign.middle[1] - size[1] / 2
    level_x, level_y = x * math.cos(slope) + y * math.sin(slope), y * math.cos(slope) - x * math.sin(slope)
    return level_x + size[0] / 2, level_y + size[1] / 2


def _rows(strips: list[list[tuple[Sign, tuple[float, float]]]]) -> list[list[tuple[Sign, tuple[float, float]]]]:
    """Strips on one height put together, from the top down and from left to right."""
    rows: list[list[list[tuple[Sign, tuple[float, float]]]]] = []
    for strip in sorted(strips, key=_height):
        same = rows and abs(_height(strip) - _height(rows[-1][-1])) < median(sign.high for sign, _ in strip) / 2
        if same:
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return [[placed for strip in sorted(row, key=lambda own: own[0][1][0]) for placed in strip] for row in rows]


def _height(strip: list[tuple[Sign, tuple[float, float]]]) -> float:
    return median(y for _, (_, y) in strip)


def _spaced(chars: list[Char]) -> list[Char]:
    """Characters of one line with a blank where they stand far apart."""
    spaced: list[Char] = []
    for char, box in chars:
        if spaced and box[0] - spaced[-1][1][2] > GAP * (box[3] - box[1]):
            spaced.append((" ", (spaced[-1][1][2], box[1], box[0], box[3])))
        spaced.append((char, box))
    return spaced


def _box(x: float, y: float, wide: float, high: float, scale: float, height: int) -> Box:
    """A place around a point of a picture, in points from its lower left corner."""
    left, right = (x - wide / 2) / scale, (x + wide / 2) / scale
    return left, (height - y - high / 2) / scale, right, (height - y + high / 2) / scale


def _box_of(corners: Corners, scale: float, height: int) -> Box:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs) / scale, (height - max(ys)) / scale, max(xs) / scale, (height - min(ys)) / scale


def _back(x: float, y: float, quarters: int, size: tuple[int, int]) -> tuple[float, float]:
    """A point of the turned picture in the picture as it was."""
    wide, high = size
    return ((x, y), (wide - y, x), (wide - x, high - y), (y, high - x))[quarters]


@cache
def _engine() -> Any:
    """RapidOCR with its own models; from here on this process reaches no other machine."""
    found = importlib.util.find_spec("rapidocr")
    models = Path(found.origin).parent / "models" if found and found.origin else Path()
    paths = {f"{part}.model_path": str(models / name) for part, name in MODELS.items()}
    if not all(Path(path).is_file() for path in paths.values()):
        raise DocumentUnreadable(MISSING)
    sys.addaudithook(_refuse_network)
    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": min(MOST_THREADS, os.cpu_count() or 1)}
    return importlib.import_module("rapidocr").RapidOCR(params={**SETTINGS, **threads, **paths})


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in NETWORK:
        raise PermissionError(f"{event}: recognising reaches no other machine")
