"""How many answers it takes: surveys drawn at random, judged as a report judges real ones."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from survey.statistics.comparison import compare_means
from survey.statistics.distribution import FloatArray, scale_points
from survey.statistics.sampling import AnswerCounts, whole_team, without_replacement
from survey.thresholds import USUAL
from survey.verdict import Verdict, verdicts

DRAWS = 4000
"""Surveys drawn for a line of a plan: a chance of one half is known to within 2 points."""

LADDER = (5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300, 400)
"""Answers of each team that a plan tries; the first is the fewest a report shows."""

SPREAD = (0.12, 0.20, 0.36, 0.20, 0.12)
"""How answers of one team usually lie apart on 1 to 5: a deviation of 1.17 points."""

_HALVINGS = 60
_STEEPEST = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a survey is to show about one statement on a scale of 1 to 5.

    Attributes:
        headcounts: people in the first and in the second team; None if not known.
        gap: the true gap to be shown, in points.
        margin: the smallest gap that matters, in points: what lies within it is aligned.
        chance: how surely, 0 to 1.
        statements: how many are judged together; p is multiplied by it, as that of a lone gap is.
    """

    headcounts: tuple[int | None, int | None] = (None, None)
    gap: float = 1.0
    margin: float = USUAL.gap
    chance: float = 0.8
    statements: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """What so many answers show, and how often, 0 to 1.

    Attributes:
        answers: of the first and of the second team.
        gap: verdict "gap", when the true gap is the one asked about.
        aligned: verdict "aligned", when the two teams do not differ.
    """

    answers: tuple[int, int]
    gap: float
    aligned: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A question, and the chances with more and more answers; of everyone last, if known."""

    question: Question
    lines: tuple[Chances, ...]

    @property
    def for_gap(self) -> Chances | None:
        """The fewest answers from which the gap is shown as surely as asked; None if never."""
        return self._enough(lambda line: line.gap)

    @property
    def for_aligned(self) -> Chances | None:
        """The fewest answers from which alignment is shown as surely as asked; None if never."""
        return self._enough(lambda line: line.aligned)

    def _enough(self, chance: Callable[[Chances], float]) -> Chances | None:
        found = None
        for line in reversed(self.lines):
            if chance(line) < self.question.chance:
                break
            found = line
        return found


def plan(question: Question, seed: int, draws: int = DRAWS) -> Plan:
    """How often surveys with more and more answers show what is asked.

    Args:
        question: what is to be shown, of teams of how many people.
        seed: of the random draws; the same seed gives the same plan.
        draws: surveys drawn for a line.
    """
    apart, alike = _teams(question, question.gap), _teams(question, 0.0)
    lines = []
    for answers in ladder(question.headcounts):
        random = np.random.default_rng((seed, *answers))
        gap = _shown(question, apart, answers, random, draws)[Verdict.GAP]
        aligned = _shown(question, alike, answers, random, draws)[Verdict.ALIGNED]
        lines.append(Chances(answers=answers, gap=gap, aligned=aligned))
    return Plan(question=question, lines=tuple(lines))


def ladder(headcounts: tuple[int | None, int | None]) -> tuple[tuple[int, int], ...]:
    """The answers of each team that a plan tries: as many of each, until a team has no more.

    >>> ladder((8, 12))
    ((5, 5), (6, 6), (8, 8), (8, 10), (8, 12))
    """
    most = [LADDER[-1] if people is None else people for people in headcounts]
    rungs = [*(rung for rung in LADDER if rung < max(most)), max(most)]
    return tuple((min(rung, most[0]), min(rung, most[1])) for rung in rungs)


def opinion(mean: float) -> FloatArray:
    """Shares of the answers 1 to 5 with this mean: the usual spread, tilted.

    Args:
        mean: from 1.5 to 4.5.

    >>> opinion(3.0).round(2).tolist()
    [0.12, 0.2, 0.36, 0.2, 0.12]
    >>> opinion(3.5).round(2).tolist()
    [0.05, 0.12, 0.33, 0.26, 0.23]
    """
    points, low, high = scale_points(len(SPREAD)), -_STEEPEST, _STEEPEST
    for _ in range(_HALVINGS):
        tilt = (low + high) / 2.0
        weights = np.array(SPREAD) * np.exp(tilt * (points - points.mean()))
        shares: FloatArray = weights / weights.sum()
        low, high = (low, tilt) if shares @ points > mean else (tilt, high)
    return shares


@dataclass(frozen=True, slots=True, eq=False)
class _Team:
    """A team as it truly is: shares of each answer, and its people if their number is known."""

    shares: FloatArray
    people: AnswerCounts | None

    def answers(self, random: np.random.Generator, base: int, draws: int) -> AnswerCounts:
        """The counts of so many answers, in each of the surveys drawn, shape (draws, points)."""
        if self.people is None:
            return random.multinomial(base, self.shares, draws)
        return without_replacement(random, np.tile(self.people, (draws, 1)), base)


def _teams(question: Question, gap: float) -> tuple[_Team, _Team]:
    """Two teams round the middle of the scale, never nearer to each other than the gap."""
    middle = float(scale_points(len(SPREAD)).mean())
    first, second = question.headcounts
    return (
        _team(middle + gap / 2.0, first, math.ceil),
        _team(middle - gap / 2.0, second, math.floor),
    )


def _team(mean: float, people: int | None, rounded: Callable[[float], int]) -> _Team:
    shares = opinion(mean)
    if people is None:
        return _Team(shares, None)
    return _Team(shares, whole_team(shares, people, rounded(round(mean * people, 9))))


def _shown(
    question: Question,
    teams: tuple[_Team, _Team],
    answers: tuple[int, int],
    random: np.random.Generator,
    draws: int,
) -> dict[Verdict, float]:
    """How often each verdict is given to so many answers of these teams."""
    counts = [team.answers(random, n, draws) for team, n in zip(teams, answers, strict=True)]
    found = compare_means(*counts, populations=question.headcounts)
    p = np.minimum(found.p * question.statements, 1.0)
    given = verdicts(found.difference, found.interval(0.90), p, question.margin)
    return {verdict: float(np.mean(given == verdict.value)) for verdict in Verdict}
