"""Shares told as bounds, "≥ 90%": where a page shows one, it says what that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from report_builder.pages.voice import Voice
from survey.unanimity import FEW, Bound


class Told(Protocol):
    """A share as it may be told, by itself or in a sentence."""

    @property
    def bound(self) -> Bound:
        """On which side of it the share lies, if it is a bound."""


def bounds_note(voice: Voice, shares: Iterable[Told], *, drawn: bool = True) -> str:
    """What is to be known where one of the shares is a bound; else "".

    Args:
        voice: says it.
        shares: all that the page shows.
        drawn: whether in a drawing too, where an arrow tells a bound.
    """
    if not any(share.bound for share in shares):
        return ""
    note = voice.text("bounds", few=FEW)
    return f"{note} {voice.text('bounds.arrow')}" if drawn else note
