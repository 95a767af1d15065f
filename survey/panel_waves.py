"""The waves of a panel: how many companies each has, and the share of them that are aligned."""

from __future__ import annotations

from dataclasses import dataclass

from survey.panel import AlignedShare, panel_summary
from survey.questionnaire import Questionnaire
from survey.release import Group, Release


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWave:
    """One wave, as all its companies answered it: also those that are in no other.

    Attributes:
        label: of the wave.
        companies: how many are counted.
        answered: people of the first and second team.
        aligned: the share of companies aligned, by each definition that can be told.
    """

    label: str
    companies: int
    answered: tuple[int, int]
    aligned: tuple[AlignedShare, ...]


def panel_waves(release: Release, questionnaire: Questionnaire) -> tuple[PanelWave, ...]:
    """Every wave shown of a panel, the oldest first; none where the survey is no panel."""
    first, second = (Group(team=team.id) for team in questionnaire.teams)
    return tuple(
        PanelWave(
            label=wave.wave,
            companies=summary.companies,
            answered=(_people(wave, first), _people(wave, second)),
            aligned=summary.aligned,
        )
        for wave in (*release.earlier, release)
        if (summary := panel_summary(wave, questionnaire)) is not None
    )


def _people(wave: Release, team: Group) -> int:
    return next(entry.n for entry in wave.groups if entry.group == team)
