"""Answers that are numbers and nothing else: labelled, stated, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from exported import HEADER, answered, bytes_saved, saved, worded
from program import assert_helpful

from survey.bare_numbers import (
    ENOUGH_ANSWERS,
    BareNumbers,
    bare_numbers,
    likely_range,
    misfits,
    refuse_unstated,
)
from survey.cleaning import Cleaned
from survey.engines.pandas_engine import count
from survey.errors import ScaleError, UnknownAnswerError
from survey.export import Column
from survey.intake import cleaned_batches
from survey.mapping_file import load_mapping
from survey.number_range import NumberRange
from survey.readers import read_export
from survey.readers.grid import BATCH_ROWS
from survey.recognition import recognise
from survey.scale_points import scale_answers
from survey.source import Source

SCALE = worded().scales[0]
Rows = Sequence[Sequence[str]]


def batches(folder: Path, rows: Rows, mapping: str = "") -> list[Cleaned]:
    """An export of those rows, read with a mapping file of that text."""
    export = read_export(saved(folder, [HEADER, *rows]))
    path = bytes_saved(folder, mapping.encode(), "mapping.yml")
    return list(cleaned_batches([Source(export, load_mapping(path, export, worded()))], worded()))


def answers(folder: Path, rows: Rows, mapping: str = "") -> list[list[int]]:
    (batch,) = batches(folder, rows, mapping)
    return [list(row) for row in batch.responses.answers.tolist()]


def refusal(folder: Path, rows: Rows, mapping: str = "") -> ScaleError:
    with pytest.raises(ScaleError) as raised:
        batches(folder, rows, mapping)
    assert_helpful(str(raised.value))
    return raised.value


def numbers(texts: Sequence[str], column: Column | None = None, **changes: object) -> BareNumbers:
    """The bare numbers of one column that holds those answers, once each."""
    blank = Column(position=0, code="TOG1", text="TOG1", row_text="TOG1")
    given = {text: texts.count(text) for text in texts}
    found = bare_numbers(column or blank, given, scale_answers(SCALE, {}), SCALE)
    return replace(found, **changes)  # type: ignore[arg-type]  # a test names its changes


TWO = (answered("Marketing", "1245"), answered("Sales", "5432"))


def test_bare_numbers_are_refused_with_the_lines_that_state_them(tmp_path: Path) -> None:
    error = refusal(tmp_path, TWO)
    assert 'scale "agreement": 8 answers in 4 columns, the numbers 1 to 5' in error.problem
    assert 'If 1 means "Strongly disagree" and 5 means "Strongly agree"' in error.fix
    first, second = error.fix.split("the other way round")
    assert "    scales:\n      agreement: 1 to 5\n" in first
    assert "    scales:\n      agreement: 5 to 1\n" in second


def test_the_lines_of_the_refusal_are_those_of_a_mapping_file(tmp_path: Path) -> None:
    first, second = refusal(tmp_path, TWO).fix.split("the other way round:\n")
    lines = first[first.index("    scales:") :].rsplit("\n", 1)[0]
    assert answers(tmp_path, TWO, lines)[0] == [1, 2, 2, 5]
    turned = second[: second.index("\n  `build")]
    assert answers(tmp_path, TWO, turned)[0] == [5, 4, 4, 1]


@pytest.mark.parametrize(
    ("stated", "given", "points"),
    [
        ("1 to 5", "1245", [1, 2, 2, 5]),
        ("5 to 1", "1245", [5, 4, 4, 1]),
        ("0 to 4", "0134", [1, 2, 2, 5]),
        ('{numbers: 4 to 0, "9": cant-say}', "4319", [1, 2, 2, 0]),
        ('{numbers: 1 to 5, "9": missing, "5": 4}', "1259", [1, 2, 2, -1]),
    ],
)
def test_a_stated_scale_says_what_each_number_means(
    tmp_path: Path, stated: str, given: str, points: list[int]
) -> None:
    rows = [answered("Marketing", given), answered("Sales", given)]
    assert answers(tmp_path, rows, f"scales: {{agreement: {stated}}}")[0] == points


def test_numbers_of_any_size_and_sign_can_be_stated(tmp_path: Path) -> None:
    rows = [["Marketing", "", "", "10", "11.0", "12", "14"], ["Sales", "", "", *["10"] * 4]]
    assert answers(tmp_path, rows, "scales: {agreement: 10 to 14}")[0] == [1, 2, 3, 5]
    rows = [["Marketing", "", "", "-2", "-1.0", "0", "2"], ["Sales", "", "", *["0"] * 4]]
    assert answers(tmp_path, rows, "scales: {agreement: -2 to 2}")[0] == [1, 2, 3, 5]


def test_a_number_outside_the_stated_range_stops_with_the_range(tmp_path: Path) -> None:
    with pytest.raises(UnknownAnswerError, match="The mapping states 1 to 5 for the scale") as told:
        batches(tmp_path, [*TWO, answered("Sales", "1278")], "scales: {agreement: 1 to 5}")
    assert_helpful(str(told.value))


@pytest.mark.parametrize("shown", ["5 - Strongly agree", "1 (Strongly disagree)", "2: Disagree"])
def test_a_number_and_its_label_in_one_answer_show_what_all_mean(
    tmp_path: Path, shown: str
) -> None:
    rows = [*TWO, ["Sales", "", "", shown, "", "", "4"]]
    assert answers(tmp_path, rows)[0] == [1, 2, 2, 5]


@pytest.mark.parametrize("shown", ["3 - Neither agree nor disagree", "Strongly agree", "0"])
def test_the_middle_and_labels_alone_show_nothing(tmp_path: Path, shown: str) -> None:
    refusal(tmp_path, [*TWO, ["Sales", "", "", shown, "", "", "4"]])


def test_a_number_beside_the_label_of_another_point_is_no_proof(tmp_path: Path) -> None:
    rows = [*TWO, ["Sales", "", "", "1 - Strongly agree", "", "", "4"]]
    refusal(tmp_path, rows)
    assert answers(tmp_path, rows, "scales: {agreement: 5 to 1}")[2][0] == 5


def test_what_shows_the_direction_may_come_in_a_later_batch(tmp_path: Path) -> None:
    rows = [
        answered("Sales" if number % 2 else "Marketing", "1245") for number in range(BATCH_ROWS)
    ]
    found = batches(tmp_path, [*rows, ["Sales", "", "", "4 - Agree", "", "", "4"]])
    assert len(found) == 2
    assert found[0].responses.answers[0].tolist() == [1, 2, 2, 5]


def test_numbers_are_refused_before_other_answers_are(tmp_path: Path) -> None:
    refusal(tmp_path, [*TWO, answered("Sales", "12x7")])


def test_labels_of_a_dictionary_show_what_the_numbers_without_one_mean() -> None:
    column = Column(
        position=0, code="a", text="a", row_text="a", labels=(("1", "Strongly disagree"),)
    )
    refuse_unstated([numbers(["2", "3"], column)])
    turned = replace(column, labels=(("1", "Strongly agree"),))
    with pytest.raises(ScaleError):
        refuse_unstated([numbers(["2", "3"], turned)])


def test_what_the_file_declares_missing_is_no_number_of_the_scale() -> None:
    column = Column(position=0, code="a", text="a", row_text="a", off_scale=frozenset(["9"]))
    assert numbers(["2", "9"], column).numbers == {2}


def test_each_scale_of_each_file_is_named(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        saved(tmp_path, [HEADER, *TWO], name)
    exports = [read_export(tmp_path / name) for name in ("a.csv", "b.csv")]
    (tmp_path / "b.csv").write_text((tmp_path / "b.csv").read_text() + "Sales,,,1,1,1,1\n")
    exports[1] = read_export(tmp_path / "b.csv")
    sources = [Source(export, recognise(export, worded())) for export in exports]
    with pytest.raises(ScaleError, match=r"(?s)a\.csv, b\.csv.*a\.csv, scale.*b\.csv, scale"):
        list(cleaned_batches(sources, worded()))


@pytest.mark.parametrize(
    ("texts", "span"),
    [
        (["1", "2", "3"], "1 to 3"),
        (["4"], "4"),
        (["1", "5", "99"], "1, 5, 99"),
        ([str(number) for number in range(0, 40, 2)], "0 to 38"),
    ],
)
def test_the_numbers_are_told_by_their_ends_or_one_by_one(texts: list[str], span: str) -> None:
    assert numbers(texts).span == span


@pytest.mark.parametrize(
    ("texts", "likely"),
    [
        (["2", "3"], "1 to 5"),
        (["0", "4"], "0 to 4"),
        (["10", "13"], "10 to 14"),
        (["1", "99"], "1 to 5"),
    ],
)
def test_the_lines_to_write_fit_the_numbers_seen(texts: list[str], likely: str) -> None:
    assert str(likely_range(numbers(texts))) == likely


def test_an_end_of_the_stated_scale_that_never_occurs_is_warned_of() -> None:
    seen = numbers(
        ["1", "2", "3", "4"], count=ENOUGH_ANSWERS, stated=NumberRange(1, 5), file="a.csv"
    )
    (warning,) = misfits([seen])
    assert warning.startswith('a.csv: the scale "agreement" is stated as 1 to 5, but of 50 answers')
    assert "none is 5 (they are 1 to 4)" in warning
    middle = replace(seen, numbers=frozenset({2, 3}))
    assert "none is 1 or 5" in next(iter(misfits([middle])))


def test_few_answers_or_both_ends_are_no_cause_for_warning() -> None:
    seen = numbers(["1", "2"], count=ENOUGH_ANSWERS - 1, stated=NumberRange(1, 5))
    fits = numbers(["1", "5"], count=ENOUGH_ANSWERS, stated=NumberRange(5, 1))
    assert [*misfits([seen, fits, replace(seen, count=ENOUGH_ANSWERS, stated=None)])] == []


def test_the_warning_counts_over_all_batches(tmp_path: Path) -> None:
    rows = [answered("Sales" if number % 2 else "Marketing", "1234") for number in range(13)]
    found = count(batches(tmp_path, rows, "scales: {agreement: 1 to 5}"), worded())
    assert any("none is 5" in warning for warning in found.warnings)
