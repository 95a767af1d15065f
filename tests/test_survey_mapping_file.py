"""Mappings that a person wrote, and drafts of them to review."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from exported import EXPORTS, HEADER, answered, export_of, saved, table, tiny
from exports.write_exports import written

from survey.errors import ItemColumnError, MappingError, TeamColumnError, YamlError
from survey.export import Column
from survey.intake import cleaned_batches
from survey.mapping_draft import mapping_text, reason_to_ignore
from survey.mapping_file import load_mapping
from survey.questionnaire_file import load_questionnaire
from survey.readers import read_export
from survey.recognition import Mapping, recognise
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
    assert "names 2 columns (B, C); give a letter" in refusal(tmp_path, "wave: x", rows)
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


@pytest.mark.parametrize("name", sorted(written()))
def test_a_draft_says_what_was_recognised(tmp_path: Path, name: str) -> None:
    export = read_export(EXPORTS / name)
    path = tmp_path / "mapping.yml"
    path.write_text(mapping_text(export, tiny()), encoding="utf-8")
    found, expected = load_mapping(path, export, tiny()), recognise(export, tiny())
    assert found.positions == expected.positions
    assert [entry.item.id for entry in found.items] == [entry.item.id for entry in expected.items]
    assert found.team.column == expected.team.column
    for one, other in zip(found.segments, expected.segments, strict=True):
        assert (one.id, one.label, one.answers, one.levels) == (
            other.id,
            other.label,
            other.answers,
            other.levels,
        )


@pytest.mark.parametrize("name", sorted(written()))
def test_a_draft_holds_nothing_personal(name: str) -> None:
    text = mapping_text(read_export(EXPORTS / name), tiny())
    for personal in ("@example.org", "192.0.2", "Person 1", "R_00", "They said", "1128"):
        assert personal not in text


def test_a_draft_gives_the_values_that_several_people_gave(tmp_path: Path) -> None:
    header = ["team", "TOG1", "TOG2", "TOG3", "mood", "rare", "mail", "blank", "many", ""]
    rows: list[list[str]] = [header]
    for number in range(60):
        team = ("Sales", "Marketing", "Board")[number % 3] if number < 57 else "Legal"
        rare = "often" if number else "once"
        rows.append([team, *"123", "good", rare, "a@example.org", "", str(number % 12), ""])
    text = mapping_text(export_of(tmp_path, rows), tiny())
    assert '"Sales": sales   # 19 answers\n' in text
    assert '"Board":    # 19 answers, which team? marketing, sales, both, other' in text
    assert "# and 1 answers given by fewer than 5 people each" in text
    assert "Legal" not in text
    assert 'E: "mood"   # unknown: "good" 60' in text
    assert 'F: "rare"   # free text, or answers that few people gave' in text
    assert 'G: "mail"   # personal data' in text
    assert 'H: "blank"   # empty' in text
    assert 'I: "many"   # unknown: "0" 5, "1" 5' in text
    assert "J:" not in text


def test_answers_that_look_personal_are_never_in_a_draft(tmp_path: Path) -> None:
    header = ["team", "TOG1", "TOG2", "TOG3", "contact"]
    rows = [header, *(["Sales", *"123", "a@example.org"] for _ in range(9))]
    assert "a@example.org" not in mapping_text(export_of(tmp_path, rows), tiny())


def test_a_draft_asks_where_it_is_not_sure(tmp_path: Path) -> None:
    header = ["X", "role", "Role", "company", "entreprise", "TOG1", "Q_TOG1", "TOG2"]
    header += ["We lose time in argument"]
    rows = [header, ["Finance", *["3"] * (len(header) - 1)]]
    text = mapping_text(export_of(tmp_path, rows), tiny())
    assert "column:   # no column says which team: name it here" in text
    assert 'TOG1:   # which? F ("TOG1") or G ("Q_TOG1")' in text
    assert '# TOG4: no column found for "Each team keeps its promises – even late."' in text
    assert '# TOG3: column I ("We lose time in argument") is nearly its wording' in text
    assert "segments:" not in text
    assert "company:" not in text
    path = tmp_path / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=r"items\.TOG1: is missing"):
        load_mapping(path, export_of(tmp_path, rows), tiny())


def test_a_draft_of_a_strange_table_names_no_item(tmp_path: Path) -> None:
    text = mapping_text(export_of(tmp_path, [["", "y"], ["", "2"]]), tiny())
    assert "items:" not in text
    assert 'B: "y"' in text
    assert "ignored:" not in mapping_text(export_of(tmp_path, [["team"], ["Sales"]]), tiny())


def test_a_draft_names_company_and_wave(tmp_path: Path) -> None:
    rows = [[*HEADER, "company", "wave"], [*answered("Sales"), "Acme", "2026"]]
    text = mapping_text(export_of(tmp_path, rows), tiny())
    assert 'company: "H"   # H ("company")\nwave: "I"' in text


def test_long_headers_are_named_by_their_letter(tmp_path: Path) -> None:
    header = [*HEADER[:-1], "TOG4. " + "a very long question " * 20]
    text = mapping_text(export_of(tmp_path, [header, answered("Sales")]), tiny())
    assert 'TOG4: "G"' in text


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("IP Address", "personal data"),
        ("Adresse e-mail", "personal data"),
        ("RecipientLastName", "personal data"),
        ("Nom", "personal data"),
        ("Start Date", "metadata"),
        ("ResponseId", "metadata"),
        ("_submission_time", "metadata"),
        ("What do you think?", None),
    ],
)
def test_why_a_column_is_no_answer(header: str, reason: str | None) -> None:
    column = Column(position=0, code=header, text=header, row_text=header)
    assert reason_to_ignore(column) == reason


@pytest.mark.parametrize(
    ("text", "letter"),
    [("", "A"), ("respondent: none\n", None), ("respondent: Payroll\n", "I")],
)
def test_who_answered_is_recognised_named_or_denied(
    tmp_path: Path, text: str, letter: str | None
) -> None:
    rows = [["Response_ID", *HEADER, "Payroll"], ["r1", *answered("Sales"), "p1"]]
    found = mapping(tmp_path, f"team: team\n{text}", rows)
    assert (found.respondent.letter if found.respondent else None) == letter
    assert {0, 8} & {*found.positions} == ({ord(letter) - 65} if letter else set())
    assert "the export has no column" in refusal(tmp_path, "respondent: Nobody\n", rows)


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("respondent_id", True),
        ("Respondent ID", True),
        ("RESPONSE ID", True),
        ("id", False),
        ("respondent", False),
        ("collector_id", False),
    ],
)
def test_a_plain_table_says_who_answered_in_so_many_words(
    tmp_path: Path, header: str, known: bool
) -> None:
    rows = [[*HEADER, header], [*answered("Sales"), "r1"]]
    export = export_of(tmp_path, rows)
    assert bool(recognise(export, tiny()).respondent) is known


def test_two_columns_of_ids_are_none(tmp_path: Path) -> None:
    rows = [[*HEADER, "respondent_id", "response_id"], [*answered("Sales"), "a", "b"]]
    assert export_of(tmp_path, rows).respondent is None
