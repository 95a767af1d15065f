"""The review file: written, decided in a spreadsheet, and read back, however that saves it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from exported import bytes_saved
from voiced import ASKED, QUESTION, wrote

from report_builder.table import Table, csv_text
from survey.comment_review import (
    COLUMNS,
    HEADINGS,
    Decision,
    Review,
    Reviewed,
    load_review,
    review_rows,
    reviewed,
    stale_warnings,
    undecided_notes,
)
from survey.comments import Comment, Comments, comments_of
from survey.errors import CommentReviewError
from survey.open_answers import open_answers

WRITTEN = comments_of(
    open_answers(
        wrote(
            ("marketing", "Un été à Québec, c'est bien."),
            ("sales", "=cmd, write the calls down; please"),
            ("sales", "Ask […], she knows"),
        ),
        ASKED,
    )
)
Row = Sequence[str]


def rows(keep: Sequence[str] = (), review: Review | None = None) -> list[list[str]]:
    """The lines of a review file, with these decisions in them."""
    found = [*map(list, review_rows(WRITTEN, ASKED, [QUESTION], review, "en"))]
    for row, decision in zip(found, keep, strict=False):
        row[1] = decision
    return found


def file(folder: Path, lines: Sequence[Row], header: Row = COLUMNS) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *lines])
    return bytes_saved(folder, text.getvalue().encode(), "review.csv")


def decided(folder: Path, lines: Sequence[Row]) -> Reviewed:
    return reviewed(WRITTEN, load_review(file(folder, lines)), ASKED.id)


def refused(folder: Path, lines: Sequence[Row], header: Row = COLUMNS) -> str:
    with pytest.raises(CommentReviewError) as error:
        reviewed(WRITTEN, load_review(file(folder, lines, header)), ASKED.id)
    return str(error.value)


def test_there_is_a_line_a_comment_with_team_question_and_text() -> None:
    found = {row[4]: row for row in rows()}
    key, keep, team, question, _ = found["Ask […], she knows"]
    assert key.startswith("c")
    assert (keep, team, question) == ("", "Sales", "What should they keep?")
    assert [row[0] for row in rows()] == sorted(row[0] for row in rows())


def test_only_what_is_kept_may_be_shown(tmp_path: Path) -> None:
    lines = rows(["yes", "no", ""])
    found = decided(tmp_path, lines)
    assert [comment.text for comment in found.kept] == [lines[0][4]]
    assert (found.undecided, found.stale) == (1, 0)


@pytest.mark.parametrize("yes", ["yes", "Oui", " X ", "1", "TRUE", "VRAI", "y", "o"])
@pytest.mark.parametrize("no", ["no", "Non", "0", "FALSE", "FAUX", "n"])
def test_a_decision_may_be_said_in_the_words_of_both_languages(
    tmp_path: Path, yes: str, no: str
) -> None:
    found = decided(tmp_path, rows([yes, no, no]))
    assert (len(found.kept), found.undecided) == (1, 0)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_it_is_read_however_a_spreadsheet_saves_it(
    tmp_path: Path, language: str, encoding: str
) -> None:
    lines = tuple(tuple(row) for row in rows(["oui"] * 3))
    text = csv_text(Table(COLUMNS, lines), language).removeprefix("\ufeff")
    path = bytes_saved(tmp_path, text.encode(encoding, errors="replace"), "review.csv")
    kept = reviewed(WRITTEN, load_review(path), ASKED.id).kept
    assert sorted(comment.text for comment in kept) == sorted(each.text for each in WRITTEN.all)


def test_words_may_be_taken_out_of_a_text(tmp_path: Path) -> None:
    lines = rows(["yes"] * 3)
    place = next(at for at, row in enumerate(lines) if "Québec" in row[4])
    lines[place][4] = "Un été à […], c'est bien."
    kept = decided(tmp_path, lines).kept
    assert Comment("OPN1", "marketing", "Un été à […], c'est bien.") in kept


def test_nobody_is_made_to_say_what_they_did_not_write(tmp_path: Path) -> None:
    lines = rows(["yes"] * 3)
    lines[1][4] += " and hate them"
    told = refused(tmp_path, lines)
    assert "row 3" in told
    assert "did not write" in told
    lines[1][1] = "no"
    assert len(decided(tmp_path, lines).kept) == 2


def test_a_line_that_was_emptied_is_no_line(tmp_path: Path) -> None:
    assert len(decided(tmp_path, [*rows(["yes"] * 3), ["", "", "Sales", "", ""]]).kept) == 3


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"keep": "maybe"}, 'row 2: "maybe" under keep is neither yes nor no'),
        ({"key": "1.2E+10"}, 'row 2: "1.2E+10" is no key'),
        ({"key": ""}, 'row 2: "" is no key'),
        ({"again": "x"}, "row 5: the same key as row 2"),
    ],
)
def test_mistakes_are_told_with_their_rows(
    tmp_path: Path, change: dict[str, str], told: str
) -> None:
    lines = rows(["yes"] * 3)
    for name, text in change.items():
        if name == "again":
            lines.append(lines[0])
        else:
            lines[0][COLUMNS.index(name)] = text
    assert told in refused(tmp_path, lines)


def test_all_mistakes_are_told_at_once_in_the_order_of_their_rows(tmp_path: Path) -> None:
    first, second, third = rows(["yes", "maybe", "yes"])
    lines = [[*first[:4], f"{first[4]} and hate"], [*second[:4], f"{second[4]} too"]]
    told = refused(tmp_path, [*lines, third, third, ["c1", "yes", "", "", ""]]).splitlines()
    mistakes = [line.strip() for line in told if line.strip().startswith("row ")]
    wrong = [
        "row 2: its author did not write all of this:",
        'row 3: "maybe" under keep is neither yes nor no',
        "row 3: its author did not write all of this:",
        "row 5: the same key as row 4",
        'row 6: "c1" is no key',
    ]
    assert [mistake.startswith(start) for mistake, start in zip(mistakes, wrong, strict=True)] == [
        True
    ] * 5


def test_an_earlier_review_with_mistakes_is_not_carried_over(tmp_path: Path) -> None:
    review = load_review(file(tmp_path, rows(["maybe", "yes", "no"])))
    with pytest.raises(CommentReviewError, match="neither yes nor no"):
        rows(review=review)


def test_its_headings_and_decisions_are_of_one_language_and_read_in_either(tmp_path: Path) -> None:
    lines = rows(["oui", "non", "non"])
    review = load_review(file(tmp_path, lines, HEADINGS["fr"]))
    assert len(reviewed(WRITTEN, review, ASKED.id).kept) == 1
    first, second = (replace(team, names={"fr": team.names["en"]}) for team in ASKED.teams)
    asked = replace(ASKED, teams=(first, second))
    french = [row[1] for row in review_rows(WRITTEN, asked, [QUESTION], review, "fr")]
    assert french == ["oui", "non", "non"]
    assert [row[1] for row in rows(review=review)] == ["yes", "no", "no"]


def test_another_file_is_no_review(tmp_path: Path) -> None:
    told = refused(tmp_path, [["a", "b"]], ["team", "headcount"])
    assert "there is no column key, keep, text" in told


def test_lines_of_no_comment_are_told_and_so_are_undecided_comments(tmp_path: Path) -> None:
    lines = rows(["yes", "", "no"])
    for number in range(2):
        lines.append([f"c{number:012x}", "yes", "", "", "Gone."])
    found = decided(tmp_path, lines)
    (warning,), (note,) = stale_warnings(found), undecided_notes(found)
    assert "review.csv: 2 lines are of no comment in the export" in warning
    assert "1 comment waits for a yes or no in review.csv" in note
    more = Reviewed(name="r.csv", undecided=3, stale=1)
    assert "1 line is of no comment" in stale_warnings(more)[0]
    assert "3 comments wait" in undecided_notes(more)[0]
    assert stale_warnings(Reviewed()) == undecided_notes(Reviewed()) == ()


def test_a_line_of_a_comment_of_an_earlier_wave_is_no_line_of_no_comment(tmp_path: Path) -> None:
    said = open_answers(wrote(("sales", "That was last year.")), ASKED)
    earlier = comments_of(said)
    of_then = [*map(list, review_rows(earlier, ASKED, [QUESTION], None, "en"))]
    review = load_review(file(tmp_path, [*rows(["yes", "no", "no"]), *of_then]))
    assert reviewed(WRITTEN, review, ASKED.id).stale == 1
    found = reviewed(WRITTEN, review, ASKED.id, [earlier])
    assert (found.stale, len(found.kept)) == (0, 1)


def test_an_earlier_review_is_carried_over() -> None:
    first, second, third = rows()
    earlier = Review(
        "old.csv",
        {
            first[0]: Decision(True, first[4], 2),
            second[0]: Decision(False, "", 3),
            "c000000000000": Decision(True, "Gone.", 4),
        },
    )
    found = rows(review=earlier)
    assert [row[1] for row in found] == ["yes", "no", ""]
    assert found[0][4] == first[4]
    assert found[2] == third


def test_without_comments_there_is_nothing_to_review() -> None:
    with pytest.raises(CommentReviewError, match="no comment to review"):
        review_rows(Comments(), ASKED, [], None, "en")
