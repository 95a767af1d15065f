"""The Tally: counts that add up. Everything after it is a function of these counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from survey.cells import COMPANY, FIRST_SEGMENT, Cells, Codes, Spelling, cells_of
from survey.comments import Comments, comments_of
from survey.leader_counts import LeaderCounts, count_leaders
from survey.meta_counts import MetaCounts, count_meta, foresaw
from survey.number_counts import NumberCounts, count_numbers
from survey.open_answers import open_answers
from survey.pair_counts import Given, PairCounts, count_pairs
from survey.questionnaire import Questionnaire
from survey.release import Counts, Group, Histogram
from survey.responses import Coded, Responses
from survey.score_counts import Scores, Theme, count_scores, themes_of
from survey.vocabulary import Vocabulary, vocabulary_of

# Before the counts of points 1..k of an item: those who skipped it, those who can't say.
SKIPPED, CANT_SAY, FIRST_POINT = 0, 1, 2

_NO_GROUP = Group(segment="none")
"""Of those who are in no group of a split: they are not counted there."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """Answers counted per group; two tallies of one survey add up with `+`.

    Attributes:
        items: item ids, the second axis of `answers`.
        dimensions: each with the places of its items, the index last.
        groups: the first axis, sorted: each team, each team by segment level, and each team of
            each company that is stated.
        respondents: (groups,)
        answers: (groups, items, 2 + points): skipped, can't say, then points 1..k.
        outside_teams: respondents of neither or both teams, in no group.
        pairs: answers to two items together, by team.
        leaders: what those who lead answered to the alignment item, by company.
        numbers: what was given to the questions that ask for one.
        meta: what was foreseen of the other team.
        comments, words: what was written in answer to open questions.
    """

    items: tuple[str, ...]
    dimensions: tuple[Theme, ...]
    groups: tuple[Group, ...]
    respondents: Counts
    answers: Counts
    scores: Scores
    cells: Cells
    outside_teams: int
    pairs: PairCounts
    leaders: LeaderCounts = field(default_factory=LeaderCounts)
    numbers: NumberCounts = field(default_factory=NumberCounts)
    meta: MetaCounts = field(default_factory=MetaCounts)
    comments: Comments = field(default_factory=Comments)
    words: Vocabulary = field(default_factory=Vocabulary)

    def __add__(self, other: Tally) -> Tally:
        """The tally of both batches together."""
        return replace(
            self._beside(other),
            cells=self.cells + other.cells,
            outside_teams=self.outside_teams + other.outside_teams,
            pairs=self.pairs + other.pairs,
            leaders=self.leaders + other.leaders,
            numbers=self.numbers + other.numbers,
            meta=self.meta + other.meta,
            comments=self.comments + other.comments,
            words=self.words + other.words,
        )

    def with_both_teams(self) -> Tally:
        """The same, with both teams together as groups of their own: team ""."""
        together = tuple(replace(group, team="") for group in self.groups)
        return self._beside(replace(self, groups=together))

    def written(self, spellings: Sequence[Spelling]) -> Tally:
        """The same, labels spelt so in each column of the cells; what becomes one is added up."""
        of_company = spellings[self.cells.columns.index(COMPANY)]
        of_segment = dict(zip(self.cells.segments, spellings[FIRST_SEGMENT:], strict=True))
        names = [
            replace(
                group,
                value=of_segment.get(group.segment, {}).get(group.value, group.value),
                company=of_company.get(group.company, group.company),
            )
            for group in self.groups
        ]
        return replace(
            self.grouped_as(names),
            cells=self.cells.written(spellings),
            leaders=self.leaders.renamed(of_company),
        )

    def of_everybody(self) -> Tally:
        """The groups that are of no company: of all who answered."""
        return self._chosen([not group.company for group in self.groups])

    def of_companies(self) -> Tally:
        """The groups of each company, each of the company's name and one team."""
        return self._chosen([bool(group.company) for group in self.groups])

    def grouped_as(self, names: Sequence[Group]) -> Tally:
        """The same counts under other names of the groups, those of one name added up."""
        groups = tuple(sorted(set(names)))
        order = {group: position for position, group in enumerate(groups)}
        place = np.array([order[name] for name in names], dtype=np.int64)
        respondents = np.zeros(len(groups), dtype=np.int64)
        answers = np.zeros((len(groups), *self.answers.shape[1:]), dtype=np.int64)
        np.add.at(respondents, place, self.respondents)
        np.add.at(answers, place, self.answers)
        return replace(
            self,
            groups=groups,
            respondents=respondents,
            answers=answers,
            scores=self.scores.grouped_as(place),
        )

    def histograms(self, dimension: str) -> dict[Group, Histogram]:
        """Scores of a dimension in every group: means of the answered items, with their counts.

        Only respondents who answered at least 2/3 of the items have a score.
        """
        place = [name for name, _ in self.dimensions].index(dimension)
        items = len(self.dimensions[place][1])
        found = self.scores.histograms(place, items, len(self.groups))
        return dict(zip(self.groups, found, strict=True))

    def score_table(self, dimension: str) -> Histogram:
        """The same, of all groups on one support: counts are (groups, support)."""
        place = [name for name, _ in self.dimensions].index(dimension)
        return self.scores.table(place, len(self.dimensions[place][1]), len(self.groups))

    def cant_say_share(self, group: Group) -> float | None:
        """The share of a group's answers that are "I can't say"; None where nobody answered."""
        if group not in self.groups:
            return None
        answers = self.answers[self.groups.index(group)]
        given = int(answers[:, CANT_SAY:].sum())
        return int(answers[:, CANT_SAY].sum()) / given if given else None

    def _chosen(self, chosen: Sequence[bool]) -> Tally:
        """The same counts, of these groups alone."""
        places = np.flatnonzero(np.array(chosen, dtype=bool))
        new = np.full(len(self.groups), -1, dtype=np.int64)
        new[places] = np.arange(places.size)
        return replace(
            self,
            groups=tuple(self.groups[place] for place in places.tolist()),
            respondents=self.respondents[places],
            answers=self.answers[places],
            scores=self.scores.grouped_as(new),
        )

    def _beside(self, other: Tally) -> Tally:
        """The groups of both, those in both added up; the rest is as here."""
        own = np.arange(len(self.groups))
        others = np.arange(len(self.groups), len(self.groups) + len(other.groups))
        stacked = replace(
            self,
            respondents=np.concatenate([self.respondents, other.respondents]),
            answers=np.concatenate([self.answers, other.answers]),
            scores=self.scores.grouped_as(own) + other.scores.grouped_as(others),
        )
        return stacked.grouped_as((*self.groups, *other.groups))


