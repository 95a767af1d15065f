"""The report of an earlier survey: what is taken from it, what is refused, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, TypeAlias

import jsonschema
import pytest
import stories
from editions import page_of

from report_builder.carried_over import CarriedOver, Followed
from report_builder.downloads import data_files, report_json
from report_builder.inputs import Inputs
from report_builder.pages import edition
from report_builder.pipeline import prepare
from report_builder.previous import LARGEST_FILE, load_previous
from report_builder.report import Report, followed_up
from report_builder.settings import Settings
from survey.course import Course, Incomparable
from survey.errors import FileMissingError, PreviousReportError
from survey.questionnaire_file import load_questionnaire

Document: TypeAlias = dict[str, Any]  # JSON as it is read

OURS = load_questionnaire()
FIRST_MORE, SECOND_MORE, LEVEL = stories.FIRST_MORE, stories.SECOND_MORE, stories.LEVEL
SIGNS = stories.SIGNS
BILINGUAL = Settings(languages=("en", "fr"))


@cache
def spring() -> bytes:
    """Gaps on three statements, and levels that call for a few levers."""
    answers = stories.everywhere(LEVEL, GOA1=FIRST_MORE, HND2=FIRST_MORE, HND3=SECOND_MORE)
    return report_json(stories.report(answers, settings=Settings(wave="Spring 2026")))


@cache
def autumn() -> Report:
    """The gap on GOA1 is closed, that on HND2 turned round, that on HND3 as it was."""
    answers = stories.everywhere(LEVEL, HND2=SECOND_MORE, HND3=SECOND_MORE)
    return stories.report(answers, settings=BILINGUAL)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[object], Path]:
    def write(content: object) -> Path:
        path = tmp_path / "report.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


def document() -> Document:
    found: Document = deepcopy(json.loads(spring()))
    return found


def carried(report: Report, path: Path) -> Report:
    return followed_up(report, load_previous(path, report.questionnaire))


def gap_of(report: Report, subject: str) -> Followed:
    return next(
        each
        for action in report.carried_over
        for each in action.followed
        if each.subject == subject
    )


def lever(report: Report, wanted: str) -> CarriedOver:
    return next(each for each in report.carried_over if each.lever == wanted)


def test_what_was_recommended_is_followed_up(written: Callable[[object], Path]) -> None:
    report = carried(autumn(), written(spring()))
    then = [each["lever"] for each in document()["recommendations"]]
    assert [each.lever for each in report.carried_over] == then
    today = [each.lever.id for each in report.recommendations]
    for each in report.carried_over:
        assert each.rank == (today.index(each.lever) + 1 if each.lever in today else None)
    assert lever(report, "LV00").rank == 1


def test_the_change_is_now_minus_then_with_the_variances_added(
    written: Callable[[object], Path],
) -> None:
    closed = gap_of(carried(autumn(), written(spring())), "GOA1")
    assert closed.then is not None
    assert closed.now is not None
    assert closed.change is not None
    then, now = closed.then.difference, closed.now.gap.difference
    assert closed.change.value == pytest.approx(now.value - then.value)
    assert closed.change.value - closed.change.low == pytest.approx(
        ((now.value - now.low) ** 2 + (then.high - then.value) ** 2) ** 0.5
    )
    assert closed.change.base == then.base + now.base
    assert closed.course is Course.NARROWER


def test_a_gap_that_turned_round_or_stayed_is_called_that(
    written: Callable[[object], Path],
) -> None:
    report = carried(autumn(), written(spring()))
    assert gap_of(report, "HND2").course in {Course.TURNED, Course.WIDER, Course.NARROWER}
    assert gap_of(report, "HND3").course is Course.NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    ("then", "now", "course"),
    [
        ((1.3, 1.1, 1.5), (0.4, 0.2, 0.6), Course.NARROWER),
        ((0.4, 0.2, 0.6), (1.3, 1.1, 1.5), Course.WIDER),
        ((-1.3, -1.5, -1.1), (-0.4, -0.6, -0.2), Course.NARROWER),
        ((0.8, 0.6, 1.0), (0.7, 0.5, 0.9), Course.NO_CLEAR_CHANGE),
        ((-1.0, -1.2, -0.8), (0.1, -0.1, 0.3), Course.NARROWER),
        ((-0.1, -0.3, 0.1), (1.0, 0.8, 1.2), Course.WIDER),
        ((-0.5, -0.7, -0.3), (0.6, 0.4, 0.8), Course.TURNED),
    ],
)
def test_a_change_is_named_by_its_interval(
    written: Callable[[object], Path],
    then: tuple[float, ...],
    now: tuple[float, ...],
    course: Course,
) -> None:
    found = document()
    for row in found["gaps"]:
        if row.get("item") == "HND3":
            row |= dict(zip(("difference", "low", "high"), then, strict=True))
    statements = tuple(
        replace(
            each,
            gap=replace(
                each.gap,
                difference=replace(each.gap.difference, value=now[0], low=now[1], high=now[2]),
            ),
        )
        if each.gap.subject == "HND3"
        else each
        for each in autumn().statements
    )
    report = carried(replace(autumn(), statements=statements), written(found))
    assert gap_of(report, "HND3").course is course


def test_another_edition_of_the_questionnaire_is_not_compared(
    written: Callable[[object], Path],
) -> None:
    found = document()
    found["questionnaire"]["version"] = "0.9"
    report = carried(autumn(), written(found))
    courses = {each.course for action in report.carried_over for each in action.followed}
    assert courses == {Incomparable.VERSION}


@pytest.mark.parametrize(
    "change",
    [
        {"wording": {"en": "Another question."}},
        {"wording": {"de": "Dieselbe Frage?"}},
        {"reverse_keyed": True},
        {"scale": "short"},
        {"id": "GOA9"},
    ],
)
def test_a_statement_asked_otherwise_is_not_compared(
    written: Callable[[object], Path], change: Document
) -> None:
    found = document()
    scale = found["questionnaire"]["scales"][0]
    found["questionnaire"]["scales"].append({**scale, "id": "short", "points": scale["points"][1:]})
    item = next(each for each in found["questionnaire"]["items"] if each["id"] == "GOA1")
    item |= change
    report = carried(autumn(), written(found))
    asked_otherwise = gap_of(report, "GOA1")
    assert (asked_otherwise.course, asked_otherwise.change) == (Incomparable.QUESTION, None)
    assert not asked_otherwise.exact or asked_otherwise.then is not None


def test_a_theme_with_another_statement_is_not_compared(written: Callable[[object], Path]) -> None:
    found = document()
    found["recommendations"][0]["because"].append({**found["gaps"][0], "dimension": "GOA"})
    del found["recommendations"][0]["because"][-1]["item"]
    assert gap_of(carried(autumn(), written(found)), "GOA").change is not None
    items = found["questionnaire"]["items"]
    found["questionnaire"]["items"] = [each for each in items if each["id"] != "GOA2"]
    assert gap_of(carried(autumn(), written(found)), "GOA").course is Incomparable.QUESTION


def test_a_theme_that_was_made_of_other_statements_is_not_compared(
    written: Callable[[object], Path],
) -> None:
    """All were asked, and GOA3 was not shown then."""
    found = document()
    found["recommendations"][0]["because"].append({**found["gaps"][0], "dimension": "GOA"})
    del found["recommendations"][0]["because"][-1]["item"]
    found["gaps"] = [row for row in found["gaps"] if row.get("item") != "GOA3"]
    assert gap_of(carried(autumn(), written(found)), "GOA").course is Incomparable.NOT_SHOWN


def test_what_is_not_shown_now_or_then_is_said_to_be(written: Callable[[object], Path]) -> None:
    found = document()
    found["gaps"] = [row for row in found["gaps"] if row.get("item") != "GOA1"]
    report = carried(autumn(), written(found))
    assert gap_of(report, "GOA1").course is Incomparable.NOT_SHOWN
    assert gap_of(report, "GOA1").exact is False
    hidden = replace(autumn(), statements=(), outcomes=(), dimensions=())
    assert gap_of(carried(hidden, written(spring())), "HND2").now is None


def test_few_answers_then_or_now_give_a_change_to_one_decimal(
    written: Callable[[object], Path],
) -> None:
    small = replace(stories.small(), settings=BILINGUAL)
    rows = json.loads(data_files(carried(small, written(spring())))["report.json"])
    changes = [each["change"] for row in rows["carried_over"] for each in row["followed"]]
    assert all(each["low"] == round(each["low"], 1) for each in changes if each)


def test_the_document_and_its_table_hold_what_became_of_it(
    written: Callable[[object], Path],
) -> None:
    files = data_files(carried(autumn(), written(spring())))
    found = json.loads(files["report.json"])
    schema = Path(__file__).parent.parent / "report_builder" / "schemas" / "report-1.json"
    jsonschema.validate(found, json.loads(schema.read_text("utf-8")))
    assert found["carried_over"]
    assert b"LV00" in files["carried_over.csv"]
    assert "carried_over.csv" not in data_files(autumn())


def test_the_page_tells_it_in_both_languages(written: Callable[[object], Path]) -> None:
    found = document()
    first = found["recommendations"][0]
    gone = {**first, "lever": "OLD", "title": {"en": "An older <action>"}}
    gone["because"] = [*first["because"], {**first["because"][0], "item": "XYZ"}]
    gone["because"].append({**first["because"][0], "dimension": "GOA", "item": None})
    found["recommendations"].append(gone)
    report = carried(autumn(), written(found))
    english = unescape(page_of(edition(report, "en"), "actions.md"))
    assert "What became of the previous recommendations" in english
    assert "no longer recommended" in english
    assert "16. An older <action>" not in page_of(edition(report, "en"), "actions.md")
    assert "Ce que sont devenues les recommandations" in unescape(
        page_of(edition(report, "fr"), "actions.md")
    )
    bare = replace(report, recommendations=())
    assert "The answers point to no action" in unescape(page_of(edition(bare, "en"), "actions.md"))


def test_the_same_answers_are_no_earlier_survey(written: Callable[[object], Path]) -> None:
    with pytest.raises(PreviousReportError, match="the same answers"):
        carried(autumn(), written(report_json(autumn())))


def test_waves_of_several_names_are_no_wave(written: Callable[[object], Path]) -> None:
    found = document()
    assert load_previous(written(found), OURS).wave == "Spring 2026"
    found["groups"][0]["wave"] = "Another"
    assert load_previous(written(found), OURS).wave == ""


def test_gaps_within_segments_are_passed_over(written: Callable[[object], Path]) -> None:
    found = document()
    inner = {**found["gaps"][0], "groups": ["marketing/role/manager", "sales/role/manager"]}
    found["gaps"].append({**inner, "difference": 99})
    previous = load_previous(written(found), OURS)
    assert all(gap.difference.value < 99 for gap in previous.gaps.values())


REFUSED: list[tuple[str, object, str]] = [
    ("text", b"Marketing;Sales", "no JSON"),
    ("bytes", b"\xff\xfe\x00", "no JSON"),
    ("deep", b"[" * 200_000, "no JSON"),
    ("digits", b'{"schema": ' + b"9" * 10_000 + b"}", "no JSON"),
    ("large", b" " * (LARGEST_FILE + 1), "larger than"),
    ("list", [1, 2], "the file must hold fields"),
    ("another", {"schema": "vega-lite"}, "no report.json of ours"),
    ("empty", {}, "no report.json of ours"),
]


@pytest.mark.parametrize(
    ("content", "said"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_what_is_no_report_of_ours_is_refused(
    written: Callable[[object], Path], content: object, said: str
) -> None:
    with pytest.raises(PreviousReportError, match=said):
        load_previous(written(content), OURS)


MISTAKES: list[tuple[str, object, str]] = [
    ("questionnaire.id", "other", 'its questionnaire is "other"'),
    ("questionnaire.teams", [{"id": "product"}], "compares the teams product"),
    ("questionnaire", None, "questionnaire is missing"),
    ("questionnaire.items.0.scale", "nowhere", '"nowhere" is not known'),
    ("questionnaire.items.0.reverse_keyed", "no", "must be true or false"),
    ("questionnaire.items.0.wording", {}, "wording is empty"),
    ("questionnaire.scales.0.favourable_from", 3.5, "must be a whole number"),
    ("questionnaire.scales.0.favourable_from", -1, "must be a whole number"),
    ("gaps", {"item": "GOA1"}, "gaps must be a list"),
    ("gaps.0.bases", [], "bases is empty"),
    ("gaps.0.at_least", [0, 1], "is not true or false"),
    ("gaps.0.difference", "1.3", "must be a number"),
    ("gaps.0.difference", True, "must be a number"),
    ("gaps.0.low", float("nan"), "must be a number"),
    ("gaps.0.high", 10**400, "must be a number"),
    ("gaps.0.verdict", "clear", '"clear" is not known'),
    ("recommendations.0.title", {"en": "a\u0000b"}, "plain text"),
    ("recommendations.0.title", {"en": "a\ud800b"}, "plain text"),
    ("recommendations.0.title", {"en": "x" * 3000}, "at most 2,000"),
    ("recommendations.0.bucket", "later", '"later" is not known'),
    ("provenance.counts_digest", 7, "plain text"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value", "said"), MISTAKES)
def test_what_stands_in_the_wrong_place_is_named(
    written: Callable[[object], Path], where: str, value: object, said: str
) -> None:
    found: Any = document()
    part: Any = found
    *path, last = where.split(".")
    for step in path:
        part = part[int(step)] if isinstance(part, list) else part[step]
    part[last] = value
    with pytest.raises(PreviousReportError, match=said) as caught:
        load_previous(written(found), OURS)
    assert len(str(caught.value)) < 600


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        load_previous(tmp_path / "nowhere.json", OURS)


def test_an_earlier_report_given_is_followed_up(written: Callable[[object], Path]) -> None:
    meridian = Path(__file__).parent.parent / "examples" / "meridian"
    inputs = Inputs(exports=(meridian / "qualtrics_en.csv",), previous=written(spring()))
    carried = prepare(inputs).carried_over
    assert carried
    assert {each.lever for each in carried} >= {"LV00"}
