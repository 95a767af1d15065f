"""Which answers to an item may be shown, and whether it may be told how many they are.

An item that a few did not answer, or cannot say anything about, tells on them by its number of
answers, since the group's number of people is shown. So that number is told where those who are
silent are nobody or at least k, however groups are combined; else only a number that it reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey.proven_plan import Crossing, ProvenPlan
from survey.questionnaire import Questionnaire
from survey.release import Counts, Group, Subject, ThemeScores, Withheld
from survey.release_plan import plan_groups
from survey.tally import CANT_SAY, FIRST_POINT, Tally
from survey.theme_means import shown_of, theme_scores

Sizes = Mapping[Group, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The released counts, and the cells withheld: of too few who answered, or telling of so few.

    Attributes:
        themes: what each team says of each dimension, and of the index.
        at_least: of items in groups where it may not be told how many answered, a number that
            they reach.
    """

    items: Mapping[Subject, Counts]
    cant_say: Mapping[Subject, int]
    themes: Mapping[Subject, ThemeScores]
    at_least: Mapping[Subject, int]
    withheld: tuple[Withheld, ...]


def answers_of(plan: ProvenPlan, questionnaire: Questionnaire, minimum: int) -> Answers:
    """What may be shown of the answers of the groups that may be shown."""
    items, cant_say, at_least = _items(plan, questionnaire, minimum)
    themes = _themes(plan.tally, items, questionnaire, minimum)
    missing = len(plan.groups) * len(plan.tally.items) - len(items)
    return Answers(
        items=items,
        cant_say=cant_say,
        themes=themes,
        at_least=at_least,
        withheld=(Withheld(rule="item-base", scope="", cells=missing),) if missing else (),
    )


def sayable(people: int, minimum: int) -> int | None:
    """The number of people where it is nobody or at least k, else None."""
    return people if people == 0 or people >= minimum else None


def _items(
    plan: ProvenPlan, questionnaire: Questionnaire, minimum: int
) -> tuple[dict[Subject, Counts], dict[Subject, int], dict[Subject, int]]:
    tally = plan.tally
    items: dict[Subject, Counts] = {}
    cant_say: dict[Subject, int] = {}
    at_least: dict[Subject, int] = {}
    of_group = {group: tally.answers[place] for place, group in enumerate(tally.groups)}
    proven = plan.crossing.proven(plan.groups, tally.cells.answered, minimum)
    for place, item in enumerate(tally.items):
        points = slice(FIRST_POINT, FIRST_POINT + questionnaire.item(item).scale.size)
        counts = {group: of_group[group][place, points].copy() for group in plan.groups}
        people = tally.cells.answered[:, place]
        base = _Base.of(plan, _added(counts), people, minimum, proven=place in proven)
        unable = {group: int(of_group[group][place, CANT_SAY]) for group in base.groups}
        items |= {(item, group): counts[group] for group in base.groups}
        at_least |= {(item, group): number for group, number in base.at_least.items()}
        told = base.unable(unable, plan.crossing, tally.cells.unable[:, place])
        cant_say |= {(item, group): number for group, number in told}
    return items, cant_say, at_least


def _themes(
    tally: Tally, items: Mapping[Subject, Counts], questionnaire: Questionnaire, minimum: int
) -> dict[Subject, ThemeScores]:
    """What each team says of each dimension of which enough is shown, where enough have a score."""
    shown = {item for item, group in items if group == Group()}
    themes: dict[Subject, ThemeScores] = {}
    for dimension, members in tally.dimensions:
        kept = shown_of([tally.items[place] for place in members], shown)
        found = tally.histograms(dimension) if kept else {}
        teams = [Group(team=team.id) for team in questionnaire.teams]
        if kept and all(int(found[team].counts.sum()) >= minimum for team in teams):
            lowest = {item: questionnaire.item(item).scale.favourable_from for item in kept}
            themes |= {
                (dimension, team): theme_scores(lowest, items, team, found[team]) for team in teams
            }
    return themes


