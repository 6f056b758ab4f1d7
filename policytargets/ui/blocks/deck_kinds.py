"""What each kind of slide shows."""

from collections.abc import Callable

from policytargets.comparisons.deck import Slide
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit, Shown
from policytargets.settings import today
from policytargets.ui.blocks import comparing
from policytargets.ui.blocks.comparing import comparison
from policytargets.ui.blocks.filters import choices, describe, focus
from policytargets.wording.codes import ORDER_WORD, WORDING_WORD

EXHIBIT = "exhibit"


def shown_by(slide: Slide) -> Shown:
    """What a slide shows, under the subject's own title. A comparison without any figure is one of absences."""
    return KINDS[slide.kind](slide) if slide.kind in KINDS else Refusal(f"本看板不认得“{slide.subject}”。")


def selection_in_words(slide: Slide) -> str:
    """Which districts were chosen, their order and how figures are written, where it is not the usual: as filters."""
    names = choices("districts")
    chosen = {"区县": [names.get(district, district) for district in slide.districts]}
    chosen["排序"] = [ORDER_WORD[slide.order]] if slide.order != "value" else []
    chosen["数字写法"] = [WORDING_WORD[slide.wording]] if slide.wording != "both" else []
    return describe(**chosen) if any(chosen.values()) else ""


def _comparison(slide: Slide) -> Comparison | Refusal:
    return comparison(
        slide.subject,
        districts=slide.districts,
        order=slide.order,
        wording=slide.wording,
        filters=selection_in_words(slide),
        bare=True,
    )


def _exhibit(slide: Slide) -> Exhibit | Refusal:
    return catalogue.exhibit(comparing, slide.subject.removeprefix(f"{EXHIBIT}:"), focus=focus(), made_on=today())


# A kind plugs in here: its name, what its slides show. An indicator has none.
KINDS: dict[str, Callable[[Slide], Shown]] = {"": _comparison, EXHIBIT: _exhibit}