def tally(responses: Responses, questionnaire: Questionnaire) -> Tally:
    """Count one batch of answers; the whole survey is the sum of its batches."""
    compared = responses.team.codes < len(questionnaire.teams)
    compared &= responses.team.codes >= 0
    codes, groups = _memberships(responses, compared)
    given = np.ascontiguousarray(responses.answers[compared].T)
    themes = themes_of(responses.items, questionnaire)
    points = max(scale.size for scale in questionnaire.scales)
    answers = _answers(given, codes, len(groups), FIRST_POINT + points)
    teams = responses.team.codes[compared].astype(np.int64)
    written = open_answers(responses, questionnaire)
    return Tally(
        items=responses.items,
        dimensions=themes,
        groups=groups,
        respondents=answers[:, 0, :].sum(axis=-1),
        answers=answers,
        scores=count_scores(given, codes, [places for _, places in themes], len(groups)),
        cells=cells_of(responses, compared, foresaw(responses, compared, questionnaire)),
        pairs=count_pairs(given, teams, responses.items, questionnaire),
        leaders=count_leaders(responses, compared, questionnaire),
        numbers=count_numbers(responses, compared),
        meta=count_meta(responses, questionnaire),
        comments=comments_of(written),
        words=vocabulary_of(written, questionnaire),
        outside_teams=int((responses.team.codes >= len(questionnaire.teams)).sum()),
    )


def _memberships(
    responses: Responses, compared: npt.NDArray[np.bool_]
) -> tuple[list[Codes], tuple[Group, ...]]:
    """For each way to split, the group of every compared respondent, and all the groups.

    A respondent who is in no group of a split has the number of groups there.
    """
    splits = [_split(responses, compared, segment) for segment in (None, *responses.segments)]
    if responses.company is not None:
        splits.append(_company_split(responses, responses.company, compared))
    groups = tuple(sorted({group for _, found in splits for group in found} - {_NO_GROUP}))
    place = {group: position for position, group in enumerate((*groups, _NO_GROUP))}
    codes = []
    for code, found in splits:
        lookup = np.array([place[group] for group in found], dtype=np.int64)
        codes.append(lookup[code])
    return codes, groups


def _split(
    responses: Responses, compared: npt.NDArray[np.bool_], segment: tuple[str, Coded] | None
) -> tuple[Codes, list[Group]]:
    """Team by level of one segment (or team alone): codes of those compared, and the groups."""
    name, levels = segment or ("", Coded(labels=(), codes=np.full_like(responses.team.codes, -1)))
    width = len(levels.labels) + 1
    crossed = responses.team.codes.astype(np.int64) * width + levels.codes + 1
    occupied, code = np.unique(crossed[compared], return_inverse=True)
    found = [
        Group(
            team=responses.team.labels[key // width],
            segment=name,
            value=("", *levels.labels)[key % width],
        )
        for key in occupied.tolist()
    ]
    return code, found


def _company_split(
    responses: Responses, company: Coded, compared: npt.NDArray[np.bool_]
) -> tuple[Codes, list[Group]]:
    """Company by team: codes of those compared, and the groups."""
    teams = len(responses.team.labels)
    crossed = company.codes.astype(np.int64) * teams + responses.team.codes
    stated = company.codes[compared] >= 0
    occupied, code = np.unique(np.where(stated, crossed[compared], -1), return_inverse=True)
    found = [
        Group(company=company.labels[key // teams], team=responses.team.labels[key % teams])
        if key >= 0
        else _NO_GROUP
        for key in occupied.tolist()
    ]
    return code, found


def _answers(given: Given, codes: Sequence[Codes], groups: int, width: int) -> Counts:
    """Answers by group, item and what was answered, each way to split counted for itself."""
    counts = np.zeros((groups + 1, len(given), width), dtype=np.int64)
    for code in codes:
        first = code * width + 1
        for place, answers in enumerate(given):
            found = np.bincount(first + answers, minlength=(groups + 1) * width)
            counts[:, place] += found.reshape(groups + 1, width)
    return counts[:groups]
