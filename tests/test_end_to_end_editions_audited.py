"""Random chains of editions, audited apart from the program: what is let through isolates nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from singling import singled_out
from surveys import questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import ConfidentialityError
from survey.release import Group, Release, Rules
from survey.release_record import ReleaseRecord
from survey.republication import refuse_few_changed
from survey.tally import tally

MINIMUM = 5
SEEDS = range(30, 50)
"""In one of them, 38, only the proof of a single statement stands in the way."""
EVERYBODY = ""

Marks = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Chain:
    """A survey that goes on: who is in it, what they answer, and the editions let through.

    `answers` are those of now, (people, items); of each edition who was in it, and their answers.
    """

    random: np.random.Generator
    team: npt.NDArray[np.str_]
    segments: dict[str, npt.NDArray[np.str_]]
    answers: npt.NDArray[np.int8]
    there: Marks
    records: list[ReleaseRecord] = field(default_factory=list)
    shown: list[tuple[Release, Marks, npt.NDArray[np.int8]]] = field(default_factory=list)

    @classmethod
    def of(cls, seed: int) -> Chain:
        """An invented survey, half of which has answered."""
        random = np.random.default_rng(seed)
        size = int(random.integers(150, 500))
        answers = random.integers(1, 6, (size, 6)).astype(np.int8)
        answers[random.random((size, 6)) < random.choice([0, 0.03, 0.12])] = -1
        answers[:, :3] = np.abs(answers[:, :3])  # half of the statements: the response counts
        return cls(
            random=random,
            team=random.choice(["marketing", "sales"], size),
            segments={
                f"s{number}": random.choice([f"{number}a", f"{number}b", f"{number}c"], size)
                for number in range(int(random.integers(1, 4)))
            },
            answers=answers,
            there=random.random(size) < random.uniform(0.4, 0.7),
        )

    def go_on(self) -> None:
        """Some come; now and then a few leave, or many change an answer to one statement."""
        self.there = self.there | (
            self.random.random(len(self.there)) < self.random.uniform(0, 0.5)
        )
        present = np.flatnonzero(self.there)
        if self.random.random() < 0.2:
            self.there[self.random.choice(present, 8, replace=False)] = False
        if self.random.random() < 0.2:
            self.answers = self.answers.copy()
            item, many = int(self.random.integers(6)), int(self.random.integers(2, 60))
            self.answers[self.random.choice(present, many, replace=False), item] = 5

    def publish(self) -> None:
        """Let an edition through, where nothing speaks against it."""
        there = self.there.copy()
        survey = responses(
            [*map(str, self.team[there])],
            self.answers[there].tolist(),
            {name: [*map(str, levels[there])] for name, levels in self.segments.items()},
        )
        counted = Counted(
            waves=(Wave("", tally(survey, questionnaire())),), read=int(there.sum()), removed=()
        )
        with suppress(ConfidentialityError):
            released, record = release(counted, questionnaire(), Rules(minimum_group=MINIMUM))
            if self.records:
                refuse_few_changed(self.records, record)
            self.records.append(record)
            self.shown.append((released, there, self.answers))

    def differ(self) -> bool:
        """Whether several editions, of other people or answers, were let through."""
        return any(record != self.records[0] for record in self.records)

    def exposed(self) -> int:
        """The fewest people that all editions together isolate; 0 where no fewer than k."""
        items = ("A1", "A2", "B1", "B2", "B3", "O1")
        found = [self.isolated(item, place) for place, item in enumerate(items)]
        return min((n for n in (self.isolated(EVERYBODY, 0), *found) if n), default=0)

    def isolated(self, item: str, place: int) -> int:
        """The same for one statement: the columns are people with an answer of theirs."""
        told = [
            (self.members(group), there, answers if item else answers @ 7 ** np.arange(6))
            for released, there, answers in self.shown
            for group in self.groups(released, item)
        ]
        columns: dict[tuple[int, int], int] = {}
        rows = []
        for members, there, answers in told:
            given = answers[:, place] if item else answers
            inside = np.flatnonzero(members & there & ((given > 0) | (item == EVERYBODY)))
            keys = zip(inside.tolist(), given[inside].tolist(), strict=True)
            rows.append([columns.setdefault(key, len(columns)) for key in keys])
        matrix = np.zeros((len(rows), len(columns)))
        for number, row in enumerate(rows):
            matrix[number, row] = 1
        return singled_out(matrix, MINIMUM)

    def groups(self, released: Release, item: str) -> Iterator[Group]:
        """Those of one team of which an edition shows a statement, or anything."""
        for entry in released.groups:
            if entry.group.team and (
                item == EVERYBODY or (item, entry.group) in released.item_counts
            ):
                yield entry.group

    def members(self, group: Group) -> Marks:
        """Who is in a group; a level that is joined is of those that it names."""
        named = group.value.split(" + ")
        level = self.segments.get(group.segment)
        inside: Marks = self.team == group.team
        return inside if level is None else inside & np.isin(level, named)


def test_what_is_let_through_isolates_nobody_over_all_editions() -> None:
    chains = [Chain.of(seed) for seed in SEEDS]
    for chain in chains:
        for _ in range(4):
            chain.publish()
            chain.go_on()
    several = [chain for chain in chains if chain.differ()]
    assert len(several) > 10
    assert [chain.exposed() for chain in several] == [0] * len(several)
