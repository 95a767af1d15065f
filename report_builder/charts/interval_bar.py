"""A share with its interval: a broad band, the team's mark on it, the number beside it."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.charts.axis import Axis, printed_share
from report_builder.charts.bound_arrow import bound_arrow
from report_builder.charts.canvas import Line, Mark, Shape, Titled, Words
from report_builder.charts.lettering import text_width
from report_builder.charts.rows import CAP
from report_builder.charts.style import FIGURE, INK_3, SMALL, Colour, Form
from report_builder.charts.wording import Wording
from survey.estimates import Estimate

BAND = 8.0
BESIDE = 10.0
_SPACE = 8.0


def interval_bar(
    share: Estimate, axis: Axis, *, middle: float, title: str, look: tuple[Form, Colour, Colour]
) -> Titled:
    """The band over the interval with the mark at the share, all as printed.

    Args:
        share: of 0 to 1, with its interval.
        axis: of shares.
        middle: the height of the row.
        title: the tooltip.
        look: form and colour of the mark, colour of the band.
    """
    form, strong, mid = look
    low, high = axis.at(printed_share(share.low)), axis.at(printed_share(share.high))
    inset = min(BAND, high - low) / 2
    mark = Mark(x=axis.at(printed_share(share.value)), y=middle, form=form, colour=strong)
    return Titled(
        title,
        (
            Line(
                start=(low + inset, middle),
                end=(max(low + inset, high - inset), middle),
                colour=mid,
                width=BAND,
                round=True,
            ),
            *bound_arrow(mark, share.bound),
            mark,
        ),
    )


def share_beside(
    wording: Wording, share: Estimate, *, x: float, middle: float, colour: Colour
) -> Iterator[Shape]:
    """The share and, smaller, its interval, from `x` on."""
    said = wording.share(share)
    yield Words(x=x, y=middle + FIGURE * CAP, text=said, size=FIGURE, bold=True, colour=colour)
    yield Words(
        x=x + text_width(said, FIGURE, bold=True) + _SPACE,
        y=middle + FIGURE * CAP,
        text=wording.share_interval(share),
        size=SMALL + 0.5,
        colour=INK_3,
    )


def beside_width(wording: Wording, share: Estimate) -> float:
    """The width of what `share_beside` writes."""
    return (
        text_width(wording.share(share), FIGURE, bold=True)
        + _SPACE
        + text_width(wording.share_interval(share), SMALL + 0.5)
    )
