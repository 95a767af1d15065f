"""Mappings that a person wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from exported import HEADER, answered, export_of, saved, table, tiny
from program import assert_helpful

from survey.errors import ItemColumnError, MappingError, TeamColumnError, YamlError
from survey.headers import header_digest
from survey.intake import cleaned_batches
from survey.mapping import Mapping
from survey.mapping_file import load_mapping
from survey.questionnaire_file import load_questionnaire
from survey.readers import read_export
from survey.recognition import recognise
from survey.responses import CANT_SAY, MISSING
from survey.source import Source

OTHER_HEADER = ["Unit", "Where", "Firm", "When", "plan", "share", "argue", "promise"]
OTHER_ROW = ["Sales", "Nord", "Acme", "2026", "1", "2", "3", "4"]


def mapping(folder: Path, text: str, rows: Sequence[Sequence[str]] | None = None) -> Mapping:
    path = folder / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path, export_of(folder, rows or [OTHER_HEADER, OTHER_ROW]), tiny())


def refusal(folder: Path, text: str, rows: Sequence[Sequence[str]] | None = None) -> str:
    with pytest.raises(MappingError) as raised:
        mapping(folder, text, rows)
    return str(raised.value)


def test_a_column_alone_stands_for_the_team_or_a_segment(tmp_path: Path) -> None:
    found = mapping(tmp_path, "team: unit\nsegments: {where: b}\nitems: {TOG1: e, TOG2: f}\n")
    (where,) = found.segments
    assert (found.team.column.letter, where.column.letter) == ("A", "B")
    assert [entry.column.letter for entry in found.items] == ["E", "F"]


def test_an_empty_list_of_items_is_a_mistake(tmp_path: Path) -> None:
    assert "line 1, items: names no item; leave the field out" in refusal(tmp_path, "items: {}")


def test_the_nearest_column_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, "team: Unity\nsegments: {site: }\nwave: Xyz\n")
    assert 'team.column: the export has no column "Unity"; is it column A ("Unit")?' in told
    assert "segments.site.column: is missing" in told
    assert 'wave: the export has no column "Xyz"' in told
    assert told.count("the export has no column") == 2
    assert told.count("is it column") == 1


FULL = """
team:
  column: Unit
  values: {Key accounts: sales, Brand: marketing, Board: both, Legal: other}
company: Firm
wave: D
segments:
  where:
    column: B
    label: {en: Place, fr: Lieu}
    values:
      Nord: {en: North, fr: Nord}
      Lille: {en: North, fr: Nord}
      unknown:
items:
  TOG4: promise
  TOG1: E
  TOG3: argue
scales:
  agreement: {"-99": missing, meh: 3, pass: cant-say}
