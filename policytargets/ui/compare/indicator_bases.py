"""What an indicator measures on another basis beside it: new and total of one thing, each district once."""

from policytargets.exhibits import bases as exhibits
from policytargets.settings import today
from policytargets.ui.blocks import comparing
from policytargets.ui.blocks.exhibits import exhibit_block
from policytargets.ui.compare.indicator import Selection


def bases(indicator_id: str, selection: Selection) -> None:
    """The panel of the indicator and of its thing on the basis that most districts state; nothing without another."""
    shown = exhibits.bases(
        comparing,
        indicator_id,
        districts=selection.districts,
        order=selection.order,
        wording=selection.wording,
        focus=selection.focus,
        made_on=today(),
    )
    if shown:
        exhibit_block(shown, key=f"bases-{indicator_id}", on_select="ignore")
