"""Drafts of a mapping, to be reviewed: what was recognised, proposed, carried over, and left."""

from __future__ import annotations

import string
from dataclasses import replace
from pathlib import Path

import pytest
from drafts import draft, loaded, repeated
from exported import EXPORTS, HEADER, answered, bytes_saved, export_of, saved, tiny, worded
from exports.write_exports import written
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.errors import MappingError
from survey.export import Column
from survey.intake import cleaned_batches
from survey.mapping_draft import mapping_text
from survey.mapping_file import load_mapping
from survey.readers import read_export
from survey.recognition import recognise
from survey.shown_values import reason_to_ignore
from survey.source import Source

WORDINGS = [item.wording["en"] for item in tiny().items]


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


def test_a_draft_names_the_likest_statement_of_a_column_answered_on_its_scale(
    tmp_path: Path,
) -> None:
    header = ["team", "TOG1", "TOG2", "TOG3", "Promises are kept by each team", "Score", "Mood"]
    given = (("Agree", "4", "Agree"), ("I can't say", "2", "Sunny"), ("", "", ""))
    rows = [header, *(["Sales", *"123", *given[number % 3]] for number in range(18))]
    text = mapping_text(export_of(tmp_path, rows), tiny())
    likest = '# answers of the scale "agreement": which statement? Likest is TOG4, '
    assert f'E: "Promises are kept by each team"   {likest}' in text
    assert 'F: "Score"   # unknown: "2" 6, "4" 6' in text
    assert 'G: "Mood"   # unknown: "Agree" 6, "Sunny" 6' in text


def test_a_draft_tells_of_a_scale_even_where_few_gave_an_answer(tmp_path: Path) -> None:
    header = ["team", "TOG1", "TOG2", "TOG3", "Quite another question"]
    rows = [header, ["Sales", *"123", "Agree"], ["Sales", *"123", "Disagree"]]
    assert "which statement? Likest is TOG4, " in mapping_text(export_of(tmp_path, rows), tiny())


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
    assert '  # "We lose time in arguments."\n' in text
    assert (
        '  TOG3: {column: "We lose time in argument", confirm: true}'
        "   # column I: 97 % like its wording; next TOG2, 38 %\n"
    ) in text
    assert "segments:" not in text
    assert "company:\n" not in text
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
    assert 'company:\n  column: "company"   # column H, by its code\n' in text
    assert 'wave:\n  column: "wave"   # column I, by its code\n' in text
    assert "Acme" not in text


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


def test_a_draft_says_what_it_was_written_for(tmp_path: Path) -> None:
    text = draft(tmp_path, [HEADER, answered("Sales")])
    assert (
        'source:   # what this was written for; not to be changed\n  tool: "table"\n'
        '  header_rows: 1\n  separator: ","\n  encoding: "utf-8"\n  header: "'
    ) in text


def test_a_proposal_stops_a_build_until_it_is_accepted(tmp_path: Path) -> None:
    rows = [["team", "TOG1", "TOG2", "We lose time in argument", "TOG4"], ["Sales", *"1234"]]
    text = draft(tmp_path, rows)
    assert "# 1 proposal waits for your word." in text
    with pytest.raises(MappingError, match="TOG3: column D"):
        loaded(tmp_path, text, rows)
    accepted = loaded(tmp_path, text.replace(", confirm: true", ""), rows)
    assert [entry.item.id for entry in accepted.items] == ["TOG1", "TOG2", "TOG3", "TOG4"]
    line = next(line for line in text.splitlines() if "confirm: true}" in line)
    without = loaded(tmp_path, text.replace(line + "\n", ""), rows)
    assert [entry.item.id for entry in without.items] == ["TOG1", "TOG2", "TOG4"]


def test_two_columns_like_one_wording_are_both_named(tmp_path: Path) -> None:
    header = ["team", "TOG1", "TOG2", "We lose time in argument", "We lose time in argumentss"]
    text = draft(tmp_path, [header, ["Sales", *"1234"]])
    assert 'TOG3:   # which? D ("We lose time in argument") or E ("We lose time in arg' in text


