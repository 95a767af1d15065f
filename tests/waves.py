"""Invented surveys of several waves, for tests of what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linked import NO_ID, Row, wave
from surveys import questionnaire

from survey.disclosure import release
from survey.drift import Break
from survey.engines.pandas_engine import count
from survey.questionnaire import Questionnaire
from survey.release import Release, Rules
from survey.trends import Trend, trend_of

ASKED = questionnaire()
ITEMS = tuple(item.id for item in ASKED.items)

Counts = Sequence[int]
"""Answers per point, least favourable first."""

Two = tuple[Counts, Counts]
"""Of Marketing and of Sales."""


def people(counts: Two, others: Mapping[str, Two] | None = None) -> list[Row]:
    """People who answer every item so, but for those named; nobody is known by an id."""
    given = {item: (others or {}).get(item, counts) for item in ITEMS}
    rows: list[Row] = []
    for place, team in enumerate(("marketing", "sales")):
        columns = [_spelt(two[place]) for two in given.values()]
        size = max(map(len, columns))
        filled = [column + [-1] * (size - len(column)) for column in columns]
        rows += [(NO_ID, team, answers) for answers in zip(*filled, strict=True)]
    return rows


def _spelt(counts: Counts) -> list[int]:
    return [point for point, people in enumerate(counts, start=1) for _ in range(people)]


def released(
    waves: Mapping[str, Sequence[Row]], asked: Questionnaire = ASKED, minimum: int = 5
) -> Release:
    """The release of waves that come in this order, unless years say otherwise."""
    batches = [wave(label, rows) for label, rows in waves.items()]
    counted = count(batches, asked, list(waves))
    return release(counted, asked, Rules(minimum_group=minimum))[0]


def trend(
    waves: Mapping[str, Sequence[Row]],
    breaks: Sequence[Break] = (),
    asked: Questionnaire = ASKED,
) -> Trend:
    """What changed between the last two of these waves."""
    found = trend_of(released(waves, asked), asked, breaks)
    assert found is not None
    return found
