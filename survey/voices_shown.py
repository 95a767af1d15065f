"""The decision which words and comments may be published; a part of that on the whole release.

A word is shown with the number of its authors in each team where that is nobody or at least k, and
the others who wrote are at least k. Comments are shown where a person reviewed them, enough people
of the team answered the survey, and enough of them the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey.cells import COMPANY
from survey.comment_review import Review, Reviewed, reviewed
from survey.comments import Comment, Comments
from survey.mapping import Mapping as ColumnsMapping
from survey.questionnaire import BOTH, OptionalQuestion, Questionnaire
from survey.release import Group, Rules
from survey.tally import Tally
from survey.vocabulary import Authors, Vocabulary, word_uses
from survey.voices import Remark, Voices, Words

LEAST_COMMENTS = 5
"""Fewer comments of a team on a question are a short list of suspects."""


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """The open questions of a survey, in order, and what was decided of the comments, if asked.

    `words`: whether the words of the teams are to be compared.
    """

    questions: tuple[OptionalQuestion, ...] = ()
    review: Review | None = None
    words: bool = True

    def reviewed(self, waves: Sequence[Tally], questionnaire: Questionnaire) -> Reviewed:
        """The comments of the last of these waves that the review keeps; none without a review.

        Raises:
            CommentReviewError: the review makes people say what they did not write.
        """
        if self.review is None:
            return Reviewed()
        *earlier, last = (wave.comments for wave in waves)
        return reviewed(last, self.review, questionnaire.id, earlier)


NOTHING_OPEN = OpenQuestions()


def open_questions(
    mappings: Iterable[ColumnsMapping], review: Review | None = None, *, words: bool = True
) -> OpenQuestions:
    """The open questions that any of the exports holds."""
    found: dict[str, OptionalQuestion] = {}
    for mapping in mappings:
        for entry in mapping.comments:
            found.setdefault(entry.question.id, entry.question)
    return OpenQuestions(tuple(found.values()), review, words)


def shown_voices(
    tally: Tally, questionnaire: Questionnaire, rules: Rules, asked: OpenQuestions
) -> Voices:
    """The words and comments of one wave that may be published.

    Comments are shown only where they were asked for and reviewed, and of one company alone.

    Args:
        tally: of the wave.
        questionnaire: names the two teams.
        rules: the thresholds in force.
        asked: the open questions, and the review of their comments.

    Raises:
        CommentReviewError: the review makes people say what they did not write.
    """
    found = dict(zip(tally.groups, tally.respondents.tolist(), strict=True))
    sizes = {team.id: found.get(Group(team=team.id), 0) for team in questionnaire.teams}
    kept = asked.reviewed([tally], questionnaire).kept if _one_company(tally) else ()
    return Voices(
        words=shown_words(tally.words, sizes, rules) if asked.words else (),
        remarks=shown_remarks(tally.comments, kept, sizes, asked.questions, rules),
    )


def unvoiced_notes(asked: OpenQuestions, shown: Voices, rules: Rules) -> tuple[str, ...]:
    """Why nothing is shown of the open questions, where they were recognised and nothing is."""
    if not asked.questions or shown.words or shown.remarks:
        return ()
    columns = ", ".join(question.id for question in asked.questions)
    k, least = rules.minimum_group, max(rules.distribution_base, rules.minimum_group)
    comments = (
        "no comment is shown without a review (`build-report comments`)."
        if asked.review is None
        else f"a comment needs a yes, {least} people of each team who answered, and "
        f"{max(LEAST_COMMENTS, k)} of them who wrote."
    )
    words = (
        f"No word may be shown: it takes {least} people of each team who wrote in its language, "
        f"and words that nobody or {k} of a team used"
        if asked.words
        else "Words are not compared (words: false in the settings)"
    )
    return (f"{columns}: there is no Voices page. {words}; {comments}",)


def _one_company(tally: Tally) -> bool:
    column = tally.cells.columns.index(COMPANY)
    stated = {tally.cells.labels[column][code] for code in tally.cells.codes[:, column].tolist()}
    return len(stated) <= 1


def shown_words(counts: Vocabulary, sizes: Mapping[str, int], rules: Rules) -> tuple[Words, ...]:
    """The words that may be shown, by language of the comments, most authors first.

    Args:
        counts: authors by word.
        sizes: people of the first and the second team who answered the survey.
        rules: the thresholds in force.
    """
    first, second = sizes
    teams = (first, second)
    found = []
    settled = counts.settled()
    others = tuple(sizes.values())
    for language in settled.languages:
        authors = settled.authors_of(language, teams)
        left = tuple(size - wrote for size, wrote in zip(others, authors, strict=True))
        if not _enough(authors, left, rules):
            continue
        people = settled.words_of(language, teams)
        shown = [word for word, used in people.items() if _may_be_shown(used, authors, rules)]
        words = word_uses(settled, language, teams, shown)
        if words:
            uses = settled.uses_of(language, teams)
            found.append(Words(language=language, authors=authors, uses=uses, words=words))
            others = left
    return tuple(found)


def _may_be_shown(used: Authors, authors: Authors, rules: Rules) -> bool:
    """Whether in each team nobody or at least k used the word, and at least k did not."""
    k = rules.minimum_group
    return all(
        (n == 0 or n >= k) and wrote - n >= k for n, wrote in zip(used, authors, strict=True)
    )


def _enough(authors: Authors, left: Sequence[int], rules: Rules) -> bool:
    """Whether enough of each team wrote; those who are of no language shown are nobody or k."""
    least = max(rules.distribution_base, rules.minimum_group)
    return all(
        wrote >= least and (others == 0 or others >= rules.minimum_group)
        for wrote, others in zip(authors, left, strict=True)
    )


def shown_remarks(
    written: Comments,
    kept: Sequence[Comment],
    sizes: Mapping[str, int],
    questions: Sequence[OptionalQuestion],
    rules: Rules,
) -> tuple[Remark, ...]:
    """The comments that may be shown: as many of each team on each question.

    Args:
        written: all comments.
        kept: those a person has reviewed and kept, in the order of their keys.
        sizes: people of each team who answered the survey.
        questions: the open questions, in order.
        rules: the thresholds in force.
    """
    return tuple(
        remark
        for question in questions
        for remark in _of_question(question, written, kept, sizes, rules)
    )


def _of_question(
    question: OptionalQuestion,
    written: Comments,
    kept: Sequence[Comment],
    sizes: Mapping[str, int],
    rules: Rules,
) -> Iterator[Remark]:
    asked = [team for team in sizes if question.asked_to in {BOTH, team}]
    by_team = {
        team: [each for each in kept if (each.question, each.team) == (question.id, team)]
        if _many(written.written(question.id, team), sizes[team], rules)
        else []
        for team in asked
    }
    as_many = min(len(comments) for comments in by_team.values())
    for comments in by_team.values():
        for comment in comments[:as_many]:
            yield Remark(comment.question, comment.team, comment.text)


def _many(written: int, size: int, rules: Rules) -> bool:
    k = rules.minimum_group
    return size >= max(rules.distribution_base, k) and written >= max(LEAST_COMMENTS, k)
