"""The words of a comparison's chart: names, figures, details and what was done, and where each stands in its row."""

from typing import Any, NamedTuple

import altair as alt

from policytargets.charts.style import FONTS, Palette, either

Style = dict[str, Any]
STATED = "isValid(datum.value)"


class Places(NamedTuple):
    """How far parts of a row lie below its middle, in letters: name and figure, bar, what was done, its words and
    details."""

    words: float
    bar: float
    done: float
    told: float
    details: float


PLACES = {  # with details, with progress
    (False, False): Places(-0.8, 0.6, 0, 0, 1.25),
    (True, False): Places(-1.25, 0, 0, 0, 1.2),
    (False, True): Places(-1.75, -0.4, 0.3, 1.3, 0),
    (True, True): Places(-2.2, -0.85, -0.15, 0.85, 2.1),
}


# With progress on a slide, where rows of `CLOSE` letters have thinner bars and details beside the names.
CLOSE, CLOSE_BAR = 3.7, 0.8
CLOSE_PLACES = Places(-1.42, -0.3, 0.28, 1.05, 0)


class Drawing(NamedTuple):
    """What every layer shares: `size` of the letters in pixels, `places` of the parts of a row."""

    base: alt.Chart
    across: alt.X
    palette: Palette
    size: int
    thick: float  # of the bars, in pixels
    places: Places


def words_above(drawing: Drawing) -> list[alt.Chart]:
    """Names and figures above the bars, details below; where there is no bar the absence in words."""
    base, size, palette = drawing.base, drawing.size, drawing.palette
    above, left = size * drawing.places.words, alt.value(0)
    named = either(alt.ColorValue, "datum.focused", palette.ink, palette.muted)
    told = either(alt.ColorValue, STATED, palette.ink, palette.muted)
    lane = f"({STATED} || datum.presence == 'withheld')"
    whole = alt.ExprRef("width")
    small: Style = {"align": "left", "fontSize": size - 2, "font": FONTS, "color": palette.muted, "limit": whole}
    # A figure is never cut: a name has what its own figure leaves.
    left_over = alt.ExprRef(f"width - {size} * (datum.beside + 0.3)")
    label = base.mark_text(align="left", dy=above, fontSize=size, font=FONTS, limit=left_over)
    figure = base.mark_text(align="right", dy=above, fontSize=size, font=FONTS, limit=whole)
    under = base.transform_filter(lane).mark_text(dy=size * drawing.places.details, **small)
    instead = base.transform_filter(f"!{lane}").mark_text(dy=size * drawing.places.bar, **small)
    return [
        label.encode(x=left, text="label:N", color=named),
        under.encode(x=left, text="details:N"),
        instead.encode(x=left, text="lane:N"),
        figure.transform_filter(lane).encode(x=alt.value("width"), text="figure:N", color=told),
    ]