ignored: {F: "share"}
"""


def test_what_the_file_says_stands(tmp_path: Path) -> None:
    found = mapping(tmp_path, FULL)
    assert found.team.column.position == 0
    assert found.team.answers["key accounts"] == "sales"
    assert found.team.answers["sales"] == "sales"
    assert [(entry.item.id, entry.column.position, entry.how) for entry in found.items] == [
        ("TOG1", 4, "mapping"),
        ("TOG3", 6, "mapping"),
        ("TOG4", 7, "mapping"),
    ]
    assert found.missing == ("TOG2",)
    assert found.warnings == ()
    assert found.company
    assert found.company.column.position == 2
    assert found.wave
    assert found.wave.column.position == 3
    assert found.scales == {"agreement": {"-99": MISSING, "meh": 3, "pass": CANT_SAY}}
    assert found.positions == (0, 1, 2, 3, 4, 6, 7)


def test_a_segment_has_its_own_label_and_values(tmp_path: Path) -> None:
    (where,) = mapping(tmp_path, FULL).segments
    assert (where.id, dict(where.label)) == ("where", {"en": "Place", "fr": "Lieu"})
    assert where.answers == {"nord": "North", "lille": "North", "unknown": None}
    assert [(level.id, dict(level.label)) for level in where.levels] == [
        ("North", {"en": "North", "fr": "Nord"})
    ]


def test_what_the_file_leaves_open_is_recognised(tmp_path: Path) -> None:
    rows = [["Unit", *HEADER[1:]], answered("Key accounts"), answered("Brand")]
    found = mapping(tmp_path, "team: {column: Unit, values: {Key accounts: sales}}", rows)
    assert [entry.item.id for entry in found.items] == ["TOG1", "TOG2", "TOG3", "TOG4"]
    assert [entry.id for entry in found.segments] == ["role", "site"]
    assert found.warnings == ()


def test_answers_alone_leave_the_column_of_the_team_to_be_recognised(tmp_path: Path) -> None:
    rows = table(answered("Key accounts"))
    found = mapping(tmp_path, "team: {values: {Key accounts: sales}}", rows)
    assert (found.team.how, found.team.answers["key accounts"]) == ("code", "sales")


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    rows = table()
    assert mapping(tmp_path, "", rows) == recognise(export_of(tmp_path, rows), tiny())


def test_a_segment_of_the_questionnaire_keeps_its_label_and_closed_values(tmp_path: Path) -> None:
    text = "segments: {role: {column: B, values: {Boss: manager, Staff: contributor}}}"
    (role,) = mapping(tmp_path, text, table()).segments
    assert (role.label["fr"], role.answers["boss"], role.answers["encadrement"]) == (
        "Fonction",
        "manager",
        "manager",
    )
    assert [level.id for level in role.levels] == ["manager", "contributor"]


def test_values_meant_for_every_language_leave_a_segment_open(tmp_path: Path) -> None:
    text = "segments: {place: {column: site, label: Place, values: {Nord: North}}}"
    (place,) = mapping(tmp_path, text, table()).segments
    assert (place.levels, place.answers) == ((), {"nord": "North"})
    assert dict(place.label) == {"en": "Place", "fr": "Place"}


def test_a_segment_without_a_label_is_called_by_its_id(tmp_path: Path) -> None:
    (place,) = mapping(tmp_path, "segments: {place: {column: site}}", table()).segments
    assert dict(place.label) == {"en": "place", "fr": "place"}


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = """team:
  column: Team
  values: {Board: boards}
segments:
  role: {column: Unit, values: {Boss: chief}}
  where: {column: Where, colour: red}
  when: {column: Never}
items:
  TOG9: plan
  TOG1: Nowhere
  TOG2: plan
  TOG3: plan
scales:
  agreement: {meh: 9}
  other: {x: 1}
company: Firm
wave: Firm
segmnts: {}
"""
    told = refusal(tmp_path, text)
    assert 'line 2, team.column: the export has no column "Team"' in told
    assert 'line 3, team.values.Board: "boards" is not known' in told
    assert '"chief" is not one of: manager, contributor' in told
    assert 'line 7, segments.when.column: the export has no column "Never"' in told
    assert "line 6, segments.where.colour: is not a field here" in told
    assert 'line 9, items.TOG9: the questionnaire has no item "TOG9"' in told
    assert 'line 10, items.TOG1: the export has no column "Nowhere"' in told
    assert 'line 12, items.TOG3: column E ("plan") is already that of "TOG2"' in told
    assert 'scales.agreement.meh: "9" is not known' in told
    assert 'scales.other: the questionnaire has no scale "other": agreement' in told
    assert 'line 17, wave: column C ("Firm") is already that of "company"' in told
    assert 'segmnts: is not a field here; did you mean "segments"?' in told


def test_a_header_of_two_columns_asks_for_a_letter(tmp_path: Path) -> None:
    rows = [["team", "x", "x", "TOG1", "TOG2", "TOG3"], ["Sales", *"12345"]]
    assert "names 2 columns (B, C), a duplicate header; give a letter" in refusal(
        tmp_path, "wave: x", rows
    )
    found = mapping(tmp_path, "wave: C", rows).wave
    assert found
    assert found.column.position == 2


def test_a_header_stands_before_a_letter(tmp_path: Path) -> None:
    rows = [["team", "x", "B", "TOG1", "TOG2", "TOG3"], ["Sales", *"12345"]]
    found = mapping(tmp_path, "wave: B", rows).wave
    assert found
    assert found.column.position == 2


def test_what_stays_unknown_beside_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ItemColumnError):
        mapping(tmp_path, "team: {column: Unit}")
    with pytest.raises(TeamColumnError):
        mapping(tmp_path, "items: {TOG1: plan}", [OTHER_HEADER, ["Finance", *OTHER_ROW[1:]]])
    with pytest.raises(YamlError):
        mapping(tmp_path, "team: [")


def test_the_mapping_of_the_contributor_example_fits_its_survey(tmp_path: Path) -> None:
    folder = Path("examples/contributor-experience")
    asked = load_questionnaire(folder / "questionnaire.yml")
    team = "What level of the Contributor Ladder do you consider yourself to be on? (pick the "
    first = [
        "Respondent ID",
        "Email Address",
        team + "highest if you are in multiple OWNERs files)",
    ]
    first += [
        "What region of the world are you in?",
        "How long have you been contributing to Kubernetes?",
    ]
    parts = ["", "", "Response", "Response", "Response"]
    matrix = [item.wording["en"] for item in asked.items]
    first += ["Please rate any challenges", *[""] * 9, "Do you agree?", *[""] * 3]
    rows = [first, [*parts, *matrix[:10], *(f'"{text}"' for text in matrix[10:])]]
    for person, level in enumerate(("approver", "member", "there's a contributor ladder?")):
        answers = ["1: not challenging at all", *"234", "5: the most challenging part", *"12345"]
        answers += ["1: strongly disagree", "2", "4", "5: strongly agree"]
        rows.append([f"1{person}", "p@example.org", level, "Asia", "three+ years", *answers])
    export = read_export(saved(tmp_path, rows))
    known = load_mapping(folder / "mapping.yml", export, asked)
    (found,) = cleaned_batches([Source(export, known)], asked)
    assert found.responses.team.codes.tolist() == [0, 1, 3]
    assert found.responses.answers[0].tolist() == [5, 4, 3, 2, 1, 5, 4, 3, 2, 1, 1, 2, 2, 1]
    assert found.responses.segments[1][1].labels == ("under-1", "1-2", "2-3", "over-3")
    assert 1 not in known.positions


def test_what_waits_for_a_persons_word_stops_with_all_of_it(tmp_path: Path) -> None:
    text = """