def _added(counts: Mapping[Group, Counts]) -> dict[Group, int]:
    return {group: int(each.sum()) for group, each in counts.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Base:
    """Those who answered: the groups in which they are enough, and what may be told of them.

    Attributes:
        silent: people of each of the groups who did not answer.
        silent_cells: the same of each cell of the cross, (cells,).
        at_least: a number that the answers reach, where it may not be told how many they are.
    """

    groups: tuple[Group, ...]
    silent: Sizes
    silent_cells: Counts
    at_least: Sizes
    minimum: int

    @classmethod
    def of(
        cls, plan: ProvenPlan, valid: Sizes, people: Counts, minimum: int, *, proven: bool
    ) -> _Base:
        """By the answers of each group, and of each cell of the cross.

        `proven` says that enough people answered in all groups of the plan, and isolate nobody.
        """
        crossing = plan.crossing
        groups = plan.groups if proven else _allowed(crossing, valid, people, minimum)
        silent = {group: plan.sizes[group] - valid[group] for group in groups}
        not_people = crossing.cells.respondents - people
        exact = _exact(crossing, silent, not_people, minimum)
        at_least = {
            group: _reached(plan.sizes[group], valid[group], minimum)
            for group in groups
            if group not in exact
        }
        return cls(
            groups=groups,
            silent=silent,
            silent_cells=not_people,
            at_least=at_least,
            minimum=minimum,
        )

    def unable(
        self, unable: Sizes, crossing: Crossing, cells: Counts
    ) -> Iterator[tuple[Group, int]]:
        """How many of a team can't say, where neither they nor those who skipped it are a few.

        Nor may a few be told by what is known of those who are silent: `cells` are those who can't
        say in each cell of the cross.
        """
        for group, number in unable.items():
            rest = 0 if group in self.at_least else self.silent[group] - number
            told = (sayable(each, self.minimum) is not None for each in (number, rest))
            whole = group.team and not group.segment
            if whole and all(told) and self._unable_isolate_nobody(group, crossing, cells):
                yield group, number

    def _unable_isolate_nobody(self, team: Group, crossing: Crossing, cells: Counts) -> bool:
        """Whether who can't say, and who is silent, may be added and subtracted at will."""
        of_team = [each for each in self.groups if each.team == team.team]
        told = [each for each in of_team if each not in self.at_least]
        skipped = self.silent_cells - cells
        both = [(each, (0, 1)) for each in told]
        return crossing.isolate_nobody([*both, (team, (0,))], (cells, skipped), self.minimum)


def _reached(asked: int, valid: int, minimum: int) -> int:
    """A number that the answers reach, from which nobody can tell how many a few are."""
    if asked - valid < minimum:
        return max(minimum, asked - minimum)
    return valid // minimum * minimum


def _allowed(crossing: Crossing, valid: Sizes, people: Counts, minimum: int) -> tuple[Group, ...]:
    """The groups in which enough people answered, and that isolate nobody.

    Both teams must pass: one alone could be had from the two together.
    """
    if min(n for group, n in valid.items() if not group.segment) < minimum:
        return ()
    while True:
        groups = plan_groups(valid, minimum).groups
        weak = crossing.weak_level(groups, people, minimum)
        if weak is None:
            return groups
        level = (weak.segment, weak.value)
        valid = {group: n for group, n in valid.items() if (group.segment, group.value) != level}


def _exact(crossing: Crossing, silent: Sizes, people: Counts, minimum: int) -> frozenset[Group]:
    """The groups of which it may be told how many are silent, and so how many are not.

    `people` are the silent ones of each cell. Of both teams together it is told where it is told of
    each.
    """
    told = [each for each, n in silent.items() if each.team and sayable(n, minimum) is not None]
    while (weak := crossing.weak_level(told, people, minimum)) is not None:
        split = (weak.team, weak.segment)
        told = [each for each in told if (each.team, each.segment) != split]
    untold = {(each.segment, each.value) for each in {*silent} - {*told} if each.team}
    both = [each for each in silent if not each.team and (each.segment, each.value) not in untold]
    return frozenset([*told, *both])
