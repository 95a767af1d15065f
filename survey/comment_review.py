"""The review of comments: a file with a line a comment, to be said yes or no to by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from survey.comments import Comment, Comments, KeyedComment
from survey.errors import CommentReviewError
from survey.export import Export
from survey.questionnaire import OptionalQuestion, Questionnaire
from survey.readers import read_table
from survey.redaction import redacted
from survey.wording import listed, normalised, plain, quoted

COLUMNS = ("key", "keep", "team", "question", "text")
"""The header of the file."""

YES = frozenset({"yes", "y", "oui", "o", "x", "1", "true", "vrai"})
NO = frozenset({"no", "n", "non", "0", "false", "faux"})
"""What may stand under `keep`, as it is compared: a person's words, or what a spreadsheet makes
of them. Blank is not decided."""

_KEY = re.compile(r"c[0-9a-f]{12}")
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"\w+")
_FIX = (
    "correct the lines named: yes or no under keep; a text may lose words, and gain none; the keys "
    "stay as `build-report comments EXPORT` wrote them."
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a comment (None: nothing yet), and the text left of it."""

    keep: bool | None
    text: str
    row: int


@dataclass(frozen=True, slots=True)
class Review:
    """What was decided, by key, in the file of that name. For looking up."""

    name: str = ""
    decisions: Mapping[str, Decision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The comments that may be shown by the review of that name, in the order of their keys.

    `undecided` comments wait for a person; `stale` lines of the file are of no comment there is.
    """

    name: str = ""
    kept: tuple[Comment, ...] = ()
    undecided: int = 0
    stale: int = 0


def load_review(path: Path) -> Review:
    """The decisions of a file, whatever a spreadsheet has saved it as.

    Raises:
        CommentReviewError: its mistakes, all of them, with their rows.
        SurveyError: the file is not a table that can be read.
    """
    export = read_table(path)
    places = _places(export)
    decisions: dict[str, Decision] = {}
    mistakes: list[str] = []
    for frame in export.read(list(places.values())):
        cells = {name: frame[place].astype(str).tolist() for name, place in places.items()}
        rows = zip(frame.index.tolist(), cells["key"], cells["keep"], cells["text"], strict=True)
        for row, key, keep, text in rows:
            mistakes += _decide(decisions, plain(key), keep, Decision(None, plain(text), int(row)))
    if mistakes:
        raise CommentReviewError(f"{path.name}: mistakes in the review:\n{listed(mistakes)}", _FIX)
    return Review(path.name, decisions)


def _places(export: Export) -> dict[str, int]:
    found = {
        normalised(column.text): column.position
        for column in export.columns
        if normalised(column.text) in COLUMNS
    }
    lacking = [name for name in ("key", "keep", "text") if name not in found]
    if lacking:
        raise CommentReviewError(
            f"{export.path.name}: there is no column {', '.join(lacking)}: it is no review of "
            "comments.",
            "give the file that `build-report comments EXPORT --output FILE` wrote.",
        )
    return found


def _decide(decisions: dict[str, Decision], key: str, keep: str, read: Decision) -> list[str]:
    """Adds the decision of a row; what is wrong with it, in words."""
    answer = normalised(keep)
    if not key and not answer and not read.text:
        return []
    if not _KEY.fullmatch(key):
        return [f"row {read.row}: {quoted(key, 30)} is no key"]
    if key in decisions:
        return [f"row {read.row}: the same key as row {decisions[key].row}"]
    decisions[key] = Decision(_meant(answer), read.text, read.row)
    if answer and answer not in YES | NO:
        return [f"row {read.row}: {quoted(keep, 30)} under keep is neither yes nor no"]
    return []


def _meant(answer: str) -> bool | None:
    return answer in YES if answer in YES | NO else None


def reviewed(
    comments: Comments, review: Review, survey: str, earlier: Sequence[Comments] = ()
) -> Reviewed:
    """The comments that a review keeps, with the texts that are left of them.

    Args:
        comments: all that were written.
        review: the decisions.
        survey: the id of the questionnaire.
        earlier: the comments of earlier waves, which a review may speak of too.

    Raises:
        CommentReviewError: a text says what its author did not write.
    """
    keyed = comments.keyed(survey)
    mistakes = [told for each in keyed if (told := _added_words(each, review))]
    if mistakes:
        raise CommentReviewError(
            f"{review.name}: texts say what their authors did not write:\n{listed(mistakes)}", _FIX
        )
    decided = {each.key: review.decisions.get(each.key) for each in keyed}
    kept = [
        _left(each.comment, decision)
        for each in keyed
        if (decision := decided[each.key]) and decision.keep
    ]
    undecided = sum(decision is None or decision.keep is None for decision in decided.values())
    known = decided.keys() | {each.key for wave in earlier for each in wave.keyed(survey)}
    stale = len(review.decisions.keys() - known)
    return Reviewed(name=review.name, kept=tuple(kept), undecided=undecided, stale=stale)


def stale_warnings(found: Reviewed) -> tuple[str, ...]:
    """That lines of the file are of no comment there is, if any are."""
    if not found.stale:
        return ()
    lines = "line is" if found.stale == 1 else "lines are"
    told = (
        f"{found.name}: {found.stale} {lines} of no comment in the export, any more or as it is "
        "redacted now; what was decided there holds for nothing."
    )
    return (told,)


def undecided_notes(found: Reviewed) -> tuple[str, ...]:
    """That comments wait for a person, if any do."""
    if not found.undecided:
        return ()
    waits = "comment waits" if found.undecided == 1 else "comments wait"
    told = (
        f"{found.undecided} {waits} for a yes or no in {found.name}, and cannot be shown before; "
        "`build-report comments` with it writes a file of all of them."
    )
    return (told,)


def review_rows(
    comments: Comments,
    questionnaire: Questionnaire,
    questions: Iterable[OptionalQuestion],
    review: Review | None,
    language: str,
) -> tuple[tuple[str, ...], ...]:
    """The lines of a review file, what was decided before in it; the questions in their order.

    Args:
        comments: all that were written.
        questionnaire: names the teams, and the survey.
        questions: the open questions.
        review: an earlier review; what it says of comments that are no more is left behind.
        language: of the names and the questions.

    Raises:
        CommentReviewError: there is no comment.
    """
    if not comments.all:
        raise CommentReviewError(
            "There is no comment to review: no column of an open question was recognised, or "
            "nobody of the two teams wrote anything.",
            "name the columns with comments in the mapping file (comments:); "
            "`build-report check EXPORT` says which columns are not read.",
        )
    decided = review or Review()
    wordings = {question.id: question.wording[language] for question in questions}
    teams = {team.id: team.names[language].plain for team in questionnaire.teams}
    order = [*wordings]
    keyed = sorted(
        comments.keyed(questionnaire.id), key=lambda each: order.index(each.comment.question)
    )
    return tuple(
        (
            each.key,
            _said(decided.decisions.get(each.key)),
            teams[each.comment.team],
            wordings[each.comment.question],
            _text(each, decided),
        )
        for each in keyed
    )


def _said(decision: Decision | None) -> str:
    if decision is None or decision.keep is None:
        return ""
    return "yes" if decision.keep else "no"


def _text(keyed: KeyedComment, review: Review) -> str:
    decision = review.decisions.get(keyed.key)
    return _left(keyed.comment, decision).text if decision else keyed.comment.text


def _left(comment: Comment, decision: Decision) -> Comment:
    """The comment with what a person has left of it; as it was where all words are still there."""
    if _words(decision.text) == _words(comment.text):
        return comment
    return Comment(comment.question, comment.team, redacted(decision.text))


def _added_words(keyed: KeyedComment, review: Review) -> str:
    """What is wrong where a text has gained words; "" where it has only lost some."""
    decision = review.decisions.get(keyed.key)
    if decision is None or not decision.keep:
        return ""
    written = iter(_words(keyed.comment.text))
    if all(word in written for word in _words(decision.text)):  # a subsequence: each after the last
        return ""
    return f"row {decision.row}: {quoted(decision.text)}"


def _words(text: str) -> Sequence[str]:
    return [word.casefold() for word in _WORD.findall(_IN_BRACKETS.sub(" ", text))]
