"""Reads who is asked from a questionnaire file: the two teams and the profile questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from survey.fields import Fields, spellings, tell_repeated
from survey.questionnaire import (
    BOTH,
    OTHER,
    ProfileQuestion,
    ProfileValue,
    Team,
    TeamName,
)

_Role = Literal["team", "segment", "company", "wave", "language", "other"]
_Colour = Literal["violet", "orange"]

_ROLES: Final[dict[str, _Role]] = {
    "team": "team",
    "segment": "segment",
    "company": "company",
    "wave": "wave",
    "language": "language",
    "other": "other",
}
_COLOURS: Final[dict[str, _Colour]] = {"violet": "violet", "orange": "orange"}
_BOTH_TEAMS = ("Both", "Both teams", "Les deux", "Les deux équipes")
_OTHER_TEAM = ("Other", "Another team", "Neither", "Autre", "Autre équipe", "Aucune des deux")
_TEAM_LABEL = {"en": "Team", "fr": "Équipe"}
_TEAM_WORDING = {
    "en": "Which team do you work in?",
    "fr": "Dans quelle équipe travaillez-vous\u202f?",
}


def read_teams(
    fields: Fields, languages: Sequence[str]
) -> tuple[tuple[Team, ...], tuple[str, ...], tuple[str, ...]]:
    """The teams, and the answers that mean both of them or another one; two when all is right."""
    entries = fields.mappings("teams", required=True)
    if entries and len(entries) != len(_COLOURS):
        fields.mistake("teams", f"are {len(entries)}; exactly two teams are compared")
    teams = tuple(
        _team(entry, languages, "orange" if position else "violet")
        for position, entry in enumerate(entries)
    )
    both = fields.texts("both") or _BOTH_TEAMS
    other = fields.texts("other") or _OTHER_TEAM
    named = list(zip(entries, teams, strict=True))
    tell_repeated((entry, "id", team.id) for entry, team in named)
    tell_repeated((entry, "colour", team.colour) for entry, team in named)
    tell_repeated(
        [
            *((entry, "answers", answer) for entry, team in named for answer in team.answers),
            *((fields, "both", answer) for answer in both),
            *((fields, "other", answer) for answer in other),
        ]
    )
    return teams, both, other


def read_profile(
    fields: Fields, languages: Sequence[str], taken: Sequence[str]
) -> tuple[ProfileQuestion, ...]:
    """The questions about the respondent; one that asks for the team is always among them.

    `taken` are the ids of other questions: a column's code must name one question only.
    """
    entries = fields.mappings("profile")
    questions = tuple(_question(entry, languages) for entry in entries)
    named = list(zip(entries, questions, strict=True))
    tell_repeated(((entry, "id", question.id) for entry, question in named), taken)
    tell_repeated(
        (entry, "role", question.role)
        for entry, question in named
        if question.role not in {"segment", "other"}
    )
    if any(question.role == "team" for question in questions):
        return questions
    return (_team_question(languages), *questions)


def _team(entry: Fields, languages: Sequence[str], colour: _Colour) -> Team:
    team_id = entry.identifier("id")
    if team_id in {BOTH, OTHER}:
        entry.mistake("id", f'"{team_id}" already means respondents of neither single team')
    names = _names(entry, languages)
    plain = tuple(dict.fromkeys(name.plain for name in names.values()))
    return Team(
        id=team_id,
        names=names,
        colour=_COLOURS[entry.choice("colour", tuple(_COLOURS), colour)],
        answers=entry.texts("answers") or plain,
    )


def _names(entry: Fields, languages: Sequence[str]) -> dict[str, TeamName]:
    if entry.is_text("name"):
        plain = entry.text("name")
        return {
            code: TeamName(plain=plain, article=plain, of=_of(plain, code)) for code in languages
        }
    names = entry.mapping("name", required=True)
    if not entry.has("name"):
        names.allow(*languages)
        return {code: TeamName(plain="", article="", of="") for code in languages}
    return {code: _name(names.mapping(code, short="plain"), code) for code in languages}


def _name(forms: Fields, language: str) -> TeamName:
    plain = forms.text("plain")
    return TeamName(
        plain=plain,
        article=forms.text("article", plain),
        of=forms.text("of", _of(plain, language)),
    )


def _of(plain: str, language: str) -> str:
    """The name after "of"; in French after "de", or "d'" before a vowel.

    >>> _of("Sales", "en"), _of("Produit", "fr"), _of("Études", "fr")
    ('of Sales', 'de Produit', "d'Études")
    """
    if language != "fr":
        return f"of {plain}"
    return f"d'{plain}" if plain[:1].casefold() in set("aâeéèêiîoôuyh") else f"de {plain}"


def _question(entry: Fields, languages: Sequence[str]) -> ProfileQuestion:
    question_id = entry.identifier("id")
    label = entry.translations("label", languages, dict.fromkeys(languages, question_id))
    parts = entry.mappings("values", short="label")
    values = tuple(_profile_value(part, languages) for part in parts)
    named = list(zip(parts, values, strict=True))
    tell_repeated((part, "id", value.id) for part, value in named)
    tell_repeated(
        (part, "label", spelling)
        for part, value in named
        for spelling in spellings(value.id, *value.label.values(), *value.aliases)
    )
    return ProfileQuestion(
        id=question_id,
        role=_ROLES[entry.choice("role", tuple(_ROLES), "segment")],
        label=label,
        wording=entry.translations("wording", languages, label),
        values=values,
    )


def _profile_value(part: Fields, languages: Sequence[str]) -> ProfileValue:
    label = part.translations("label", languages)
    slug = re.sub(r"[^a-z0-9]+", "-", next(iter(label.values())).casefold()).strip("-")
    return ProfileValue(
        id=part.identifier("id", slug[:40].rstrip("-") or None),
        label=label,
        aliases=part.texts("aliases"),
        leads=part.flag("leads"),
    )


def _team_question(languages: Sequence[str]) -> ProfileQuestion:
    return ProfileQuestion(
        id="team",
        role="team",
        label={language: _TEAM_LABEL[language] for language in languages},
        wording={language: _TEAM_WORDING[language] for language in languages},
    )