def test_a_header_like_two_wordings_is_told_and_not_proposed(tmp_path: Path) -> None:
    asked = tiny()
    twin = replace(
        asked.items[0],
        id="TOG5",
        wording=dict.fromkeys(("en", "fr"), "The two teams plan together now."),
    )
    alike = replace(asked, items=(*asked.items, twin))
    rows = [["team", "The two teams plan together no", "TOG2", "TOG3"], ["Sales", *"123"]]
    text = draft(tmp_path, rows, asked=alike)
    assert "confirm" not in text
    assert '# TOG5: column B ("The two teams plan together no") is 98 % like its wording' in text


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Which team do you work on?", "by its header, 96 % like"),
        ("Unit", "by its answers: most of them name a team"),
    ],
)
def test_a_team_that_is_only_likely_is_proposed(tmp_path: Path, header: str, line: str) -> None:
    names = repeated([["Sales"], ["Marketing"], ["Board"]])
    rows = [[header, "TOG1", "TOG2", "TOG3"], *([*name, *"123"] for name in names)]
    text = draft(tmp_path, rows)
    assert f'  column: "{header}"   # column A, {line}\n  confirm: true   # is it? ' in text
    assert '"Board":    # 6 answers, which team?' in text
    with pytest.raises(MappingError, match="is missing"):
        loaded(tmp_path, text, rows)
    filled = text.replace('"Board": ', '"Board": other ')
    with pytest.raises(MappingError, match="team: column A"):
        loaded(tmp_path, filled, rows)
    accepted = loaded(tmp_path, filled.replace("confirm: true", "confirm: no"), rows)
    assert accepted.team.answers["board"] == "other"


@pytest.mark.parametrize("others", [["Board"] * 14, [f"Unit {place}" for place in range(12)]])
def test_answers_of_which_few_name_a_team_propose_none(tmp_path: Path, others: list[str]) -> None:
    names = [*["Sales"] * 6, *["Marketing"] * 6, *others]
    rows = [["Unit", "TOG1", "TOG2", "TOG3"], *([name, *"123"] for name in names)]
    assert "column:   # no column says which team" in draft(tmp_path, rows)


def test_segments_and_company_that_are_only_likely_are_proposed(tmp_path: Path) -> None:
    header = ["team", "What is you role?", "Which company do you work at?", "TOG1", "TOG2", "TOG3"]
    rows = [header, ["Sales", "Boss", "Acme", *"123"]]
    text = draft(tmp_path, rows)
    assert 'column: "What is you role?"   # column B, by its header, 96 % like' in text
    assert 'column: "Which company do you work at?"   # column C, by its header, 91 % like' in text
    assert 'confirm: true   # is it? "What is your role?"' in text
    assert 'confirm: true   # is it? "Which company do you work for?"' in text
    with pytest.raises(MappingError, match="2 proposals wait"):
        loaded(tmp_path, text, rows)


def test_answers_that_a_segment_does_not_know_are_asked_for(tmp_path: Path) -> None:
    rows = [HEADER, *repeated([answered("Sales", role="Boss"), answered("Sales", site="Sud")])]
    text = draft(tmp_path, rows)
    assert '    #   "Boss": manager, contributor?   6 answers\n' in text
    assert '    # answers: "Nord" 6, "Sud" 6; to join some: values: {ANSWER: NAME}\n' in text
    assert [entry.id for entry in loaded(tmp_path, text, rows).segments] == ["role", "site"]


def test_a_segment_with_two_columns_is_left_to_a_person_alone(tmp_path: Path) -> None:
    header = [
        "team",
        "role",
        "Role",
        "site",
        "company",
        "entreprise",
        "wave",
        "TOG1",
        "TOG2",
        "TOG3",
    ]
    text = draft(tmp_path, [header, ["Sales", *"xxxxxx", *"123"]])
    assert '  "site":\n' in text
    assert '  "role":\n' not in text
    assert '# export.csv: more than one column could be "role": B ("role") and C ("Role").' in text
    assert "company:\n" not in text
    assert 'more than one column could be "company": E ("company") and F ("entreprise").' in text
    assert "wave:\n" in text