team: {column: Unit, confirm: true}
segments: {role: {column: Where, confirm: true}, site: {column: When, confirm: false}}
company: {column: Firm, confirm: true}
items:
  TOG1: {column: plan, confirm: true}
  TOG2: {column: share, confirm: false}
  TOG3: {column: argue}
"""
    told = refusal(tmp_path, text)
    assert "mapping.yml, for export.csv: 4 proposals wait for a person's word" in told
    assert 'TOG1: column E ("plan") for "The two teams plan together."' in told
    assert 'team: column A ("Unit") for "Dans quelle équipe travaillez-vous' in told
    assert 'role: column B ("Where") for "What is your role?"' in told
    assert 'company: column C ("Firm") for "Which company do you work for?"' in told
    assert "delete `confirm: true`; where not, delete the line" in told
    accepted = text.replace("confirm: true", "confirm: false")
    assert [e.column.letter for e in mapping(tmp_path, accepted).items] == ["E", "F", "G"]


def test_many_proposals_are_all_named_in_a_short_message(tmp_path: Path) -> None:
    asked = load_questionnaire()
    header = ["Team", *(f"Is it so that {item.wording['en']}"[:100] for item in asked.items)]
    export = export_of(tmp_path, [header, ["Sales", *"3" * len(asked.items)]])
    lines = [
        f"{item.id}: {{column: {export.columns[place].letter}, confirm: true}}"
        for place, item in enumerate(asked.items, 1)
    ]
    (tmp_path / "mapping.yml").write_text("items:\n  " + "\n  ".join(lines))
    with pytest.raises(MappingError) as raised:
        load_mapping(tmp_path / "mapping.yml", export, asked)
    assert_helpful(str(raised.value))
    assert all(f"{item.id}" in str(raised.value) for item in asked.items)


def test_mistakes_are_told_before_proposals(tmp_path: Path) -> None:
    told = refusal(tmp_path, "items: {TOG1: {column: plan, confirm: true}, TOG2: {column: no}}")
    assert 'items.TOG2: the export has no column "no"' in told
    assert "proposal" not in told


def test_an_item_that_was_turned_before_is_not_turned_again(tmp_path: Path) -> None:
    rows = [OTHER_HEADER, OTHER_ROW, ["Marketing", *OTHER_ROW[1:]]]
    text = (
        "team: Unit\nitems: {TOG1: plan, TOG2: share, TOG3: {column: argue, already_keyed: true}}"
    )
    export, found = export_of(tmp_path, rows), mapping(tmp_path, text, rows)
    (batch,) = cleaned_batches([Source(export, found)], tiny())
    assert batch.responses.answers[0].tolist() == [1, 2, 3]
    text = text.replace("argue, already_keyed: true", "argue, already_keyed: false")
    (batch,) = cleaned_batches([Source(export, mapping(tmp_path, text, rows))], tiny())
    assert batch.responses.answers[0].tolist() == [1, 2, 3]
    rows[1][6] = "4"
    export = export_of(tmp_path, rows)
    (batch,) = cleaned_batches([Source(export, mapping(tmp_path, text, rows))], tiny())
    assert batch.responses.answers[0].tolist() == [1, 2, 2]


def test_only_a_reverse_keyed_item_can_have_been_turned(tmp_path: Path) -> None:
    told = refusal(tmp_path, "items: {TOG1: {column: plan, already_keyed: true}}")
    assert "items.TOG1.already_keyed: TOG1 is not reverse-keyed: nothing turns it" in told


def test_an_item_without_its_column_is_a_mistake(tmp_path: Path) -> None:
    told = refusal(tmp_path, "items: {TOG1: , TOG2: {confirm: true}}")
    assert "items.TOG1: is missing" in told
    assert "items.TOG2.column: is missing" in told


def test_company_and_wave_say_what_answers_mean(tmp_path: Path) -> None:
    text = (
        "company: {column: Firm, values: {Acme: Acme Group, 'N/A': null}}\nwave: When\nteam: Unit\n"
    )
    found = mapping(tmp_path, text + "items: {TOG1: plan, TOG2: share, TOG3: argue}")
    assert found.company
    assert found.company.answers == {"acme": "Acme Group", "n/a": None}
    assert found.wave
    assert (found.wave.column.letter, dict(found.wave.answers)) == ("D", {})


def test_joined_companies_are_one_in_the_responses(tmp_path: Path) -> None:
    rows = [[*HEADER, "company"], [*answered("Sales"), "ACME"], [*answered("Marketing"), "Acme SA"]]
    export = export_of(tmp_path, rows)
    known = mapping(tmp_path, "company: {column: company, values: {Acme SA: ACME}}", rows)
    (batch,) = cleaned_batches([Source(export, known)], tiny())
    assert batch.responses.company
    assert batch.responses.company.labels == ("ACME",)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("agreement: ", "scales.agreement: is empty: state its numbers, such as 1 to 5"),
        ("agreement: {numbers: }", "scales.agreement.numbers: is missing"),
        ("agreement: 1-5", 'scales.agreement.numbers: "1-5" is no range such as 1 to 5'),
        ("agreement: 1 to 4", "1 to 4 are 4 numbers; agreement has 5 points"),
        ("agreement: {meh: }", "scales.agreement.meh: is missing"),
    ],
)
def test_a_scale_that_is_not_stated_right_is_a_mistake(
    tmp_path: Path, stated: str, told: str
) -> None:
    assert told in refusal(tmp_path, f"scales: {{{stated}}}")


def test_a_mapping_of_another_header_says_so_where_a_column_is_lost(tmp_path: Path) -> None:
    text = "source: {tool: table, header: 0123456789ab}\nitems: {TOG1: gone}"
    assert "source: the mapping was written for another header than that of" in refusal(
        tmp_path, text
    )
    own = header_digest(export_of(tmp_path, [OTHER_HEADER, OTHER_ROW]).columns)
    told = refusal(tmp_path, f"source: {{header: {own}}}\nitems: {{TOG1: gone}}")
    assert "another header" not in told
    assert "another header" not in refusal(tmp_path, "source: a note\nitems: {TOG1: gone}")


def test_letters_given_for_another_header_are_warned_of(tmp_path: Path) -> None:
    text = "team: Unit\nitems: {TOG1: E, TOG2: F, TOG3: argue}\nsource: {header: 0123456789ab}"
    (warning,) = mapping(tmp_path, text).warnings
    assert "names columns by their letter (E, F): check that they are still the same" in warning
    named = text.replace("E,", "plan,").replace("F,", "share,")
    assert mapping(tmp_path, named).warnings == ()
