"""A font with Chinese characters for pictures: find one, prove that it draws, or say that there is none."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import vl_convert

from policytargets.errors import FontMissing
from policytargets.settings import fonts_folder

FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "~/.cache/policytargets/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
SENTENCE = (
    "服务器上没有中文字体，暂不能生成 PNG 和 PDF 图片。请使用图表右上角菜单保存图片，或下载 PPTX、XLSX、SVG；"
    "管理员安装中文字体（如 fonts-noto-cjk）或用环境变量 POLICYTARGETS_FONTS 指定字体文件夹后即可恢复。"
)


@cache
def require_font() -> None:
    """Make Chinese drawable: with the fonts of the system, else those of POLICYTARGETS_FONTS, which come first,
    the usual folders and fontconfig. Raises FontMissing where hanzi would still come out as boxes."""
    named = fonts_folder()
    if named:
        _register([str(named)])
    if draws("国区"):
        return
    _register([*FONT_FOLDERS, *_fontconfig_folders()])
    if not draws("国区"):
        raise FontMissing(SENTENCE)


def draws(two: str) -> bool:
    """Whether two different characters come out as two different pictures: boxes and nothing look all alike."""
    first, second = (vl_convert.vegalite_to_png(_letter(letter)) for letter in two)
    return bool(first != second)


def _register(folders: list[str]) -> None:
    for folder in folders:
        place = Path(folder).expanduser()
        if place.is_dir():
            vl_convert.register_font_directory(str(place))


def _fontconfig_folders() -> list[str]:
    """The folders of fonts that fontconfig knows to carry Chinese; none where there is no fontconfig."""
    command = shutil.which("fc-list")
    if command is None:
        return []
    listed = subprocess.run([command, ":lang=zh", "file"], capture_output=True, text=True, timeout=20, check=False)
    return sorted({str(Path(line.split(":")[0]).parent) for line in listed.stdout.splitlines() if line.strip()})


def _letter(letter: str) -> dict[str, object]:
    mark = {"type": "text", "text": letter, "fontSize": 24, "font": "Noto Sans CJK SC, Microsoft YaHei, sans-serif"}
    return {"data": {"values": [{}]}, "width": 40, "height": 40, "background": "white", "mark": mark}
