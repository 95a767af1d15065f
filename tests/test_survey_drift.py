"""Question drift: what is new, gone or worded otherwise from one wave to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from exported import saved, tiny

from survey.drift import Break, Drift, Kind, breaks, drift_notes, drift_warnings, drifts
from survey.mapping_file import load_mapping
from survey.readers import read_export
from survey.recognition import recognise
from survey.source import Source

MAY_COME = "A difference between the two may come from the words."
EN = [item.wording["en"] for item in tiny().items]
FR = [item.wording["fr"] for item in tiny().items]


def source(
    folder: Path,
    headers: Sequence[str],
    wave: str = "",
    name: str = "",
    items: Mapping[str, str] | None = None,
) -> Source:
    """A file with these headers; `items` is a mapping by item id."""
    rows = [["Team", *headers], ["Sales", *"1" * len(headers)], ["Marketing", *"2" * len(headers)]]
    export = read_export(saved(folder, rows, name or f"{wave}.csv"))
    if items is None:
        return Source(export, recognise(export, tiny()), wave=wave)
    path = folder / f"{wave}.yml"
    path.write_text("items:\n" + "".join(f"  {key}: {text}\n" for key, text in items.items()))
    return Source(export, load_mapping(path, export, tiny()), wave=wave)


def reworded(*sources: Source) -> list[str]:
    return [f"{drift.item} {drift.before} {drift.after}" for drift in drifts(sources)]


def test_a_statement_that_comes_or_goes_is_told_for_the_wave_before(tmp_path: Path) -> None:
    spring = source(tmp_path, EN[:3], "spring")
    autumn = source(tmp_path, EN[1:], "autumn")
    winter = source(tmp_path, EN, "winter")
    found = drifts([spring, autumn, winter])
    assert found == (
        Drift(item="TOG4", kind=Kind.NEW, before="spring", after="autumn"),
        Drift(item="TOG1", kind=Kind.GONE, before="spring", after="autumn"),
        Drift(item="TOG1", kind=Kind.NEW, before="autumn", after="winter"),
    )
    assert drift_warnings(found) == ()
    assert drift_notes(found) == (
        '"autumn": new since "spring": TOG4.',
        '"winter": new since "autumn": TOG1.',
        '"autumn": gone since "spring": TOG1.',
    )


def test_what_any_file_of_a_wave_asks_the_wave_asks(tmp_path: Path) -> None:
    files = [
        source(tmp_path, EN[:3], "Spring 2026", "a.csv"),
        source(tmp_path, EN, "autumn", "b.csv"),
        source(tmp_path, EN[1:], "spring  2026", "c.csv"),
    ]
    assert drifts(files) == ()


def test_files_without_a_wave_stand_for_themselves(tmp_path: Path) -> None:
    files = [source(tmp_path, EN[:place], name=f"{place}.csv") for place in (4, 3)]
    assert drift_notes(drifts(files)) == ('"3.csv": gone since "4.csv": TOG4.',)


def test_two_languages_of_the_questionnaire_are_one_wording(tmp_path: Path) -> None:
    assert drifts([source(tmp_path, EN, "spring"), source(tmp_path, FR, "autumn")]) == ()


@pytest.mark.parametrize(
    "header",
    [
        "TOG1. The two teams plan together, every week",
        "[TOG1] the TWO teams plan together - every week!",
        "How far do you agree? [The two teams plan together every week]",
        "How far do you agree: The two teams plan together every week",
    ],
)
def test_case_blanks_marks_codes_and_the_stem_of_a_grid_are_no_other_words(
    tmp_path: Path, header: str
) -> None:
    items = {"TOG1": "B", "TOG2": "C", "TOG3": "D"}
    first = ["The two teams plan together every week", *EN[1:3]]
    spring = source(tmp_path, first, "spring", items=items)
    autumn = source(tmp_path, [header, *EN[1:3]], "autumn", items=items)
    assert drifts([spring, autumn]) == drifts([autumn, spring]) == ()


def test_other_words_under_one_code_are_told(tmp_path: Path) -> None:
    coded = [f"[{item.id}] {item.wording['en']}" for item in tiny().items]
    changed = ["[TOG1] The two teams plan together each quarter", *coded[1:3], "TOG4. Kept, always"]
    found = drifts([source(tmp_path, coded, "spring"), source(tmp_path, changed, "autumn")])
    assert found == tuple(
        Drift(item=item, kind=Kind.REWORDED, before="spring", after="autumn")
        for item in ("TOG1", "TOG4")
    )
    assert drift_notes(found) == ()
    assert [*drift_warnings(found)] == [
        '"autumn": worded otherwise than in "spring": TOG1, TOG4. ' + MAY_COME
    ]


def test_a_word_before_the_statement_that_is_no_code_counts(tmp_path: Path) -> None:
    items = {"TOG1": "B", "TOG2": "C", "TOG3": "D"}
    headers = [[f"{team} - keeps its word", *EN[1:3]] for team in ("Sales", "Marketing")]
    spring = source(tmp_path, headers[0], "spring", items=items)
    autumn = source(tmp_path, headers[1], "autumn", items=items)
    assert reworded(spring, autumn) == ["TOG1 spring autumn"]


def test_a_header_that_is_a_code_alone_says_nothing_of_words(tmp_path: Path) -> None:
    codes = ["Q1_TOG1", "TOG2", "[TOG3]", "TOG4."]
    changed = ["TOG1. We plan together", *EN[1:]]
    found = reworded(
        source(tmp_path, EN, "spring"),
        source(tmp_path, codes, "autumn"),
        source(tmp_path, changed, "winter"),
    )
    assert found == ["TOG1 spring winter"]


def test_files_of_one_wave_are_compared_with_the_first_of_them(tmp_path: Path) -> None:
    changed = ["TOG1. We plan together", *EN[1:]]
    files = [
        source(tmp_path, EN, "spring", "a.csv"),
        source(tmp_path, changed, "spring", "b.csv"),
        source(tmp_path, EN, "spring", "c.csv"),
        source(tmp_path, changed, "autumn", "d.csv"),
        source(tmp_path, [f"  {changed[0]}.", *FR[1:]], "winter", "e.csv"),
    ]
    assert reworded(*files) == ["TOG1 a.csv b.csv", "TOG1 spring autumn"]


def test_one_file_has_not_drifted(tmp_path: Path) -> None:
    assert drifts([source(tmp_path, EN, "spring")]) == ()


def test_a_series_starts_anew_at_the_first_wave_shown_that_asks_as_now() -> None:
    waves = ("2023", "2024", "2025", "Été 2026")

    def drift(after: str) -> Drift:
        return Drift(item="TOG1", kind=Kind.REWORDED, before="…", after=after)

    shown = ("2023", "2025", "Été 2026")
    found = breaks([drift("2024"), drift("2025"), drift("ete 2026"), drift("b.csv")], waves, shown)
    assert [each.wave for each in found] == ["2025", "2025", "Été 2026", "Été 2026"]
    assert found[0] == Break(item="TOG1", kind=Kind.REWORDED, wave="2025")


def test_waves_are_held_against_each_other_in_time_whatever_the_order_of_files(
    tmp_path: Path,
) -> None:
    spring, autumn = source(tmp_path, EN[:3], "spring"), source(tmp_path, EN, "autumn")
    (found,) = drifts([autumn, spring], ["Spring", "Autumn"])
    assert found == Drift(item="TOG4", kind=Kind.NEW, before="spring", after="autumn")
