"""How like an item's wording a header is, letter by letter in order: for proposals, never more.

Mirrored statements ("Marketing understands what Sales needs" and the reverse) hold the same words:
they are never told apart by likeness, only by being equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

import numpy as np
import numpy.typing as npt

from survey.export import Column
from survey.headers import statements
from survey.questionnaire import Item, Questionnaire, Team
from survey.wording import normalised

NEARLY = 90
"""Per cent of likeness from which a header is nearly a wording."""

MARGIN = 10
"""Points by which it must be liker than to any other item, to be proposed."""

_MIRRORED = 75
_BLIND = "\u25cb"
_LETTERS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The item whose wording a header is likest, in per cent, and the one after it.

    `sure` says whether the item may be proposed: by the margin, by the teams it names in the same
    order, and because it is no mirrored statement.
    """

    column: Column
    item: Item
    percent: int
    next_item: Item | None
    next_percent: int
    sure: bool

    @property
    def told(self) -> str:
        """How like, in words: "93 % like its wording; next CON1, 71 %"."""
        then = f"; next {self.next_item.id}, {self.next_percent} %" if self.next_item else ""
        return f"{self.percent} % like its wording{then}"


def likenesses(columns: Iterable[Column], questionnaire: Questionnaire) -> list[Likeness]:
    """The columns whose header is nearly the wording of an item, in file order."""
    wordings = [
        (normalised(text), item) for item in questionnaire.items for text in item.wording.values()
    ]
    texts = [(text, column) for column in columns for text in statements(column)]
    known = _near([text for text, _ in texts], [text for text, _ in wordings])
    near: dict[Column, list[str]] = {}
    for text, column in texts:
        if text in known:
            near.setdefault(column, []).append(text)
    mirrored = mirrored_items(questionnaire) if near else frozenset()
    compared = _Compared(wordings, questionnaire, mirrored)
    return [compared.likeness(column, headers) for column, headers in near.items()]


def nearly_header(
    columns: Iterable[Column], wanted: Iterable[str], others: Iterable[str]
) -> tuple[Column, int] | None:
    """The one column whose header is nearly one of the wanted texts, in per cent, by the margin.

    `others` are what other questions ask. None when there is no such column, or more than one.
    """
    texts, rivals = [*map(normalised, wanted)], [*map(normalised, others)]
    headers = [(column, statements(column)) for column in columns]
    near = _near([text for _, own in headers for text in own], texts)
    found = []
    for column, own in headers:
        close = [header for header in own if header in near]
        percent = _likest(close, texts)
        if close and percent - _likest(close, rivals) >= MARGIN:
            found.append((column, percent))
    return found[0] if len(found) == 1 else None


def likest_item(column: Column, items: Iterable[Item]) -> tuple[Item, int]:
    """The item whose wording the header is likest, and how like in per cent."""
    own = statements(column)
    wordings = [(item, normalised(text)) for item in items for text in item.wording.values()]
    return max(((item, _likest(own, [text])) for item, text in wordings), key=lambda one: one[1])


def nearest_wording(column: Column, texts: Iterable[str]) -> str:
    """Of a text in several languages, the one that the header is likest."""
    own = statements(column)
    return max(texts, key=lambda text: _likest(own, [normalised(text)]))


def likeness(first: str, second: str) -> int:
    """How like two normalised texts are, in per cent: letters that match in order, of all.

    >>> likeness("we plan together", "we plan togethr"), likeness("sales asks", "asks sales")
    (96, 50)
    """
    return int(100 * SequenceMatcher(None, first, second, autojunk=False).ratio())


def mirrored_items(questionnaire: Questionnaire) -> frozenset[str]:
    """Ids of the items that another mirrors: the same words once the teams look alike."""
    found: set[str] = set()
    for language in questionnaire.languages:
        blind = [
            (item, _blind(item.wording[language], questionnaire)) for item in questionnaire.items
        ]
        for (one, text), (other, words) in combinations(blind, 2):
            paired = one.pair is not None and one.pair == other.pair
            both_name_teams = _BLIND in text and _BLIND in words
            if (paired or both_name_teams) and likeness(text, words) >= _MIRRORED:
                found |= {one.id, other.id}
    return frozenset(found)


