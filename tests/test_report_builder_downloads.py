"""Downloads: everything published, nothing else, and every figure with its group."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import jsonschema
import pytest
import stories
from reports import believable_counts, believable_report, report_from

from report_builder import __version__
from report_builder.downloads import data_files, report_json
from report_builder.downloads.document import group_id
from report_builder.fineness import figure
from report_builder.inputs import Inputs
from report_builder.pipeline import prepare
from report_builder.report import Report
from report_builder.settings import Settings
from survey.questionnaire_file import load_questionnaire
from survey.release import Group

Document: TypeAlias = dict[str, Any]  # JSON as it is read: its schema is what is tested

MERIDIAN = Path(__file__).parent.parent / "examples" / "meridian"
TOP_LEVEL = [
    *("schema", "provenance", "rules", "questionnaire", "groups", "estimates", "gaps"),
    *("alignment", "companies", "aligned_companies", "mirror", "meta", "reliability"),
    *("item_rest", "associations", "weights", "weighted", "words", "comments"),
    *("trend", "trend_teams", "trend_series", "trend_left"),
    *("recommendations", "carried_over", "withheld", "panel", "stakes"),
]


@cache
def example(export: str = "qualtrics_en.csv") -> Report:
    inputs = Inputs(
        exports=(MERIDIAN / export,),
        settings=MERIDIAN / "settings.yml",
        headcount=MERIDIAN / "headcount.csv",
    )
    return prepare(inputs)


def document(report: Report) -> Document:
    found: Document = json.loads(report_json(report))
    return found


def schema() -> Document:
    text = (files("report_builder") / "schemas" / "report-1.json").read_text(encoding="utf-8")
    found: Document = json.loads(text)
    return found


def walked(value: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Every value of a document with its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from walked(inner, f"{where}/{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from walked(inner, where)
    else:
        yield where, value


def figures(found: Document) -> list[Document]:
    """Every row of the document that holds figures of people."""
    because = chain.from_iterable(each["because"] for each in found["recommendations"])
    tables = ("estimates", "gaps", "alignment", "mirror")
    return [*chain.from_iterable(found[table] for table in tables), *because]


@pytest.fixture(params=["example", "64 v 118", "8 v 8", "20 v 6"])
def report(request: pytest.FixtureRequest) -> Report:
    if request.param == "example":
        return example()
    first, _, second = request.param.partition(" v ")
    return believable_report(int(first), int(second))


def test_the_document_is_what_its_schema_says(report: Report) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(document(report))


def test_the_schema_refuses_what_it_does_not_know() -> None:
    found = document(example())
    found["gaps"][0]["respondents"] = ["Ada"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema())


def test_the_top_level_is_the_documented_one(report: Report) -> None:
    assert list(document(report)) == TOP_LEVEL


def test_every_figure_names_a_group_that_is_released(report: Report) -> None:
    found = document(report)
    released = {group["id"]: group["n"] for group in found["groups"]}
    assert len(released) == len(found["groups"]) == len(report.groups)
    for row in figures(found):
        named = row.get("groups") or [row["group"]]
        assert set(named) <= released.keys()
        for group, base in zip(named, row.get("bases", [row.get("base")] * 2), strict=False):
            assert base is None or 5 <= base <= released[group]
    for row in found["mirror"]:
        assert [row["own"]["group"], row["outside"]["group"]] == row["groups"]


def test_groups_say_wave_company_team_and_segment() -> None:
    groups = {group["id"]: group for group in document(example())["groups"]}
    assert groups["everyone"] == {
        "id": "everyone",
        "wave": "Autumn 2026",
        "company": "Meridian Industries",
        "team": None,
        "segment": None,
        "levels": [],
        "others": False,
        "n": 182,
        "at_least": False,
        "asked": 256,
    }
    assert (groups["marketing"]["n"], groups["marketing"]["asked"]) == (64, 82)
    assert groups["sales/role/manager"]["segment"] == {"role": "manager"}
    rest = groups["sales/site/…"]
    assert (rest["segment"], rest["levels"], rest["others"]) == ({"site": "…"}, [], True)
    assert not any("Tolvec" in name for name in groups)


def test_groups_stand_in_the_order_of_the_questionnaire() -> None:
    groups = [group["id"] for group in document(example())["groups"]]
    assert groups[:6] == [
        "everyone",
        "marketing",
        "sales",
        "everyone/role/executive",
        "marketing/role/executive",
        "sales/role/executive",
    ]
    assert groups[-1] == "sales/site/…"


def test_groups_without_settings_have_neither_wave_nor_company() -> None:
    group = document(believable_report())["groups"][0]
    assert (group["wave"], group["company"]) == (None, None)


def test_what_is_withheld_is_counted_by_rule_and_never_named() -> None:
    found = document(example())
    assert found["withheld"] == [{"rule": "joined", "scope": "site", "cells": 2}]
    text = report_json(example()).decode()
    assert "Port Ellery" not in text
    assert "example.org" not in text


def test_shares_of_small_groups_are_whole_per_cent_and_gaps_tenths() -> None:
    found = document(believable_report(8, 8))
    shares = [row for row in found["estimates"] if row["measure"] == "favourable"]
    assert shares
    for row in shares:
        assert all(round(row[name], 2) == row[name] for name in ("value", "low", "high"))
    assert found["gaps"]
    for row in found["gaps"]:
        told = ("difference", "cliffs_delta", "cliffs_delta_low", "cliffs_delta_high")
        assert all(round(row[name], 1) == row[name] for name in told)
        beside_zero = min(abs(row["low"]), abs(row["high"])) < 0.05  # as pages print them
        assert all(round(row[name], 1 + beside_zero) == row[name] for name in ("low", "high"))
        assert round(row["p_adjusted"], 2) == row["p_adjusted"]


def test_small_groups_have_no_mean_and_no_distribution() -> None:
    measures = {row["measure"] for row in document(believable_report(8, 8))["estimates"]}
    assert measures == {"favourable"}
    of_the_larger = {
        row["measure"]
        for row in document(believable_report(20, 6))["estimates"]
        if row["group"] == "sales"
    }
    assert of_the_larger == {"favourable"}


def test_figures_are_exact_where_the_counts_may_be_shown() -> None:
    found = document(believable_report())
    share = next(row for row in found["estimates"] if row["group"] == "marketing")
    assert share["value"] == float(f"{round(share['value'] * share['base']) / share['base']:.10g}")
    gap = example().statements[0].gap
    row = document(example())["gaps"][0]
    assert row["item"] == gap.subject
    assert row["at_least"] == [True, True]  # one to four of each team did not answer it
    assert row["difference"] == round(gap.difference.value, 2)
    counted = next(each for each in example().statements if each.gap.counted)
    row = next(each for each in document(example())["gaps"] if each["item"] == counted.gap.subject)
    assert row["difference"] == pytest.approx(counted.gap.difference.value, rel=1e-9)
    assert row["p_adjusted"] == pytest.approx(counted.gap.p_adjusted, rel=1e-9)


def test_points_of_the_scale_add_up_to_all_answers() -> None:
    points = [row for row in document(example())["estimates"] if row["measure"] == "point"]
    mine = [row for row in points if (row["item"], row["group"]) == ("GOA1", "sales")]
    assert [row["point"] for row in mine] == [1, 2, 3, 4, 5]
    assert sum(row["value"] for row in mine) == pytest.approx(1)
    assert {row["group"] for row in points} == {"marketing", "sales"}


def test_how_many_cannot_say_is_not_told_of_one_to_four_people() -> None:
    found = document(example())["estimates"]
    silent = {(row["item"], row["group"]): row for row in found if row["measure"] == "cant_say"}
    assert silent["PEO5", "marketing"]["value"] == pytest.approx(8 / 64, abs=0.01)
    assert ("PEO5", "sales") not in silent  # one to four skipped it, as the others would tell
    assert ("GOA1", "marketing") not in silent
    people = [round(row["value"] * row["base"]) for row in silent.values()]
    assert all(n == 0 or n >= 5 for n in people)
    few = document(stories.small())["estimates"]
    assert {row["measure"] for row in few} == {"favourable"}


def test_the_index_has_its_stage() -> None:
    rows = [row for row in document(example())["estimates"] if row.get("dimension") == "index"]
    assert [(row["group"], row["stage"]) for row in rows] == [
        ("marketing", "aligned"),
        ("sales", "defined"),
    ]


def test_alignment_has_both_definitions_of_both_teams_and_each() -> None:
    rows = document(example())["alignment"]
    assert [(row["definition"], row["group"]) for row in rows] == [
        (definition, group)
        for definition in ("A1", "A2")
        for group in ("everyone", "marketing", "sales")
    ]
    headline = rows[3]
    assert headline["value"] == pytest.approx(21 / 171, abs=0.005)
    assert headline["low"] < headline["value"] < headline["high"]


def test_mirror_rows_name_the_team_itself_first() -> None:
    rows = {row["item"]: row for row in document(example())["mirror"]}
    assert rows["HND3"]["groups"] == ["sales", "marketing"]
    assert rows["HND3"]["difference"] > 0
    assert rows["HND3"]["verdict"] == "gap"
    assert rows["REL1"]["quadrant"] == "hidden_strength"


def test_the_chain_of_a_dimension_has_no_counts() -> None:
    findings = [each for row in document(example())["recommendations"] for each in row["because"]]
    assert any(each["counts"] is None for each in findings if "dimension" in each)
    for each in findings:
        assert ("item" in each and not any(each["at_least"])) == bool(each["counts"])


def test_gaps_within_a_segment_say_where() -> None:
    rows = document(example())["gaps"]
    assert {"role", "site"} == {name for row in rows if row["where"] for name in row["where"]}
    managers = [row for row in rows if row["where"] == {"role": "manager"}]
    assert {tuple(row["groups"]) for row in managers} == {
        ("marketing/role/manager", "sales/role/manager")
    }


def test_provenance_has_no_clock() -> None:
    found = document(example())["provenance"]
    assert found["counts_digest"] == example().counts_digest
    assert found["version"] == __version__
    assert found["questionnaire"] == {"id": "alignment", "version": "1.0"}
    assert found["date"] == "2026-10-23"
    assert found["invented"] is True
    assert document(believable_report())["provenance"]["date"] is None


def test_both_exports_of_the_example_give_the_same_figures() -> None:
    english, french = document(example()), document(example("google_forms_fr.csv"))
    tests = english["provenance"]["responses"]["removed"]
    assert {"reason": "test", "responses": 3} in tests
    for found in (english, french):
        del found["provenance"]["responses"]
    assert english == french


def test_the_same_report_gives_the_same_bytes() -> None:
    again = prepare(
        Inputs(
            exports=(MERIDIAN / "qualtrics_en.csv",),
            settings=MERIDIAN / "settings.yml",
            headcount=MERIDIAN / "headcount.csv",
        )
    )
    assert data_files(again) == data_files(example())


def test_the_json_is_utf8_text_that_ends_with_a_newline() -> None:
    content = report_json(example())
    assert content.endswith(b"}\n")
    assert "«".encode() in content


def test_a_survey_without_an_alignment_item_has_no_alignment() -> None:
    questionnaire = replace(load_questionnaire(), alignment_item=None)
    report = report_from(believable_counts(questionnaire, 30, 30), questionnaire)
    assert document(report)["alignment"] == []
    assert "alignment.csv" not in data_files(report)


def test_every_table_with_rows_is_a_csv_file_too() -> None:
    found = document(example())
    written = data_files(example())
    names = {f"{name}.csv" for name in TOP_LEVEL[4:-1] if found[name]}
    assert {name for name in written if "/" not in name} == {"report.json", *names}
    assert {name for name in written if "fr/" in name} == {"fr/report.xlsx"} | {
        f"fr/{name}" for name in names
    }
    for name in ("groups", "estimates", "gaps", "alignment", "mirror", "withheld"):
        rows = list(csv.DictReader(io.StringIO(written[f"{name}.csv"].decode(), newline="")))
        assert len(rows) == len(found[name])
    gaps = list(csv.DictReader(io.StringIO(written["gaps.csv"].decode(), newline="")))
    assert gaps[0]["title"] == "The teams share at least one goal"
    assert gaps[0]["groups"] == "marketing | sales"
    assert float(gaps[0]["difference"]) == found["gaps"][0]["difference"]
    assert (gaps[-1]["segment"], gaps[-1]["level"]) == ("site", "…")


def test_the_csv_of_recommendations_has_a_row_for_each_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(data_files(example())["recommendations.csv"].decode())))
    found = document(example())["recommendations"]
    assert len(rows) == sum(len(row["because"]) for row in found)
    assert rows[0]["lever"] == found[0]["lever"]
    counted = next(row["counts"] for row in rows if row["counts"])
    first, second = counted.split(" | ")
    assert len(first.split()) == len(second.split()) == 5


def test_a_title_that_would_calculate_is_only_text() -> None:
    questionnaire = load_questionnaire()
    items = tuple(
        replace(item, title={"en": '=HYPERLINK("http://x")', "fr": "x"})
        for item in questionnaire.items
    )
    changed = replace(questionnaire, items=items)
    written = data_files(report_from(believable_counts(changed, 30, 30), changed))
    titles = [row["title"] for row in csv.DictReader(io.StringIO(written["gaps.csv"].decode()))]
    assert set(titles) == {'\'=HYPERLINK("http://x")'}


def test_group_names_tell_wave_and_company_too() -> None:
    group = Group(wave="2026", company="Meridian", team="sales", segment="site", value="A/B")
    assert group_id(group) == "2026/Meridian/sales/site/A/B"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(0.125, 2, 0.13), (-0.25, 1, -0.3), (-0.04, 1, 0.0), (1.0, 0, 1.0)],
)
def test_figures_are_rounded_half_up(value: float, decimals: int, shown: float) -> None:
    rounded = figure(value, exact=False, decimals=decimals)
    assert rounded == shown
    assert str(rounded) != "-0.0"


def test_settings_reach_the_document() -> None:
    questionnaire = load_questionnaire()
    settings = Settings(invented=False, client="Meridian", wave="Spring")
    found = document(report_from(believable_counts(questionnaire, 12, 12), questionnaire, settings))
    assert found["provenance"]["invented"] is False
    assert {group["company"] for group in found["groups"]} == {"Meridian"}


def test_no_value_is_a_float_that_json_does_not_know(report: Report) -> None:
    for where, value in walked(document(report)):
        assert value == value, where  # noqa: PLR0124 - only NaN differs from itself


def test_markup_in_the_words_of_others_is_none_in_the_document() -> None:
    report = believable_report()
    named = replace(report, settings=replace(report.settings, client="<b>A & B</b>"))
    assert not {*b"<>&"} & {*report_json(named)}
    assert {group["company"] for group in document(named)["groups"]} == {"<b>A & B</b>"}
