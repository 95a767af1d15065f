"""What was asked: teams, response scales, items, dimensions, mirror pairs, profile questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

Texts = Mapping[str, str]
"""A text in each language of the questionnaire: language code to text. For looking up only."""

BOTH = "both"
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamName:
    """A team's name in one language, in the forms a sentence needs.

    EN: plain "Marketing", article "Marketing", of "of Marketing".
    FR: plain "Marketing", article "le marketing", of "du marketing".
    """

    plain: str
    article: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """One of the two teams compared; `answers` are the profile answers that name it."""

    id: str
    names: Mapping[str, TeamName]
    colour: Literal["violet", "orange"]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalePoint:
    """One point of a response scale, with its label and other spellings seen in exports."""

    value: int
    label: Texts
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseScale:
    """An ordered response scale from 1 to k, and the answers that are not on it.

    Attributes:
        points: lowest first; values 1..k without a hole.
        favourable_from: the lowest keyed value that counts as favourable (4 on 1-5).
        cant_say: labels of "I can't say", kept apart from missing.
        agree: how to say a favourable answer of an item keyed as asked ("agree").
        disagree: the same for a reverse-keyed item, after its title, which is worded positively
            ("disagree with the opposite statement").
    """

    id: str
    points: tuple[ScalePoint, ...]
    favourable_from: int
    cant_say: Texts
    cant_say_aliases: tuple[str, ...] = ()
    agree: Texts
    disagree: Texts

    @property
    def size(self) -> int:
        """Number of points k."""
        return len(self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One statement. `title` is at most 45 characters and worded positively.

    `about` is "both" or the id of the team the statement is about; `pair` a mirror pair's id.
    """

    id: str
    dimension: str
    about: str
    reverse_keyed: bool
    scale: ResponseScale
    pair: str | None
    levers: tuple[str, ...]
    pulse: bool
    neutral_difference: bool
    title: Texts
    wording: Texts


class Statement(Protocol):
    """What is answered on a scale: an item, or what the other team would say to one."""

    @property
    def id(self) -> str:
        """The code by which a column is recognised."""
        ...

    @property
    def scale(self) -> ResponseScale:
        """The scale of its answers."""
        ...

    @property
    def reverse_keyed(self) -> bool:
        """Whether agreeing is unfavourable."""
        ...

    @property
    def wording(self) -> Texts:
        """As it was shown."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A theme of the questionnaire; an outcome dimension is not part of the index."""

    id: str
    name: Texts
    outcome: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorPair:
    """Two or more statements on one quality, each about one team."""

    id: str
    label: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileValue:
    """One answer of a profile question; `aliases` are other spellings, `leads` says who leads."""

    id: str
    label: Texts
    aliases: tuple[str, ...] = ()
    leads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileQuestion:
    """A question about the respondent; segments cut the gaps, the others only place them."""

    id: str
    role: Literal["team", "segment", "company", "wave", "language", "other"]
    label: Texts
    wording: Texts
    values: tuple[ProfileValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionalQuestion:
    """A question beside the items that asks for a number, or for words.

    `highest` is the largest number that is an answer; the smallest is 0.
    """

    id: str
    kind: Literal["number", "open"]
    asked_to: str
    wording: Texts
    highest: float = 168.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaQuestion:
    """What a team thinks that the other team would say to an item.

    Attributes:
        predicts: team id to the id of the item whose answers by the other team it foresees; a
            team that is not there was not asked. For looking up.
        scale: that of the items foreseen.
    """

    id: str
    predicts: Mapping[str, str]
    scale: ResponseScale
    reverse_keyed: bool
    wording: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """Everything that was asked, in every language it was asked in.

    Attributes:
        teams: the two teams, in the one order used everywhere; gap = first - second.
        alignment_item: the item that says "we are aligned", or None.
        levers: the name of a levers file, or None.
        meta: what each team thinks that the other would say.
    """

    id: str
    version: str
    title: Texts
    languages: tuple[str, ...]
    teams: tuple[Team, Team]
    both: tuple[str, ...]
    other: tuple[str, ...]
    scales: tuple[ResponseScale, ...]
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    pairs: tuple[MirrorPair, ...]
    profile: tuple[ProfileQuestion, ...]
    optional: tuple[OptionalQuestion, ...]
    alignment_item: str | None
    levers: str | None
    meta: tuple[MetaQuestion, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that is answered on a scale: the items, then the meta questions."""
        return (*self.items, *self.meta)

    def item(self, item_id: str) -> Item:
        """The item of that id. Raises KeyError when there is none."""
        return _by_id(self.items, item_id)

    def dimension(self, dimension_id: str) -> Dimension:
        """The dimension of that id. Raises KeyError when there is none."""
        return _by_id(self.dimensions, dimension_id)

    def team(self, team_id: str) -> Team:
        """The team of that id. Raises KeyError when there is none."""
        return _by_id(self.teams, team_id)

    def items_of(self, dimension_id: str) -> tuple[Item, ...]:
        """The items of one dimension, in the order of the questionnaire."""
        return tuple(item for item in self.items if item.dimension == dimension_id)

    @property
    def index_items(self) -> tuple[Item, ...]:
        """The items that make the index: all but those of outcome dimensions."""
        return tuple(item for item in self.items if not self.dimension(item.dimension).outcome)

    @property
    def outcome_items(self) -> tuple[Item, ...]:
        """The items of outcome dimensions: what the others are thought to lead to."""
        return tuple(item for item in self.items if self.dimension(item.dimension).outcome)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


def _by_id(entries: tuple[_T, ...], wanted: str) -> _T:
    for entry in entries:
        if entry.id == wanted:
            return entry
    raise KeyError(wanted)
