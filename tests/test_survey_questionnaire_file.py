"""Our questionnaire as it ships, and what the loader says of one that somebody wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from survey.errors import QuestionnaireError
from survey.questionnaire import Questionnaire, TeamName
from survey.questionnaire_file import LONGEST_TITLE, load_questionnaire

MINIMAL = """\
id: handover
title: Working together
languages: [en]
teams:
  - {id: engineering, name: Engineering}
  - {id: product, name: Product}
items:
  - {id: Q1, wording: We plan together.}
  - {id: Q2, wording: "Specifications are clear, complete and ready on time.", title: Clear specs}
"""

TWO_LANGUAGES = """\
id: two
title: {en: Two, fr: Deux}
languages: [en, fr]
teams:
  - id: product
    name: {en: Product, fr: Produit}
  - id: studies
    name:
      en: Studies
      fr: {plain: Études, article: les études, of: des études}
items:
  - id: Q1
    about: product
    title: {en: Keeps promises, fr: Tient parole}
    wording: {en: Product keeps its promises., fr: Le produit tient parole.}
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Questionnaire]:
    def loaded(text: str) -> Questionnaire:
        path = tmp_path / "questionnaire.yml"
        path.write_text(text, encoding="utf-8")
        return load_questionnaire(path)

    return loaded


@pytest.fixture
def mistakes(load: Callable[[str], Questionnaire]) -> Callable[[str], list[str]]:
    """The mistakes the loader tells, without the file's name."""

    def told(text: str) -> list[str]:
        with pytest.raises(QuestionnaireError) as caught:
            load(text)
        lines = caught.value.problem.split("\n    ")
        return lines[1:] if len(lines) > 1 else [lines[0].split("questionnaire.yml, ", 1)[1]]

    return told


def test_ours_asks_34_statements_and_two_outcomes_in_two_languages() -> None:
    ours = load_questionnaire()
    assert ours.languages == ("en", "fr")
    assert len(ours.items) == 36
    assert len(ours.index_items) == 34
    assert Counter(dimension.outcome for dimension in ours.dimensions) == {False: 9, True: 1}
    assert [item.id for item in ours.items_of("OUT")] == ["OUT1", "OUT2"]
    assert ours.alignment_item == "OUT1"
    assert ours.levers == "alignment"


def test_ours_holds_the_parts_the_method_counts_on() -> None:
    ours = load_questionnaire()
    reverse_keyed = [item.id for item in ours.items if item.reverse_keyed]
    assert reverse_keyed == ["GOA2", "LEA3", "DAT2", "CON2", "CUS3", "CUS4", "OUT2"]
    assert sum(item.pulse for item in ours.items) == 12
    assert [item.id for item in ours.items if item.neutral_difference] == ["CUS3", "CUS4"]
    assert sum(item.about != "both" for item in ours.items) == 14
    about = {
        pair.id: sorted(item.about for item in ours.items if item.pair == pair.id)
        for pair in ours.pairs
    }
    assert about == {f"P{number}": ["marketing", "sales"] for number in range(1, 8)}
    assert [question.id for question in ours.optional] == [*("NUM1", "NUM2", "OPN1", "OPN2")]
    assert {lever for item in ours.items for lever in item.levers} == {
        f"LV{number:02}" for number in range(17)
    }


def test_ours_names_its_teams_as_a_sentence_needs_them() -> None:
    marketing, sales = load_questionnaire().teams
    assert marketing.names["fr"] == TeamName(
        plain="Marketing", article="le marketing", of="du marketing"
    )
    assert sales.names["fr"] == TeamName(plain="Ventes", article="les ventes", of="des ventes")
    assert {"Sales", "Ventes", "Commercial", "Équipe commerciale"} <= set(sales.answers)


def test_ours_has_a_short_title_for_each_statement() -> None:
    titles = [item.title for item in load_questionnaire().items]
    assert all(0 < len(text) <= LONGEST_TITLE for title in titles for text in title.values())


def test_ours_sets_french_as_the_french_do() -> None:
    """A space that does not break stands before a mark of two parts."""
    ours = load_questionnaire()
    texts = [
        *(question.wording["fr"] for question in ours.profile),
        *(question.wording["fr"] for question in ours.optional),
        *(question.wording["fr"] for question in ours.meta),
        *(item.title["fr"] for item in ours.items),
    ]
    assert sum("?" in text for text in texts) == 8
    assert not [text for text in texts if re.search("[^\u202f][?!;]|[^\u00a0]:|\u2019", text)]


