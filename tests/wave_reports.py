"""Reports of several waves, answered by invented people, each with a story its page should tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import surveys
from linked import wave_of
from stories import BOTH_HIGH, BOTH_LOW, FIRST_MORE, LEVEL, SECOND_MORE, Two, everywhere

from report_builder.earlier_wave import since_earlier_waves
from report_builder.recommendations import Lever, load_levers
from report_builder.report import Report, report_of
from report_builder.settings import Settings
from survey.cleaning import Cleaned
from survey.disclosure import release
from survey.drift import Break, Kind
from survey.engines.pandas_engine import count
from survey.questionnaire_file import load_questionnaire
from survey.release import Release, Rules
from survey.responses import Responses

Wave = Mapping[str, Two]
"""Answers of both teams by item."""


def report(waves: Mapping[str, Wave], breaks: Sequence[Break] = (), *, ids: bool = False) -> Report:
    """The report of the last of these waves; with ids the same people answer all of them."""
    asked, found = load_questionnaire(), released(waves, ids=ids)
    return since(report_of(found, asked, Settings(wave=found.wave), _levers(), ()), found, breaks)


def released(waves: Mapping[str, Wave], *, ids: bool = False) -> Release:
    """What may be published of these waves."""
    asked = load_questionnaire()
    batches = [_batch(label, answers, ids=ids) for label, answers in waves.items()]
    return release(count(batches, asked, list(waves)), asked, Rules())[0]


def since(last: Report, found: Release, breaks: Sequence[Break] = ()) -> Report:
    """The report of the last wave with what changed before it."""
    return since_earlier_waves(last, found, _levers(), breaks)


@cache
def _levers() -> tuple[Lever, ...]:
    asked = load_questionnaire()
    return load_levers(asked.levers, asked) if asked.levers else ()


def _batch(label: str, wave: Wave, *, ids: bool) -> Cleaned:
    asked = load_questionnaire()
    items = [item.id for item in asked.items if item.id in wave]
    sizes = [max(sum(wave[item][place]) for item in items) for place in (0, 1)]
    answers = np.full((sum(sizes), len(asked.items)), -1, dtype=np.int8)
    for column, item in enumerate(asked.items):
        for place, start in enumerate((0, sizes[0])):
            counts = wave[item.id][place] if item.id in wave else ()
            ticked = np.repeat(np.arange(1, len(counts) + 1), counts)
            answers[start : start + len(ticked), column] = ticked
    teams = [team.id for team in asked.teams]
    people = Responses(
        rows=np.arange(2, 2 + sum(sizes), dtype=np.int64),
        team=surveys.coded(np.repeat(teams, sizes).tolist(), (*teams, "both", "other")),
        company=None,
        wave=None,
        segments=(),
        items=tuple(item.id for item in asked.items),
        answers=answers,
    )
    found = wave_of(label, people)
    numbers = np.concatenate([np.arange(n) + 10_000 * place for place, n in enumerate(sizes)])
    known = numbers.astype(np.uint64) + np.uint64(1)
    return replace(found, respondents=known) if ids else found


@cache
def closing() -> Report:
    """Some gaps close, one opens, and who say aligned are more; one statement was reworded."""
    then = everywhere(LEVEL, GOA1=FIRST_MORE, HND1=SECOND_MORE, HND2=SECOND_MORE, OUT1=BOTH_LOW)
    now = everywhere(LEVEL, DAT1=FIRST_MORE, OUT1=BOTH_HIGH)
    return report(
        {"Autumn 2025": then, "Autumn 2026": now},
        [Break(item="REL1", kind=Kind.REWORDED, wave="Autumn 2026")],
    )


@cache
def five(*, ids: bool = False) -> Report:
    """A gap that opens over five waves, the fourth of which too few answered."""
    few: Two = ([1, 1, 1, 1, 0], [5, 9, 9, 5, 4])
    steps: Sequence[Two] = (LEVEL, LEVEL, FIRST_MORE, few, FIRST_MORE)
    waves = {
        str(2022 + year): everywhere(few if step is few else LEVEL, GOA1=step, GOA2=step, GOA3=step)
        for year, step in enumerate(steps)
    }
    return report(waves, ids=ids)


@cache
def unchanged(first: int = 20, second: int = 20) -> Report:
    """The same answers twice, in teams of these sizes."""
    same: Two = ([1, 1, first - 4, 1, 1], [1, 1, second - 4, 1, 1])
    return report({"2025": everywhere(same), "2026": everywhere(same)})


REPORTS: dict[str, Callable[[], Report]] = {
    "closing": closing,
    "five": five,
    "unchanged": unchanged,
    "small": lambda: unchanged(7, 8),
}
