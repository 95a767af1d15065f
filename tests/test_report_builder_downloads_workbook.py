"""report.xlsx as a spreadsheet reads it back: sheets, types, names, and text that stays text."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import metas
import openpyxl
import panels
import pytest
import stories
import voiced
import wave_reports
from editions import meridian
from openpyxl.workbook import Workbook
from reports import believable_counts, believable_report, report_from

from report_builder.downloads import data_files, in_language
from report_builder.downloads.sheets import sheets
from report_builder.downloads.tables import flat_tables, tables
from report_builder.downloads.workbook import workbook
from report_builder.inputs import Inputs
from report_builder.language import LANGUAGES, Message, language
from report_builder.pages.voice import Voice
from report_builder.pipeline import prepare
from report_builder.report import Report
from report_builder.segment_levels import Segment, SegmentLevel
from report_builder.settings import Settings
from survey.questionnaire_file import load_questionnaire
from survey.release import Group, ReleasedGroup
from survey.voices import Remark

OF_OTHERS = tuple(
    f"page.sheet.value.{field}"
    for field in (
        *("item.", "dimension.", "outcome.", "question.", "pair.", "lever.", "rule.R"),
        *("title", "asked_", "text.", "word.", "wave", "company.", "level"),
        *("definition.", "evidence.", "stability_tied_with."),
    )
)
"""Fields that hold what others wrote, and the codes by which we call statements and rules."""

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "{=A1}", "\x01\x0b", "007")


def read(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@cache
def book(code: str) -> Workbook:
    return read(workbook(meridian(), code))


def column(found: Workbook, sheet: str, header: str) -> list[object]:
    rows = list(found[sheet].iter_rows(values_only=True))
    place = rows[0].index(header)
    return [row[place] for row in rows[1:]]


def test_the_method_comes_first_and_then_a_sheet_for_each_table_with_rows() -> None:
    named = [name for name, rows in tables(meridian()).items() if rows]
    assert book("en").sheetnames[:2] == ["Method", "Statements"]
    assert len(book("en").sheetnames) == 2 + len(named)
    assert book("fr").sheetnames[:3] == ["Méthode", "Affirmations", "Groupes"]


def test_the_first_sheet_says_who_answered_how_to_read_it_and_what_the_sheets_hold() -> None:
    rows = list(book("en")["Method"].iter_rows(values_only=True))
    said = {str(left): str(right) for left, right in rows}
    assert rows[0][0] == "Sales–marketing alignment"
    assert said["Who answered?"].startswith("Marketing: 64 of 82 people answered")
    assert "at least 0.5 points" in said["When is a gap called clear?"]
    assert {*book("en").sheetnames[1:]} <= {*said}
    assert "All answers in this report are invented." in [right for _, right in rows]
    assert any(meridian().counts_digest in str(right) for _, right in rows)


@pytest.mark.parametrize("code", LANGUAGES)
def test_headers_are_frozen_and_can_be_filtered_by(code: str) -> None:
    for sheet in book(code).worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_a_number_is_a_number_in_every_language() -> None:
    gap = meridian().statements[0].gap
    for code, sheet, header in (
        ("en", "Statements", "Gap, points"),
        ("fr", "Affirmations", "Écart, points"),
    ):
        value = column(book(code), sheet, header)[0]
        assert value == round(gap.difference.value, 2)


@pytest.mark.parametrize(
    ("code", "sheet", "header"),
    [
        ("en", "Statements", "{team}, answers"),
        ("fr", "Affirmations", "{team}, réponses"),
    ],
)
def test_answers_of_which_the_number_may_not_be_told_are_so_many_or_more(
    code: str, sheet: str, header: str
) -> None:
    judged = (*meridian().statements, *meridian().outcomes)
    voice = Voice(meridian(), language(code))
    for place, team in enumerate(map(voice.team, (0, 1))):
        bases = [(each.gap.bases[place], each.gap.at_least[place]) for each in judged]
        assert {at_least for _, at_least in bases} == {True, False}
        told = [f"≥\N{NO-BREAK SPACE}{base}" if at_least else base for base, at_least in bases]
        assert column(book(code), sheet, header.format(team=team)) == told


def test_shares_are_shown_in_per_cent() -> None:
    found = book("en")["Statements"]
    formats = {
        head.value: {cell.number_format for cell in cells if isinstance(cell.value, int | float)}
        for head, *cells in found.iter_cols()
    }
    assert formats["Marketing, favourable"] == {"0%"}
    assert formats["Marketing, mean"] == {"0.00"}
    assert formats["Marketing, answers"] == {"#,##0"}


def test_ids_are_said_by_their_names() -> None:
    assert column(book("fr"), "Écarts", "Groupe 1")[0] == "Marketing"
    assert "Ventes · Encadrement" in column(book("fr"), "Groupes", "Groupe")
    assert {*column(book("fr"), "Groupes", "Vague")} == {"Automne 2026"}
    assert {*column(book("en"), "Gaps", "Verdict")} == {
        "clear gap",
        "signs of a gap",
        "views aligned",
        "no conclusion",
    }
    assert {*column(book("en"), "Withheld", "Rule")} == {
        "shown together with others: too few people"
    }


def test_a_title_stands_in_the_language_of_the_sheet_alone() -> None:
    header = [cell.value for cell in book("fr")["Recommandations"][1]]
    assert header.count("Recommandation") == 1


def test_levels_that_share_an_id_but_no_label_keep_the_id() -> None:
    def segment(name: str, label: str) -> Segment:
        level = SegmentLevel(id="other", label={"en": label, "fr": label}, n=10, named=("other",))
        return Segment(id=name, label={"en": name, "fr": name}, levels=(level,), hidden_levels=0)

    added = [Group(segment=name, value="other") for name in ("role", "site")]
    groups = (ReleasedGroup(group=group, n=10, headcount=None) for group in added)
    report = replace(
        meridian(),
        segments=(segment("role", "Other"), segment("site", "Elsewhere")),
        groups=(*meridian().groups, *groups),
    )
    found = read(workbook(report, "en"))
    levels = dict(
        zip(column(found, "Groups", "Group"), column(found, "Groups", "Level"), strict=True)
    )
    assert levels["Everyone · Other"] == levels["Everyone · Elsewhere"] == "other"


class Noting(dict[str, Message]):
    """The messages of a language, noting those that were looked for and are not there."""

    def __init__(self, messages: Mapping[str, Message]) -> None:
        super().__init__(messages)
        self.missed: set[str] = set()

    def __contains__(self, message: object) -> bool:
        found = super().__contains__(message)
        if not found:
            self.missed.add(str(message))
        return found


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, ...]:
    """Together they have every table: a panel, waves, words, comments, weights, expected answers."""
    settings = tmp_path_factory.mktemp("weighted") / "settings.yml"
    settings.write_text("weights: role\n", encoding="utf-8")
    example = Path(__file__).parent.parent / "examples" / "meridian"
    weighted = Inputs(
        exports=(example / "qualtrics_en.csv",),
        settings=settings,
        headcount=example / "headcount.csv",
    )
    remark = Remark(question=voiced.QUESTION.id, team="sales", text="More time for customers.")
    return (
        voiced.voiced(meridian(), voiced.words(voiced.use("crm")), remarks=[remark]),
        stories.small(),
        believable_report(),
        panels.reported(panels.people(12, panels.Kind(small=2))),
        panels.panel_report(40),
        wave_reports.closing(),
        wave_reports.five(ids=True),
        metas.meta_report(paired=True),
        prepare(weighted),
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sheet_column_and_value_of_ours_has_words(
    code: str, every_kind: tuple[Report, ...]
) -> None:
    messages = Noting(language(code).messages)
    spoken = replace(language(code), messages=messages)
    written = {name for report in every_kind for name in flat_tables(report, {})}
    assert written == {*tables(meridian())}
    for report in every_kind:
        assert sheets(Voice(report, spoken))
    ours = {missed for missed in messages.missed if not missed.startswith(OF_OTHERS)}
    assert ours == set()


@pytest.mark.parametrize(
    ("code", "called"), [("en", "Company 1 · Marketing"), ("fr", "Entreprise 1 · Marketing")]
)
def test_a_company_without_a_name_is_called_as_on_its_page(code: str, called: str) -> None:
    found = read(workbook(panels.panel_report(12), code))
    sheet = {"en": "Companies", "fr": "Entreprises"}[code]
    header, first, *_ = found[sheet].iter_rows(values_only=True)
    row = dict(zip(header, first, strict=True))
    assert called in row.values()
    assert called.removesuffix(" · Marketing") in row.values()


def test_a_column_with_nothing_in_it_is_left_out() -> None:
    header = [cell.value for cell in read(workbook(believable_report(), "en"))["Groups"][1]]
    assert "Respondents" in header
    assert not {"Company", "People asked"} & {*header}
    assert "People asked" in [cell.value for cell in book("en")["Groups"][1]]


def test_text_of_others_is_never_a_formula_a_link_or_a_number() -> None:
    asked = load_questionnaire()
    items = tuple(
        replace(
            item,
            title={"en": HOSTILE[place % len(HOSTILE)], "fr": "x"},
            wording={"en": HOSTILE[place % len(HOSTILE)], "fr": "x"},
        )
        for place, item in enumerate(asked.items)
    )
    changed = replace(asked, items=items)
    settings = Settings(client='=HYPERLINK("x")', title="=2+2", languages=("en",))
    report = report_from(believable_counts(changed, 30, 30), changed, settings)
    content = workbook(report, "en")
    for sheet in read(content).worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
            "s",
            "n",
            "inlineStr",
        }
        assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert {*HOSTILE} - {"\x01\x0b"} <= {*map(str, column(read(content), "Statements", "As asked"))}
    assert b"<f>" not in b"".join(
        zipfile.ZipFile(io.BytesIO(content)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
    )


def test_the_same_report_gives_the_same_bytes_dated_by_the_survey() -> None:
    assert workbook(meridian(), "en") == workbook(meridian(), "en")
    archive = zipfile.ZipFile(io.BytesIO(workbook(meridian(), "en")))
    assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert book("en").properties.created.date() == date(2026, 10, 23)
    undated = read(workbook(believable_report(), "en"))
    assert undated.properties.created.year == 2000


def test_small_groups_have_neither_mean_nor_more_decimals_than_may_be_told() -> None:
    found = read(workbook(believable_report(8, 8), "en"))
    assert {*column(found, "Statements", "Marketing, mean")} == {None}
    shares = column(found, "Statements", "Sales, favourable")
    told = [share for share in shares if isinstance(share, int | float)]
    assert all(round(share, 2) == share for share in told)
    assert {*shares} - {*told} == {"≤\N{NO-BREAK SPACE}20%"}


def test_a_report_without_statements_has_no_sheet_of_them() -> None:
    report: Report = replace(believable_report(), statements=(), mirror=())
    assert read(workbook(report, "en")).sheetnames[:2] == ["Method", "Groups"]


def test_each_language_has_its_workbook_and_french_its_own_csv() -> None:
    files = data_files(meridian())
    assert {"en/report.xlsx", "fr/report.xlsx", "fr/gaps.csv", "gaps.csv"} <= set(files)
    assert "en/gaps.csv" not in files
    french = files["fr/gaps.csv"].decode()
    assert french.startswith("\ufeffitem;")
    difference = f"{meridian().statements[0].gap.difference.value:.2f}".replace(".", ",")
    assert f";{difference}" in french.splitlines()[1]
    assert "Les équipes ont un objectif commun" in french.splitlines()[1]


def test_a_reader_is_shown_the_files_of_the_own_language() -> None:
    shown = in_language(data_files(meridian()), "fr")
    assert "fr/gaps.csv" in shown
    assert "report.json" in shown
    assert not {"gaps.csv", "en/report.xlsx"} & {*shown}


def test_a_list_of_two_is_two_columns_empty_where_a_row_has_none() -> None:
    header = [cell.value for cell in book("en")["Recommendations"][1]]
    assert {"Answers, group 1", "Answers, group 2"} <= {*header}
    counts = column(book("en"), "Recommendations", "Answers to each point, group 1")
    assert {None} < {*counts}
    assert "13 | 14 | 9 | 15 | 8" in counts


def test_shares_of_a_theme_that_no_wave_has_leave_no_text_among_the_numbers() -> None:
    found = read(workbook(wave_reports.closing(), "en"))
    shares = column(found, "Trend, waves", "Favourable, team 1")
    assert {type(share) for share in shares} == {float, type(None)}


def test_what_has_no_words_yet_goes_by_its_own_name() -> None:
    english = language("en")
    unknown = ("page.sheet.withheld", "page.sheet.column.cells", "page.sheet.value.rule")
    messages = {
        name: text for name, text in english.messages.items() if not name.startswith(unknown)
    }
    found = sheets(Voice(meridian(), replace(english, messages=messages)))[-1]
    assert (found.title, found.about) == ("withheld", "")
    assert found.header == ("Rule", "Within", "cells")
    assert found.rows == (("joined", "Site", 2),)


def test_without_the_extra_there_are_no_workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert not [name for name in data_files(meridian()) if name.endswith(".xlsx")]
