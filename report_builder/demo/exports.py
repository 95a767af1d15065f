"""The invented answers as two survey tools export them, with head-counts and settings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, product
from random import Random
from unicodedata import combining, normalize

from report_builder.demo import meridian
from report_builder.demo.answers import CANT_SAY, Respondent, respondents
from report_builder.demo.story import THIS_YEAR, YEAR_BEFORE, Story
from survey.questionnaire import Item, OptionalQuestion, ProfileQuestion, Questionnaire

WORKING_DAYS = (0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18)
DOCUMENTATION_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
"""Internet addresses kept for examples (RFC 5737): nobody has them."""

STEM = {
    "en": "How far do you agree with the following statements?",
    "fr": "Dans quelle mesure êtes-vous d'accord avec les affirmations suivantes ?",
}
OUTSIDE_TEAMS = {"both": {"en": "Both", "fr": "Les deux"}, "other": {"en": "Other", "fr": "Autre"}}

QUALTRICS_METADATA = (
    ("StartDate", "Start Date", "startDate"),
    ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"),
    ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"),
    ("Duration (in seconds)", "Duration (in seconds)", "duration"),
    ("Finished", "Finished", "finished"),
    ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
)
"""Export tag, label and import id of what Qualtrics writes about a response."""

TESTS = ("Survey Preview", "Survey Preview", "Survey Test")
"""Responses of the survey's author, which Qualtrics marks and Google Forms does not know."""


def demo_files(questionnaire: Questionnaire) -> dict[str, bytes]:
    """The files of the example by name: two exports of the same answers, one of the year before.

    Args:
        questionnaire: ours; the wordings and labels of the exports are taken from it.
    """
    return {
        "qualtrics_en.csv": _csv(_qualtrics(_Answered.of(questionnaire, THIS_YEAR))),
        "google_forms_fr.csv": _csv(_google_forms(_Answered.of(questionnaire, THIS_YEAR)), "\r\n"),
        "qualtrics_en_2025.csv": _csv(_qualtrics(_Answered.of(questionnaire, YEAR_BEFORE))),
        "headcount.csv": _csv(_headcount(_Labels(questionnaire, "en"))),
        "settings.yml": meridian.SETTINGS.encode(),
    }


def _csv(rows: Iterable[Sequence[str]], line_end: str = "\n") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """What a survey tool keeps of a respondent besides the answers; all invented."""

    start: datetime
    end: datetime
    address: str
    first_name: str
    last_name: str
    email: str
    response: str


def _visits(story: Story, size: int) -> tuple[_Visit, ...]:
    """A visit for each respondent, in order of time; most come in the first days."""
    random = Random(f"{story.seed}/visits")  # noqa: S311 - an invention, not a secret
    minutes = sorted(
        int(min(random.random(), random.random()) * len(WORKING_DAYS) * 540) for _ in range(size)
    )
    return tuple(_visit(story, random, place, minute) for place, minute in enumerate(minutes))


def _visit(story: Story, random: Random, place: int, minute: int) -> _Visit:
    day, time = divmod(minute, 540)
    after = timedelta(days=WORKING_DAYS[day], minutes=time, seconds=_upto(random, 60))
    start = story.first_day + after
    first_name, last_name = _one(random, meridian.FIRST_NAMES), _one(random, meridian.LAST_NAMES)
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789"
    return _Visit(
        start=start,
        end=start + timedelta(seconds=240 + _upto(random, 900)),
        address=f"{_one(random, DOCUMENTATION_NETWORKS)}.{1 + _upto(random, 254)}",
        first_name=first_name,
        last_name=last_name,
        email=f"{_plain(first_name)}.{_plain(last_name)}.{place:03}@example.org",
        response="R_" + "".join(_one(random, letters) for _ in range(15)),
    )


def _upto(random: Random, size: int) -> int:
    return int(random.random() * size)


def _one(random: Random, choices: Sequence[str]) -> str:
    return choices[_upto(random, len(choices))]


def _plain(name: str) -> str:
    """A name in lower case without accents."""
    letters = normalize("NFD", name.lower())
    return "".join(letter for letter in letters if not combining(letter))


Question = ProfileQuestion | Item | OptionalQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    """A wave of the survey: what was asked, and who answered when."""

    questionnaire: Questionnaire
    story: Story
    respondents: tuple[Respondent, ...]
    visits: tuple[_Visit, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire, story: Story) -> _Answered:
        answered = respondents(questionnaire, story)
        return cls(
            questionnaire=questionnaire,
            story=story,
            respondents=answered,
            visits=_visits(story, len(answered)),
        )

    @property
    def questions(self) -> tuple[Question, ...]:
        """What Meridian asked: team, role, site, every statement and the open questions."""
        profile = {question.id: question for question in self.questionnaire.profile}
        asked = (profile[name] for name in ("team", "role", "site"))
        optional = self.questionnaire.optional if self.story.comments else ()
        open_ended = (question for question in optional if question.kind == "open")
        return (*asked, *map(self._worded, self.story.asked(self.questionnaire)), *open_ended)

    def _worded(self, item: Item) -> Item:
        worded = self.story.worded.get(item.id)
        return item if worded is None else replace(item, wording={"en": worded})


