"""A whole file of one company and wave: its responses are put there, unless they say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from exported import HEADER, answered, saved, tiny

from survey.errors import ContradictionError, WaveError
from survey.intake import cleaned_batches
from survey.readers import read_export
from survey.recognition import recognise
from survey.responses import Responses
from survey.source import Source
from survey.tally import tally

WITH_WAVE = (*HEADER, "Wave")


def source(folder: Path, rows: Sequence[Sequence[str]], name: str, **given: str) -> Source:
    export = read_export(saved(folder, rows, name))
    return Source(export, recognise(export, tiny()), **given)


def responses(*sources: Source) -> list[Responses]:
    return [batch.responses for batch in cleaned_batches(sources, tiny())]


def rows_of(*waves: str) -> list[Sequence[str]]:
    """A row of each team for each wave."""
    teams = ("Marketing", "Sales")
    return [WITH_WAVE, *([*answered(team), wave] for wave in waves for team in teams)]


def both(answers: str = "3333") -> list[Sequence[str]]:
    return [HEADER, answered("Marketing", answers), answered("Sales", answers)]


def test_the_company_and_wave_of_a_file_are_those_of_its_responses(tmp_path: Path) -> None:
    (found,) = responses(source(tmp_path, both(), "a.csv", company="Acme", wave="2026"))
    assert (found.company, found.wave) != (None, None)
    cells = tally(found, tiny()).cells
    assert cells.labels[:2] == (("", "2026"), ("", "Acme"))
    assert set(cells.codes[:, 0].tolist()) == set(cells.codes[:, 1].tolist()) == {1}


def test_one_file_of_several_cannot_be_of_a_wave_alone(tmp_path: Path) -> None:
    first, second = (
        source(tmp_path, both(), "a.csv", wave="2026"),
        source(tmp_path, both("4444"), "b.csv"),
    )
    with pytest.raises(WaveError, match=r'"b.csv": it does not say of which wave it is'):
        responses(first, second)


def test_blank_rows_are_filled_and_spellings_are_no_contradiction(tmp_path: Path) -> None:
    rows = rows_of("", "spring  2026")
    (found,) = responses(source(tmp_path, rows, "a.csv", wave="Spring 2026"))
    assert found.wave is not None
    assert found.wave.labels == ("Spring 2026",)
    assert np.array_equal(found.wave.codes, [0, 0, 0, 0])


def test_without_a_wave_given_the_column_stands(tmp_path: Path) -> None:
    (found,) = responses(source(tmp_path, rows_of("", "2026"), "a.csv"))
    assert found.wave is not None
    assert (found.wave.labels, found.wave.codes.tolist()) == (("2026",), [-1, -1, 0, 0])


def test_rows_of_another_wave_are_refused_with_their_number(tmp_path: Path) -> None:
    first = source(tmp_path, rows_of("2026", "2025", "2025", "2024"), "a.csv", wave="2026")
    columns = [
        [*row[:-1], "Company" if place == 0 else "Beta"] for place, row in enumerate(rows_of("1"))
    ]
    second = source(tmp_path, columns, "b.csv", company="Acme", wave="2026")
    with pytest.raises(ContradictionError) as caught:
        responses(first, second)
    assert [line.strip() for line in caught.value.problem.splitlines()[1:]] == [
        'a.csv: wave "2026", but column H ("Wave"): "2025" 4 x, "2024" 2 x',
        'b.csv: company "Acme", but column H ("Company"): "Beta" 2 x',
    ]


def test_a_column_of_many_answers_is_counted_and_not_quoted(tmp_path: Path) -> None:
    rows = rows_of(*(f"a thought {number}" for number in range(9)))
    with pytest.raises(ContradictionError) as caught:
        responses(source(tmp_path, rows, "a.csv", wave="2026"))
    assert "9 different answers in 18 rows" in caught.value.problem
    assert "thought" not in str(caught.value)
