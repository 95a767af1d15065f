"""The share who say that the two teams are aligned, by two definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey.company_means import company_shares, everybodys_share
from survey.estimates import Estimate, share_from, share_of_both
from survey.questionnaire import Questionnaire
from survey.release import Group, Release


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentShare:
    """A share who say the teams are aligned, by one definition.

    Attributes:
        definition: "A1" (top answer only) or "A2" (the two top answers).
        everyone: both teams together; `teams`: first, second. Of a panel, the mean of the
            companies' shares.
    """

    definition: str
    everyone: Estimate
    teams: tuple[Estimate, Estimate]


def alignment_shares(release: Release, questionnaire: Questionnaire) -> tuple[AlignmentShare, ...]:
    """A1 (the top answer) and A2 (the favourable answers) on the alignment item, if asked."""
    if questionnaire.alignment_item not in release.items:
        return ()
    item = questionnaire.item(str(questionnaire.alignment_item))
    cuts = {"A1": item.scale.size, "A2": item.scale.favourable_from}
    groups = [Group(), *(Group(team=team.id) for team in questionnaire.teams)]
    found = []
    for definition, lowest in cuts.items():
        everyone, first, second = (
            share.resting_on(base)
            for share, group in zip(_shares(release, item.id, groups, lowest), groups, strict=True)
            if (base := release.base(item.id, group)) is not None
        )
        found.append(
            AlignmentShare(definition=definition, everyone=everyone, teams=(first, second))
        )
    return tuple(found)


def _shares(
    release: Release, item: str, groups: Sequence[Group], lowest: int
) -> tuple[Estimate, ...]:
    """Of everybody and of each team; of a panel, the means over companies."""
    if release.panel is None:
        whole, *teams = (release.item_counts[item, group] for group in groups)
        return share_of_both(whole, teams, lowest), *(share_from(each, lowest) for each in teams)
    counts = release.panel.item_counts[item]
    return everybodys_share(counts, lowest), *company_shares(counts, lowest)
