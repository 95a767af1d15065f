"""The record of what is published, for the private state file: exact counts, and of whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

import numpy as np

from survey.cells import Cells
from survey.release import Counts, Group, Histogram, Release, Subject
from survey.release_record import (
    DIGEST_SIZE,
    MOST_MEMBERS,
    ReleaseRecord,
    Standing,
    Table,
    WaveRecord,
)
from survey.tally import Tally

Tallies = Mapping[str, Tally]
"""By the label of a wave, with the levels as they are shown."""


def record_of(released: Release, tallies: Tallies) -> ReleaseRecord:
    """The exact numbers behind what is published, of every wave, and the people of each group."""
    return ReleaseRecord(
        minimum_group=released.rules.minimum_group,
        waves=tuple(_wave(each, tallies[each.wave]) for each in (*released.earlier, released)),
    )


def _wave(released: Release, tally: Tally) -> WaveRecord:
    people = {entry.group: entry.n for entry in released.groups}
    companies = dict(_companies(released))
    shown = companies or people  # of a panel, the teams are the sums of its companies
    return WaveRecord(
        wave=released.wave,
        people={_name(group): n for group, n in (people | companies).items()},
        tables=dict(_tables(released)),
        subjects=tally.items,
        standings=tuple(_standings([group for group in shown if group.team], tally.cells)),
    )


def _companies(released: Release) -> Iterator[tuple[Group, int]]:
    """Each team of each company of a panel, with its people."""
    panel = released.panel
    if panel is not None:
        for company, people in zip(panel.companies, panel.respondents.tolist(), strict=True):
            for team, number in zip(_teams(released), people, strict=True):
                yield Group(company=company, team=team), number


def _teams(released: Release) -> list[str]:
    """Of a panel, in its order."""
    return [entry.group.team for entry in released.groups if entry.group.team]


def _name(group: Group) -> str:
    return f"{group.company}|{group.team}|{group.segment}|{group.value}"


def _standings(groups: Iterable[Group], cells: Cells) -> Iterator[Standing]:
    """The people of each cell that is in one of the groups; none where they are too many."""
    shown: dict[int, list[str]] = defaultdict(list)
    for group in groups:
        for cell in cells.within(group).tolist():
            shown[cell].append(_name(group))
    if sum(int(cells.respondents[cell]) for cell in shown) <= MOST_MEMBERS:
        ends = np.cumsum(cells.respondents)
        for cell in sorted(shown):
            members = cells.members[ends[cell] - cells.respondents[cell] : ends[cell]]
            yield Standing(
                cell=_digest(cells, cell),
                groups=tuple(sorted(shown[cell])),
                members=b"".join(sorted(member.tobytes() for member in members)),
            )


def _digest(cells: Cells, cell: int) -> bytes:
    """A digest of the labels of a cell."""
    codes = cells.codes[cell].tolist()
    labels = "\n".join(names[code] for names, code in zip(cells.labels, codes, strict=True))
    return blake2b(labels.encode(), digest_size=DIGEST_SIZE).digest()


def _tables(released: Release) -> Iterator[tuple[str, Table]]:
    """Everything that is published as so many people for each answer."""
    items = {key: _table(counts) for key, counts in released.item_counts.items()}
    for key, table in (items | dict(_of_companies(released))).items():
        yield _subject(key), table
    for (subject, team), table in _rests(items):
        yield f"{subject} of the rest|{team}", table
    for key, each in released.number_histograms.items():
        yield _subject(key), _histogram(each)
    for kind, tables in (
        ("foreseen", released.foreseen_counts),
        ("foreseen by own", released.foreseen_pairs),
        ("before by now", released.linked.joint if released.linked else {}),
    ):
        for key, counts in tables.items():
            yield f"{kind} {_subject(key)}", _table(counts)
    yield from _shares(released)
    yield from _in_one_wave_alone(released)


def _subject(key: Subject) -> str:
    subject, group = key
    return f"{subject}|{_name(group)}"


def _table(counts: Counts) -> Table:
    """By the place of each answer, where anybody gave it."""
    return {str(place): n for place, n in enumerate(counts.ravel().tolist()) if n}


def _histogram(found: Histogram) -> Table:
    pairs = zip(found.values.tolist(), found.counts.tolist(), strict=True)
    return {f"{value:.6g}": n for value, n in pairs if n}


def _of_companies(released: Release) -> Iterator[tuple[Subject, Table]]:
    """The answers and scores in each team of each company of a panel, and of those who lead."""
    panel = released.panel
    if panel is None:
        return
    for subject, by_company in panel.item_counts.items():
        for company, counts in zip(panel.companies, by_company, strict=True):
            for team, answers in zip(_teams(released), counts, strict=True):
                if answers.any():
                    yield (subject, Group(company=company, team=team)), _table(answers)
    if panel.leaders is not None:
        for company, answers in zip(panel.companies, panel.leaders, strict=True):
            yield ("leading", Group(company=company)), _table(answers)


def _rests(tables: Mapping[Subject, Table]) -> Iterator[tuple[tuple[str, str], Table]]:
    """What the levels shown of a segment leave of a team: nobody shows it, but it can be had."""
    levels: dict[tuple[str, str, str], list[Group]] = defaultdict(list)
    for subject, group in tables:
        if group.team and group.segment:
            levels[subject, group.team, group.segment].append(group)
    for (subject, team, segment), groups in levels.items():
        whole = dict(tables[subject, Group(team=team)])
        for answer, n in (pair for each in groups for pair in tables[subject, each].items()):
            whole[answer] -= n
        but = " ".join(sorted(group.value for group in groups))
        yield (subject, f"{team}|{segment}|{but}"), {each: n for each, n in whole.items() if n}


def _in_one_wave_alone(released: Release) -> Iterator[tuple[str, Table]]:
    """What those who answered both waves leave of a team, in each: nobody shows it either."""
    linked = released.linked
    if linked is None:
        return
    waves = [(each, 1) for each in released.earlier if each.wave == linked.before]
    for each, axis in (*waves, (released, 0)):
        for key, joint in linked.joint.items():
            name = "before" if axis else "now"
            yield (
                f"{name} alone {_subject(key)}",
                _table(each.item_counts[key] - joint.sum(axis=axis)),
            )


def _shares(released: Release) -> Iterator[tuple[str, Table]]:
    """Those of a group of whom something is told, and the others."""
    people = {entry.group: entry.n for entry in released.groups}
    for (item, group), n in released.cant_say_counts.items():
        yield f"can't say {_subject((item, group))}", {"yes": n, "no": people[group] - n}
    for words in released.voices.words:
        for used in words.words:
            for team, of_team in enumerate(zip(used.people, words.authors, strict=True)):
                n, authors = of_team
                word = f"word {words.language} {used.word} {team}"
                yield word, {"yes": n, "no": authors - n}
