"""From exports to the responses that count, batch by batch: read, understand, clean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from survey.assignment import Assignment
from survey.bare_numbers import BareNumbers, of_export, refuse_unstated, together
from survey.cleaning import Cleaned, clean
from survey.cleaning_rules import CleaningRules
from survey.duplicates import repeated, without_duplicates
from survey.errors import (
    ExportTwiceError,
    MappingError,
    NoResponsesError,
    TeamValueError,
    WaveError,
)
from survey.headers import column_name
from survey.known_names import known_names
from survey.noted import (
    NOBODY,
    Digests,
    digests,
    noted_of,
    noted_positions,
    without_excluded,
)
from survey.questionnaire import Questionnaire
from survey.redaction import Names, redacted
from survey.responses import MISSING, Coded, Responses, parse_responses
from survey.source import Source, file_names
from survey.unknown_answers import Unknowns
from survey.wording import quoted, some

MOST_LEVELS = 500
"""A level is shown from about ten people on; a column of more answers tells people apart."""

MOST_RESPONSES = 12
"""Of one person in one file: a wave a month for a year. A value that stands there more often than
that is no id."""


DEFAULT_RULES = CleaningRules()


@dataclass(slots=True)
class _Doubts:
    """What may stop a build, gathered until all is read."""

    unknown: Unknowns = field(default_factory=Unknowns)
    assignment: Assignment = field(default_factory=Assignment)
    numbers: tuple[BareNumbers, ...] = ()

    def raise_any(self) -> None:
        refuse_unstated(self.numbers)
        self.unknown.raise_any()
        self.assignment.raise_any()


def cleaned_batches(
    sources: Sequence[Source], questionnaire: Questionnaire, rules: CleaningRules = DEFAULT_RULES
) -> Iterator[Cleaned]:
    """The responses that count, batch by batch, all with the same items and segments.

    Read to the end: what stops a build is known only then, and raised there.

    Raises:
        MappingError: a segment has more levels than a segment can have, or a column that should
            say who answered tells nobody apart.
        ExportTwiceError: two of the exports are the same file.
        WaveError: of some exports the wave is known, of others not.
        ScaleError: answers are bare numbers, and nothing says which end is which.
        UnknownAnswerError: answers that mean nothing yet, all of them listed.
        ContradictionError: rows say another company or wave than was given for their file.
        TeamValueError: the same of teams; or one of the two teams has no response.
        NoResponsesError: no response of either team counts.
    """
    _refuse_twice(sources)
    _refuse_no_wave(sources)
    doubts = _Doubts()
    removed: Counter[str] = Counter()
    teams = np.zeros(len(questionnaire.teams), dtype=np.int64)
    again = repeated([part for source in sources for part in _people(source)])
    names = known_names(sources)
    aligned = (
        _aligned(cleaned, sources, questionnaire)
        for source in sources
        for cleaned in _understood(source, questionnaire, doubts, rules, names)
    )
    for cleaned in without_duplicates(aligned, again, rules):
        removed.update({entry.reason: entry.count for entry in cleaned.removed})
        codes = cleaned.responses.team.codes
        teams += np.bincount(codes, minlength=teams.size)[: teams.size]
        yield cleaned
    doubts.raise_any()
    _refuse_no_team(sources, questionnaire, teams, removed)


def _refuse_twice(sources: Sequence[Source]) -> None:
    """Copies under another name, told by their bytes; a single export needs no look."""
    if len(sources) == 1:
        return
    places: dict[str, list[str]] = {}
    for source in sources:
        places.setdefault(source.export.digest(), []).append(str(source.export.path))
    twice = [" and ".join(paths) for paths in places.values() if len(paths) > 1]
    if twice:
        raise ExportTwiceError(
            f"{'; '.join(twice)}: the same file, byte for byte; everybody in it would count twice.",
            "give each export once.",
        )


def _refuse_no_wave(sources: Sequence[Source]) -> None:
    """A file of which nobody says the wave would be a wave of its own, before or after the others.

    That a row says none, where its column does in others, is known only when all is counted.
    """
    names = zip(file_names(sources), sources, strict=True)
    told = {name: bool(source.wave or source.mapping.wave) for name, source in names}
    silent = [quoted(name, 80) for name, stated in told.items() if not stated]
    if silent and any(told.values()):
        one = len(silent) == 1
        raise WaveError(
            f"{some(silent)}: {'it does' if one else 'they do'} not say of which wave "
            f"{'it is' if one else 'they are'}; other exports given do.",
            "give every export its wave: --wave once for each, files: in the settings, or wave: "
            "in its mapping. Without any wave they are counted as one.",
        )


def _people(source: Source) -> Sequence[Digests]:
    """Who answered, by the column of ids alone; nothing where there is none.

    Raises:
        MappingError: one id stands in more responses than a person can have given.
    """
    export, column = source.export, source.mapping.respondent
    if column is None:
        return ()
    found = [digests(frame[column.position], export) for frame in export.read([column.position])]
    people, counts = np.unique(np.concatenate(found), return_counts=True)
    most = int(counts[people != NOBODY].max(initial=0))
    if most > MOST_RESPONSES:
        raise MappingError(
            f"{export.path.name}: column {column_name(column)} should say who answered, but one "
            f"of its values stands in {most:,} responses.",
            "name the column with the id of each respondent in the mapping file (respondent:), "
            "or say that there is none (respondent: none).",
        )
    return found


def _understood(
    source: Source,
    questionnaire: Questionnaire,
    doubts: _Doubts,
    rules: CleaningRules,
    names: Names,
) -> Iterator[Cleaned]:
    """The batches of one export, until an answer is met that means nothing.

    What bare numbers mean may be told by a later batch: they are gathered, and judged at the end.
    """
    export, mapping = source.export, source.mapping
    noted = export.bookkeeping
    for frame in export.read(sorted(noted_positions(noted).union(mapping.positions))):
        kept, excluded = without_excluded(frame, noted.exclusions)
        parsed = parse_responses(kept, mapping, questionnaire)
        _refuse_no_segment(source, parsed.responses)
        doubts.unknown.add(export, parsed.unknown)
        numbers = of_export(export, parsed.numbers)
        doubts.numbers = together([*doubts.numbers, *numbers])
        if not doubts.unknown:
            responses = doubts.assignment.assigned(parsed.responses, source)
            notes = noted_of(kept, export, mapping.respondent, excluded)
            heard = frozenset((export.path.name, *each) for each in parsed.languages)
            cleaned = clean(_redacted(responses, names), questionnaire, notes, rules)
            yield replace(cleaned, numbers=numbers, spoken=heard)


def _redacted(responses: Responses, names: Names) -> Responses:
    """The same, nothing in its comments that is known to point at somebody."""
    comments = tuple(
        (question, np.array([redacted(text, names) for text in texts.tolist()], dtype=np.object_))
        for question, texts in responses.comments
    )
    return replace(responses, comments=comments)


def _refuse_no_segment(source: Source, responses: Responses) -> None:
    """Columns of names, numbers or comments taken for a segment: nearly all answers differ."""
    for entry, (_, coded) in zip(source.mapping.segments, responses.segments, strict=True):
        if len(coded.labels) > MOST_LEVELS:
            raise MappingError(
                f'{source.export.path.name}: the segment "{entry.id}", column '
                f"{column_name(entry.column)}, has {len(coded.labels):,} different answers; at "
                f"most {MOST_LEVELS} can be levels.",
                "say in the mapping file which few values its answers mean (values:), or leave "
                "the segment out.",
            )


def _aligned(cleaned: Cleaned, sources: Sequence[Source], questionnaire: Questionnaire) -> Cleaned:
    """The batch with the items, segments and company of all sources together."""
    if len(sources) == 1:
        return cleaned
    mappings = [source.mapping for source in sources]
    present = {entry.item.id for mapping in mappings for entry in mapping.items}
    items = tuple(item.id for item in questionnaire.items if item.id in present)
    segments = dict.fromkeys(entry.id for mapping in mappings for entry in mapping.segments)
    responses = cleaned.responses
    stated = dict(responses.segments)
    absent = Coded(labels=(), codes=np.full(responses.rows.size, MISSING, dtype=np.int32))
    companies = any(source.company or source.mapping.company for source in sources)
    return replace(
        cleaned,
        responses=replace(
            responses,
            items=items,
            answers=_placed(responses, items),
            segments=tuple((name, stated.get(name, absent)) for name in segments),
            company=(responses.company or absent) if companies else None,
        ),
    )


def _placed(responses: Responses, items: tuple[str, ...]) -> npt.NDArray[np.int8]:
    """The answers in the columns of `items`; an item that was not asked is missing."""
    answers = np.full((responses.rows.size, len(items)), MISSING, dtype=np.int8)
    answers[:, [items.index(item) for item in responses.items]] = responses.answers
    return answers


def _refuse_no_team(
    sources: Sequence[Source],
    questionnaire: Questionnaire,
    teams: npt.NDArray[np.int64],
    removed: Counter[str],
) -> None:
    names = ", ".join(source.export.path.name for source in sources)
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(removed.items()))
    left_out = f" Left out: {reasons}." if reasons else ""
    if not teams.any():
        raise NoResponsesError(
            f"{names}: no response of either team is left.{left_out}",
            "export real responses: they name a team and answer at least half of the items.",
        )
    for team, count in zip(questionnaire.teams, teams.tolist(), strict=True):
        if not count:
            column = sources[0].mapping.team.column
            raise TeamValueError(
                f'{names}: no response of the team "{team.id}" (column {column.letter}); '
                f"only one of the two teams answered.{left_out}",
                "give the exports of both teams, or say in the mapping file which answers name "
                f'"{team.id}".',
            )
