"""The board's own 16:9 master: theme, three layouts with real placeholders, slide numbers, properties of its own."""

from datetime import UTC, datetime
from html import escape
from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches

from policytargets.charts.style import LIGHT
from policytargets.exports.slides.text import LANGUAGE, TYPEFACE

WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
ROOM = WIDTH - 2 * MARGIN
AUTHOR = "绿色低碳高质量发展目标看板"
OPENING, COMPARISON, SOURCES = 0, 1, 2  # the layouts by place
BELOW, SMALL, SOURCE = 13, 14, 15  # the places of text on a layout, by number
UNWANTED = (RELATIONSHIP_TYPE.PRINTER_SETTINGS, RELATIONSHIP_TYPE.THUMBNAIL)
ACCENTS = ("0F6B4F", "E69F00", "0072B2", "CC79A7", "56B4E9", "D55E00")
APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
    f'officeDocument/2006/extended-properties"><Application>{AUTHOR}</Application></Properties>'
)


class Place(NamedTuple):
    """A placeholder: kind and number, what stands in it while it is empty, box in EMU, size in points, colour."""

    kind: str
    number: int
    prompt: str
    box: tuple[int, int, int, int]
    size: int
    colour: str = "tx1"
    bold: bool = False


def _text(number: int, prompt: str, top: float, height: float, size: int, colour: str = "tx2") -> Place:
    return Place("body", number, prompt, (MARGIN, Inches(top), ROOM, Inches(height)), size, colour)


def _title(top: float, height: float, size: int) -> Place:
    return Place("title", 0, "标题", (MARGIN, Inches(top), ROOM, Inches(height)), size, bold=True)


NUMBER = Place("sldNum", 12, "", (WIDTH - MARGIN - Inches(1), Inches(7.16), Inches(1), Inches(0.26)), 11, "tx2")
LAYOUTS: dict[str, tuple[Place, ...]] = {
    "标题页": (_title(2.2, 0.8, 36), _text(BELOW, "说明", 3.1, 0.8, 18), _text(SMALL, "目录", 4.1, 2.9, 14, "tx1")),
    "比较": (_title(0.4, 0.65, 28), _text(BELOW, "计量", 1.12, 0.55, 14), _text(SOURCE, "说明与来源", 6.2, 0.9, 11)),
    "来源": (_title(0.4, 0.65, 28), _text(BELOW, "来源", 1.2, 5.8, 12, "tx1")),
}
MASTER = (_title(0.4, 0.65, 28), _text(1, "正文", 1.2, 5.8, 14, "tx1"), NUMBER)


def blank_presentation(title: str) -> Any:
    """A presentation without slides on the board's master."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    presentation.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    _set_properties(presentation, title)
    _set_theme(presentation.slide_master)
    _set_theme(presentation.notes_master)
    _set_places(presentation.slide_master, MASTER)
    _set_title_style(presentation.slide_master)
    for layout in list(presentation.slide_layouts)[len(LAYOUTS) :]:
        presentation.slide_layouts.remove(layout)
    for layout, (name, places) in zip(presentation.slide_layouts, LAYOUTS.items(), strict=True):
        layout._element.attrib.pop("type", None)
        layout._element.find(qn("p:cSld")).set("name", name)
        _set_places(layout, (*places, NUMBER))
    return presentation


def number_slide(slide: Any) -> None:
    """Put the slide's number where the master has it; it counts itself."""
    slide.shapes._spTree.append(_placeholder(NUMBER, slide.shapes._next_shape_id, boxed=False))


def _set_properties(presentation: Any, title: str) -> None:
    own = presentation.core_properties
    own.title, own.author, own.last_modified_by, own.language = title[:200], AUTHOR, AUTHOR, LANGUAGE
    own.comments = own.keywords = own.subject = own.category = ""
    own.revision, own.created = 1, datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    own.modified = own.created
    package = presentation.part.package
    package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)._blob = APPLICATION.encode()
    for relations in (package._rels, presentation.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype in UNWANTED]:
            relations.pop(name)


def _set_theme(master: Any) -> None:
    """The board's colours and typefaces, for what readers add themselves."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    # The theme of slides comes as bytes of the template, that of notes as a tree.
    tree = getattr(part, "_element", None)
    theme = etree.fromstring(part.blob) if tree is None else tree
    theme.set("name", "目标看板")
    colours = {"dk1": LIGHT.ink, "lt1": LIGHT.ground, "dk2": LIGHT.muted, "lt2": LIGHT.grid, "hlink": LIGHT.brand}
    colours |= {"folHlink": LIGHT.muted, **{f"accent{place}": colour for place, colour in enumerate(ACCENTS, 1)}}
    scheme = next(theme.iter(qn("a:clrScheme")))
    scheme.set("name", "目标看板")
    for name, colour in colours.items():
        own = scheme.find(qn(f"a:{name}"))
        own.clear()
        etree.SubElement(own, qn("a:srgbClr"), val=colour.removeprefix("#"))
    for faces in (*theme.iter(qn("a:majorFont")), *theme.iter(qn("a:minorFont"))):
        for face in list(faces):
            if face.tag == qn("a:font"):
                faces.remove(face)
            elif face.tag in (qn("a:latin"), qn("a:ea")):
                face.set("typeface", TYPEFACE)
    if tree is None:
        part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_title_style(master: Any) -> None:
    style = next(master._element.iter(qn("p:titleStyle"))).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    for look in style.iter(qn("a:defRPr")):
        look.set("sz", "2800")
        look.set("b", "1")


def _set_places(layout: Any, places: tuple[Place, ...]) -> None:
    tree = layout._element.find(qn("p:cSld")).find(qn("p:spTree"))
    for shape in [*tree.findall(qn("p:sp")), *tree.findall(qn("p:pic"))]:
        tree.remove(shape)
    for number, place in enumerate(places, 2):
        tree.append(_placeholder(place, number))


def _placeholder(place: Place, shape_id: int, *, boxed: bool = True) -> Any:
    """A placeholder as XML; not `boxed` it takes place and look from its layout."""
    left, top, width, height = (Emu(length) for length in place.box)
    box = (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
    side = "r" if place.kind == "sldNum" else "l"
    fill = f'<a:solidFill><a:schemeClr val="{place.colour}"/></a:solidFill>'
    look = f'<a:defRPr sz="{place.size * 100}" b="{int(place.bold)}">{fill}</a:defRPr>'
    style = f'<a:lvl1pPr marL="0" indent="0" algn="{side}"><a:buNone/>{look}</a:lvl1pPr>'
    face = f'<a:latin typeface="{TYPEFACE}"/><a:ea typeface="{TYPEFACE}"/>'
    run = f'<a:rPr lang="{LANGUAGE}">{face}</a:rPr>'
    field = f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{run}<a:t>‹#›</a:t></a:fld>'
    words = field if place.kind == "sldNum" else f"<a:r>{run}<a:t>{escape(place.prompt)}</a:t></a:r>"
    index = f' idx="{place.number}"' if place.number else ""
    margins = 'lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"'
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
        f'<p:cNvPr id="{shape_id}" name="{escape(place.prompt or "页码")}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{box if boxed else ""}</p:spPr>'
        f"<p:txBody><a:bodyPr {margins}><a:normAutofit/></a:bodyPr>"
        f"<a:lstStyle>{style if boxed else ''}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )
