"""An audit of report.json that shares nothing with the program: can a few people be singled out?

It knows who answered what, takes every number of the document with the groups it names, and looks
for a combination of them that leaves the answers of 1 to k - 1 people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from harvested import Figure, figures
from singling import Members, Row, singled_out

ROUNDED = 0.05 + 1e-9
"""How far a figure in tenths may be from what it is of."""
NO_ID = 0
LINKED = "+"
QUADRATIC = {"reliability", "item_rest", "associations"}
"""Made of products of two answers: no sums of answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who answered what in one wave: `answers` are (people, items), 1..5 where they are valid.

    `foreseen` are the same, by meta question; `ids` tell who answered another wave too; `company`
    is "" where none is stated. `language` is that of what they wrote, `words` who used which,
    `flags` what is noticed of whom, `declared` the numbers given, NaN where none is.
    """

    team: npt.NDArray[np.str_]
    company: npt.NDArray[np.str_]
    segments: Mapping[str, npt.NDArray[np.str_]]
    ids: npt.NDArray[np.int64]
    answers: npt.NDArray[np.int8]
    foreseen: Mapping[str, npt.NDArray[np.int8]] = field(default_factory=dict)
    language: npt.NDArray[np.str_] = field(default_factory=lambda: np.array([""]))
    words: Mapping[str, Members] = field(default_factory=dict)
    flags: Mapping[str, Members] = field(default_factory=dict)
    declared: Mapping[str, npt.NDArray[np.float64]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All that was answered: the waves, the oldest first.

    Attributes:
        dimensions: items by dimension, the index included.
        meta: by question and team asked, the item whose answer is foreseen.
        others: people of no single team, by wave.
        removed: responses that do not count, by the reason.
    """

    waves: Mapping[str, People]
    items: Sequence[str]
    dimensions: Mapping[str, Sequence[str]]
    meta: Mapping[str, Mapping[str, str]]
    others: Mapping[str, int]
    removed: Mapping[str, int]

    def answered(self, subject: str, wave: str) -> Members:
        """Who has an answer to an item, meta question or number, or a score in a dimension."""
        people = self.waves[wave]
        if subject in people.declared:
            return ~np.isnan(people.declared[subject])
        if subject in self.meta:
            return people.foreseen[subject] > 0
        places = [self.items.index(item) for item in self.dimensions.get(subject, [subject])]
        enough: Members = 3 * (people.answers[:, places] > 0).sum(axis=1) >= 2 * len(places)
        return enough

    def again(self, wave: str, other: str) -> npt.NDArray[np.int64]:
        """Of each person of a wave the place in another one; -1 of who is not there."""
        there = self.waves[other]
        place = {
            (number, team): at
            for at, (number, team) in enumerate(zip(there.ids, there.team, strict=True))
            if number != NO_ID
        }
        here = self.waves[wave]
        found = [place.get(key, -1) for key in zip(here.ids, here.team, strict=True)]
        return np.array(found, dtype=np.int64)


@dataclass(slots=True, kw_only=True)
class Audit:
    """What a document tells, as sums over people.

    Attributes:
        answers: rows of what people answered, by wave and subject.
        counts: rows of how many they are, by wave and subject: of those who say nothing to it; of
            everybody under "".
        wrong: what the document says that is not so.
        reached: the numbers that are told where it may not be told how many, by group and subject.
    """

    document: Mapping[str, Any]
    survey: Survey
    minimum: int
    answers: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    counts: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    reached: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    exactly: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._read_groups()
        found = [*figures(self.document)]
        for figure in sorted(found, key=lambda each: {*each.subjects} <= {*self.survey.dimensions}):
            self._read(figure)

    @property
    def panel(self) -> bool:
        """Whether companies are shown side by side."""
        return self.document["panel"] is not None

    def _read_groups(self) -> None:
        for group in self.document["groups"]:
            self._count(group["id"], "", group["n"], at_least=group["at_least"])

    def _count(self, group: str, subject: str, number: int, *, at_least: bool) -> None:
        for wave, members in self.members(group, subject):
            true = int(members.sum())
            if number > true or (number < true and not at_least):
                self.wrong.append(f"{group} {subject}: {number} told, {true} people")
            if not at_least:
                self._tell(group, subject, members, wave)
        if not at_least:
            self.exactly.add((group, subject))
        else:
            numbers = self.reached.setdefault((group, subject), set())
            numbers.add(number)
            if len(numbers) > 1:
                self.wrong.append(f"{group} {subject}: at least {sorted(numbers)}")

    def _tell(self, group: str, subject: str, members: Members, wave: str) -> None:
        """Who takes the answers from the people of the group knows how many say nothing."""
        rows = self.counts.setdefault((wave, subject), [])
        if subject:
            everybody = dict(self.members(group, ""))[wave]
            rows.append((everybody & ~members).astype(float))
        else:
            rows.append(members.astype(float))

    def _read(self, figure: Figure) -> None:
        if figure.at[0] in QUADRATIC:
            return
        if figure.node.get("measure") == "cant_say":
            self._read_silence(figure)
            return
        figure = self._by_items(figure)
        self._read_bases(figure)
        for group, subject in zip(figure.groups, figure.subjects, strict=True):
            others = [name for name in figure.subjects if figure.both and name != subject]
            for wave, members in self.members(group, subject) if subject else ():
                counted = members & np.all(
                    [members, *(self.survey.answered(name, wave) for name in others)], axis=0
                )
                self.answers.setdefault((wave, subject), []).append(self._weighed(wave, counted))

    def _by_items(self, figure: Figure) -> Figure:
        """A figure of a dimension as one of those of its items that fewest answered.

        It must be made of figures that are shown, so that it tells nothing besides.
        """
        themes = [subject in self.survey.dimensions for subject in figure.subjects]
        if (
            not figure.bases
            or not any(themes)
            or any(self._row(group)["company"] for group in figure.groups)
        ):
            return figure
        known = {
            (group, subject): self._shown_items(group, subject)
            for group, subject in zip(figure.groups, figure.subjects, strict=True)
        }
        for (group, subject), items in known.items():
            if 3 * len(items) < 2 * len(self.survey.dimensions[subject]):
                self.wrong.append(f"{figure.at} {group}: {subject} by {items} alone")
        if figure.node.get("measure") == "mean":
            [(group, subject)] = known
            self._compare(figure, self._mean(group, known[group, subject]))
        elif "difference" in figure.node and figure.at[0] == "gaps":
            first, second = (self._mean(group, items) for (group, _), items in known.items())
            self._compare(figure, first - second)
        return replace(figure, subjects=tuple(self._fewest(*each) for each in known.items()))

    def _row(self, group: str) -> Mapping[str, Any]:
        return next(each for each in self.document["groups"] if each["id"] == group)

    def _shown_items(self, group: str, dimension: str) -> list[str]:
        [(wave, _)] = self.members(group, "")
        return [item for item in self.survey.dimensions[dimension] if (wave, item) in self.answers]

    def _fewest(self, theme: tuple[str, str], items: Sequence[str]) -> str:
        """Of the items the one that fewest answered, if may be one of which it is told how many."""
        group = theme[0]
        return min(
            items, key=lambda item: (self._size(group, item), (group, item) not in self.exactly)
        )

    def _mean(self, group: str, items: Sequence[str]) -> float:
        """Of the items' means, each of the same weight; over companies, where there are more."""
        means = []
        for item in items:
            [(wave, members)] = self.members(group, item)
            given = self.survey.waves[wave].answers[:, self.survey.items.index(item)]
            mean = float(np.average(given, weights=self._weighed(wave, members)))
            means.append(left_open(mean, given[members]))
        return float(np.mean(means))

    def _compare(self, figure: Figure, true: float) -> None:
        told = figure.node.get("value", figure.node.get("difference"))
        if not self.panel and abs(told - true) > ROUNDED:
            self.wrong.append(f"{figure.at} {figure.groups} {figure.subjects}: {told} for {true}")

    def _read_bases(self, figure: Figure) -> None:
        told = [*zip(figure.groups, figure.subjects, strict=True)]
        if figure.at[0] == "weighted":
            self._read_effective(figure)
        elif figure.both:
            self._read_pairs(figure)
        elif len(figure.bases) == len(told):
            for (group, subject), base, at_least in zip(
                told, figure.bases, figure.at_least, strict=True
            ):
                self._count(group, subject, base, at_least=at_least)
        elif figure.bases:
            [base], [at_least] = figure.bases, figure.at_least
            bases = [int(self._size(group, subject)) for group, subject in told]
            if base > sum(bases) or (base < sum(bases) and not at_least):
                self.wrong.append(f"{figure.at} {told}: {base} told, {sum(bases)} people")
            for (group, subject), one in zip(told, bases, strict=True) if not at_least else ():
                self._count(group, subject, one, at_least=False)

    def _size(self, group: str, subject: str) -> int:
        return int(next(members for _, members in self.members(group, subject)).sum())

    def _read_effective(self, figure: Figure) -> None:
        """Weighted answers count for fewer; where it may not be told how many, for no telling one."""
        for group, subject, base, at_least in zip(
            figure.groups, figure.subjects, figure.bases, figure.at_least, strict=True
        ):
            if at_least and (base > min(self.reached[group, subject]) or base % self.minimum):
                self.wrong.append(f"{group} {subject}: {base} weighted answers tell how many")

    def _read_pairs(self, figure: Figure) -> None:
        item, question = figure.subjects
        [(wave, own)] = self.members(figure.groups[0], item)
        given = own & self.survey.answered(question, wave)
        for base, at_least in zip(figure.bases, figure.at_least, strict=True):
            if base > given.sum() or (base < given.sum() and not at_least):
                self.wrong.append(f"{question}: {base} told, {given.sum()} people")
            if not at_least:
                self._tell(figure.groups[0], f"{item} {question}", given, wave)

    def _read_silence(self, figure: Figure) -> None:
        [group], [item] = figure.groups, figure.subjects
        [(wave, answered)] = self.members(group, item)
        [(_, everybody)] = self.members(group, "")
        given = self.survey.waves[wave].answers[:, self.survey.items.index(item)]
        silent = everybody & (given == 0)
        [base] = figure.bases
        if base != answered.sum() + silent.sum():
            self.wrong.append(f"{item} {group}: {base} who answered or can't say")
        self.counts.setdefault((wave, item), []).append(silent.astype(float))

    def members(self, group: str, subject: str) -> Iterator[tuple[str, Members]]:
        """Who of a wave is in a group and has an answer to the subject; in two waves of some."""
        row, last = self._row(group), [*self.survey.waves][-1]
        waves = (row["wave"] or last).split(LINKED)
        for wave in waves:
            found = self._inside(row, wave) & self._counted(subject, wave)
            if subject:
                found &= self.survey.answered(subject, wave)
            for other in waves:
                if other != wave:
                    found &= self._again(wave, other, subject)
            yield wave, found

    def _again(self, wave: str, other: str, subject: str) -> Members:
        """Who is in another wave too, and has an answer to the subject there."""
        place = self.survey.again(wave, other)
        there = np.ones(self.survey.waves[other].team.size, dtype=bool)
        if subject:
            there = self.survey.answered(subject, other)
        found: Members = (place >= 0) & there[place]
        return found

    def _inside(self, row: Mapping[str, Any], wave: str) -> Members:
        people = self.survey.waves[wave]
        inside = np.ones(people.team.size, dtype=bool)
        if row["team"]:
            inside &= people.team == row["team"]
        if self.panel and row["company"]:
            inside &= people.company == row["company"]
        for segment in row["segment"] or ():
            level = people.segments[segment]
            wanted = np.isin(level, row["levels"])
            if row["others"]:
                wanted |= ~np.isin(level, [*self._named(segment)])
            inside &= wanted
        return inside

    def _named(self, segment: str) -> set[str]:
        """The levels of a segment that any group of the document names."""
        rows = [row for row in self.document["groups"] if segment in (row["segment"] or ())]
        return {level for row in rows for level in row["levels"]}

    def _counted(self, subject: str, wave: str) -> Members:
        """Who of a panel works for a company that counts; everybody where it is none."""
        people = self.survey.waves[wave]
        if not self.panel:
            return np.ones(people.team.size, dtype=bool)
        counted = self._large(np.ones(people.team.size, dtype=bool), wave)
        if subject and subject not in self.survey.meta:
            counted &= self._large(self.survey.answered(subject, wave), wave)
        return counted

    def _large(self, chosen: Members, wave: str) -> Members:
        """Who works for a company with k or more of those chosen in each of its teams."""
        people = self.survey.waves[wave]
        large = [
            company
            for company in set(people.company.tolist()) - {""}
            if min(
                (chosen & (people.company == company) & (people.team == team)).sum()
                for team in set(people.team.tolist())
            )
            >= self.minimum
        ]
        return np.isin(people.company, large)

    def _weighed(self, wave: str, members: Members) -> Row:
        """Everybody alike; in a panel each company alike."""
        weights = members.astype(float)
        if self.panel:
            _, company, sizes = np.unique(
                self.survey.waves[wave].company, return_inverse=True, return_counts=True
            )
            of_company = np.bincount(company, members, minlength=sizes.size)
            weights /= np.maximum(of_company, 1)[company]
        return weights

    def families(self) -> Iterator[tuple[str, str, list[Row]]]:
        """Rows that can be added and subtracted, with their wave and what they are of."""
        for (wave, subject), rows in self.answers.items():
            yield wave, subject, rows
        for (wave, subject), rows in self.counts.items():
            parts = subject.split(" ") if " " in subject else []
            beside = [row for part in parts for row in self.counts.get((wave, part), [])]
            yield wave, f"how many: {subject}", [*beside, *rows]

    def exposures(self) -> list[tuple[str, str, str, int]]:
        """Where a few people can be singled out: wave, what of, team, how many they are."""
        seen: dict[bytes, int] = {}
        found = []
        for wave, name, rows in self.families():
            teams = self.survey.waves[wave].team
            for team in sorted(set(teams.tolist())):
                of_team = np.unique(np.array(rows)[:, teams == team], axis=0)
                key = of_team.tobytes()
                if key not in seen:
                    seen[key] = singled_out(of_team, self.minimum)
                if seen[key]:
                    found.append((wave, name, team, seen[key]))
        return found

    def left_over(self) -> int:
        """The fewest responses that can be told from how many were read; 0 where not a few."""
        told = self.document["provenance"]["responses"]
        waves = [*self.survey.waves]
        kept = [
            (wave, team)
            for wave, people in self.survey.waves.items()
            for team in [*people.team.tolist(), *["others"] * self.survey.others[wave]]
        ]
        rows = []
        if told["read"] is not None:
            rows.append([1.0] * len(kept))
        if told["outside_teams"] is not None:
            rows.append([float(each == (waves[-1], "others")) for each in kept])
        for group in self.document["groups"] if not self.panel else ():
            if group["team"] and not group["segment"] and LINKED not in (group["wave"] or ""):
                of_group = (group["wave"] or waves[-1], group["team"])
                rows.append([float(each == of_group) for each in kept])
        return singled_out(np.array(rows), self.minimum)


def left_open(mean: float, answers: npt.NDArray[np.int8]) -> float:
    """The nearest mean that all can have and all but one; of few that are nearly on one side."""
    base, favourable = answers.size, int((answers >= 4).sum())
    if base >= 20 or min(favourable, base - favourable) > 1:
        return mean
    sums = (4 * base, 5 * base - 2) if favourable > base / 2 else (base + 3, 3 * base)
    return float(np.clip(mean, sums[0] / base, sums[1] / base))
