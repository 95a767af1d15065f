"""Recommendations in the consultant's own words, where the settings give some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from report_builder.lever import Lever
from report_builder.own_words import LeverTexts
from survey.errors import SettingsError
from survey.mistakes import nearest


def reworded(levers: Sequence[Lever], own: Mapping[str, LeverTexts]) -> tuple[Lever, ...]:
    """The levers, those named with their own texts; hidden ones left out.

    Raises:
        SettingsError: the settings name a lever that there is not.
    """
    known = [lever.id for lever in levers]
    for unknown in own.keys() - set(known):
        raise SettingsError(
            f'recommendations: "{unknown}" is no lever{nearest(unknown, known)}.',
            f"take one of {', '.join(known) or 'none: this questionnaire has no levers'}.",
        )
    return tuple(
        _reworded(lever, own[lever.id]) if lever.id in own else lever
        for lever in levers
        if lever.id not in own or not own[lever.id].hidden
    )


def _reworded(lever: Lever, own: LeverTexts) -> Lever:
    languages = lever.title.keys()
    return replace(
        lever,
        title=own.said("title", languages) or lever.title,
        what=own.said("what", languages) or lever.what,
        first_step=own.said("first_step", languages) or lever.first_step,
        owner=own.said("owner", languages) or lever.owner,
        metric=own.said("metric", languages) or lever.metric,
    )