def test_our_agreement_scale_knows_what_people_and_tools_call_its_points() -> None:
    scale = load_questionnaire().scales[0]
    assert [point.value for point in scale.points] == [1, 2, 3, 4, 5]
    assert scale.points[2].label == {
        "en": "Neither agree nor disagree",
        "fr": "Ni d'accord ni pas d'accord",
    }
    assert scale.favourable_from == 4
    assert {"Don't know", "N/A", "Ne sait pas", "Sans opinion", "0"} <= set(scale.cant_say_aliases)


def test_a_short_questionnaire_is_a_short_file(load: Callable[[str], Questionnaire]) -> None:
    read = load(MINIMAL)
    assert read.version == "1"
    assert [team.colour for team in read.teams] == ["violet", "orange"]
    assert read.teams[0].names["en"] == TeamName(
        plain="Engineering", article="Engineering", of="of Engineering"
    )
    assert read.teams[0].answers == ("Engineering",)
    assert "Both" in read.both
    assert "Other" in read.other
    assert read.scales == load_questionnaire().scales
    assert [dimension.id for dimension in read.dimensions] == ["statements"]
    assert read.dimensions[0].name["en"] == "Statements"
    assert [item.title["en"] for item in read.items] == ["We plan together", "Clear specs"]
    assert (read.profile[0].role, read.profile[0].label) == ("team", {"en": "Team"})
    assert (read.pairs, read.optional, read.alignment_item, read.levers) == ((), (), None, None)


def test_english_is_the_language_where_none_is_named(
    load: Callable[[str], Questionnaire],
) -> None:
    assert load(MINIMAL.replace("languages: [en]\n", "")).languages == ("en",)


def test_the_forms_of_a_name_have_defaults_in_each_language(
    load: Callable[[str], Questionnaire],
) -> None:
    product, studies = load(TWO_LANGUAGES).teams
    assert product.names["fr"].of == "de Produit"
    assert product.answers == ("Product", "Produit")
    assert studies.names["fr"].of == "des études"
    elided = TWO_LANGUAGES.replace("{en: Product, fr: Produit}", "Achats")
    assert load(elided).teams[0].names["fr"].of == "d'Achats"


def test_dimensions_may_be_named_by_the_items_alone(
    load: Callable[[str], Questionnaire],
) -> None:
    text = MINIMAL.replace("{id: Q1,", "{id: Q1, dimension: planning,")
    assert [dimension.id for dimension in load(text).dimensions] == ["planning", "statements"]


def test_one_dimension_need_not_be_named_by_its_items(
    load: Callable[[str], Questionnaire],
) -> None:
    read = load(MINIMAL + "dimensions: [{id: A, name: Aim}]\n")
    assert {item.dimension for item in read.items} == {"A"}


def test_a_scale_may_have_from_two_to_eleven_points(
    load: Callable[[str], Questionnaire],
) -> None:
    read = load(
        MINIMAL
        + "scales:\n"
        + "  - {id: yes-no, points: ['No', 'Yes'], cant_say: Perhaps, agree: say yes}\n"
        + "  - {id: marks, points: 11}\n"
        + "  - {id: zero, points: [{label: '0', aliases: [none]}, {value: 2}, {value: 3}]}\n"
    )
    yes_no, marks, zero = read.scales
    assert [point.label["en"] for point in yes_no.points] == ["No", "Yes"]
    assert (yes_no.favourable_from, yes_no.cant_say, yes_no.agree) == (
        2,
        {"en": "Perhaps"},
        {"en": "say yes"},
    )
    assert yes_no.disagree == {"en": "disagree with the opposite statement"}
    assert (marks.size, marks.favourable_from) == (11, 7)
    assert marks.points[10].label == {"en": "11"}
    assert "0" in marks.cant_say_aliases
    assert [point.label["en"] for point in zero.points] == ["0", "2", "3"]
    assert "0" not in zero.cant_say_aliases


def test_profile_values_may_be_labels_alone(load: Callable[[str], Questionnaire]) -> None:
    read = load(MINIMAL + "profile:\n  - {id: region, values: [North America, South]}\n")
    region = read.profile[1]
    assert (region.role, region.label, region.wording) == (
        "segment",
        {"en": "region"},
        {"en": "region"},
    )
    assert [value.id for value in region.values] == ["north-america", "south"]