def test_answers_off_the_scale_are_to_be_filled_in(tmp_path: Path) -> None:
    header = ["team", "TOG1", "TOG2", "TOG3"]
    rows = [header, *repeated([["Sales", "Rather agree", "Agree", "Disagree"]])]
    rows.append(["Sales", "Once only", "a@example.org", "Agree"])
    text = draft(tmp_path, rows, asked=worded())
    assert (
        '  "agreement":\n    "Rather agree":    # 6 answers: 1 to 5, cant-say or missing; nea'
        in text
    )
    assert "# and 2 different answers given by fewer than 5 people each" in text
    assert "Once only" not in text
    with pytest.raises(MappingError, match=r"scales\.agreement\.Rather agree: is missing"):
        loaded(tmp_path, text, rows)


def test_free_text_in_a_column_of_an_item_is_never_listed(tmp_path: Path) -> None:
    rows = [["team", "TOG1", "TOG2", "TOG3"]]
    rows += [["Sales", f"I think {place // 5}", "1", "1"] for place in range(70)]
    text = draft(tmp_path, rows)
    assert "# and 14 different answers given by people as free text" in text
    assert "I think" not in text


def test_numbers_are_to_be_stated(tmp_path: Path) -> None:
    rows = [["team", "TOG1", "TOG2", "TOG3"], ["Sales", "1", "5", "4"], ["Marketing", *"251"]]
    text = draft(tmp_path, rows, asked=worded())
    assert "# 6 answers are bare numbers, 1, 2, 4, 5. State them" in text
    assert '# the lowest point first: 1 to 5 when 5 is "Strongly agree",' in text
    assert '# 5 to 1 when 5 is "Strongly disagree".\n    numbers:\n' in text
    export = export_of(tmp_path, rows)
    path = bytes_saved(tmp_path, text.encode(), "mapping.yml")
    with pytest.raises(MappingError, match=r"scales\.agreement\.numbers: is missing"):
        load_mapping(path, export, worded())
    path.write_text(text.replace("numbers:", "numbers: 5 to 1"))
    (batch,) = cleaned_batches([Source(export, load_mapping(path, export, worded()))], worded())
    assert batch.responses.answers.tolist() == [[5, 1, 4], [4, 1, 1]]


def test_headers_that_hold_addresses_are_shown_without_them(tmp_path: Path) -> None:
    header = [*HEADER, "Ask jo@example.org or 06 12 34 56 78", "TOG9 +33 6 12 34 56 78"]
    text = draft(tmp_path, [header, [*answered("Sales"), "x", "y"]])
    assert 'H: "Ask … or …"' in text
    assert "example" not in text
    assert "56 78" not in text


CANARIES = st.sampled_from(
    (
        "jo.canary@example.org",
        "192.0.2.77",
        "2001:db8::77:1",
        "+33 6 12 34 56 78",
        "06.12.34.56.78",
        "(555) 123-4567",
        "0612345678",
    )
)
COMMENT = st.text(alphabet=string.ascii_letters + " ", min_size=12, max_size=40).map(
    lambda text: f"canary {text}"
)


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(CANARIES | COMMENT, min_size=8, max_size=8, unique=True),
    column=st.integers(0, 7),
    times=st.integers(1, 8),
    header=st.sampled_from(("x", "Anything else?", "TOG1", "site", "company", "team")),
)
def test_no_draft_ever_holds_what_a_person_is_known_by(
    tmp_path_factory: pytest.TempPathFactory,
    cells: list[str],
    column: int,
    times: int,
    header: str,
) -> None:
    """Addresses never, and what a person wrote unless several wrote the same."""
    rows: list[list[str]] = [["team", "role", "site", "TOG1", "TOG2", "TOG3", "TOG4", "note"]]
    rows[0][column] = header
    for number, cell in enumerate(cells):
        row = [*answered("Sales" if number % 2 else "Marketing"), "fine"]
        row[column] = cell
        rows += [row] * (times if number == 0 else 1)
    folder = tmp_path_factory.mktemp("canary")
    text = mapping_text(read_export(saved(folder, rows)), tiny())
    rare = cells if times < 5 else cells[1:]
    known_by = [cell for cell in cells if not cell.startswith("canary")]
    for cell in {*rare, *known_by}:
        assert cell.strip() not in text
