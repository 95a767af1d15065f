"""The review of comments: a file with a line a comment, to be said yes or no to by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
"""The columns of the file."""

HEADINGS = {"en": COLUMNS, "fr": ("clé", "garder", "équipe", "question", "texte")}
"""Its header by the language it is written in; each is read, whatever the language."""

_NEEDED = ("key", "keep", "text")

_SAID = {"en": ("yes", "no"), "fr": ("oui", "non")}

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


Mistake = tuple[int, str]
"""The row of a mistake, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a comment (None: nothing yet), and the text left of it."""

    keep: bool | None
    text: str
    row: int


@dataclass(frozen=True, slots=True)
class Review:
    """What was decided, by key, in the file of that name. For looking up.

    `mistakes` are those of its rows, told with those that only the comments can show.
    """

    name: str = ""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


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
    """The decisions of a file, whatever a spreadsheet has saved it as; its mistakes with them.

    Raises:
        CommentReviewError: it is no review.
        SurveyError: the file is not a table that can be read.
    """
    export = read_table(path)
    places = _places(export)
    decisions: dict[str, Decision] = {}
    mistakes: list[Mistake] = []
    for frame in export.read(list(places.values())):
        cells = {name: frame[place].astype(str).tolist() for name, place in places.items()}
        rows = zip(frame.index.tolist(), cells["key"], cells["keep"], cells["text"], strict=True)
        for row, key, keep, text in rows:
            mistakes += _decide(decisions, plain(key), keep, Decision(None, plain(text), int(row)))
    return Review(path.name, decisions, tuple(mistakes))


def _places(export: Export) -> dict[str, int]:
    names = {
        normalised(heading): name
        for headings in HEADINGS.values()
        for name, heading in zip(COLUMNS, headings, strict=True)
    }
    found = {
        names[normalised(column.text)]: column.position
        for column in export.columns
        if normalised(column.text) in names
    }
    lacking = [name for name in _NEEDED if name not in found]
    if lacking:
        raise CommentReviewError(
            f"{export.path.name}: there is no column {', '.join(lacking)}: it is no review of "
            "comments.",
            "give the file that `build-report comments EXPORT --output FILE` wrote.",
        )
    return found


def _decide(decisions: dict[str, Decision], key: str, keep: str, read: Decision) -> list[Mistake]:
    """Adds the decision of a row; what is wrong with it, in words."""
    answer = normalised(keep)
    if not key and not answer and not read.text:
        return []
    if not _KEY.fullmatch(key):
        return [(read.row, f"{quoted(key, 30)} is no key")]
    if key in decisions:
        return [(read.row, f"the same key as row {decisions[key].row}")]
    decisions[key] = Decision(_meant(answer), read.text, read.row)
    if answer and answer not in YES | NO:
        return [(read.row, f"{quoted(keep, 30)} under keep is neither yes nor no")]
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
        CommentReviewError: its mistakes, all of them, with their rows; that a text says what its
            author did not write is one.
    """
    keyed = comments.keyed(survey)
    _refuse_mistakes(keyed, review)
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


def _refuse_mistakes(keyed: Iterable[KeyedComment], review: Review) -> None:
    mistakes = sorted([*review.mistakes, *_added_words(keyed, review)])
    if mistakes:
        told = listed([f"row {row}: {wrong}" for row, wrong in mistakes])
        raise CommentReviewError(f"{review.name}: mistakes in the review:\n{told}", _FIX)


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
        language: of the names, the questions and the decisions.

    Raises:
        CommentReviewError: there is no comment, or the earlier review has mistakes.
    """
    if not comments.all:
        raise CommentReviewError(
            "There is no comment to review: no column of an open question was recognised, or "
            "nobody of the two teams wrote anything.",
            "name the columns with comments in the mapping file (comments:); "
            "`build-report check EXPORT` says which columns are not read.",
        )
    decided = review or Review()
    _refuse_mistakes(comments.keyed(questionnaire.id), decided)
    wordings = {question.id: question.wording[language] for question in questions}
    teams = {team.id: team.names[language].plain for team in questionnaire.teams}
    order = [*wordings]
    keyed = sorted(
        comments.keyed(questionnaire.id), key=lambda each: order.index(each.comment.question)
    )
    return tuple(
        (
            each.key,
            _said(decided.decisions.get(each.key), language),
            teams[each.comment.team],
            wordings[each.comment.question],
            _text(each, decided),
        )
        for each in keyed
    )


def _said(decision: Decision | None, language: str) -> str:
    if decision is None or decision.keep is None:
        return ""
    yes, no = _SAID.get(language, _SAID["en"])
    return yes if decision.keep else no


def _text(keyed: KeyedComment, review: Review) -> str:
    decision = review.decisions.get(keyed.key)
    return _left(keyed.comment, decision).text if decision else keyed.comment.text


def _left(comment: Comment, decision: Decision) -> Comment:
    """The comment with what a person has left of it; as it was where all words are still there."""
    if _words(decision.text) == _words(comment.text):
        return comment
    return Comment(comment.question, comment.team, redacted(decision.text))


def _added_words(keyed: Iterable[KeyedComment], review: Review) -> Iterator[Mistake]:
    """Where a text that may be shown has gained words; that of an unclear decision may be."""
    unclear = {row for row, _ in review.mistakes}
    for each in keyed:
        decision = review.decisions.get(each.key)
        if decision is None or not (decision.keep or decision.row in unclear):
            continue
        written = iter(_words(each.comment.text))
        # A subsequence: each word after the last.
        if not all(word in written for word in _words(decision.text)):
            yield decision.row, f"its author did not write all of this: {quoted(decision.text)}"


def _words(text: str) -> Sequence[str]:
    return [word.casefold() for word in _WORD.findall(_IN_BRACKETS.sub(" ", text))]
