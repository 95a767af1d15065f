"""Figures that do not add up because each is rounded by itself: where they do not, it is said."""

from __future__ import annotations

from collections.abc import Iterable

from report_builder.charts.theme_statements import Statement
from report_builder.language import rounded
from report_builder.pages.voice import Voice
from survey.gaps import PerceptionGap

_WHOLE = 100


def means_note(voice: Voice, gaps: Iterable[PerceptionGap]) -> str:
    """What is to be known where a gap is not the difference of the means beside it; else ""."""
    apart = any(_as_shown(gap) for gap in gaps if gap.means)
    return voice.text("rounding.means") if apart else ""


def shares_note(voice: Voice, statements: Iterable[Statement]) -> str:
    """What is to be known where the shares of a bar do not make a whole; else ""."""
    shares = (team.shares for each in statements for team in each.teams if team.shares)
    apart = any(
        round(_WHOLE * (each.favourable + each.neutral + each.unfavourable)) != _WHOLE
        for each in shares
    )
    return voice.text("rounding.shares") if apart else ""


def _as_shown(gap: PerceptionGap) -> bool:
    """Whether the gap as printed differs from the means as printed."""
    first, second = (rounded(mean.value, 1) for mean in gap.means or ())
    return first - second != rounded(gap.difference.value, 1)
