"""Answers on their scales, keyed one way; teams and segments by their ids."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from exported import HEADER, answered, export_of, mapping_of, table, tiny
from hypothesis import given
from hypothesis import strategies as st

from survey.mapping import Mapping
from survey.questionnaire import ProfileValue
from survey.questionnaire_file import load_questionnaire
from survey.responses import CANT_SAY, MISSING, Parsed, parse_responses
from survey.scale_points import point_of
from survey.wording import normalised

SCALE = load_questionnaire().scales[0]
KNOWN = {
    normalised(text): point.value
    for point in SCALE.points
    for text in (*point.label.values(), *point.aliases)
} | {normalised(text): CANT_SAY for text in (*SCALE.cant_say.values(), *SCALE.cant_say_aliases)}


def parsed(folder: Path, *rows: list[str], mapping: Mapping | None = None) -> Parsed:
    """The two rows of `table`, which answer 3 throughout, and those given."""
    export = export_of(folder, table(*rows))
    known = mapping or mapping_of(folder, table())
    (frame,) = export.read(known.positions)
    return parse_responses(frame, known, tiny())


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("Agree", 4),
        ("agree ", 4),
        ("Plutôt d’accord", 4),
        ("\ufeffAgree", 4),
        ("Strongly\u00a0agree", 5),
        ("Strongly agree.", 5),
        ("4", 4),
        (" 4 ", 4),
        ("4.0", 4),
        ("4,00", 4),
        ("4 - Agree", 4),
        ("(4) Agree", 4),
        ("4: Agree", 4),
        ("4. Agree", 4),
        ("Agree (4)", 4),
        ("4 (Agree)", 4),
        ("Agree - 4", 4),
        ("\uff14", 4),
        ("I can't say", CANT_SAY),
        ("0 - I can’t say", CANT_SAY),
        ("I don't know", CANT_SAY),
        ("N/A", CANT_SAY),
        ("6 - I can't say", CANT_SAY),
        ("", MISSING),
        (" \u00a0\t", MISSING),
    ],
)
def test_what_an_answer_means(answer: str, point: int) -> None:
    assert point_of(answer, KNOWN, 5) == point


@pytest.mark.parametrize(
    "answer",
    [
        "5 - Agree",
        "3.5",
        "6",
        "-1",
        "-99",
        "2-May",
        "kinda",
        "4 - Very impressive",
        "3 months",
        "NaN",
        "inf",
        "None",
        "٤",
        "9" * 5000,
        "1e400",
        ".",
        "4 - I can't say",
        "(Agree)",
        "44",
    ],
)
def test_what_an_answer_does_not_mean(answer: str) -> None:
    assert point_of(answer, KNOWN, 5) is None


@given(st.integers(2, 11), st.data())
def test_numbers_on_a_scale_are_its_points(points: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, points))
    assert point_of(f"{number}.0", {}, points) == number
    assert point_of(str(points + 1), {}, points) is None


FROM_ZERO = {"0": 1, "never": 1, "1": 2, "rarely": 2, "2": 3, "often": 3, "n/a": CANT_SAY}


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("0", 1),
        ("0.0", 1),
        ("2,00", 3),
        ("1 - Rarely", 2),
        ("Often (2)", 3),
        ("9 - n/a", CANT_SAY),
        ("3", None),
        ("3 - Often", None),
        ("1 - n/a", None),
    ],
)
def test_a_scale_with_numbers_of_its_own_goes_by_them(answer: str, point: int | None) -> None:
    assert point_of(answer, FROM_ZERO, 3) == point


@given(st.text())
def test_any_answer_means_a_point_or_nothing(answer: str) -> None:
    assert point_of(answer, KNOWN, 5) in {None, MISSING, CANT_SAY, 1, 2, 3, 4, 5}


def test_reverse_keyed_items_are_turned_once(tmp_path: Path) -> None:
    found = parsed(tmp_path, answered("Sales", "1110"), answered("Sales", "55 5"))
    assert found.responses.answers.tolist()[2:] == [[1, 1, 5, 0], [5, 5, MISSING, 5]]
    assert found.responses.items == ("TOG1", "TOG2", "TOG3", "TOG4")
    assert found.responses.answers.dtype == np.int8


def test_rows_and_teams(tmp_path: Path) -> None:
    rows = [answered(team) for team in ("Ventes", "Les deux", "Other", "", "MARKETING ")]
    found = parsed(tmp_path, *rows).responses
    assert found.rows.tolist() == [2, 3, 4, 5, 6, 7, 8]
    assert found.team.labels == ("marketing", "sales", "both", "other")
    assert found.team.codes.tolist() == [0, 1, 1, 2, 3, MISSING, 0]


def test_closed_segments_have_the_levels_of_the_questionnaire(tmp_path: Path) -> None:
    rows = [answered("Sales", role=role) for role in ("Collaborateur", "", "manager")]
    (_, role), _ = parsed(tmp_path, *rows).responses.segments
    assert role.labels == ("manager", "contributor")
    assert role.codes.tolist()[2:] == [1, MISSING, 0]


def test_free_segments_are_the_texts_as_they_may_be_shown(tmp_path: Path) -> None:
    sites = ("Café", "Cafe\u0301", " Café ", "Nord\x1b", "", "nord")
    found = parsed(tmp_path, *(answered("Sales", site=site) for site in sites))
    _, (_, site) = found.responses.segments
    assert site.labels == ("Café", "Nord", "nord")
    assert site.codes.tolist()[2:] == [0, 0, 0, 1, MISSING, 2]


def test_company_and_wave_are_read_when_there_are_any(tmp_path: Path) -> None:
    header = [*HEADER, "company", "wave"]
    rows = [header, [*answered("Sales"), "Acme", "2026"], [*answered("Marketing"), "Beta", ""]]
    known = mapping_of(tmp_path, rows)
    (frame,) = export_of(tmp_path, rows).read(known.positions)
    found = parse_responses(frame, known, tiny()).responses
    assert found.company
    assert found.company.labels == ("Acme", "Beta")
    assert found.wave
    assert found.wave.codes.tolist() == [0, MISSING]
    assert parsed(tmp_path).responses.company is None


def test_unknown_answers_are_told_with_their_place(tmp_path: Path) -> None:
    rows = [answered("Sales", "9333"), answered("Finance"), answered("Sales", "9333", role="Boss")]
    found = parsed(tmp_path, *rows).unknown
    told = {
        (entry.asked, entry.value): (entry.column.letter, entry.count, entry.first_row)
        for entry in found
    }
    assert told == {
        ("TOG1", "9"): ("D", 2, 4),
        ("team", "Finance"): ("A", 1, 5),
        ("role", "Boss"): ("B", 1, 6),
    }


def test_a_value_that_no_row_has_is_not_told(tmp_path: Path) -> None:
    known = mapping_of(tmp_path, table())
    (frame,) = export_of(tmp_path, table(answered("Finance", "9333"))).read(known.positions)
    found = parse_responses(frame.iloc[:2], known, tiny())
    assert not found.unknown
    assert found.responses.segments[1][1].labels == ("Nord",)


def test_a_mapping_adds_answers_to_a_scale_and_leaves_values_out(tmp_path: Path) -> None:
    known = mapping_of(tmp_path, table())
    site = replace(known.segments[1], answers={"nord": "North", "-": None})
    role = replace(known.segments[0], answers={**known.segments[0].answers, "n/a": None})
    known = replace(known, scales={"agreement": {"-99": MISSING, "meh": 3}}, segments=(role, site))
    found = parsed(tmp_path, ["Sales", "n/a", "-", "-99", "meh", "meh", "5"], mapping=known)
    assert not found.unknown
    assert found.responses.answers[2].tolist() == [MISSING, 3, 3, 5]
    (_, roles), (_, sites) = found.responses.segments
    assert roles.codes[2] == MISSING
    assert sites.labels == ("North",)
    assert sites.codes.tolist() == [0, 0, MISSING]


def test_plain_text_columns_are_parsed_like_categories(tmp_path: Path) -> None:
    known = mapping_of(tmp_path, table())
    (frame,) = export_of(tmp_path, table(answered("Sales", "1240"))).read(known.positions)
    texts = pd.DataFrame({position: frame[position].astype(str) for position in frame})
    as_text = parse_responses(texts, known, tiny()).responses
    assert np.array_equal(as_text.answers, parse_responses(frame, known, tiny()).responses.answers)


def test_respondents_are_left_out_everywhere(tmp_path: Path) -> None:
    header = [*HEADER, "company", "wave"]
    rows = [
        header,
        [*answered("Sales", "1111"), "Acme", "2026"],
        [*answered("Marketing"), "Beta", ""],
    ]
    known = mapping_of(tmp_path, rows)
    (frame,) = export_of(tmp_path, rows).read(known.positions)
    every = parse_responses(frame, known, tiny()).responses
    one = every.where(np.array([False, True]))
    assert (one.rows.tolist(), one.team.codes.tolist()) == ([3], [0])
    assert one.answers.tolist() == [[3, 3, 3, 3]]
    assert one.company
    assert one.company.codes.tolist() == [1]
    assert one.wave
    assert [coded.codes.tolist() for _, coded in one.segments] == [[0], [0]]
    assert every.where(np.array([True, True])) is every


def test_levels_named_by_a_mapping_close_a_segment(tmp_path: Path) -> None:
    known = mapping_of(tmp_path, table())
    north = ProfileValue(id="north", label={"en": "North", "fr": "Nord"})
    site = replace(known.segments[1], answers={"nord": "north"}, levels=(north,))
    found = parsed(
        tmp_path, answered("Sales", site="Sud"), mapping=replace(known, segments=(site,))
    )
    assert [(entry.asked, entry.value) for entry in found.unknown] == [("site", "Sud")]


def test_what_the_file_declares_missing_is_no_point_of_the_scale(tmp_path: Path) -> None:
    export = export_of(tmp_path, table(answered("Sales", "5 23"), answered("Sales", "0 23")))
    mapping = mapping_of(tmp_path, table())
    declared = replace(mapping.items[0].column, off_scale=frozenset({"5", "0", "9"}))
    known = replace(mapping, items=(replace(mapping.items[0], column=declared), *mapping.items[1:]))
    (frame,) = export.read(known.positions)
    answers = parse_responses(frame, known, tiny()).responses.answers[2:, 0]
    assert answers.tolist() == [MISSING, CANT_SAY]
