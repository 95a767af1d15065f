"""What a build published, remembered in private: exact counts, and who was in which group.

Nothing that draws, writes or says a number may import it: it is for the state file alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

DIGEST_SIZE = 8
"""Bytes: of 100,000 people, two are mistaken for one in one comparison of a thousand million."""

MOST_MEMBERS = 250_000
"""People of a wave who are remembered one by one: their digests take 3 MB of the state file."""

Table = Mapping[str, int]
"""How many people gave each answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The people of one cell of the cross: all of them are in the same published groups.

    Attributes:
        cell: a digest of the cell's labels.
        groups: names of the groups, sorted.
        members: for each of them a digest of all answers, then bit by bit whether they answered
            each of the wave's subjects; one after the other, ascending.
    """

    cell: bytes
    groups: tuple[str, ...]
    members: bytes

    def salted(self, salt: bytes, size: int) -> Standing:
        """The same, with digests that nobody can make who has not got the salt.

        `size` are the bytes of each member.
        """
        each = (self.members[at : at + size] for at in range(0, len(self.members), size))
        members = (_keyed(one[:DIGEST_SIZE], salt) + one[DIGEST_SIZE:] for one in each)
        return replace(self, cell=_keyed(self.cell, salt), members=b"".join(sorted(members)))


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveRecord:
    """What was published of a wave.

    Attributes:
        people: respondents by group.
        tables: for each question and group that is shown, people by answer; of words, and
            whatever else is counted alike.
        subjects: the items that members answered, or not.
        standings: sorted; none where the people are too many, or were not remembered.
    """

    wave: str
    people: Mapping[str, int]
    tables: Mapping[str, Table]
    subjects: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()

    @property
    def member_size(self) -> int:
        """The bytes of each member."""
        return DIGEST_SIZE + (len(self.subjects) + 7) // 8

    def salted(self, salt: bytes) -> WaveRecord:
        """The same with salted digests."""
        salted = (each.salted(salt, self.member_size) for each in self.standings)
        return replace(
            self, standings=tuple(sorted(salted, key=lambda each: (each.groups, each.cell)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRecord:
    """What was published of all waves: one edition of a report."""

    minimum_group: int
    waves: tuple[WaveRecord, ...]

    def salted(self, salt: bytes) -> ReleaseRecord:
        """The same with salted digests."""
        return replace(self, waves=tuple(each.salted(salt) for each in self.waves))


def _keyed(digest: bytes, salt: bytes) -> bytes:
    return blake2b(digest, digest_size=DIGEST_SIZE, key=salt).digest()
