"""The whole, in order: what is given decides what the report is."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from exported import EXPORTS, HEADER, saved
from program import EXAMPLE, MERIDIAN, respondents, survey

from report_builder.downloads import report_json
from report_builder.pipeline import (
    Inputs,
    checked,
    demo_inputs,
    editions,
    mapping_of,
    prepare,
    understand,
    write_new,
)
from survey.errors import HeadcountError, LeversError, OutputPlaceError, SettingsError, StrictError

TINY = EXPORTS / "questionnaire.yml"
LEVERS = """\
levers:
  - id: plan
    title: {en: Plan together, fr: Planifier ensemble}
    what: {en: One plan., fr: Un plan.}
"""


def sizes(inputs: Inputs) -> dict[tuple[str, str], int]:
    """Respondents by team and segment level, of what may be published."""
    return {
        (entry.group.team, entry.group.value): entry.n
        for entry in prepare(inputs).groups
        if entry.group.team
    }


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_option_stands_over_the_settings_and_both_over_the_default(tmp_path: Path) -> None:
    export = survey(tmp_path)
    settings = written(tmp_path, "settings.yml", "minimum_group: 6\nlanguages: [fr]\n")
    plain = Inputs(exports=(export,), questionnaire=TINY)
    told = Inputs(exports=(export,), questionnaire=TINY, settings=settings)
    asked = Inputs(
        exports=(export,),
        questionnaire=TINY,
        settings=settings,
        minimum_group=7,
        languages=("en", "en"),
    )
    found = [
        (survey.rules.minimum_group, survey.settings.languages)
        for survey in map(understand, (plain, told, asked))
    ]
    assert found == [(5, ("en", "fr")), (6, ("fr",)), (7, ("en",))]


def test_a_language_that_the_questionnaire_has_not_is_refused(tmp_path: Path) -> None:
    inputs = Inputs(exports=(survey(tmp_path),), questionnaire=TINY, languages=("en", "de"))
    with pytest.raises(SettingsError, match="has no de; it has en, fr"):
        prepare(inputs)


def test_progress_tells_what_is_being_done_in_order() -> None:
    told: list[str] = []
    report = prepare(Inputs(exports=(EXAMPLE,)), progress=told.append)
    list(editions(report, ("report.json",), told.append))
    assert told == [
        "Reading qualtrics_en.csv",
        "Counting answers",
        "Comparing the two teams",
        "Drawing and writing the pages (en)",
        "Drawing and writing the pages (fr)",
    ]


def test_strict_stops_at_a_warning_and_says_how_many(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    inputs = Inputs(exports=(saved(tmp_path, [row[:-1] for row in rows]),), questionnaire=TINY)
    assert understand(inputs).warnings == ("export.csv: no column for 1 items: TOG4.",)
    with pytest.raises(StrictError, match="1 warning, and"):
        prepare(inputs, strict=True)
    assert prepare(inputs).groups


def test_an_item_that_no_one_answered_is_warned_of(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    rows[1:] = [[*row[:4], "", "I can't say", row[6]] for row in rows[1:]]
    survey = understand(Inputs(exports=(saved(tmp_path, rows),), questionnaire=TINY))
    assert survey.warnings == ("TOG2, TOG3: nobody answered.",)


def test_a_survey_in_two_files_is_one_survey(tmp_path: Path) -> None:
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    halves = (
        saved(tmp_path, [*rows[:3], *rows[3:100]], "first.csv"),
        saved(tmp_path, [*rows[:3], *rows[100:]], "second.csv"),
    )
    whole = prepare(Inputs(exports=(EXAMPLE,)))
    for exports in (halves, halves[::-1]):
        assert report_json(prepare(Inputs(exports=exports))) == report_json(whole)


def test_the_segments_are_those_of_any_export(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    rows += [*respondents("Marketing", 8, "Contributor"), *respondents("Sales", 8, "Contributor")]
    with_role = saved(tmp_path, rows, "with.csv")
    without = saved(tmp_path, [[row[0], *row[3:]] for row in rows], "without.csv")
    for exports in ((with_role, without), (without, with_role)):
        inputs = Inputs(exports=exports, questionnaire=TINY)
        assert sizes(inputs)["sales", "manager"] == 8
        assert sizes(inputs)["sales", ""] == 32
        assert [segment.id for segment in prepare(inputs).segments] == ["role"]


def test_a_headcount_says_who_was_asked_and_must_not_be_too_small(tmp_path: Path) -> None:
    export = survey(tmp_path, 8, 9)
    enough = written(tmp_path, "enough.csv", "team,headcount\nMarketing,20\nSales,30\n")
    report = prepare(Inputs(exports=(export,), questionnaire=TINY, headcount=enough))
    assert [(rate.answered, rate.asked) for rate in report.response] == [(8, 20), (9, 30)]
    small = written(tmp_path, "small.csv", "team,headcount\nMarketing,20\nSales,8\n")
    with pytest.raises(HeadcountError, match="sales: 9 answered, 8 asked"):
        prepare(Inputs(exports=(export,), questionnaire=TINY, headcount=small))


def test_the_levers_are_those_beside_the_questionnaire(tmp_path: Path) -> None:
    text = TINY.read_text(encoding="utf-8") + "levers: levers.yml\n"
    mine = written(tmp_path, "mine.yml", text)
    written(tmp_path, "levers.yml", LEVERS)
    with pytest.raises(LeversError, match=r"levers\.yml"):
        prepare(Inputs(exports=(survey(tmp_path),), questionnaire=mine))


def test_checking_says_line_by_line_what_a_build_would_see() -> None:
    lines = list(
        checked(Inputs(exports=(EXAMPLE, MERIDIAN / "google_forms_fr.csv"), minimum_group=30))
    )
    assert lines[0] == "qualtrics_en.csv: Qualtrics (row 3 holds 58 import ids)"
    assert 'google_forms_fr.csv: Google Forms (row 1 begins with "Horodateur")' in lines
    assert "Responses: 399 read, 378 kept" in lines
    assert "  both or other teams, in no gap: 14" in lines
    assert "Withheld by rule minimum-group (role): 1" in lines
    assert lines[-1].startswith("Next: build-report build")


def test_a_check_names_the_columns_of_company_and_wave(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    rows = [[*row, "Firm" if place == 0 else f"F{place % 2}"] for place, row in enumerate(rows)]
    mapping = written(tmp_path, "mapping.yml", "company: Firm\n")
    inputs = Inputs(exports=(saved(tmp_path, rows),), questionnaire=TINY, mapping=mapping)
    lines = list(checked(inputs))
    assert "  company: column H, mapping" in lines
    assert any("2 companies are pooled" in line for line in lines)


def test_the_warnings_are_part_of_a_check(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    inputs = Inputs(exports=(saved(tmp_path, [row[:-1] for row in rows]),), questionnaire=TINY)
    lines = list(checked(inputs))
    assert "Warning: export.csv: no column for 1 items: TOG4." in lines
    assert "  items: 3 found (code), 1 not asked" in lines
    assert "  columns: 6 read, 0 never looked at" in lines
    assert all(line.strip() for line in lines)


def test_a_drafted_mapping_can_be_given_back(tmp_path: Path) -> None:
    export = survey(tmp_path)
    text = mapping_of(Inputs(exports=(export,), questionnaire=TINY))
    mapping = tmp_path / "mapping.yml"
    write_new(mapping, text)
    assert mapping.read_text(encoding="utf-8") == text
    given = Inputs(exports=(export,), questionnaire=TINY, mapping=mapping)
    recognised = Inputs(exports=(export,), questionnaire=TINY)
    assert report_json(prepare(given)) == report_json(prepare(recognised))


def test_what_a_person_has_written_is_never_overwritten(tmp_path: Path) -> None:
    mine = written(tmp_path, "mapping.yml", "mine")
    with pytest.raises(OutputPlaceError, match=r"mapping\.yml: cannot be written: File exists"):
        write_new(mine, "drafted")
    assert mine.read_text(encoding="utf-8") == "mine"


def test_the_files_of_the_demo_are_those_of_the_example_and_do_not_stay() -> None:
    with demo_inputs(("fr",)) as inputs:
        assert inputs.languages == ("fr",)
        for path in inputs.files:
            assert path.read_bytes() == (MERIDIAN / path.name).read_bytes()
        report = json.loads(report_json(prepare(inputs)))
    assert not any(path.exists() for path in inputs.files)
    assert report["provenance"]["invented"] is True


def test_the_files_given_are_known_so_that_none_is_replaced() -> None:
    inputs = Inputs(exports=(Path("a.csv"), Path("b.csv")), headcount=Path("people.csv"))
    assert inputs.files == (Path("a.csv"), Path("b.csv"), Path("people.csv"))
