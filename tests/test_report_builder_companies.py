"""The Companies page: what it says, what it draws, and the share that others published."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

import jsonschema
import numpy as np
import panels
import pytest
from drawings import faults, overlaps

from report_builder.charts import aligned_companies, companies, company_states
from report_builder.company_redraws import companies_redrawn
from report_builder.downloads import data_files, report_json
from report_builder.findings import say
from report_builder.findings.alignment import alignment_notes
from report_builder.findings.companies import (
    aligned_notes,
    aligned_sentence,
    companies_heading,
    companies_lead,
    states_heading,
)
from report_builder.findings.finding import Finding
from report_builder.findings.quoted import quoted_notes
from report_builder.language import language
from report_builder.pages import edition
from report_builder.pages.drawn import draw_charts
from report_builder.report import Report
from report_builder.settings import Benchmark, Settings
from report_builder.states import VERDICTS
from survey.estimates import Estimate
from survey.panel import AlignedShare, IndexGap, PanelSummary, State
from survey.questionnaire_file import load_questionnaire
from survey.verdict import Verdict

EN, FR = language("en"), language("fr")
OURS = load_questionnaire()


@cache
def report(count: int, *, named: bool = False) -> Report:
    settings = Settings(invented=True, languages=("en", "fr"), named_companies=named)
    return panels.reported(panels.people(count, panels.Kind(level=3.5)), settings)


def panel_of(shown: Report) -> tuple[PanelSummary, IndexGap]:
    assert shown.panel is not None
    assert shown.panel.index is not None
    return shown.panel, shown.panel.index


def said(*findings: Finding) -> str:
    return " ".join(say(each, EN, OURS) for each in findings)


def quoting(shown: Report, benchmark: Benchmark) -> str:
    return said(
        *quoted_notes(replace(shown, settings=replace(shown.settings, benchmark=benchmark)))
    )


def page_text(shown: Report, code: str = "en") -> str:
    found = edition(shown, code)
    return next(page.text for page in found.pages if page.path == "companies.md")


def test_the_heading_tells_the_share_with_its_interval() -> None:
    shown = report(20)
    panel, _ = panel_of(shown)
    assert re.fullmatch(
        r"\d+ of 20 companies are aligned as both their teams answered; allowing for chance, "
        r"about \d+% are \(95% interval \d+ to \d+%\)",
        said(companies_heading(panel, shown)),
    )


def test_without_that_share_the_heading_claims_nothing() -> None:
    panel, _ = panel_of(report(12))
    bare = replace(report(12), panel=replace(panel, aligned=(), states={}))
    assert said(companies_heading(panel, bare)) == "12 companies side by side"
    assert aligned_notes(bare) == ()
    assert aligned_sentence(bare) == ()
    assert aligned_companies.draw(bare, EN) is None
    assert company_states.draw(bare, EN) is None
    assert "About" not in page_text(bare)
    assert "often quoted" not in page_text(bare)


def test_a_share_of_many_companies_is_told_to_a_tenth_of_a_per_cent() -> None:
    shown = report(12)
    panel, _ = panel_of(shown)
    share = Estimate(value=0.0042, low=0.001, high=0.009, base=1_000)
    many = AlignedShare(definition="A4", share=share, reached=6, smallest=20)
    large = replace(shown, panel=replace(panel, companies=1_000, aligned=(many,)))
    assert "0.4%" in said(companies_heading(panel, large))
    assert len(aligned_notes(large)) == 1


@pytest.mark.parametrize(
    ("reached", "count", "high", "begins"),
    [(0, 12, 0.349, "None of the 12 companies is"), (1, 4_000, 0.001, "Hardly any of the 4,000")],
)
def test_a_share_that_would_be_printed_as_0_is_told_by_how_high_it_may_be(
    reached: int, count: int, high: float, begins: str
) -> None:
    shown = report(12)
    panel, _ = panel_of(shown)
    share = Estimate(value=0.0003, low=0.0, high=high, base=count)
    low = AlignedShare(definition="A4", share=share, reached=reached, smallest=20)
    told = replace(shown, panel=replace(panel, aligned=(low,)))
    heading = said(companies_heading(panel, told))
    assert heading.startswith(begins)
    assert heading.endswith(f"at most {EN.percent(high)} are (95% interval)")
    sentence = said(*aligned_sentence(told))
    assert sentence.endswith(f"(A4); at most {EN.percent(high)} are (95% interval).")
    assert "About" not in heading + sentence


def test_the_lead_counts_clear_gaps_by_direction_and_those_alike() -> None:
    shown = report(12)
    _, index = panel_of(shown)
    first, second, third, *rest = index.companies
    mixed = replace(
        index,
        companies=(
            replace(first, verdict=Verdict.GAP),
            replace(second, verdict=Verdict.ALIGNED),
            replace(third, verdict=Verdict.UNDETERMINED),
            *(replace(each, verdict=Verdict.UNDETERMINED) for each in rest[:-1]),
            replace(rest[-1], verdict=Verdict.GAP),
        ),
    )
    told = said(*companies_lead(mixed, shown))
    assert "2 companies of 12 show a clear gap" in told
    assert "Marketing in 1, Sales in 1" in told
    assert "In one company the views of the teams are shown to be aligned" in told
    none = replace(index, companies=(replace(third, verdict=Verdict.UNDETERMINED),))
    assert said(*companies_lead(none, shown)).endswith("In no single company is the gap clear.")


def test_states_are_told_as_numbers() -> None:
    panel, _ = panel_of(report(12))
    counted = replace(panel, states={State.YES: 3, State.UNDETERMINED: 4, State.NO: 5})
    assert said(states_heading(counted)) == (
        "Of 12 companies: 3 aligned beyond chance, 5 not aligned, 4 undetermined"
    )


def test_small_teams_and_companies_left_out_are_said() -> None:
    panel, _ = panel_of(report(12))
    share = Estimate(value=0.3, low=0.1, high=0.6, base=10)
    few = AlignedShare(definition="A4", share=share, reached=4, smallest=9)
    told = said(*aligned_notes(replace(report(12), panel=replace(panel, aligned=(few,)))))
    assert "the answers of 4 of 10 companies are above the cut" in told
    assert "too high where few companies are aligned, too low where many are" in told
    assert "2 companies are not counted by A4" in told


def test_the_pages_on_people_tell_the_share_of_companies_too() -> None:
    assert "Counted by companies: 10 of 20 are aligned" in said(*alignment_notes(report(20)))
    assert "Counted by companies" not in said(*alignment_notes(replace(report(12), panel=None)))


def test_the_share_often_quoted_is_printed_with_its_doubt() -> None:
    told = quoting(report(12), Benchmark())
    assert "attributed to IDC" in told
    assert "No publication of IDC that holds it was found" in told
    assert told.endswith("it is not comparable with this report.")
    first, second = OURS.teams
    other = replace(OURS, teams=(replace(first, id="product"), second))
    assert quoted_notes(replace(report(12), questionnaire=other)) == ()


OWN = Benchmark(value=0.4, label="Barometer 2026", source="example.org", n=100)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Who was counted, and how, is not known: it is not comparable"),
        ({"definition": "A3"}, "The intervals overlap: no difference can be told."),
        ({"definition": "A4", "n": None}, "How many answers the quoted figure rests on"),
        ({"definition": "A4", "value": 0.99}, "not drawn at random: no conclusion"),
        ({"definition": "A4", "value": 0.99, "sample": True}, "it is lower here"),
        ({"definition": "A1", "unit": "people", "value": 0.0, "sample": True}, "it is higher here"),
    ],
)
def test_a_quoted_share_is_compared_only_where_it_was_counted_alike(
    changes: dict[str, object], expected: str
) -> None:
    panel, _ = panel_of(report(12))
    shares = tuple(
        AlignedShare(
            definition=name,
            share=Estimate(value=0.3, low=0.2, high=0.45, base=12),
            reached=4,
            smallest=20,
        )
        for name in ("A3", "A4")
    )
    people = tuple(
        replace(each, everyone=Estimate(value=0.2, low=0.15, high=0.25, base=300))
        for each in report(12).alignment
    )
    shown = replace(report(12), panel=replace(panel, aligned=shares), alignment=people)
    told = quoting(shown, replace(OWN, **changes))  # type: ignore[arg-type]  # a case names them
    assert told.startswith("Barometer 2026:")
    assert "Source: example.org." in told
    assert expected in told
    better = ("better", "worse", "market")
    assert not any(word in told for word in better)


def test_a_definition_that_the_panel_cannot_tell_is_not_compared() -> None:
    panel, _ = panel_of(report(12))
    bare = replace(report(12), panel=replace(panel, aligned=()))
    quoted = Benchmark(label="Another", definition="A4")
    assert quoting(bare, quoted).endswith("which this report cannot tell: not comparable.")
    assert quoting(replace(bare, panel=None), quoted).endswith("not comparable.")


def test_a_quoted_share_of_people_is_compared_on_the_pages_on_people() -> None:
    quoted = Benchmark(value=0.5, label="Leaders", definition="A2", unit="people", n=60)
    settings = replace(report(12).settings, benchmark=quoted)
    told = said(*alignment_notes(replace(report(12), settings=settings)))
    assert "Leaders: 50% of people." in told
    assert "Counted alike (A2)" in told


def test_the_overview_says_the_same_of_a_quoted_share_as_the_companies_page() -> None:
    for definition in ("A3", ""):
        settings = replace(report(12).settings, benchmark=replace(OWN, definition=definition))
        shown = replace(report(12), settings=settings)
        assert said(*quoted_notes(shown)) in said(*alignment_notes(shown))


@pytest.mark.parametrize("count", [10, 40, 41, 120])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_charts_hold_any_number_of_companies(count: int, code: str) -> None:
    for chart in draw_charts(report(count), language(code)):
        assert faults(chart) == []


def test_a_row_is_drawn_for_each_of_forty_companies_and_bars_for_more() -> None:
    forty, more = (companies.draw(report(count), EN) for count in (40, 41))
    assert forty is not None
    assert more is not None
    assert len(forty.table.rows) == 41
    assert forty.table.rows[0][0] == "Company 1"
    assert sum(int(row[1] or 0) for row in more.table.rows) == 41
    assert "Mean of 41 companies" in more.table.rows[-1][0]
    assert "numbered in the order of their gap" in page_text(report(40))
    assert "numbered in the order of their gap" not in page_text(report(41))


def test_a_number_without_room_above_its_bar_is_left_to_the_table() -> None:
    panel, index = panel_of(report(41))
    many = replace(index, companies=index.companies * 300)
    chart = companies.draw(replace(report(41), panel=replace(panel, index=many)), EN)
    assert chart is not None
    assert "12,300 companies" in chart.alt
    assert overlaps(chart.narrow) == []
    largest = max((row[1] for row in chart.table.rows), key=len)
    assert f">{largest}<" in chart.wide
    assert f">{largest}<" not in chart.narrow


def test_names_are_drawn_where_they_are_agreed() -> None:
    chart = companies.draw(report(12, named=True), EN)
    assert chart is not None
    assert {row[0] for row in chart.table.rows[:-1]} == {panels.name_of(n) for n in range(12)}
    assert "Company 1" not in chart.wide
    assert "numbered in the order" not in page_text(report(12, named=True))


def test_a_clear_gap_has_the_colour_of_the_more_positive_team() -> None:
    panel, index = panel_of(report(12))
    first, *rest = index.companies
    clear = (replace(first, verdict=Verdict.GAP), *(replace(each, state=None) for each in rest))
    shown = replace(report(12), panel=replace(panel, index=replace(index, companies=clear)))
    chart = companies.draw(shown, EN)
    assert chart is not None
    assert "clear gap" in chart.alt
    assert chart.table.rows[1][-1] == ""


def test_the_bar_of_states_leaves_out_what_nobody_is_in() -> None:
    panel, _ = panel_of(report(12))
    states = {State.YES: 12, State.UNDETERMINED: 0, State.NO: 0}
    chart = company_states.draw(replace(report(12), panel=replace(panel, states=states)), EN)
    assert chart is not None
    assert (
        chart.alt == "Aligned: 12 companies. Undetermined: 0 companies. Not aligned: 0 companies."
    )


def test_a_quoted_share_stands_in_a_row_of_its_own() -> None:
    shown = report(12)
    idc, own = (
        aligned_companies.draw(replace(shown, settings=replace(shown.settings, benchmark=each)), EN)
        for each in (Benchmark(), OWN)
    )
    assert idc is not None
    assert own is not None
    assert idc.table.rows[-1][:3] == ("Often quoted (IDC, source not found)", "", "8%")
    assert idc.table.rows[-1][3] == ""
    assert own.table.rows[-1][0] == "Quoted: Barometer 2026"
    assert own.table.rows[-1][3] == "31 to 50%"
    first, second = OURS.teams
    other = replace(OURS, teams=(replace(first, id="product"), second))
    chart = aligned_companies.draw(replace(shown, questionnaire=other), EN)
    assert chart is not None
    assert len(chart.table.rows) == len(idc.table.rows) - 1


def test_from_five_to_nine_companies_there_are_figures_and_no_page() -> None:
    shown = report(7)
    assert companies.draw(shown, EN) is None
    assert aligned_companies.draw(shown, EN) is None
    assert company_states.draw(shown, EN) is None
    found = edition(shown, "en")
    assert "companies.md" not in [page.path for page in found.pages]
    method = next(page.text for page in found.pages if page.path == "method.md")
    assert "Each figure is computed in each of the 7 companies" in method
    assert "the mean of all companies of this kind" in method
    overview = next(page.text for page in found.pages if page.path == "index.md")
    assert "7 companies of equal weight" in overview


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_page_can_be_said_in_both_languages(code: str) -> None:
    text = page_text(report(12), code)
    assert text.count("<h2") >= 4
    quoted = replace(report(12).settings, benchmark=OWN)
    assert "Barometer" in page_text(replace(report(12), settings=quoted), code)


@pytest.mark.parametrize("count", [5, 12])
def test_report_json_is_as_its_schema_says(count: int) -> None:
    schema = json.loads((files("report_builder") / "schemas" / "report-1.json").read_text("utf-8"))
    found = json.loads(report_json(report(count)))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["panel"]["companies"] == count
    assert len(found["companies"]) == (count if count >= 10 else 0)
    assert {gap["companies"] for gap in found["gaps"]} == {count}
    known = {group["id"] for group in found["groups"]}
    assert {group for row in found["companies"] for group in row["groups"]} <= known
    assert "company-1/marketing" in known or count < 10
    assert found["recommendations"][0]["because"][0]["counts"] is None
    points = [row for row in found["estimates"] if row["measure"] == "point"]
    whole = sum(row["value"] for row in points if row["item"] == "GOA1") / 2
    assert whole == pytest.approx(1.0, abs=0.02)  # whole per cents, where a few are silent
    assert ("companies.csv" in data_files(report(count))) is (count >= 10)


def test_without_an_index_or_answers_the_json_says_so() -> None:
    panel, _ = panel_of(report(12))
    bare = replace(panel, index=None, aligned=(), states={})
    found = json.loads(report_json(replace(report(12), panel=bare)))
    assert (found["panel"]["index"], found["panel"]["states"]) == (None, None)


def test_companies_drawn_anew_lie_about_what_was_judged() -> None:
    release = panels.released(panels.people(20))
    assert release.panel is not None
    drawn = companies_redrawn(release, release.panel, OURS)
    shown = panels.reported(panels.people(20))
    gaps = {each.gap.subject: each.gap for each in (*shown.statements, *shown.outcomes)}
    for place, item in enumerate(drawn.items):
        gap = gaps[item]
        assert drawn.differences[place].mean() == pytest.approx(gap.difference.value, abs=0.03)
        low, high = np.quantile(drawn.differences[place], [0.025, 0.975])
        width = gap.difference.high - gap.difference.low
        assert high - low == pytest.approx(width, rel=0.35)
    assert drawn.draws == 500
    assert drawn.exact.all()
    assert {*np.unique(drawn.verdicts)} <= {*range(len(VERDICTS))}
    fewer = {item: each for item, each in release.panel.item_counts.items() if item != "GOA1"}
    without = companies_redrawn(release, replace(release.panel, item_counts=fewer), OURS)
    assert "GOA1" not in without.items
    again = companies_redrawn(release, release.panel, OURS)
    assert np.array_equal(again.verdicts, drawn.verdicts)