def teams_named(text: str, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The teams that a text names, by their ids, in the order in which it names them."""
    names = {name: team.id for team in questionnaire.teams for name in _names(team)}
    return tuple(names[match] for match in _names_in(questionnaire).findall(normalised(text)))


def _likest(headers: Iterable[str], texts: Sequence[str]) -> int:
    return max((likeness(header, text) for header in headers for text in texts), default=0)


def _near(texts: Sequence[str], wordings: Sequence[str]) -> set[str]:
    """The texts that are nearly one of the wordings.

    The letters that two texts share, in whatever order, bound how like they can be: most pairs
    are set aside by counting letters alone.
    """
    distinct = list(dict.fromkeys(texts))
    letters, sizes = _letters(distinct), np.array([len(text) for text in distinct])
    found: set[str] = set()
    for wording in dict.fromkeys(wordings):
        shared = np.minimum(letters, _letters([wording])).sum(axis=1)
        possible = np.flatnonzero(200 * shared >= NEARLY * (sizes + len(wording)))
        texts_left = (distinct[place] for place in possible.tolist())
        found.update(text for text in texts_left if likeness(text, wording) >= NEARLY)
    return found


def _letters(texts: Sequence[str]) -> npt.NDArray[np.int32]:
    """How often each letter occurs, (texts, 64); letters that fall together only raise a bound."""
    counts = np.zeros((len(texts), _LETTERS), dtype=np.int32)
    for place, text in enumerate(texts):
        codes = np.array([ord(letter) % _LETTERS for letter in text], dtype=np.int64)
        counts[place] = np.bincount(codes, minlength=_LETTERS)
    return counts


class _Compared:
    """The wordings of a questionnaire, made ready once to be compared with many headers."""

    def __init__(
        self,
        wordings: Sequence[tuple[str, Item]],
        questionnaire: Questionnaire,
        mirrored: frozenset[str],
    ) -> None:
        self._questionnaire = questionnaire
        self._mirrored = mirrored
        self._wordings = [
            (wording, item, SequenceMatcher(None, "", wording, autojunk=False))
            for wording, item in wordings
        ]

    def likeness(self, column: Column, headers: Sequence[str]) -> Likeness:
        """The column against every wording; an item is as like as its likest wording."""
        best: dict[str, tuple[int, str, str]] = {}
        items = {item.id: item for _, item, _ in self._wordings}
        for header in headers:
            for wording, item, matcher in self._wordings:
                matcher.set_seq1(header)
                found = (int(100 * matcher.ratio()), header, wording)
                best[item.id] = max(found, best.get(item.id, found))
        first, *rest = sorted(best, key=lambda item_id: -best[item_id][0])
        percent, header, wording = best[first]
        next_percent = best[rest[0]][0] if rest else 0
        return Likeness(
            column=column,
            item=items[first],
            percent=percent,
            next_item=items[rest[0]] if rest else None,
            next_percent=next_percent,
            sure=percent - next_percent >= MARGIN
            and first not in self._mirrored
            and self._teams(header) == self._teams(wording),
        )

    def _teams(self, text: str) -> tuple[str, ...]:
        return teams_named(text, self._questionnaire)


def _blind(text: str, questionnaire: Questionnaire) -> str:
    """A text in which the two teams cannot be told apart."""
    return _names_in(questionnaire).sub(_BLIND, normalised(text))


def _names_in(questionnaire: Questionnaire) -> re.Pattern[str]:
    """Every name of the teams as whole words, the longest first."""
    names = {name for team in questionnaire.teams for name in _names(team)}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _names(team: Team) -> set[str]:
    forms = (form for name in team.names.values() for form in (name.plain, name.article, name.of))
    return {normalised(text) for text in (team.id, *forms, *team.answers)} - {""}
