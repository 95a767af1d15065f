"""Trends: what changed from the wave before to the last, in each team and in the gap between them.

A later wave asks what may have changed since, so head-counts play no part here: who answers again
tells what they think, not what everybody thought. The people of two waves are taken for others, and
their variances added; where enough of them are known to be the same, they are compared with
themselves besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from survey.company_change import company_share_change
from survey.drift import Break
from survey.estimates import share_from
from survey.panel_waves import PanelWave, panel_waves
from survey.questionnaire import Item, Questionnaire
from survey.release import INDEX, Group, Release
from survey.statistics.multiplicity import benjamini_hochberg, holm
from survey.wave_change import Change, ShareChange, change_of_share, decided
from survey.wave_series import Excluded, WaveSeries, WaveShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A statement or theme without a change, and why."""

    subject: str
    why: Excluded


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What changed between the last two waves shown, and how all of them stand.

    Attributes:
        waves: the oldest first; at least two.
        linked: people of each team known to be in the last two; None where a team has too few.
        statements: items of the index, the largest change of a gap first.
        outcomes, dimensions: in the order of the questionnaire.
        index: None where scales differ, or something in it was not asked alike.
        alignment: the share of both teams together who say that the teams are aligned; None where
            that is not asked, or not comparable.
        left: what has no change to show.
        companies: of a panel, how many are compared with themselves: all figures but those of
            `panels` are means over these; else 0.
        panels: the waves of a panel as all their companies answered them.
    """

    waves: tuple[WaveShown, ...]
    linked: tuple[int | None, int | None]
    statements: tuple[Change, ...]
    outcomes: tuple[Change, ...]
    dimensions: tuple[Change, ...]
    index: Change | None
    alignment: ShareChange | None
    left: tuple[Left, ...]
    companies: int = 0
    panels: tuple[PanelWave, ...] = ()

    @property
    def before(self) -> str:
        """The label of the wave that the last one is held against."""
        return self.waves[-2].label

    @property
    def last(self) -> str:
        """The label of the last wave."""
        return self.waves[-1].label

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of them."""
        index = () if self.index is None else (self.index,)
        return (*self.statements, *self.outcomes, *self.dimensions, *index)


def trend_of(
    release: Release, questionnaire: Questionnaire, breaks: Iterable[Break] = ()
) -> Trend | None:
    """What changed since the wave before the last; None where no earlier wave is shown.

    Of a panel, the mean over the companies that are in both and may be compared.

    Four families of p: the gaps of items and of outcomes (Benjamini and Hochberg each), those of
    dimensions (Holm); and for each of them both teams together. The index is tested alone.

    Args:
        release: of the last wave, with those before it.
        questionnaire: what was asked.
        breaks: what was asked otherwise, or not at all, in one wave than in the next.
    """
    if not release.earlier:
        return None
    if release.compared is not None:
        return _trend_of_panel(release, release.compared, questionnaire, breaks)
    return _trend(release, questionnaire, breaks)


def _trend_of_panel(
    release: Release,
    compared: tuple[Release, Release],
    questionnaire: Questionnaire,
    breaks: Iterable[Break],
) -> Trend:
    """Of the last two waves, as the companies answered them that are compared."""
    then, now = compared
    between = [each for each in breaks if each.wave == now.wave]
    found = _trend(replace(now, earlier=(then,)), questionnaire, between)
    return replace(
        found,
        companies=0 if now.panel is None else len(now.panel.companies),
        panels=panel_waves(release, questionnaire),
    )


def _trend(release: Release, questionnaire: Questionnaire, breaks: Iterable[Break]) -> Trend:
    series = WaveSeries.of(release, questionnaire, breaks)
    compared = {subject: series.change(subject) for subject in series.subjects}
    found = {name: each for name, each in compared.items() if isinstance(each, Change)}
    index = found.get(INDEX)
    outcomes = _judged(_of(questionnaire.outcome_items, found), benjamini_hochberg)
    statements = _judged(_of(questionnaire.index_items, found), benjamini_hochberg)
    themes = [found[each.id] for each in questionnaire.dimensions if each.id in found]
    return Trend(
        waves=tuple(series.shown),
        linked=series.linked,
        statements=tuple(sorted(statements, key=_largest_first)),
        outcomes=outcomes,
        dimensions=_judged(themes, holm),
        index=_judged([index], holm)[0] if index else None,
        alignment=_alignment(release, questionnaire, found),
        left=tuple(
            Left(subject=name, why=each)
            for name, each in compared.items()
            if isinstance(each, Excluded)
        ),
    )


def _alignment(
    release: Release, questionnaire: Questionnaire, found: Mapping[str, Change]
) -> ShareChange | None:
    """Of everybody, where the change of the item may be told."""
    item = questionnaire.alignment_item
    if item is None or item not in found:
        return None
    waves, lowest = (release.earlier[-1], release), questionnaire.item(item).scale.favourable_from
    told = [base for each in waves if (base := each.base(item, Group())) is not None]
    panels = [each.panel.item_counts[item] for each in waves if each.panel is not None]
    if panels:
        return company_share_change(panels[0], panels[1], lowest).resting_on(told[0], told[1])
    teams = [Group(team=team.id) for team in questionnaire.teams]
    if any(
        share_from(each.item_counts[item, team], lowest).bound for each in waves for team in teams
    ):
        return None  # from both together the bound of one could be told
    then, now = (each.item_counts[item, Group()] for each in waves)
    return change_of_share(then, now, lowest).resting_on(told[0], told[1])


def _of(items: Iterable[Item], found: Mapping[str, Change]) -> list[Change]:
    return [found[item.id] for item in items if item.id in found]


def _largest_first(change: Change) -> tuple[float, str]:
    return -abs(change.gap.value), change.subject


def _judged(
    changes: Sequence[Change], adjust: Callable[[Sequence[float]], ArrayLike]
) -> tuple[Change, ...]:
    """With what may be said of each, p adjusted: of the gaps, and of both teams together."""
    gaps = np.asarray(adjust([each.p for each in changes])).tolist()
    teams = np.asarray(adjust([team.p for each in changes for team in each.teams])).tolist()
    return tuple(
        decided(change, gap, (first, second))
        for change, gap, first, second in zip(changes, gaps, teams[::2], teams[1::2], strict=True)
    )
