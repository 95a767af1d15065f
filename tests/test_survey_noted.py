"""What the survey tool notes of each row: its marks, who answered, how long it took."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from exported import answered, export_of, table

from survey.bookkeeping import Bookkeeping, Exclusion, Timing
from survey.noted import NOBODY, digests, noted_of, noted_positions, without_excluded
from survey.release import Removed


def mark(position: int, value: str, reason: str) -> Exclusion:
    return Exclusion(position=position, values=frozenset({value}), reason=reason)


def test_rows_are_left_out_by_the_first_mark_they_bear() -> None:
    frame = pd.DataFrame(
        {0: ["Test ", "no", "no", "TEST"], 1: ["x", "x", "", ""]}, index=range(4, 8)
    )
    kept, removed = without_excluded(frame, [mark(0, "test", "test"), mark(1, "x", "spam")])
    assert kept.index.tolist() == [6]
    assert removed == (Removed("test", 2), Removed("spam", 1))
    assert without_excluded(frame, [mark(1, "y", "spam")]) == (frame, ())


def test_a_reason_of_a_reader_s_own_is_told_as_the_tool_s_mark() -> None:
    frame = pd.DataFrame({0: ["a", "b"], 1: ["a", "b"]})
    marks = [mark(0, "a", "</script>"), mark(1, "b", "not in the panel")]
    assert without_excluded(frame, marks)[1] == (Removed("marked", 2),)


def test_every_column_that_is_noted_is_read() -> None:
    bookkeeping = Bookkeeping(
        exclusions=(mark(7, "x", "test"), mark(7, "y", "spam")),
        unsubmitted=mark(5, "", "unsubmitted"),
        timing=Timing(start=1, end=2),
    )
    assert noted_positions(bookkeeping) == {1, 2, 5, 7}
    assert noted_positions(Bookkeeping()) == set()


def test_what_is_noted_of_each_row(tmp_path: Path) -> None:
    export = export_of(tmp_path, table(answered("Sales", role="", site="Sud")))
    bookkeeping = Bookkeeping(unsubmitted=mark(1, "", "unsubmitted"), timing=Timing(seconds=3))
    noting = replace(export, bookkeeping=bookkeeping)
    (frame,) = export.read(range(7))
    found = noted_of(frame, noting, export.columns[2], (Removed("test", 4),))
    assert found.unsubmitted.tolist() == [False, False, True]
    assert found.seconds.tolist() == [3, 3, 3]
    assert found.respondents[0] == found.respondents[1] != found.respondents[2]
    assert found.excluded == (Removed("test", 4),)
    nothing = noted_of(frame, export, None)
    assert not nothing.unsubmitted.any()
    assert np.isnan(nothing.seconds).all()
    assert (nothing.respondents == NOBODY).all()
    start = replace(export, bookkeeping=Bookkeeping(timing=Timing(start=0)))
    assert np.isnan(noted_of(frame, start, None).seconds).all()


def test_a_duration_is_told_by_start_and_end_too(tmp_path: Path) -> None:
    rows = table(answered("2026-10-05 09:00:00", role="2026-10-05 09:00:42"))
    timed = replace(
        export_of(tmp_path, rows), bookkeeping=Bookkeeping(timing=Timing(start=0, end=1))
    )
    (frame,) = timed.read([0, 1])
    assert noted_of(frame, timed, None).seconds.tolist()[2] == 42


def test_an_id_is_the_same_in_every_file_and_a_counter_in_one(tmp_path: Path) -> None:
    here = export_of(tmp_path, table())
    there = replace(here, path=tmp_path / "other.csv")
    texts = ["R_1x", " R_1x ", "12", "12.0", "11012345678", "", " "]
    ids = pd.DataFrame({0: pd.Categorical(texts)})[0]
    first, second = digests(ids, here), digests(ids, there)
    assert (first == second).tolist() == [True, True, False, False, True, True, True]
    assert first[0] == first[1] != first[2]
    assert first[5:].tolist() == [NOBODY, NOBODY]
    assert digests(pd.Series(["r_1X"]), here)[0] != first[0]
