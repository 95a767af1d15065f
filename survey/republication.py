"""Whether a further edition of a survey would tell of a few people, to who keeps the earlier ones.

Two editions, side by side, show what lies between them: three late answers are the answers of three
people. So between any two editions, in each group, nobody may lie or k people at least; and that
holds however the groups of all editions are added and subtracted (`survey.editions`).
"""

from __future__ import annotations

from collections.abc import Sequence

from survey.editions import alike, proven_together
from survey.errors import ConfidentialityError, FewChangedError
from survey.release_record import ReleaseRecord, Table, WaveRecord

SAME = 0.5
"""Of the people of the smaller edition, so many answer as in the other one: else the answers were
read in another way, and people cannot be told apart by them."""

UNTOLD = "?"
"""In a table that an earlier version has remembered: how many answered, but not what."""


NEARLY_ALL = 0.98
"""A table of answers is nearly the same where so many of the smaller one are in the larger one.
Of a later year, or of another company, it is not so in most tables of a group, chance aside."""


def of_one_survey(before: ReleaseRecord, after: ReleaseRecord) -> bool:
    """Whether an edition of another site is of the same survey, as people or numbers tell."""
    minimum = max(before.minimum_group, after.minimum_group)
    return any(_akin(one, other, minimum) for one in before.waves for other in after.waves)


def refuse_few_changed(before: Sequence[ReleaseRecord], after: ReleaseRecord) -> None:
    """Refuse to publish what, beside the earlier editions, tells of a few people.

    Args:
        before: every edition published earlier, of the same survey; one at least.
        after: what is to be published.

    Raises:
        ConfidentialityError: the threshold is lower than it was.
        FewChangedError: a group, or its answers to a question, changed by 1 to k - 1 people, or
            groups of several editions tell of so few, or that they do not cannot be proven.
    """
    highest = max(each.minimum_group for each in before)
    if after.minimum_group < highest:
        raise ConfidentialityError(
            f"minimum group {after.minimum_group}: this survey was published with "
            f"{highest}, and a threshold is never lowered afterwards.",
            f"build with --minimum-group {highest} or more.",
        )
    lowest = min(each.minimum_group for each in before)
    changed = [
        wave.wave
        for wave in after.waves
        if _tells(_earlier(before, wave, after), wave, (lowest, after.minimum_group))
    ]
    if changed:
        raise FewChangedError(
            "Answers or groups have changed since the survey was published: from the difference, "
            f"whoever kept an earlier edition may see what fewer than {after.minimum_group} people "
            f"answered{f' (wave {changed[-1]})' if changed[-1] else ''}.",
            f"publish again when at least {after.minimum_group} more people have answered in every "
            "group, and every statement, that changes; keep the earlier editions until then.",
        )


def _earlier(
    before: Sequence[ReleaseRecord], wave: WaveRecord, after: ReleaseRecord
) -> list[WaveRecord]:
    """The same wave in the earlier editions, also under a name that no wave has now."""
    names = {each.wave for each in after.waves}
    every = [each for edition in before for each in edition.waves]
    return [
        each
        for each in every
        if each.wave == wave.wave or (each.wave not in names and _same_people(each, wave))
    ]


def _tells(before: Sequence[WaveRecord], after: WaveRecord, minimum: tuple[int, int]) -> bool:
    """Whether fewer people than k may be told by these editions of a wave.

    `minimum` is the lowest threshold that any of them was published with, and the one of now.
    """
    if any(each == after for each in before):  # nothing that is not published yet
        return False
    lowest, now = minimum
    editions = {(after.standings, frozenset(after.tables)): after}
    for each in before:
        if _same_people(each, after):
            editions.setdefault((each.standings, frozenset(each.tables)), each)
            if _differs_by_answer(each, after, now):
                return True
        elif _differs_by_count(each, after, now):
            return True
    return len(editions) > 1 and not proven_together([*editions.values()], lowest)


def _same_people(one: WaveRecord, other: WaveRecord) -> bool:
    return one.subjects == other.subjects and alike(one, other) > SAME


def _akin(one: WaveRecord, other: WaveRecord, minimum: int) -> bool:
    if _same_people(one, other):
        return True
    both = one.people.keys() & other.people.keys() if one.wave == other.wave else ()
    return any(_same_numbers(group, one, other, minimum) for group in both)


def _same_numbers(group: str, one: WaveRecord, other: WaveRecord, minimum: int) -> bool:
    """Whether a group of nearly as many people answers most of what both have asked nearly alike.

    So it does where answers were read in another way, or a statement was left out.
    """
    names = [name for name in one.tables.keys() & other.tables.keys() if _answers_of(group, name)]
    pairs = [(one.tables[name], other.tables[name]) for name in names]
    near = sum(_nearly_same(*pair) for pair in pairs)
    few = abs(one.people[group] - other.people[group]) < minimum
    return few and near > SAME * len(pairs)


def _answers_of(group: str, name: str) -> bool:
    """Whether a table is of a group's answers or scores, and not of who can't say, or the like."""
    subject, _, of_group = name.partition("|")
    return of_group == group and " " not in subject


def _nearly_same(one: Table, other: Table) -> bool:
    shared = sum(min(n, other.get(answer, 0)) for answer, n in one.items())
    return shared >= NEARLY_ALL * min(sum(one.values()), sum(other.values()))


def _differs_by_answer(before: WaveRecord, after: WaveRecord, minimum: int) -> bool:
    """Whether the answers of a group to a question changed by a few people.

    Those who are gone and those who came may be the same, with other answers.
    """
    for name in before.tables.keys() & after.tables.keys():
        one, other = before.tables[name], after.tables[name]
        changes = [
            other.get(answer, 0) - one.get(answer, 0) for answer in one.keys() | other.keys()
        ]
        came, gone = (sum(max(sign * n, 0) for n in changes) for sign in (1, -1))
        if 0 < max(came, gone) < minimum:
            return True
    return False


def _differs_by_count(before: WaveRecord, after: WaveRecord, minimum: int) -> bool:
    """The same where nobody can be told apart: other answers of as many people may be of one."""
    if before.people.keys() != after.people.keys():
        return True
    sizes = ((before.people[name], n) for name, n in after.people.items())
    both = before.tables.keys() & after.tables.keys()
    tables = (_as_told(before.tables[name], after.tables[name]) for name in both)
    return any(0 < abs(n - m) < minimum for n, m in sizes) or any(
        one != other and abs(sum(other.values()) - sum(one.values())) < minimum
        for one, other in tables
    )


def _as_told(before: Table, after: Table) -> tuple[Table, Table]:
    """Both tables, as far as the earlier one tells."""
    return before, {UNTOLD: sum(after.values())} if UNTOLD in before else after