class _Labels:
    """The words of the questionnaire in one language, as a respondent's tool exports them."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        roles = next(question for question in questionnaire.profile if question.id == "role")
        self._language = language
        self._roles = {value.id: value.label[language] for value in roles.values}
        self._teams = {team.id: team.names[language].plain for team in questionnaire.teams}
        self._teams |= {name: labels[language] for name, labels in OUTSIDE_TEAMS.items()}

    def team(self, team: str) -> str:
        """The label of a team; "" stays empty, as with the others."""
        return self._teams.get(team, "")

    def role(self, role: str) -> str:
        """The label of a role."""
        return self._roles.get(role, "")

    def point(self, item: Item, point: int | None) -> str:
        """The label of what was ticked; "" for nothing."""
        if point is None:
            return ""
        if point == CANT_SAY:
            return item.scale.cant_say[self._language]
        return item.scale.points[point - 1].label[self._language]

    def cells(self, questions: Iterable[Question], one: Respondent) -> Iterator[str]:
        """The answers of a respondent, question by question."""
        said = dict(zip(("OPN1", "OPN2"), one.comments, strict=True))
        said |= {"team": self.team(one.team), "role": self.role(one.role), "site": one.site}
        for question in questions:
            if isinstance(question, Item):
                yield self.point(question, one.answers.get(question.id))
            else:
                yield said[question.id]


def _qualtrics(wave: _Answered) -> Iterator[Sequence[str]]:
    """A Qualtrics export with choice texts: three header rows, one column a statement."""
    questions, labels = wave.questions, _Labels(wave.questionnaire, "en")
    headers = [*QUALTRICS_METADATA, *_qualtrics_headers(questions)]
    yield [tag for tag, _, _ in headers]
    yield [text for _, text, _ in headers]
    yield [json.dumps({"ImportId": name}, separators=(",", ":")) for _, _, name in headers]
    tests = zip(TESTS, wave.respondents, _visits(wave.story, len(TESTS)), strict=False)
    real = ["IP Address"] * len(wave.respondents)
    answered = zip(real, wave.respondents, wave.visits, strict=True)
    for status, one, visit in chain(tests, answered):
        metadata = _qualtrics_metadata(status, one, visit, wave.story)
        yield [*metadata, *labels.cells(questions, one)]


def _qualtrics_headers(questions: Iterable[Question]) -> Iterator[tuple[str, str, str]]:
    """Export tag, text and import id of each question; a theme is a matrix question."""
    numbers: dict[str, int] = {}
    rows: dict[str, int] = {}
    for question in questions:
        matrix = question.dimension if isinstance(question, Item) else question.id
        number = numbers.setdefault(matrix, len(numbers) + 1)
        if isinstance(question, Item):
            rows[matrix] = rows.get(matrix, 0) + 1
            text = f"{STEM['en']} - {question.wording['en']}"
            yield f"Q{number}_{question.id}", text, f"QID{number}_{rows[matrix]}"
        elif isinstance(question, OptionalQuestion):
            yield question.id, question.wording["en"], f"QID{number}_TEXT"
        else:
            yield question.id, question.wording["en"], f"QID{number}"


def _qualtrics_metadata(
    status: str, one: Respondent, visit: _Visit, story: Story
) -> tuple[str, ...]:
    seconds = int((visit.end - visit.start).total_seconds())
    finished = bool(one.site) and len(one.answers) > max(places for _, places in story.stopped)
    return (
        f"{visit.start:%Y-%m-%d %H:%M:%S}",
        f"{visit.end:%Y-%m-%d %H:%M:%S}",
        status,
        visit.address,
        "100" if finished else str(10 + 2 * len(one.answers)),
        str(seconds),
        str(finished),
        f"{visit.end:%Y-%m-%d %H:%M:%S}",
        visit.response,
        visit.last_name,
        visit.first_name,
        visit.email,
        f"{story.reference}-{one.place:04}",
        "0.0000",
        f"{one.place / 1000:.4f}",
        "email" if status == "IP Address" else "preview",
        "EN",
    )


def _google_forms(wave: _Answered) -> Iterator[Sequence[str]]:
    """A Google Forms export in French: one header row of whole texts, statements in a grid."""
    questions, labels = wave.questions, _Labels(wave.questionnaire, "fr")
    yield ["Horodateur", "Adresse e-mail", *map(_google_header, questions)]
    for one, visit in zip(wave.respondents, wave.visits, strict=True):
        stamp = f"{visit.end:%d/%m/%Y %H:%M:%S}"
        yield [stamp, visit.email, *labels.cells(questions, one)]


def _google_header(question: Question) -> str:
    text = question.wording["fr"]
    return f"{STEM['fr']} [{text}]" if isinstance(question, Item) else text


def _headcount(labels: _Labels) -> Iterator[Sequence[str]]:
    """The people asked, by team, role and site; a cell without people has no row."""
    yield ["team", "role", "site", "headcount"]
    for team, role in product(meridian.TEAMS, meridian.ROLES):
        for site, people in zip(meridian.SITES, meridian.ASKED[team][role], strict=True):
            if people:
                yield [labels.team(team), labels.role(role), site, str(people)]
