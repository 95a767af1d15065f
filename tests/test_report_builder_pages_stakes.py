"""The Stakes page, and what the settings and the document say of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html import unescape
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from editions import meridian, page_of

from report_builder.downloads import data_files
from report_builder.inputs import Inputs
from report_builder.language import language
from report_builder.pages import edition
from report_builder.pipeline import prepare
from report_builder.report import Report
from report_builder.settings import Settings, load_settings
from survey.errors import SettingsError
from survey.estimates import Estimate
from survey.stakes import ClientFigures, Stakes

MERIDIAN = Path(__file__).parent.parent / "examples" / "meridian"
STAKES = """\
stakes:
  currency: EUR
  revenue: 60000000
  weeks: 44
  hourly_cost: {marketing: 62, sales: 68}
  lost_deals: 12000000
"""


@cache
def with_numbers(settings: str, folder: Path, headcount: bool = True) -> Report:
    """The example, every third answer to each number left out."""
    lines = (MERIDIAN / "qualtrics_en.csv").read_text("utf-8-sig").splitlines()
    head = ["NUM1,NUM2", "Lost?,Hours?", "x,y"]
    numbers = [f"{at % 4 if at % 3 else ''},{at % 9 if at % 3 else ''}" for at in range(len(lines))]
    export = folder / "export.csv"
    rows = zip(lines, [*head, *numbers[3:]], strict=True)
    export.write_text("\n".join(f"{line},{more}" for line, more in rows), encoding="utf-8")
    (folder / "settings.yml").write_text(settings, encoding="utf-8")
    return prepare(
        Inputs(
            exports=(export,),
            settings=folder / "settings.yml",
            headcount=MERIDIAN / "headcount.csv" if headcount else None,
        )
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stakes")


def read(report: Report, code: str = "en") -> str:
    text = page_of(edition(report, code), "stakes.md")
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def test_without_the_clients_figures_there_is_no_page_and_no_number_is_read(folder: Path) -> None:
    report = with_numbers("client: Meridian\n", folder)
    assert report.stakes is None
    assert "stakes.md" not in {page.path for page in edition(report, "en").pages}
    assert json.loads(data_files(report)["report.json"])["stakes"] is None


def test_the_page_tells_both_lines_with_both_teams(folder: Path) -> None:
    page = read(with_numbers(STAKES, folder))
    assert "declared by respondents, not measured" in page
    assert re.search(r"Working time: €[\d,]+ to €[\d,]+ a year", page)
    assert re.search(r"Lost deals: €[\d,]+00,000 to €[\d,]+00,000 a year", page)
    assert "Marketing: 82 people, €62 for an hour of work" in page
    assert "This is an assumption of yours, not a result of the survey." in page
    french = read(with_numbers(STAKES, folder), "fr")
    assert "C’est votre hypothèse, non un résultat de l’enquête." in french
    assert "60 000 000 €" in french


def test_the_document_holds_what_the_page_tells(folder: Path) -> None:
    report = with_numbers(STAKES, folder)
    document = json.loads(data_files(report)["report.json"])
    schema = (files("report_builder") / "schemas" / "report-1.json").read_text("utf-8")
    jsonschema.validate(document, json.loads(schema))
    found = document["stakes"]
    assert [row["group"] for row in found["hours"]] == ["marketing", "sales"]
    assert all(row["base"] >= 10 for row in (*found["hours"], *found["deals"]))
    assert found["cost"]["low"] == float(f"{found['cost']['low']:.1e}")


def test_a_mean_of_untold_many_is_not_told_so_finely_that_they_can_be_counted(folder: Path) -> None:
    """A third of fifteen answers is 3.3333333333; of sixteen no figure looks so."""
    report = with_numbers(STAKES, folder)
    assert report.stakes
    few = Estimate(value=10 / 3, low=2.5, high=4.16666, base=15, at_least=True)
    hours = tuple(replace(each, mean=few) for each in report.stakes.hours)
    changed = replace(report, stakes=replace(report.stakes, hours=hours))
    found = json.loads(data_files(changed)["report.json"])["stakes"]["hours"]
    assert [(row["mean"], row["low"], row["high"]) for row in found] == [(3.3, 2.5, 4.2)] * 2


def test_the_calculation_has_no_handlers_in_the_page(folder: Path) -> None:
    page = page_of(edition(with_numbers(STAKES, folder), "en"), "stakes.md")
    assert page.count("data-each=") == 2
    assert "<script" not in page
    assert not re.search(r"\son\w+=", page)


def test_a_line_that_cannot_be_shown_is_said_to_be_missing(folder: Path) -> None:
    page = read(with_numbers(STAKES, folder, headcount=False))
    assert "Working time is not shown: each team needs 10 answers on hours" in page
    assert page.count("Hours lost per person and week") == 0
    nothing = Stakes(
        figures=ClientFigures(currency="EUR", revenue=5, lost_deals=1), hours=(), people={}, costs={}, deals=(), lost=None
    )  # fmt: skip
    bare = read(replace(meridian(), stakes=nothing))
    assert "Lost deals are not shown" in bare
    assert "Working time" not in bare


def test_with_hours_alone_nothing_is_said_of_deals(folder: Path) -> None:
    hours = STAKES.replace("  lost_deals: 12000000\n", "").replace("60000000", "60")
    page = read(with_numbers(hours, folder))
    assert "Lost deals" not in page
    assert "more than a tenth of the revenue" in page
    found = json.loads(data_files(with_numbers(hours, folder))["report.json"])["stakes"]
    assert (found["lost"], found["deals"]) == (None, [])


def test_one_cost_of_an_hour_is_that_of_both_teams(folder: Path) -> None:
    both = STAKES.replace("{marketing: 62, sales: 68}", "65")
    found = with_numbers(both, folder).stakes
    assert found is not None
    assert found.figures.hourly_cost == {"marketing": 65, "sales": 65}


def test_a_team_that_is_not_of_the_questionnaire_is_refused(folder: Path) -> None:
    with pytest.raises(SettingsError, match="the teams are marketing, sales"):
        with_numbers(STAKES.replace("sales: 68", "product: 68"), folder)


def settings_of(folder: Path, text: str) -> Settings:
    path = folder / "given.yml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_figures_are_read_from_the_settings(tmp_path: Path) -> None:
    figures = settings_of(tmp_path, STAKES).stakes
    assert figures == ClientFigures(
        currency="EUR",
        revenue=60_000_000,
        weeks=44,
        hourly_cost={"marketing": 62, "sales": 68},
        lost_deals=12_000_000,
    )
    assert settings_of(tmp_path, "title: None\n").stakes is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("EUR", "euros"), 'currency: must be three capital letters, as EUR, not "euros"'),
        (("  currency: EUR\n", ""), "currency: is missing"),
        (("60000000", "0"), "revenue: must be from 1 to"),
        (("44", "60"), "weeks: must be from 1 to 53, not 60"),
        (("  weeks: 44\n", ""), "weeks: and hourly_cost go together"),
        (("62", "many"), "hourly_cost.marketing: must be a number"),
        (("12000000", "-1"), "lost_deals: must be from 0 to"),
        (("lost_deals", "lost_deal"), 'did you mean "lost_deals"'),
    ],
)
def test_every_mistake_in_the_figures_is_told(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_of(tmp_path, STAKES.replace(*change))
    assert said in caught.value.problem


def test_figures_for_no_line_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="needs weeks and hourly_cost, or lost_deals"):
        settings_of(tmp_path, "stakes: {currency: EUR, revenue: 5}\n")


def test_money_is_written_as_the_language_writes_it() -> None:
    assert language("en").money(1_200_000, "EUR") == "€1,200,000"
    assert language("fr").money(1_200_000, "EUR") == "1\u202f200\u202f000\u00a0€"
