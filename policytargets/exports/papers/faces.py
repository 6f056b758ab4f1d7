"""The typefaces of official papers, none of which this project may ship: their names, and what stands in for each."""

from typing import Any, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


class Face(NamedTuple):
    """A typeface for Chinese, the common one that stands in for it, and the one for figures and Latin letters."""

    name: str
    instead: str
    latin: str = "Times New Roman"


TITLE = Face("方正小标宋简体", "宋体")
HEADING = Face("黑体", "Noto Sans CJK SC")
SUBHEADING = Face("楷体_GB2312", "楷体")
BODY = Face("仿宋_GB2312", "仿宋")
LATIN = Face("宋体", "Noto Serif CJK SC", "宋体")

_ALL = (TITLE, HEADING, SUBHEADING, BODY, LATIN)
# Word looks here for what stands in for a face that the machine lacks.
FONT_TABLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    + "".join(f'<w:font w:name="{face.name}"><w:altName w:val="{face.instead}"/></w:font>' for face in _ALL)
    + '<w:font w:name="Times New Roman"/></w:fonts>'
).encode()


def set_face(properties: Any, face: Face) -> None:
    """The faces of a run or style: for Chinese, and for Latin letters and figures."""
    faces = properties.find(qn("w:rFonts"))
    if faces is None:
        faces = OxmlElement("w:rFonts")
        properties.insert(0, faces)
    for old in list(faces.attrib):
        del faces.attrib[old]
    for name, value in (("eastAsia", face.name), ("ascii", face.latin), ("hAnsi", face.latin), ("cs", face.latin)):
        faces.set(qn(f"w:{name}"), value)
    faces.set(qn("w:hint"), "eastAsia")