def test_a_pair_and_levers_are_read(load: Callable[[str], Questionnaire]) -> None:
    read = load(
        MINIMAL.replace("{id: Q1,", "{id: Q1, pair: P1, about: product, levers: [L1],").replace(
            "{id: Q2,", "{id: Q2, pair: P1, about: engineering,"
        )
        + "pairs: [{id: P1, label: Planning}]\nlevers: ours.yml\nalignment_item: Q1\n"
        + "optional: [{id: M1, kind: meta, predicts: Q1, wording: They would agree.}]\n"
    )
    assert read.items[0].pair == "P1"
    assert read.levers == "ours.yml"
    assert read.alignment_item == "Q1"
    assert read.meta[0].predicts == {"engineering": "Q1", "product": "Q1"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MINIMAL.replace("id: handover\n", ""), ["line 1, id: is missing"]),
        (MINIMAL.replace("handover", "hand over"), ['line 1, id: "hand over" may hold letters']),
        (MINIMAL.replace("[en]", "[en, de]"), ['line 3, languages[1]: "de" is not known']),
        (MINIMAL.replace("[en]", "[en, EN]"), ['line 3, languages: duplicate: "EN"', 'line 3, languages[1]: "EN" is not known; did you mean "en"?']),
        (MINIMAL.replace("[en]", "[en, fr]"), ["line 2, title: a text per language is needed", "line 8, items[0].wording: a text", "line 9, items[1].title: a text", "line 9, items[1].wording: a text"]),
        (MINIMAL.replace("Clear specs", "x" * 46), ["line 9, items[1].title: has 46 characters; at most 45 fit"]),
        (MINIMAL.replace(", title: Clear specs", ""), ["line 9, items[1].title: is missing"]),
        (MINIMAL.replace("{id: Q1,", "{id: Q1, reverse_keyed: true,"), ["line 8, items[0].title: is missing"]),
        (MINIMAL.replace("{id: Q2,", "{id: q1,"), ['line 9, items[1].id: duplicate: "q1" is used on line 8 already']),
        (MINIMAL.replace("title: Clear specs", "title: we plan together"), ['line 9, items[1].title: duplicate: "we plan together" is used on line 8']),
        (MINIMAL + "items2: x\n", ['line 10, items2: is not a field here; did you mean "items"?']),
        (MINIMAL.replace("{id: Q1,", "{id: Q1, about: sales,"), ['line 8, items[0].about: "sales" is not known; known here: both, engineering, product']),
        (MINIMAL.replace("{id: Q1,", "{id: Q1, scale: grade,"), ['line 8, items[0].scale: "grade" is not known']),
        (MINIMAL.replace("{id: Q1,", "{id: Q1, pair: P1, about: product,"), ['line 8, items[0].pair: "P1" is not known']),
        (MINIMAL.replace("{id: Q1,", "{id: Q1, levers: [LV01],"), ["line 8, items[0].levers: are named, but the questionnaire has no field `levers`"]),
        (MINIMAL + "alignment_item: Q9\n", ['line 10, alignment_item: "Q9" is not known; known here: Q1, Q2']),
        (MINIMAL + "dimensions: [A, B]\n", ["line 8, items[0].dimension: is missing", "line 9, items[1].dimension: is missing", 'line 10, dimensions[1].id: no item belongs to the dimension "B"']),
        (MINIMAL + "dimensions: [{id: A, outcome: true}]\n", ["line 10, dimensions: are all outcomes"]),
        (MINIMAL + "dimensions: [A, a]\n", ["line 8", "line 9", "line 10, dimensions[1].id: duplicate", "line 10, dimensions[1].id: no item"]),
        (MINIMAL.replace("{id: Q2,", "{id: Q2, scale: b,") + "scales: [{id: a, points: 5}, {id: b, points: 4}]\n", ['line 9, items[1].scale: "b" differs from "a" of Q1: the items of dimension statements']),
        (MINIMAL.replace("{id: Q1,", "{id: Q1, pair: P1, about: product,") + "pairs: [{id: P1, label: x}]\n", ['line 10, pairs[0].id: P1 has no statement about the team "engineering"']),
        (MINIMAL.replace("{id: Q1,", "{id: Q1, pair: P1,") + "pairs: [{id: P1, label: x}]\n", ["line 8, items[0].about: is needed: a statement of a mirror pair", "line 10, pairs[0].id: P1", "line 10, pairs[0].id: P1"]),
        (MINIMAL + "scales: [{id: a, points: 5, favourable_from: 6}]\n", ["line 10, scales[0].favourable_from: must be from 2 to 5, not 6"]),
        (MINIMAL + "scales: [{id: a, points: 12}]\n", ["line 10, scales[0].points: must be from 2 to 11, not 12"]),
        (MINIMAL + "scales: [{id: a, points: [x]}]\n", ["line 10, scales[0].points: are 1; a scale has from 2 to 11"]),
        (MINIMAL + "scales: [{id: a}]\n", ["line 10, scales[0].points: is missing"]),
        (MINIMAL + "scales: [{id: a, points: [x, {value: 3, label: y}]}]\n", ["line 10, scales[0].points[1].value: must be 2"]),
        (MINIMAL + "scales: [{id: a, points: [x, X.]}]\n", ["line 10, scales[0].points[1].label: duplicate"]),
        (MINIMAL + "scales: [{id: a, points: [x, y], cant_say: {label: Y, aliases: [z]}}]\n", ['line 10, scales[0].cant_say.label: "Y" is a point of the scale already']),
        (MINIMAL + "scales: [{id: a, points: [x, y]}, {id: A, points: 3}]\n", ["line 10, scales[1].id: duplicate"]),
        (MINIMAL.replace("id: product", "id: engineering"), ["line 6, teams[1].id: duplicate"]),
        (MINIMAL.replace("id: product", "id: both"), ['line 6, teams[1].id: "both" already means']),
        (MINIMAL.replace("name: Product", "name: engineering"), ["line 6, teams[1].answers: duplicate"]),
        (MINIMAL.replace("name: Product", "name: Product, colour: violet"), ["line 6, teams[1].colour: duplicate"]),
        (MINIMAL.replace(", name: Product", ""), ["line 6, teams[1].name: is missing"]),
        (MINIMAL.replace("name: Product", "name: {fr: Produit}"), ["line 6, teams[1].name.en.plain: is missing", "line 6, teams[1].name.fr: is not a field"]),
        (MINIMAL.replace("  - {id: product, name: Product}\n", ""), ["line 4, teams: are 1; exactly two teams are compared"]),
        (MINIMAL.replace("items:", "  - {id: c, name: C}\nitems:"), ["line 4, teams: are 3", "line 7, teams[2].colour: duplicate"]),
        (MINIMAL + "both: [Engineering]\n", ['line 10, both: duplicate: "Engineering" is used on line 5']),
        (MINIMAL + "profile: [{id: q1}]\n", ['line 10, profile[0].id: duplicate: "q1" is used elsewhere']),
        (MINIMAL + "profile: [{id: a, role: team}, {id: b, role: team}]\n", ["line 10, profile[1].role: duplicate"]),
        (MINIMAL + "profile: [{id: a, values: [x, {id: z, label: X}]}]\n", ["line 10, profile[0].values[1].label: duplicate"]),
        (MINIMAL + "profile: [{id: a, values: ['?']}]\n", ["line 10, profile[0].values[0].id: is missing"]),
        (MINIMAL + "optional: [{id: Q1, kind: open, wording: x}]\n", ["line 10, optional[0].id: duplicate"]),
        (MINIMAL + "optional: [{id: M, kind: guess, wording: x}]\n", ['line 10, optional[0].kind: "guess" is not known']),
        ("{}", ["line 1, id: is missing", "line 1, items: is missing", "line 1, teams: is missing", "line 1, title: is missing"]),
    ],
)  # fmt: skip
def test_every_mistake_is_told_with_line_and_field(
    mistakes: Callable[[str], list[str]], text: str, told: list[str]
) -> None:
    found = mistakes(text)
    assert len(found) == len(told), found
    for line, start in zip(found, told, strict=True):
        assert line.startswith(start)


def test_mistakes_of_all_parts_come_at_once(mistakes: Callable[[str], list[str]]) -> None:
    text = MINIMAL.replace("handover", "a b").replace("id: product", "id: other").replace("{id: Q2,", "{id: Q2, about: x,") + "scales: [{id: a, points: 1}]\nlanguage: [en]\n"  # fmt: skip
    assert [line.split(":")[0] for line in mistakes(text)] == [
        "line 1, id",
        "line 6, teams[1].id",
        "line 9, items[1].about",
        "line 10, scales[0].points",
        "line 11, language",
    ]
