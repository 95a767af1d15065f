"""Which columns are read for comments, and which only to take names out of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from exported import HEADER, answered, saved, tiny

from survey.errors import ItemColumnError, MappingError
from survey.export import Export
from survey.intake import cleaned_batches
from survey.known_names import known_names
from survey.mapping import Mapping
from survey.mapping_draft import mapping_text
from survey.mapping_file import load_mapping
from survey.open_columns import with_comments, without_comments
from survey.questionnaire import OptionalQuestion
from survey.readers import read_export
from survey.recognition import recognise
from survey.responses import Responses
from survey.source import Source

QUESTION = OptionalQuestion(
    id="OPN1", kind="open", asked_to="both", wording={"en": "What to keep?", "fr": "Que garder ?"}
)
ASKED = replace(tiny(), optional=(QUESTION,))
MORE = ("First name", "E-mail address", "Que garder ?", "Free text", "Manager")
PEOPLE = (
    ("Élodie", "j.martin@example.org", "Ask elodie or Martin, 06 12 34 56 78.", "Yes", "Wu"),
    ("Björn", "", "n/a", "Bjorn knows, and so does Wu", ""),
)


def export(folder: Path, *more: str) -> Export:
    header = [*HEADER, *(more or MORE)]
    rows = [
        [*answered(team), *person]
        for team, person in zip(("Marketing", "Sales"), PEOPLE, strict=True)
    ]
    return read_export(saved(folder, [header, *rows]))


def stated(folder: Path, text: str) -> Mapping:
    path = folder / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    return with_comments(load_mapping(path, export(folder), ASKED), export(folder), ASKED)


def read(export: Export, mapping: Mapping) -> Responses:
    (cleaned,) = cleaned_batches([Source(export, mapping)], ASKED)
    return cleaned.responses


def comments(found: Responses) -> dict[str, list[str]]:
    return {name: texts.tolist() for name, texts in found.comments}


def refused(folder: Path, text: str) -> str:
    with pytest.raises(MappingError) as error:
        stated(folder, text)
    return str(error.value)


def test_open_questions_are_recognised_and_read_only_where_asked_for(tmp_path: Path) -> None:
    found = export(tmp_path)
    mapping = recognise(found, ASKED)
    assert comments(read(found, mapping)) == {}
    asked = with_comments(mapping, found, ASKED)
    assert [(each.question.id, each.column.letter, each.how) for each in asked.comments] == [
        ("OPN1", "J", "wording")
    ]
    assert [column.letter for column in asked.names] == ["H", "I", "L"]
    assert set(asked.positions).isdisjoint(column.position for column in asked.names)
    bare = without_comments(asked)
    assert (bare.comments, bare.names) == ((), ())


def test_comments_are_redacted_by_the_names_the_export_knows(tmp_path: Path) -> None:
    found = export(tmp_path)
    asked = with_comments(recognise(found, ASKED), found, ASKED)
    assert comments(read(found, asked)) == {"OPN1": ["Ask […] or […].", "n/a"]}
    assert known_names([Source(found, asked)]) == {"elodie", "martin", "bjorn", "wu"}


def test_without_comments_no_name_is_looked_at(tmp_path: Path) -> None:
    found = export(tmp_path, "First name", "E-mail address", "a", "b", "Manager")
    asked = with_comments(recognise(found, ASKED), found, ASKED)
    assert (asked.comments, asked.names) == ((), ())
    assert known_names([Source(found, asked)]) == frozenset()


def test_two_columns_for_one_question_are_not_chosen_between(tmp_path: Path) -> None:
    found = export(tmp_path, "OPN1", "x", "Que garder ?", "y", "z")
    with pytest.raises(ItemColumnError, match=r"OPN1: columns H .* and J .*duplicate"):
        with_comments(recognise(found, ASKED), found, ASKED)


def test_a_mapping_names_other_columns_of_comments(tmp_path: Path) -> None:
    mapping = stated(tmp_path, "comments:\n  ideas: {column: Free text, label: Ideas?}\n")
    ((question, column, how),) = [(e.question, e.column, e.how) for e in mapping.comments]
    assert (question.id, column.letter, how) == ("ideas", "K", "mapping")
    assert question.wording == {"en": "Ideas?", "fr": "Ideas?"}
    assert comments(read(export(tmp_path), mapping)) == {
        "ideas": ["Yes", "[…] knows, and so does […]"]
    }


def test_a_known_question_keeps_its_wording(tmp_path: Path) -> None:
    mapping = stated(tmp_path, "comments: {OPN1: K}\n")
    assert [each.question for each in mapping.comments] == [QUESTION]


def test_personal_columns_are_never_comments(tmp_path: Path) -> None:
    told = refused(tmp_path, "comments: {OPN1: I}\n")
    assert 'I ("E-mail address") holds no comments by its header' in told


def test_a_question_of_ones_own_says_what_was_asked(tmp_path: Path) -> None:
    told = refused(tmp_path, "comments: {ideas: K}\n")
    assert 'comments.ideas.label: is needed: the questionnaire does not ask "ideas"' in told


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert 'the export has no column "Ideas"' in refused(tmp_path, "comments: {OPN1: Ideas}\n")


def test_a_draft_names_the_comments_and_carries_over_what_was_said_of_others(
    tmp_path: Path,
) -> None:
    found = export(tmp_path)
    draft = mapping_text(found, ASKED)
    assert 'comments:\n  OPN1: "Que garder ?"   # column J\n' in draft
    assert "  J:" not in draft[draft.index("ignored:") :]
    earlier = tmp_path / "earlier.yml"
    earlier.write_text("comments:\n  ideas: {column: Free text, label: Ideas?}\n")
    again = mapping_text(found, ASKED, earlier)
    assert '  ideas: {column: "Free text", label: "Ideas?"}   # column K\n' in again
    assert "\n  K:" not in again[again.index("ignored:") :]
