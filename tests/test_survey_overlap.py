"""The same respondents twice: in two waves, or in two files of one wave, told by number alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from exported import HEADER, answered, saved, tiny

from survey.bookkeeping import Bookkeeping, Timing
from survey.overlap import Overlap, overlap_notes, overlap_warnings, overlaps
from survey.readers import read_export
from survey.recognition import recognise
from survey.source import Source

TWICE = "probably the same answers exported twice; give the newest export alone."
ID, START, WAVE = len(HEADER), len(HEADER) + 1, len(HEADER) + 2
NOTED = Bookkeeping(respondent=ID)
TIMED = Bookkeeping(respondent=ID, timing=Timing(start=START))


def source(
    folder: Path,
    name: str,
    people: Iterable[tuple[str, ...]],
    wave: str = "",
    bookkeeping: Bookkeeping = NOTED,
) -> Source:
    """A file of people with an id, the time of their response, and a wave of their own."""
    rows: list[Sequence[str]] = [[*HEADER, "Id", "Start", "Wave"]]
    rows += [[*answered("Sales"), *[*person, "", ""][:3]] for person in people]
    export = replace(read_export(saved(folder, rows, name)), bookkeeping=bookkeeping)
    return Source(export, recognise(export, tiny()), wave=wave)


def people(*numbers: int) -> list[tuple[str, ...]]:
    return [(f"R_{number}",) for number in numbers]


def test_people_who_answered_two_waves_are_counted_and_no_problem(tmp_path: Path) -> None:
    found = overlaps(
        [
            source(tmp_path, "a.csv", people(1, 2, 3, 4, 5, 6), "Spring"),
            source(tmp_path, "b.csv", people(6, 7, 8), "Autumn"),
            source(tmp_path, "c.csv", people(9, 9), "autumn "),
        ]
    )
    assert found == (Overlap(first="Autumn", second="Spring", of_waves=True, shared=1, smaller=4),)
    assert overlap_warnings(found) == ()
    assert overlap_notes(found) == (
        '"Autumn" and "Spring" share 1 respondent, 25% of the smaller.',
    )


def test_most_of_a_wave_in_another_one_is_the_same_export_twice(tmp_path: Path) -> None:
    found = overlaps(
        [
            source(tmp_path, "a.csv", people(1, 2, 3, 4, 5), "Spring"),
            source(tmp_path, "b.csv", people(4, 5, 6, 7), "Autumn"),
        ]
    )
    assert overlap_notes(found) == ()
    assert [*overlap_warnings(found)] == [
        '"Autumn" and "Spring" share 2 respondents, 50% of the smaller: ' + TWICE
    ]


def test_most_of_a_wave_in_another_one_is_no_problem_where_they_answered_otherwise(
    tmp_path: Path,
) -> None:
    found = overlaps(
        [
            source(tmp_path, "a.csv", people(1, 2, 3, 4, 5), "Spring"),
            source(tmp_path, "b.csv", people(4, 5, 6, 7), "Autumn"),
            source(tmp_path, "c.csv", people(7, 8), "autumn"),
        ]
    )
    met = {frozenset(("spring", "autumn"))}
    assert overlap_notes(found, met) == (
        '"Autumn" and "Spring" share 2 respondents, 40% of the smaller.',
    )
    assert len(overlap_warnings(found, met)) == 1  # two files of one wave share a respondent


def test_people_in_two_files_of_one_wave_are_always_warned_of(tmp_path: Path) -> None:
    for wave in ("Spring", ""):
        found = overlaps(
            [
                source(tmp_path, "a.csv", people(1, 2, 3), wave),
                source(tmp_path, "b.csv", people(3, 4, 5), wave),
                source(tmp_path, "c.csv", people(5, 4), wave),
            ]
        )
        assert overlap_notes(found) == ()
        assert [*overlap_warnings(found)] == [
            '"a.csv" and "b.csv" share 1 respondent, 33% of the smaller: give each response once.',
            '"b.csv" and "c.csv" share 2 respondents, 100% of the smaller: ' + TWICE,
        ]


def test_the_waves_of_a_column_are_told_apart(tmp_path: Path) -> None:
    both = [("R_1", "", "2025"), ("R_2", "", "2025"), ("R_3", "", "2025"), ("R_1", "", "2026")]
    both += [("R_4", "", "2026"), ("R_5", "", "2026"), ("R_4", "", "")]
    (found,) = overlaps([source(tmp_path, "a.csv", both)])
    assert found == Overlap(first="2025", second="2026", of_waves=True, shared=1, smaller=3)


def test_a_respondent_is_counted_once_for_two_waves_whatever_the_number_of_files(
    tmp_path: Path,
) -> None:
    files = [
        source(tmp_path, f"{place}.csv", [*people(1, 2), *people(place + 10)], wave)
        for place, wave in enumerate(("2025", "2025", "2026"))
    ]
    found = {(entry.first, entry.second): entry.shared for entry in overlaps(files)}
    assert found == {("2025", "2026"): 2, ("0.csv", "1.csv"): 2}


def test_blank_ids_and_tools_without_ids_say_nothing(tmp_path: Path) -> None:
    files = [
        source(tmp_path, "a.csv", [("",), (" ",), ("R_1",)]),
        source(tmp_path, "b.csv", [("",), ("R_2",)]),
        source(tmp_path, "c.csv", people(1, 2), bookkeeping=Bookkeeping()),
    ]
    assert overlaps(files) == overlaps(files[2:]) == ()


def test_numbers_that_count_the_rows_of_each_survey_are_no_ids(tmp_path: Path) -> None:
    counting = [(str(number),) for number in range(1, 9)] + [("",)]
    for bookkeeping in (NOTED, TIMED):
        files = [
            source(tmp_path, name, counting, bookkeeping=bookkeeping) for name in ("a.csv", "b.csv")
        ]
        assert overlaps(files) == ()


def test_numbers_of_rows_with_their_times_tell_an_export_that_was_taken_again(
    tmp_path: Path,
) -> None:
    first = [(str(number), f"2026-10-02 09:0{number}") for number in range(1, 5)]
    again = [*first, ("5", "2026-10-02 10:00"), ("", "2026-10-02 09:01")]
    other = [(number, time.replace("10-02", "10-03")) for number, time in first]
    files = [
        source(tmp_path, name, rows, bookkeeping=TIMED)
        for name, rows in (("a.csv", first), ("b.csv", again), ("c.csv", other))
    ]
    (found,) = overlaps(files)
    assert (found.first, found.second, found.shared, found.smaller) == ("a.csv", "b.csv", 4, 4)


def test_one_time_for_all_tells_nothing(tmp_path: Path) -> None:
    rows = [(str(number), "1980-01-01 00:00:00") for number in range(1, 5)]
    files = [source(tmp_path, name, rows, bookkeeping=TIMED) for name in ("a.csv", "b.csv")]
    assert overlaps(files) == ()


def test_one_file_of_one_wave_is_not_read_again(tmp_path: Path) -> None:
    def refused(positions: Sequence[int]) -> NoReturn:
        raise AssertionError(positions)

    once = source(tmp_path, "a.csv", people(1, 2))
    alone = replace(once.mapping, wave=None)
    assert overlaps([Source(replace(once.export, read=refused), alone)]) == ()


def test_no_id_is_told(tmp_path: Path) -> None:
    files = [source(tmp_path, name, people(1, 2)) for name in ("a.csv", "b.csv")]
    found = overlaps(files)
    assert "R_" not in repr((found, overlap_warnings(found), overlap_notes(found)))
