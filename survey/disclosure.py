"""The decision what may be published, taken once, before anything is drawn or written.

Rules in force: those of `survey.release_plan`; means and full distributions from 10 answers on. The
proof across overlapping splits has its place here, after `plan_groups`: it needs only `Tally.cells`
and the groups that are about to be released. Each wave is decided for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from survey.cells import COMPANY
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import ConfidentialityError, HeadcountError, TeamValueError
from survey.linked_release import linked_of
from survey.meta_disclosure import foreseen_counts, foreseen_pairs
from survey.panel_release import panel_of
from survey.questionnaire import Questionnaire
from survey.release import (
    Counts,
    Flagged,
    Group,
    Histogram,
    Linked,
    Release,
    ReleasedGroup,
    ReleaseRecord,
    Rules,
    Withheld,
)
from survey.release_plan import plan_groups
from survey.tally import CANT_SAY, FIRST_POINT, Tally

LOWEST_MINIMUM_GROUP = 3

_LISTED = 5


class Headcounts(Protocol):
    """Who knows how many people were asked."""

    def headcount(self, team: str, segment: str, value: str) -> int | None:
        """People of a team ("" for both) in a level ("" for all); None where not known."""
        ...


def release(
    counted: Counted,
    questionnaire: Questionnaire,
    rules: Rules,
    *,
    roster: Headcounts | None = None,
) -> tuple[Release, ReleaseRecord]:
    """Decide what may be published, and remember what was decided.

    Args:
        counted: the whole survey.
        questionnaire: names the two teams and the number of points of each item.
        rules: the thresholds in force.
        roster: head-counts, where they are known.

    Raises:
        TeamValueError: one of the two teams did not answer at all.
        ConfidentialityError: a threshold below 3, a team smaller than the threshold, or no item
            that enough people of both teams answered.
        HeadcountError: more people answered than were asked.
    """
    _refuse_low_threshold(rules)
    *before, last = counted.waves
    _refuse_small_teams(_team_sizes(last, questionnaire), rules)
    released = _released(last, counted, questionnaire, rules, roster)
    _refuse_no_answers(released)
    earlier, unsaid = [], 0
    for wave in before:
        enough = min(_team_sizes(wave, questionnaire).values()) >= rules.minimum_group
        found = _released(wave, counted, questionnaire, rules) if enough else None
        if found and found.items:
            earlier.append(found)
        else:
            unsaid += 1
    waves = (Withheld(rule="wave", scope="", cells=unsaid),) if unsaid else ()
    linked = _linked(counted, tuple(earlier), released, questionnaire)
    released = replace(
        released,
        linked=linked,
        earlier=tuple(earlier),
        withheld=tuple(sorted([*released.withheld, *waves])),
    )
    record = ReleaseRecord(
        groups=released.groups,
        withheld=released.withheld,
        counts_digest=released.counts_digest(),
    )
    return released, record


def _linked(
    counted: Counted,
    earlier: tuple[Release, ...],
    last: Release,
    questionnaire: Questionnaire,
) -> Linked | None:
    """The same people in the last wave shown before and in the last, where that may be shown."""
    cells = {wave.label: wave.tally.cells for wave in counted.waves}
    before = earlier[-1].wave if earlier else ""
    found = next((each for each in counted.linked if each.before == before), None)
    if found is None:
        return None
    both = cells[before], cells[last.wave]
    return linked_of(found, both, (earlier[-1], last), questionnaire)


def _released(
    wave: Wave,
    counted: Counted,
    questionnaire: Questionnaire,
    rules: Rules,
    roster: Headcounts | None = None,
) -> Release:
    """What may be published of one wave, both teams of which are large enough."""
    tally = wave.tally.of_everybody().with_both_teams()
    sizes = dict(zip(tally.groups, tally.respondents.tolist(), strict=True))
    panel = panel_of(wave.tally.of_companies(), questionnaire, rules)
    plan = plan_groups(_totals(sizes) if panel else sizes, rules.minimum_group)
    answers = _Answers.of(tally, questionnaire, plan.groups, rules)
    foreseen = foreseen_counts(tally.meta, rules)
    return Release(
        rules=rules,
        groups=_released_groups(plan.groups, sizes, roster),
        items=tuple(item for item in tally.items if (item, Group()) in answers.items),
        read=counted.read,
        removed=counted.removed,
        withheld=tuple(sorted([*plan.withheld, *answers.withheld])),
        outside_teams=_sayable(tally.outside_teams, rules),
        item_counts=answers.items,
        cant_say_counts=answers.cant_say,
        score_histograms=answers.scores,
        flagged=_sayable_flags(wave, rules),
        company=_only_company(tally),
        number_histograms=_numbers(tally, questionnaire, rules),
        wave=wave.label,
        waves=len(counted.waves),
        panel=panel,
        pair_counts=_pairs(tally, questionnaire, rules),
        foreseen_counts=foreseen,
        foreseen_pairs=foreseen_pairs(tally.meta, questionnaire, answers.items, foreseen, rules),
    )


def _totals(sizes: Mapping[Group, int]) -> dict[Group, int]:
    """The teams alone: the segments of a panel would be of all companies, which nobody asks."""
    return {group: n for group, n in sizes.items() if not group.segment}


def _team_sizes(wave: Wave, questionnaire: Questionnaire) -> dict[str, int]:
    """People of each team, by its name."""
    sizes = dict(zip(wave.tally.groups, wave.tally.respondents.tolist(), strict=True))
    return {
        next(iter(team.names.values())).plain: sizes.get(Group(team=team.id), 0)
        for team in questionnaire.teams
    }


def _only_company(tally: Tally) -> str:
    """The company that all of those compared work for; "" without one."""
    column = tally.cells.columns.index(COMPANY)
    stated = {tally.cells.labels[column][code] for code in tally.cells.codes[:, column].tolist()}
    return stated.pop() if len(stated) == 1 else ""


def _refuse_low_threshold(rules: Rules) -> None:
    if rules.minimum_group < LOWEST_MINIMUM_GROUP:
        raise ConfidentialityError(
            f"minimum group {rules.minimum_group}: a number that rests on fewer than "
            f"{LOWEST_MINIMUM_GROUP} people points at them.",
            f"ask for {LOWEST_MINIMUM_GROUP} or more; the default is 5.",
        )


def _refuse_small_teams(answered: Mapping[str, int], rules: Rules) -> None:
    silent = [name for name, n in answered.items() if not n]
    if silent:
        raise TeamValueError(
            f"No response of {', '.join(silent)} counts: there is nothing to compare.",
            "check the team column and its values (build-report check EXPORT), or wait for "
            "answers of both teams.",
        )
    small = [name for name, n in answered.items() if n < rules.minimum_group]
    if small:
        raise ConfidentialityError(
            f"Fewer than {rules.minimum_group} people of {', '.join(small)} answered: nothing can "
            "be published without pointing at them.",
            "wait for more answers; the threshold is --minimum-group (3 at the lowest).",
        )


def _refuse_no_answers(released: Release) -> None:
    if not released.items:
        raise ConfidentialityError(
            f"No item was answered by {released.rules.minimum_group} people or more of each team "
            '("I can\'t say" is no answer to compare): there is nothing to publish.',
            "check how answers are read (build-report check EXPORT), or wait for more answers.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """The released counts, and the cells withheld because too few answered an item."""

    items: Mapping[tuple[str, Group], Counts]
    cant_say: Mapping[tuple[str, Group], int]
    scores: Mapping[tuple[str, Group], Histogram]
    withheld: tuple[Withheld, ...]

    @classmethod
    def of(
        cls, tally: Tally, questionnaire: Questionnaire, groups: tuple[Group, ...], rules: Rules
    ) -> _Answers:
        rows = {group: tally.answers[place] for place, group in enumerate(tally.groups)}
        items: dict[tuple[str, Group], Counts] = {}
        cant_say: dict[tuple[str, Group], int] = {}
        for place, item in enumerate(tally.items):
            points = slice(FIRST_POINT, FIRST_POINT + questionnaire.item(item).scale.size)
            counts = {group: rows[group][place, points].copy() for group in groups}
            valid = {group: int(each.sum()) for group, each in counts.items()}
            for group in _allowed(valid, rules.minimum_group):
                items[item, group] = counts[group]
                silent = _sayable(int(rows[group][place, CANT_SAY]), rules)
                if group.team and not group.segment and silent is not None:
                    cant_say[item, group] = silent
        scores: dict[tuple[str, Group], Histogram] = {}
        for dimension in (name for name, members in tally.dimensions if members):
            found = tally.histograms(dimension)
            valid = {group: int(found[group].counts.sum()) for group in groups}
            allowed = _allowed(valid, rules.minimum_group)
            scores |= {(dimension, group): found[group] for group in allowed}
        missing = len(groups) * len(tally.items) - len(items)
        withheld = (Withheld(rule="item-base", scope="", cells=missing),) if missing else ()
        return cls(items=items, cant_say=cant_say, scores=scores, withheld=withheld)


def _numbers(
    tally: Tally, questionnaire: Questionnaire, rules: Rules
) -> dict[tuple[str, Group], Histogram]:
    """The numbers of the two teams, where each gave enough of them for a mean to be shown."""
    enough = max(rules.minimum_group, rules.distribution_base)
    released: dict[tuple[str, Group], Histogram] = {}
    for question in tally.numbers.questions:
        found = {
            Group(team=team.id): tally.numbers.histogram(question, team.id)
            for team in questionnaire.teams
        }
        if all(int(each.counts.sum()) >= enough for each in found.values()):
            released |= {(question, group): each for group, each in found.items()}
    return released


def _pairs(
    tally: Tally, questionnaire: Questionnaire, rules: Rules
) -> dict[tuple[str, str, Group], Counts]:
    """The tables of two items together, where enough people of the team answered both."""
    size = {item.id: item.scale.size for item in questionnaire.items}
    found = {
        (*pair, Group(team=team)): tally.pairs.of(team, pair)[: size[pair[0]], : size[pair[1]]]
        for team in tally.pairs.teams
        for pair in tally.pairs.pairs
    }
    return {key: table for key, table in found.items() if rules.exact(int(table.sum()))}


def _allowed(valid: Mapping[Group, int], minimum: int) -> tuple[Group, ...]:
    """The groups in which enough people answered, remainder rule included.

    Both teams must pass: one alone could be had from the two together.
    """
    if min(n for group, n in valid.items() if not group.segment) < minimum:
        return ()
    return plan_groups(valid, minimum).groups


def _released_groups(
    groups: tuple[Group, ...], sizes: Mapping[Group, int], roster: Headcounts | None
) -> tuple[ReleasedGroup, ...]:
    def headcount(group: Group) -> int | None:
        return roster.headcount(group.team, group.segment, group.value) if roster else None

    found = tuple(
        ReleasedGroup(group=group, n=sizes[group], headcount=headcount(group)) for group in groups
    )
    over = [each for each in found if each.headcount is not None and each.n > each.headcount]
    if over:
        listed = "; ".join(
            f"{' '.join(filter(None, (each.group.team or 'both teams', each.group.value)))}: "
            f"{each.n} answered, {each.headcount} asked"
            for each in over[:_LISTED]
        )
        raise HeadcountError(
            f"More people answered than were asked ({len(over)} times: {listed}).",
            "correct the head-counts: everyone who was asked, whether they answered or not.",
        )
    return found


def _sayable_flags(wave: Wave, rules: Rules) -> tuple[Flagged, ...]:
    """What is noticed of people in the figures: no number that points at a few of them."""

    def said(count: int) -> int | None:
        return None if _sayable(wave.kept - count, rules) is None else _sayable(count, rules)

    return tuple(Flagged(entry.reason, said(entry.count or 0)) for entry in wave.flagged)


def _sayable(people: int, rules: Rules) -> int | None:
    """The number of people where it is nobody or at least k, else None."""
    return people if people == 0 or people >= rules.minimum_group else None
