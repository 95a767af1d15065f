"""The whole, in order: what is given decides what the report is."""

from __future__ import annotations

import csv
import json
import logging
from pathlib import Path

import pytest
from exported import EXPORTS, HEADER, saved
from program import EXAMPLE, MERIDIAN, respondents, survey

from report_builder.downloads import report_json
from report_builder.inputs import Inputs, demo_inputs
from report_builder.output import editions
from report_builder.pipeline import mapping_of, prepare, publish_report, understand
from survey.errors import HeadcountError, LeversError, SettingsError, StrictError, SurveyError
from survey.release import Flagged, Removed

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
    list(editions(report, ("report.json",), progress=told.append))
    assert told == [
        "Reading qualtrics_en.csv",
        "Counting answers",
        "Comparing the two teams",
        "Drawing and writing the pages (en)",
        "Drawing and writing the pages (fr)",
    ]


def test_a_folder_is_called_by_its_name_where_it_is_given_as_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    with pytest.raises(SurveyError):
        prepare(Inputs(exports=(Path(),)), progress=told.append)
    assert told == [f"Reading {tmp_path.name}"]


def test_a_statement_that_the_last_wave_did_not_ask_is_not_called_unanswered(
    tmp_path: Path,
) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    then = saved(tmp_path, rows, "then.csv")
    unanswered = [[*row[:4], "", *row[5:-1]] for row in rows[1:]]
    now = saved(tmp_path, [rows[0][:-1], *unanswered], "now.csv")
    inputs = Inputs(exports=(then, now), questionnaire=TINY, waves=("2025", "2026"))
    report = prepare(inputs)
    assert (report.missing_items, report.not_asked) == (("TOG2", "TOG4"), ("TOG4",))


def test_strict_stops_at_a_warning_and_says_how_many(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    inputs = Inputs(exports=(saved(tmp_path, [row[:-1] for row in rows]),), questionnaire=TINY)
    (warning,) = understand(inputs).warnings
    assert warning.startswith("export.csv: no column for 1 item: TOG4.")
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


def test_a_build_says_how_many_responses_count_and_why_the_others_do_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    header = ["respondent_id", *HEADER]
    rows = [[f"R{place}", *row] for place, row in enumerate(respondents("Marketing", 8))]
    rows += [[f"S{place}", *row] for place, row in enumerate(respondents("Sales", 8))]
    inputs = Inputs(exports=(saved(tmp_path, [header, *rows, *rows[:3]]),), questionnaire=TINY)
    with caplog.at_level(logging.INFO):
        prepare(inputs)
    assert caplog.messages[0] == "Responses: 19 read, 16 kept; left out: 3 duplicate"


def test_the_settings_say_which_responses_count(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = [f"Q{number}" for number in range(5)]
    items = "".join(f"  - {{id: {name}, wording: We do {name}.}}\n" for name in names)
    asked = written(
        tmp_path,
        "asked.yml",
        "id: five\ntitle: Five\nlanguages: [en]\nteams:\n  - {id: a, name: Ay}\n"
        f"  - {{id: b, name: Bee}}\nscales: [{{id: five, points: 5}}]\nitems:\n{items}",
    )
    lines = [
        [team, *answers] for team in ("Ay", "Bee") for answers in ["33333"] * 5 + ["12345"] * 6
    ]
    export = saved(tmp_path, [["team", *names], *lines])
    settings = written(tmp_path, "settings.yml", "cleaning: {remove: straight-lining}\n")
    with caplog.at_level(logging.INFO):
        kept = prepare(Inputs(exports=(export,), questionnaire=asked))
        rest = prepare(Inputs(exports=(export,), questionnaire=asked, settings=settings))
    assert caplog.messages == [
        "Responses: 22 read, 22 kept",
        "  noticed, and kept: 10 straight-lining",
        "Responses: 22 read, 12 kept; left out: 10 straight-lining",
    ]
    assert (kept.flagged, kept.removed) == ((Flagged("straight-lining", 10),), ())
    assert (rest.flagged, rest.removed) == ((), (Removed("straight-lining", 10),))


def test_a_drafted_mapping_can_be_given_back(tmp_path: Path) -> None:
    export = survey(tmp_path)
    text = mapping_of(Inputs(exports=(export,), questionnaire=TINY))
    mapping = tmp_path / "mapping.yml"
    mapping.write_text(text, encoding="utf-8")
    assert mapping.read_text(encoding="utf-8") == text
    given = Inputs(exports=(export,), questionnaire=TINY, mappings=(mapping,))
    recognised = Inputs(exports=(export,), questionnaire=TINY)
    assert report_json(prepare(given)) == report_json(prepare(recognised))


@pytest.mark.parametrize("stated", ["tomorrow", "-1", "1.5", " ", "9" * 40])
def test_a_source_date_epoch_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stated: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        publish_report(Inputs(exports=(survey(tmp_path),), questionnaire=TINY), tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("settings", "stated", "passed"),
    [
        ("", None, 0),
        ("", "", 0),
        ("", "1767225600", 1767225600),
        ("", "8589934592", 4294967295),
        ("date: 1907-01-05\n", None, 0),
        ("date: 2026-01-05\n", None, 1767571200),
        ("date: 2026-01-05\n", "8589934592", 1767571200),
    ],
)
def test_the_engine_is_given_the_date_of_the_settings_else_source_date_epoch(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    stated: str | None,
    passed: int,
) -> None:
    told: list[int] = []

    def engine(project: Path, site: Path, *, epoch: int, **_: object) -> None:
        assert project.parent == site
        told.append(epoch)

    monkeypatch.setattr("report_builder.output.build", engine)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if stated is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    given = Inputs(
        exports=(survey(tmp_path),),
        questionnaire=TINY,
        settings=written(tmp_path, "settings.yml", settings),
        languages=("en",),
    )
    publish_report(given, tmp_path / "site")
    assert told == [passed]


def test_the_files_of_the_demo_are_those_of_the_example_and_do_not_stay() -> None:
    with demo_inputs(("fr",)) as inputs:
        assert inputs.languages == ("fr",)
        assert inputs.waves == ()
        for path in inputs.files:
            assert path.read_bytes() == (MERIDIAN / path.name).read_bytes()
        report = json.loads(report_json(prepare(inputs)))
    assert not any(path.exists() for path in inputs.files)
    assert report["provenance"]["invented"] is True


def test_the_two_waves_of_the_demo_show_gaps_that_closed_one_that_opened_and_what_was_reworded() -> (
    None
):
    with demo_inputs(("en",), two_waves=True) as inputs:
        report = prepare(inputs)
    trend = report.trend
    assert trend is not None
    assert [wave.label for wave in trend.waves] == ["2025", "2026"]
    courses = {each.subject: each.course for each in trend.statements}
    clear = {name: course for name, course in courses.items() if course != "no_clear_change"}
    assert clear == dict.fromkeys(("DAT2", "LEA1", "REL4"), "narrower") | {"HND2": "wider"}
    left = {each.subject: each.why for each in trend.left}
    assert left["CON2"] == "reworded"
    assert left["CON3"] == left["CON4"] == "new"
    assert {theme.id for theme in report.questionnaire.dimensions} & left.keys() == {"CON"}
    assert trend.linked == (None, None)
    assert report.settings.invented


def test_the_files_given_are_known_so_that_none_is_replaced() -> None:
    inputs = Inputs(exports=(Path("a.csv"), Path("b.csv")), headcount=Path("people.csv"))
    assert inputs.files == (Path("a.csv"), Path("b.csv"), Path("people.csv"))
