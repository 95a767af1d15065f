"""The structure of a LimeSurvey survey: which column is which question, what its codes mean."""

from __future__ import annotations

import pytest

from survey.errors import DictionaryError
from survey.readers import limesurvey_structure
from survey.readers.dictionary import Entry
from survey.readers.limesurvey_structure import read_lss


def section(name: str, *rows: dict[str, str]) -> str:
    cells = ("".join(f"<{key}>{text}</{key}>" for key, text in row.items()) for row in rows)
    return f"<{name}><rows>" + "".join(f"<row>{row}</row>" for row in cells) + f"</rows></{name}>"


def structure(*sections: str, languages: str = "en", kind: str = "Survey") -> bytes:
    listed = "".join(f"<language>{code}</language>" for code in languages.split())
    return (
        f"<document><LimeSurveyDocType>{kind}</LimeSurveyDocType>"
        f"<languages>{listed}</languages>{''.join(sections)}</document>"
    ).encode()


def question(code: str, kind: str, qid: str = "7", language: str = "en") -> dict[str, str]:
    """A question as structures of before version 4 have it: with its text."""
    place = {"sid": "1", "gid": "2", "qid": qid, "language": language}
    return {**place, "type": kind, "title": code, "question": f"What of {code}?"}


def statement(code: str, language: str = "en", qid: str = "8") -> dict[str, str]:
    text = {"title": code, "question": f"We {code}.", "language": language}
    return {"qid": qid, "parent_qid": "7", **text}


def answer(code: str, text: str, language: str = "en", scale: str = "0") -> dict[str, str]:
    return {"qid": "7", "code": code, "answer": text, "language": language, "scale_id": scale}


def entries(*sections: str, languages: str = "en") -> dict[str, Entry]:
    return dict(read_lss("survey.lss", structure(*sections, languages=languages)).entries)


def test_a_statement_is_known_by_each_name_that_its_column_can_have() -> None:
    found = entries(
        section("questions", question("Q1", "F")),
        section("subquestions", statement("plan")),
        section("answers", answer("A1", "Agree")),
    )
    assert {*found} == {"Q1[plan]", "Q1_plan", "1X2X7plan"}
    entry = found["Q1[plan]"]
    assert (entry.text, entry.row_text) == ("What of Q1? [We plan.]", "We plan.")
    assert entry.labels["A1"] == "Agree"
    assert [found[name].code for name in found] == ["", "", "Q1[plan]"]


def test_a_dual_array_has_two_columns_a_statement_each_with_its_labels() -> None:
    found = entries(
        section("questions", question("Q1", "1")),
        section("subquestions", statement("plan")),
        section("answers", answer("A1", "Often"), answer("A1", "Vital", scale="1")),
    )
    assert {"Q1[plan][1]", "Q1_plan_0", "1X2X7plan#0", "Q1_plan_1", "1X2X7plan#1"} < {*found}
    assert found["Q1[plan][1]"].labels["A1"] == "Often"
    assert found["Q1[plan][2]"].labels["A1"] == "Vital"
    assert found["Q1[plan][2]"].row_text == "We plan. [2]"


def test_labels_lose_their_html_and_a_picture_is_no_label() -> None:
    found = entries(
        section("questions", question("Q1", "L")),
        section(
            "answers",
            answer("A1", "&lt;b&gt;Rarely &amp;amp; never&lt;/b&gt;"),
            answer("A2", "&lt;img/&gt;"),
        ),
    )
    assert found["Q1"].labels["A1"] == "Rarely & never"
    assert "A2" not in found["Q1"].labels


def test_a_number_is_known_as_pandas_and_excel_write_it_too() -> None:
    found = entries(
        section("questions", question("Q1", "L")),
        section("answers", answer("1", "Lowest"), answer("01", "Low"), answer("2", "High")),
    )
    labels = found["Q1"].labels
    assert [labels[code] for code in ("01", "2", "2.0")] == ["Low", "High", "High"]
    assert [labels[code] for code in ("1", "1.0")] == ["Lowest", "Lowest"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Yes", "No", "Uncertain")), ("fr", ("Oui", "Non", "Incertain"))],
)
def test_yes_no_and_uncertain_are_said_in_the_language_of_the_survey(
    language: str, words: tuple[str, ...]
) -> None:
    found = entries(
        section("questions", question("Q1", "C", language=language)), languages=language
    )
    assert tuple(found["Q1"].labels[code] for code in "YNU") == words


def test_an_answer_of_ones_own_is_other_and_a_text_has_no_labels() -> None:
    found = entries(section("questions", question("Q1", "L"), question("Q2", "T", qid="9")))
    assert found["Q1"].labels == {"-oth-": "Other"}
    assert found["Q2"].labels == {}


@pytest.mark.parametrize(
    ("languages", "own", "taken"),
    [
        ("en fr", "fr", "Oui"),
        ("de fr", "de", "Oui"),
        ("de nl", "de", "Yes"),
        ("fr", "", "Oui"),
        ("", "", None),
    ],
)
def test_the_labels_are_those_of_the_surveys_own_language_or_of_one_of_ours(
    languages: str, own: str, taken: str | None
) -> None:
    asked = [question("Q1", "Y", language=code) for code in languages.split()]
    surveys = section("surveys", {"language": own}) if own else ""
    found = entries(section("questions", *asked), surveys, languages=languages)
    assert (found["Q1"].labels["Y"] if found else None) == taken


def test_texts_in_a_section_of_their_own_are_joined_and_those_of_nothing_left_out() -> None:
    bare = {key: text for key, text in question("Q1", "L").items() if key != "language"}
    found = entries(
        section("questions", bare),
        section(
            "question_l10ns",
            {"qid": "7", "question": "Asked?", "language": "en"},
            {"qid": "99", "question": "Of no question", "language": "en"},
        ),
        section("answers", {"aid": "5", "qid": "7", "code": "A1"}),
        section("answer_l10ns", {"aid": "5", "answer": "Agree", "language": "en"}),
    )
    assert found["Q1"].text == "Asked?"
    assert found["Q1"].labels["A1"] == "Agree"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<document>", "damaged, or no XML"),
        (b"nothing", "damaged, or no XML"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><document>&a;</document>', "damaged, or no XML"),
        (b"<!DOCTYPE d><document/>", "damaged, or no XML"),
        (b'<?xml version="1.0" encoding="nonsense"?><document/>', "damaged, or no XML"),
        (structure(kind="Group"), "no structure of a LimeSurvey survey"),
    ],
)
def test_what_is_no_structure_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(DictionaryError, match=problem):
        read_lss("survey.lss", data)


def test_a_file_larger_than_a_structure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limesurvey_structure, "LARGEST", 10)
    with pytest.raises(DictionaryError, match="larger than 10 bytes"):
        read_lss("survey.lss", structure())
