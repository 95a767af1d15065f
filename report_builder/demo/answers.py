"""The invented respondents and their answers, the same at every call.

Shares are met exactly: in each team the answers of an item are dealt out by rank of a person's
inclination, so that people who are content tend to be so throughout, and managers see narrower
gaps than those they manage. Shares are fractions, and inclinations made of uniform draws alone:
nothing whose last digit depends on the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import comb
from random import Random

from report_builder.demo import meridian
from report_builder.demo.story import THIS_YEAR, Story
from survey.questionnaire import Item, Questionnaire

CANT_SAY = 0
EVEN_SHARE = Fraction(15, 100)
"""Part of the answers that is spread evenly over the scale: people differ more than a binomial."""

ROLE_PULL = {"executive": 0.1, "manager": 0.12, "contributor": -0.02}
SITE_PULL = {"Brevanne": 0.0, "Lindholt": -0.04, "Marenza": 0.06}
"""How much nearer to the other team's view a person stands, as a part of the distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One invented person, and what this person answered.

    Attributes:
        place: position in the order of answering, from 0.
        team: id of a team, "both", "other", or "" when not stated.
        role, site: "" when not stated.
        answers: item id to the point ticked, 0 for "can't say"; nothing where nothing was ticked.
        comments: answers to the two open questions, or "".
    """

    place: int
    team: str
    role: str
    site: str
    answers: Mapping[str, int]
    comments: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    team: str
    role: str
    site: str


def respondents(questionnaire: Questionnaire, story: Story = THIS_YEAR) -> tuple[Respondent, ...]:
    """Everyone who opened the survey, in the order of their answering."""
    people = [*_counted(story), *_outside(story), *_partial(story)]
    answers: list[dict[str, int]] = [{} for _ in people]
    for item in story.asked(questionnaire):
        for who, point in _answers_to(item, people, story):
            answers[who][item.id] = point
    comments = _comments(people, story)
    order = sorted(range(len(people)), key=_draws(story, "order", len(people)).__getitem__)
    return tuple(
        Respondent(
            place=place,
            team=people[who].team,
            role=people[who].role,
            site=people[who].site,
            answers=_before_leaving(answers[who], story.asked(questionnaire), who, story),
            comments=comments.get(who, ("", "")),
        )
        for place, who in enumerate(order)
    )


def _draws(story: Story, purpose: str, size: int) -> list[float]:
    """Numbers from 0 to 1, the same for the same purpose."""
    random = Random(f"{story.seed}/{purpose}")  # noqa: S311 - an invention, not a secret
    return [random.random() for _ in range(size)]


def _counted(story: Story) -> Iterator[_Person]:
    for team in meridian.TEAMS:
        for role in meridian.ROLES:
            for site, people in zip(meridian.SITES, story.answered[team][role], strict=True):
                yield from [_Person(team=team, role=role, site=site)] * people


def _outside(story: Story) -> Iterator[_Person]:
    for team, people in story.outside:
        yield from [_Person(team=team, role="contributor", site="Brevanne")] * people


def _partial(story: Story) -> Iterator[_Person]:
    for team, people in story.partial:
        yield from [_Person(team=team, role="contributor" if team else "", site="")] * people


def _before_leaving(
    answers: Mapping[str, int], asked: Sequence[Item], who: int, story: Story
) -> dict[str, int]:
    """The answers given before the person left: a few, most, or all."""
    counted = sum(sum(sum(cells) for cells in team.values()) for team in story.answered.values())
    partial = who - counted - sum(people for _, people in story.outside)
    seen = 3 + partial if partial >= 0 else dict(story.stopped).get(who, len(answers))
    kept = {item.id for item in asked[:seen]}
    return {item: point for item, point in answers.items() if item in kept}


def _answers_to(item: Item, people: Sequence[_Person], story: Story) -> Iterator[tuple[int, int]]:
    """Who ticks which point of an item."""
    for position, team in enumerate(meridian.TEAMS):
        mine = [
            who for who, person in enumerate(people) if person.team == team and not _apart(person)
        ]
        silent = _silent(item, position, people, mine, story)
        yield from ((who, CANT_SAY) for who in silent)
        speaking = [who for who in mine if who not in silent]
        yield from _dealt(item, position, people, speaking, story)
    apart = [who for who, person in enumerate(people) if _apart(person)]
    yield from _dealt(item, 1, people, apart, story)


def _apart(person: _Person) -> bool:
    """Whether the response is in no gap: of both teams, of neither, or left early."""
    return person.team not in meridian.TEAMS or not person.site


def _silent(
    item: Item, position: int, people: Sequence[_Person], mine: Sequence[int], story: Story
) -> frozenset[int]:
    """Those who can't say: contributors of the two large sites."""
    able = [
        who
        for who in mine
        if people[who].role == "contributor" and people[who].site in meridian.SITES[:2]
    ]
    size = story.cant_say.get(item.id, story.cant_say_elsewhere)[position]
    draws = _draws(story, f"cant-say/{item.id}/{position}", len(people))
    return frozenset(sorted(able, key=draws.__getitem__)[:size])


