"""Who is the same in several editions, and what their groups tell together: against brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest

from survey.editions import alike, proven_together
from survey.release_record import DIGEST_SIZE, Standing

Cell = str
Version = tuple[Cell, int]
"""The cell a person is in, and what they answer."""

Course = tuple[Version | None, ...]
"""What becomes of a person, edition by edition; None where they are not in it."""

Shown = Mapping[Cell, tuple[str, ...]]
"""The groups shown that each cell is in."""


def standings(people: Sequence[Version], shown: Shown) -> tuple[Standing, ...]:
    """One edition: so many standings as there are cells that are shown."""
    found = []
    for cell in sorted({cell for cell, _ in people}):
        answers = sorted(answer for name, answer in people if name == cell)
        members = b"".join(answer.to_bytes(DIGEST_SIZE) for answer in answers)
        if shown[cell]:
            found.append(Standing(cell=cell.encode(), groups=shown[cell], members=members))
    return tuple(found)


def edition(people: str | Sequence[Version], shown: Shown | None = None) -> tuple[Standing, ...]:
    """People given as letters: each a person, of the only group; or with their cells."""
    if isinstance(people, str):
        people = [("cell", ord(letter)) for letter in people]
    return standings(people, shown or {"cell": ("team",)})


@dataclass(frozen=True, slots=True)
class Invented:
    """A few people over two or three editions, and what is shown in each."""

    courses: tuple[Course, ...]
    shown: tuple[Shown, ...]
    minimum: int

    @classmethod
    def of(cls, seed: int, *, changing: bool) -> Invented:
        """At random; `changing` their answers, leaving and moving, or else only joining."""
        random = np.random.default_rng(seed)
        editions = int(random.integers(2, 4))
        cells = [f"c{number}" for number in range(int(random.integers(2, 4)))]
        courses = [
            cls.course(random, cells, editions, number, changing=changing)
            for number in range(int(random.integers(5, 11)))
        ]
        shown = [
            {
                cell: ("team", *(name for name in ("g", "h") if random.random() < 0.5))
                for cell in cells
            }
            for _ in range(editions)
        ]
        if random.random() < 0.6:
            shown = [shown[0]] * editions
        return cls(tuple(courses), tuple(shown), int(random.integers(2, 4)))

    @staticmethod
    def course(
        random: np.random.Generator,
        cells: Sequence[Cell],
        editions: int,
        number: int,
        *,
        changing: bool,
    ) -> Course:
        """One person's, the number making their answers their own."""
        cell, answer, there = str(random.choice(cells)), 10 * number, random.random() < 0.7
        course: list[Version | None] = []
        for _ in range(editions):
            course.append((cell, answer) if there else None)
            there = there or random.random() < 0.6
            what = random.random() if changing else 1
            if what < 0.15:
                answer += 1
            elif what < 0.25:
                cell = str(random.choice(cells))
            elif what < 0.35:
                there = False
        return tuple(course)

    @property
    def editions(self) -> list[tuple[Standing, ...]]:
        """Those with anybody in them, as the product is given them."""
        found = [
            standings([version for course in self.courses if (version := course[at])], shown)
            for at, shown in enumerate(self.shown)
        ]
        return [each for each in found if each]

    def exposed(self) -> bool:
        """Whether some sum over groups of all editions rests on 1 to k - 1 people.

        It does where the sums span more than they do without what these people answered.
        """
        columns = [
            (person, version)
            for person, course in enumerate(self.courses)
            for version in {version[1] for version in course if version}
        ]
        sums = np.array(
            [
                [*self.row(at, group, columns)]
                for at in range(len(self.shown))
                for group in ("team", "g", "h")
            ]
        )
        whole = np.linalg.matrix_rank(sums)
        for size in range(1, self.minimum):
            for few in combinations(range(len(self.courses)), size):
                others = sums[:, [person not in few for person, _ in columns]]
                if not others.shape[1] or np.linalg.matrix_rank(others) < whole:
                    return True
        return False

    def row(self, at: int, group: str, columns: Sequence[tuple[int, int]]) -> Iterator[int]:
        """Which answers of which people are in a group of an edition."""
        for person, answer in columns:
            version = self.courses[person][at]
            yield int(
                version is not None and version[1] == answer and group in self.shown[at][version[0]]
            )


def test_what_is_proven_of_editions_isolates_nobody_by_brute_force() -> None:
    cases = [Invented.of(seed, changing=True) for seed in range(600)]
    proven = [each for each in cases if proven_together(each.editions, each.minimum)]
    assert 60 < len(proven) < 540
    assert not [each for each in proven if each.exposed()]


def test_where_people_only_join_it_is_proven_exactly_where_nobody_is_isolated() -> None:
    cases = [Invented.of(seed, changing=False) for seed in range(600)]
    for each in cases:
        assert proven_together(each.editions, each.minimum) != each.exposed(), each
    assert 60 < sum(each.exposed() for each in cases) < 540


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
    before = edition(
        [("north", n) for n in range(9)] + [("south", n) for n in range(20, 29)], shown
    )
    for moved, proven in ((2, False), (3, True)):
        places = [("south" if n < moved else "north", n) for n in range(9)]
        after = edition([*places, *(("south", n) for n in range(20, 29))], shown)
        assert proven_together([before, after], 3) is proven


def test_levels_by_other_names_do_not_make_other_people() -> None:
    before = edition([("n", n) for n in range(9)], {"n": ("north", "team")})
    named = edition([("N", n) for n in range(9)], {"N": ("North", "team")})
    larger = edition([("N", n) for n in range(10)], {"N": ("North", "team")})
    assert proven_together([before, named], 3)
    assert not proven_together([before, larger], 3)


def test_who_changes_an_answer_and_changes_it_back_is_one_person() -> None:
    """Of three who never change and of one who does, three editions tell one answer."""
    assert not proven_together([edition("abcd"), edition("abcx"), edition("abcd")], 2)
    assert not proven_together([edition("abcd"), edition("abcx"), edition("abcy")], 2)


def test_how_many_answer_as_before_is_told_of_the_smaller_edition() -> None:
    assert alike(edition("abcd"), edition("abcdefgh")) == 1
    assert alike(edition("aabc"), edition("aadef")) == 0.5
    assert alike(edition("abc"), ()) == 0
