"""The archive of a LimeSurvey survey: responses under the questions of its structure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from exported import EXPORTS, bytes_saved

from survey.bookkeeping import Timing
from survey.errors import FileDamagedError, FileKindError, FormatError, NoResponsesError
from survey.export import Export
from survey.readers import limesurvey_archive, read_export

NAME = "limesurvey.lsa"
RESPONSES = "survey_841748_responses.lsr"
TIMINGS = "survey_841748_timings.lsi"


def archived(folder: Path, changes: Mapping[str, bytes | None]) -> Path:
    """The invented archive with some of its parts changed, or left out for None."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(EXPORTS / NAME) as old, zipfile.ZipFile(buffer, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()} | dict(changes)
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return bytes_saved(folder, buffer.getvalue(), NAME)


def cells(export: Export, *codes: str) -> list[str]:
    """The first response, the columns of those codes."""
    positions = [column.position for column in export.columns if column.code in codes]
    return [str(text) for text in next(export.read(positions)).iloc[0]]


def responses(row: str, fields: str = "") -> bytes:
    return (
        "<document><LimeSurveyDocType>Responses</LimeSurveyDocType><responses>"
        f"<fields>{fields}</fields><rows>{row}</rows></responses></document>"
    ).encode()


def test_an_archive_explains_itself() -> None:
    export = read_export(EXPORTS / NAME)
    named = {column.code: column for column in export.columns}
    statement = named["Q3[TOG1]"]
    assert statement.row_text == "Les deux équipes planifient ensemble."
    assert statement.text.startswith("Dans quelle mesure êtes-vous d’accord ? [")
    assert statement.dictionary == "survey_841748.lss"
    assert cells(export, "Q1", "Q3[TOG1]") == ["Marketing", "Tout à fait d’accord"]
    assert (export.encoding, export.separator, export.sheet) == (None, None, None)


def test_the_seconds_of_its_timings_belong_to_each_response() -> None:
    export = read_export(EXPORTS / NAME)
    seconds = export.columns[-1]
    assert export.bookkeeping.timing == Timing(seconds=seconds.position)
    assert cells(export, "interviewtime") == ["101.5"]


def test_participants_are_never_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = zipfile.ZipFile.read

    def watched(self: zipfile.ZipFile, name: zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        read.append(name.filename)
        return whole(self, name, pwd)

    path = archived(tmp_path, {})
    monkeypatch.setattr(zipfile.ZipFile, "read", watched)
    read_export(path)
    assert sorted(read) == ["survey_841748.lss", RESPONSES, TIMINGS]


def test_without_timings_start_and_end_are_taken(tmp_path: Path) -> None:
    export = read_export(archived(tmp_path, {TIMINGS: None}))
    assert export.bookkeeping.timing == Timing(start=6, end=1)


def test_a_question_nobody_answered_still_has_its_column(tmp_path: Path) -> None:
    fields = "<fieldname>id</fieldname><fieldname>841748X3X13TOG1</fieldname>"
    content = responses("<row><id>1</id></row>", fields)
    export = read_export(archived(tmp_path, {RESPONSES: content, TIMINGS: None}))
    assert [column.code for column in export.columns] == ["id", "Q3[TOG1]"]
    assert cells(export, "id", "Q3[TOG1]") == ["1", ""]


def test_a_column_the_structure_does_not_know_keeps_its_name(tmp_path: Path) -> None:
    row = (
        "<row><_841748X3X13other>x</_841748X3X13other><_841748X3X9SQ1-1>y</_841748X3X9SQ1-1></row>"
    )
    export = read_export(archived(tmp_path, {RESPONSES: responses(row), TIMINGS: None}))
    names = [column.text for column in export.columns]
    assert names == ["841748X3X13other", "841748X3X9SQ1#1"]


def test_what_is_noted_is_no_answer_whatever_a_question_is_called(tmp_path: Path) -> None:
    with zipfile.ZipFile(EXPORTS / NAME) as archive:
        content = archive.read("survey_841748.lss").replace(b"[Q1]", b"[id]")
    row = responses("<row><id>1</id><interviewtime>7</interviewtime></row>")
    parts = {"survey_841748.lss": content, RESPONSES: row}
    export = read_export(archived(tmp_path, parts))
    assert [column.text for column in export.columns] == ["id", "interviewtime"]
    assert cells(export, "interviewtime") == ["101.5"]


@pytest.mark.parametrize(
    ("content", "error", "problem"),
    [
        (None, NoResponsesError, "archive of LimeSurvey without responses"),
        (responses(""), NoResponsesError, "no response row"),
        (b"<document>", FileDamagedError, "responses in the archive are damaged"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', FileKindError, "no plain XML"),
        (b"<!DOCTYPE d><document/>", FileKindError, "no plain XML"),
        (b"<document>" + b" " * 1_000_000, FileKindError, "too large"),
    ],
)
def test_an_archive_without_readable_responses_is_refused(
    tmp_path: Path, content: bytes | None, error: type[Exception], problem: str
) -> None:
    with pytest.raises(error, match=problem):
        read_export(archived(tmp_path, {RESPONSES: content, TIMINGS: None}))


def test_an_archive_that_breaks_off_is_refused(tmp_path: Path) -> None:
    data = (EXPORTS / NAME).read_bytes()
    with pytest.raises(FileDamagedError):
        read_export(bytes_saved(tmp_path, data[:-200], NAME))
    start = data.index(b"\x00survey_841748_responses.lsr"[1:]) + 40
    broken = data[:start] + bytes(100) + data[start + 100 :]
    with pytest.raises(FileDamagedError, match="archive is damaged"):
        read_export(bytes_saved(tmp_path, broken, NAME))


def test_an_archive_larger_than_the_limit_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limesurvey_archive, "LARGEST_UNPACKED", 100)
    with pytest.raises(FileKindError, match="the limit is 100 bytes"):
        read_export(archived(tmp_path, {}))


@pytest.mark.parametrize("name", ["google-forms", "surveymonkey", "qualtrics", "typeform"])
def test_an_archive_is_the_export_of_no_other_tool(name: str) -> None:
    with pytest.raises(FormatError, match="looks like LimeSurvey"):
        read_export(EXPORTS / NAME, forced=name)