def _dealt(
    item: Item, position: int, people: Sequence[_Person], who: Sequence[int], story: Story
) -> Iterator[tuple[int, int]]:
    """Deal the points of an item out, the most favourable to the best inclined."""
    points = item.scale.size
    inclinations = _inclinations(item, position, people, story)
    ranked = sorted(who, key=lambda one: (inclinations[one], one))
    limits = [*accumulate(quotas(_weights(item.id, position, points, story), len(ranked)))]
    for rank, one in enumerate(ranked):
        keyed = 1 + sum(rank >= limit for limit in limits)
        yield one, points + 1 - keyed if item.reverse_keyed else keyed


def _inclinations(
    item: Item, position: int, people: Sequence[_Person], story: Story
) -> list[float]:
    """How well inclined each person is: mood, theme, role, site and chance."""
    size = len(people)
    mood = _draws(story, "mood", size)
    theme = _draws(story, f"theme/{item.dimension}", size)
    chance = [_draws(story, f"chance/{item.id}/{turn}", size) for turn in range(2)]
    distance = _distance(item.id, position, story)
    return [
        mood[one] * 0.9
        + theme[one] * 0.7
        + chance[0][one]
        + chance[1][one]
        + distance * (ROLE_PULL.get(person.role, 0) + SITE_PULL.get(person.site, 0))
        for one, person in enumerate(people)
    ]


def _distance(item: str, position: int, story: Story) -> float:
    """Points from a team's mean to the other team's."""
    levels = story.levels.get(item, (0.0, 0.0))
    return levels[1 - position] - levels[position]


def _weights(item: str, position: int, points: int, story: Story) -> list[Fraction]:
    """How the answers spread over the scale, least favourable first."""
    if item in story.weights:
        return [Fraction(weight) for weight in story.weights[item][position]]
    return spread(Fraction(str(story.levels[item][position])), points)


def spread(mean: Fraction, points: int) -> list[Fraction]:
    """Shares of answers at each point around a mean: a binomial, and a part spread evenly.

    >>> [str(share) for share in spread(Fraction(2), 3)]
    ['21/80', '19/40', '21/80']
    """
    steps = points - 1
    middle = Fraction(points + 1, 2)
    up = ((mean - EVEN_SHARE * middle) / (1 - EVEN_SHARE) - 1) / steps
    return [
        (1 - EVEN_SHARE) * comb(steps, step) * up**step * (1 - up) ** (steps - step)
        + EVEN_SHARE / points
        for step in range(points)
    ]


def quotas(weights: Sequence[Fraction], people: int) -> list[int]:
    """People at each point, so that they add up: the largest remainders are rounded up.

    >>> quotas([Fraction(1, 3)] * 3, 5)
    [2, 2, 1]
    """
    exact = [weight / sum(weights) * people for weight in weights]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda point: (whole[point] - exact[point], point))
    for point in by_remainder[: people - sum(whole)]:
        whole[point] += 1
    return whole


def _comments(people: Sequence[_Person], story: Story) -> dict[int, tuple[str, str]]:
    """Who wrote what."""
    found: dict[int, tuple[str, str]] = {}
    draws = _draws(story, "comments", len(people))
    for team, comments in story.comments.items():
        mine = [
            who for who, person in enumerate(people) if person.team == team and not _apart(person)
        ]
        authors = sorted(mine, key=draws.__getitem__)
        found |= dict(zip(authors, comments, strict=False))
    return found
