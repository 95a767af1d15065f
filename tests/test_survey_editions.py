"""Who is the same in several editions, and what their groups tell together: against brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest

from survey.editions import alike, proven_together
from survey.release_record import DIGEST_SIZE, Standing, WaveRecord

Cell = str
Version = tuple[Cell, int, str]
"""The cell a person is in, what they answer, and the questions they answer: letters of "st"."""

Course = tuple[Version | None, ...]
"""What becomes of a person, edition by edition; None where they are not in it."""

Shown = Mapping[Cell, tuple[str, ...]]
"""The groups shown that each cell is in."""

Told = frozenset[tuple[str, str]]
"""The questions and groups of which answers are shown."""

SUBJECTS = ("s", "t")
GROUPS = ("team", "g", "h")
ALWAYS = -1
"""In the place of an answer: whatever it was."""


def edition(
    people: str | Sequence[Version], shown: Shown | None = None, told: Told = frozenset()
) -> WaveRecord:
    """One edition: people as letters, each a person of the only group; or with their cells."""
    if isinstance(people, str):
        people = [("cell", ord(letter), "st") for letter in people]
    shown = shown or {"cell": ("team",)}
    return WaveRecord(
        wave="",
        people={},
        tables={f"{subject}|{group}": {} for subject, group in told},
        subjects=SUBJECTS,
        standings=tuple(
            Standing(cell=cell.encode(), groups=shown[cell], members=b"".join(sorted(members)))
            for cell in sorted({cell for cell, *_ in people})
            if (members := [member(each) for each in people if each[0] == cell]) and shown[cell]
        ),
    )


def member(version: Version) -> bytes:
    """A digest of the answers, and a bit for each question."""
    _, answers, questions = version
    bits = sum(128 >> place for place, each in enumerate(SUBJECTS) if each in questions)
    return answers.to_bytes(DIGEST_SIZE) + bytes([bits])


@dataclass(frozen=True, slots=True)
class Invented:
    """A few people over two or three editions, and what is shown in each."""

    courses: tuple[Course, ...]
    shown: tuple[Shown, ...]
    told: tuple[Told, ...]
    minimum: int

    @classmethod
    def of(cls, seed: int, *, changing: bool, leaving: bool = True) -> Invented:
        """At random; `changing` their answers, moving and `leaving`, or else only joining."""
        random = np.random.default_rng(seed)
        editions = int(random.integers(2, 4))
        cells = [f"c{number}" for number in range(int(random.integers(2, 4)))]
        courses = [
            course(random, cells, editions, number, changing=changing)
            for number in range(int(random.integers(5, 11)))
        ]
        if not leaving:
            courses = [*map(staying, courses)]
        shown = [
            {
                cell: ("team", *(name for name in ("g", "h") if random.random() < 0.5))
                for cell in cells
            }
            for _ in range(editions)
        ]
        if random.random() < 0.6:
            shown = [shown[0]] * editions
        every = [(subject, group) for subject in SUBJECTS for group in GROUPS]
        told = [frozenset(each for each in every if random.random() < 0.8) for _ in range(editions)]
        if changing and leaving:  # who leaves and who comes may be taken for one who changed
            told = [frozenset()] * editions
        return cls(tuple(courses), tuple(shown), tuple(told), int(random.integers(2, 4)))

    @property
    def editions(self) -> list[WaveRecord]:
        """Those with anybody in them, as the program is given them."""
        found = [
            edition([version for course in self.courses if (version := course[at])], *shown)
            for at, shown in enumerate(zip(self.shown, self.told, strict=True))
        ]
        return [each for each in found if each.standings]

    def exposed(self) -> bool:
        """Whether some sum over groups of all editions rests on 1 to k - 1 people.

        Who answered otherwise did so to every question, or to none: as if to this one they had not.
        """
        return any(self.exposed_in(subject) for subject in ("", *SUBJECTS)) or any(
            self.exposed_in(subject, unchanged=True) for subject in SUBJECTS
        )

    def exposed_in(self, subject: str, *, unchanged: bool = False) -> bool:
        """The same of those who answered a question, or of all.

        It is so where the sums span more than they do without what these people answered.
        """
        columns = [
            (person, answers)
            for person, course in enumerate(self.courses)
            for answers in self.given(course, subject, unchanged=unchanged)
        ]
        rows = [[*self.row(at, group, columns)] for at, group in self.sums(subject)]
        if not columns or not rows:
            return False
        sums = np.array(rows)
        whole = np.linalg.matrix_rank(sums)
        for size in range(1, self.minimum):
            for few in combinations(range(len(self.courses)), size):
                others = sums[:, [person not in few for person, _ in columns]]
                if whole > (np.linalg.matrix_rank(others) if others.size else 0):
                    return True
        return False

    def given(self, course: Course, subject: str, *, unchanged: bool) -> set[int]:
        """What one person answered, each answer once; or as if it were always the same."""
        answers = {each[1] for each in course if each and subject in each[2]}
        return {ALWAYS} if unchanged and answers else answers

    def sums(self, subject: str) -> Iterator[tuple[int, str]]:
        """The editions and groups of which a question is told; of all people, every one."""
        for at, told in enumerate(self.told):
            for group in GROUPS:
                if not subject or (subject, group) in told:
                    yield at, group

    def row(self, at: int, group: str, columns: Sequence[tuple[int, int]]) -> Iterator[int]:
        """Which answers of which people are in a group of an edition."""
        for person, answers in columns:
            version = self.courses[person][at]
            yield int(
                version is not None
                and answers in (version[1], ALWAYS)
                and group in self.shown[at][version[0]]
            )


def course(
    random: np.random.Generator,
    cells: Sequence[Cell],
    editions: int,
    number: int,
    *,
    changing: bool,
) -> Course:
    """What becomes of one person, the number making their answers their own."""
    cell, answers, there = str(random.choice(cells)), 10 * number, random.random() < 0.7
    questions = str(random.choice(["st"] * 6 + ["s", "t"]))
    found: list[Version | None] = []
    for _ in range(editions):
        found.append((cell, answers, questions) if there else None)
        there = there or random.random() < 0.6
        what = random.random() if changing else 1
        if what < 0.15:
            answers += 1
        elif what < 0.25:
            cell = str(random.choice(cells))
        elif what < 0.35:
            there = False
    return tuple(found)


def staying(course: Course) -> Course:
    """The same, who is there once being there from then on."""
    found: list[Version | None] = [None]
    for version in course:
        found.append(version or found[-1])
    return tuple(found[1:])


def test_what_is_proven_of_editions_isolates_nobody_by_brute_force() -> None:
    cases = [Invented.of(seed, changing=True) for seed in range(600)]
    proven = [each for each in cases if proven_together(each.editions, each.minimum)]
    assert 60 < len(proven) < 540
    assert not [each for each in proven if each.exposed()]


def test_what_is_proven_isolates_nobody_whichever_questions_were_answered_otherwise() -> None:
    cases = [Invented.of(seed, changing=True, leaving=False) for seed in range(1200)]
    proven = [each for each in cases if proven_together(each.editions, each.minimum)]
    assert 40 < len(proven) < 1100
    assert not [each for each in proven if each.exposed()]


def test_where_people_only_join_it_is_proven_exactly_where_nobody_is_isolated() -> None:
    cases = [Invented.of(seed, changing=False) for seed in range(600)]
    for each in cases:
        assert proven_together(each.editions, each.minimum) != each.exposed(), each
    assert 30 < sum(each.exposed() for each in cases) < 570


@pytest.mark.parametrize(
    ("editions", "proven"),
    [
        (("abcdefgh", "abcdefgh"), True),
        (("abcdefgh", "abcdefghij"), False),
        (("abcdefgh", "abcdefghijk"), True),
        (("abcdefgh", "abcdefxy"), False),
        (("abcdefgh", "abcdexyz"), True),
        (("abcdefgh", "abxyzuvw"), False),
        (("abcdefgh", "xyzuvwrs"), True),
        (("abcd", "abcdefgh", "abcdef"), False),
        (("abcd", "abcdefgh", "abcdefghijk"), True),
        (("aaaaaaaa", "aaaaaaaa"), True),
        (("aaaaaaaa", "aaaaaaa"), False),
        (("aaaaaaaa", "aaaaa"), True),
    ],
    ids=[
        "nobody changes",
        "two come",
        "three come",
        "two change",
        "three change",
        "two do not change",
        "all change",
        "two more than at first",
        "four, then three more",
        "alike",
        "one of those alike leaves",
        "three of those alike leave",
    ],
)
def test_between_editions_of_one_group_are_nobody_or_three(
    editions: tuple[str, ...], proven: bool
) -> None:
    assert proven_together([edition(each) for each in editions], 3) is proven


def test_who_moves_to_another_group_is_known_by_the_same_answers() -> None:
    shown: Shown = {"north": ("north", "team"), "south": ("south", "team")}
    southern: list[Version] = [("south", n, "st") for n in range(20, 29)]
    before = edition([*(("north", n, "st") for n in range(9)), *southern], shown)
    for moved, proven in ((2, False), (3, True)):
        others = [("south" if n < moved else "north", n, "st") for n in range(9)]
        assert proven_together([before, edition([*others, *southern], shown)], 3) is proven


def test_levels_by_other_names_do_not_make_other_people() -> None:
    def named(name: str, people: int) -> WaveRecord:
        return edition([(name, n, "st") for n in range(people)], {name: (name, "team")})

    assert proven_together([named("north", 9), named("North", 9)], 3)
    assert not proven_together([named("north", 9), named("North", 10)], 3)


def test_those_who_came_and_answered_a_question_are_a_few_or_not() -> None:
    """Of three who came, one did not answer the second question."""
    told = frozenset({("s", "team")})
    whole: list[Version] = [("cell", n, "st") for n in range(8)]
    came: list[Version] = [("cell", 20, "st"), ("cell", 21, "st"), ("cell", 22, "s")]
    for shown, proven in ((told, True), (told | {("t", "team")}, False)):
        editions = [edition(whole, told=shown), edition([*whole, *came], told=shown)]
        assert proven_together(editions, 3) is proven


def test_who_changed_an_answer_may_have_changed_another_one() -> None:
    """Three differ; but if the one who was there gave this answer before, two do."""
    told = frozenset({("s", "team")})
    before = [("cell", n, "st") for n in range(8)]
    after = [("cell", n, "st") for n in (*range(7), 20, 21, 22)]
    assert proven_together([edition(before), edition(after)], 3)
    assert not proven_together([edition(before, told=told), edition(after, told=told)], 3)


def test_who_changes_an_answer_and_changes_it_back_is_one_person() -> None:
    """Of three who never change and of one who does, three editions tell one answer."""
    assert not proven_together([edition("abcd"), edition("abcx"), edition("abcd")], 2)
    assert not proven_together([edition("abcd"), edition("abcx"), edition("abcy")], 2)


def test_how_many_answer_as_before_is_told_of_the_smaller_edition() -> None:
    assert alike(edition("abcd"), edition("abcdefgh")) == 1
    assert alike(edition("aabc"), edition("aadef")) == 0.5
    assert alike(edition("abc"), edition("")) == 0
