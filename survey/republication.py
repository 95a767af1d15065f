"""What a build published, remembered in private, and whether a rebuild would tell of a few people.

Two editions of one survey, side by side, show what lies between them: three late answers are the
answers of three people. So a group may change by nobody or by k people at least.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from survey.errors import ConfidentialityError, FewChangedError
from survey.release import Group, Release, ReleaseRecord, WaveRecord

Sizes = Mapping[str, int]


def record_of(released: Release) -> ReleaseRecord:
    """The exact numbers behind what is published, of every wave."""
    return ReleaseRecord(
        minimum_group=released.rules.minimum_group,
        waves=tuple(_wave(each) for each in (*released.earlier, released)),
    )


def _wave(released: Release) -> WaveRecord:
    people = {_name(entry.group): entry.n for entry in released.groups}
    answers = {
        f"{item}|{_name(group)}": tuple(counts.tolist())
        for (item, group), counts in released.item_counts.items()
    }
    scores = {
        f"{dimension}|{_name(group)}": (int(each.counts.sum()),)
        for (dimension, group), each in released.score_histograms.items()
    }
    return WaveRecord(
        wave=released.wave,
        people=people | dict(_companies(released)),
        answers=answers | scores,
    )


def _companies(released: Release) -> Iterator[tuple[str, int]]:
    """Each team of each company of a panel, with its people."""
    panel, teams = released.panel, [entry.group.team for entry in released.groups]
    if panel is not None:
        both = sorted({team for team in teams if team})
        for company, people in zip(panel.companies, panel.respondents.tolist(), strict=True):
            for team, number in zip(both, people, strict=True):
                yield _name(Group(company=company, team=team)), number


def _name(group: Group) -> str:
    return f"{group.company}|{group.team}|{group.segment}|{group.value}"


def refuse_few_changed(before: ReleaseRecord, after: ReleaseRecord) -> None:
    """Refuse to publish what, beside the earlier edition, tells of a few people.

    Args:
        before: what was published earlier, of the same survey.
        after: what is to be published.

    Raises:
        ConfidentialityError: the threshold is lower than it was.
        FewChangedError: a group, or its answers to an item, changed by 1 to k - 1 people, or the
            groups are others: what was shown and what would be then overlap.
    """
    if after.minimum_group < before.minimum_group:
        raise ConfidentialityError(
            f"minimum group {after.minimum_group}: this survey was published with "
            f"{before.minimum_group}, and a threshold is never lowered afterwards.",
            f"build with --minimum-group {before.minimum_group} or more.",
        )
    earlier = {each.wave: each for each in before.waves}
    changed = [
        each.wave
        for each in after.waves
        if each.wave in earlier and _by_few(earlier[each.wave], each, after.minimum_group)
    ]
    if changed:
        raise FewChangedError(
            "Since it was published, answers have changed in a way that would tell of fewer than "
            f"{after.minimum_group} people to who has both editions"
            f"{f' (wave {changed[-1]})' if changed[-1] else ''}.",
            "keep the earlier edition until more have answered.",
        )


def _by_few(before: WaveRecord, after: WaveRecord, minimum: int) -> bool:
    """Whether fewer people than k may lie between two editions of a wave."""
    if before == after:
        return False
    if before.people.keys() != after.people.keys():
        return True
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
        ((before.people[name],), (number,)) for name, number in after.people.items()
    ]
    pairs += [
        (before.answers[name], counts)
        for name, counts in after.answers.items()
        if name in before.answers
    ]
    return any(_few(one, other, minimum) for one, other in pairs)


def _few(before: tuple[int, ...], after: tuple[int, ...], minimum: int) -> bool:
    """Equal numbers of people who answer otherwise may be one person in place of another."""
    return before != after and abs(sum(after) - sum(before)) < minimum
