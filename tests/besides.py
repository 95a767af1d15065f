"""What a report tells beside the answers: words, numbers declared, what is noticed, heads counted.

Drawn at random for the surveys of `drawn`, and audited apart from the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
from audited import Audit, People, Survey
from singling import Members, singled_out

from survey.stakes import ClientFigures

Drawing = np.random.Generator

SILENT = ""
SENTENCES = {
    "en": "They are with {}, and never without the others.",
    "fr": "Ils sont avec {}, et jamais sans les autres.",
}
"""Whose own words carry no meaning, and tell the language."""

WORDS = {
    "en": ("planning", "trust", "pricing", "budget", "training", "software"),
    "fr": ("confiance", "tarif", "budget", "formation", "logiciel"),
}
FLAGS = ("straight-lining", "speeding")
REMOVED = ("partial", "no-team", "speeding")
FIGURES = ClientFigures(
    currency="EUR",
    revenue=9_000_000.0,
    weeks=40.0,
    hourly_cost={"marketing": 50.0, "sales": 45.0},
    lost_deals=1_000_000.0,
)


def drawn_besides(survey: Survey, random: Drawing) -> Survey:
    """The same people, who also write and declare, and of whom something is noticed."""
    waves = {wave: _with_besides(people, random) for wave, people in survey.waves.items()}
    reasons = {reason: int(random.integers(1, 6)) for reason in REMOVED if random.random() < 0.4}
    return replace(survey, waves=waves, removed=reasons)


def _with_besides(people: People, random: Drawing) -> People:
    size = people.team.size
    language = _languages(random, size)
    wrote: dict[str, Members] = {}
    for word in dict.fromkeys(word for words in WORDS.values() for word in words):
        speaks = np.array([word in WORDS.get(code, ()) for code in language.tolist()])
        often = np.where(people.team == "sales", *random.random(2))
        wrote[word] = speaks & (random.random(size) < often)
    wrote["budget"] |= (language != SILENT) & ~np.any([*wrote.values()], axis=0)
    return replace(
        people,
        language=language,
        words=wrote,
        flags={reason: random.random(size) < random.choice([0, 0.1, 0.5]) for reason in FLAGS},
        declared={
            question: np.where(
                random.random(size) < random.choice([0.3, 0.9, 1]),
                random.integers(0, 11, size).astype(float),
                np.nan,
            )
            for question in ("NUM1", "NUM2")
        },
    )


def _languages(random: Drawing, size: int) -> npt.NDArray[np.str_]:
    """Nearly everybody writes, or half of them; in one language, or some in another."""
    found = np.full(size, "en")
    found[random.random(size) < random.choice([0, 0.05, 0.4])] = "fr"
    found[random.random(size) < random.choice([0, 0.05, 0.5])] = SILENT
    return found


def texts(people: People) -> list[str]:
    """What each person wrote: a sentence of their words."""
    return [_text(people, place) for place in range(people.team.size)]


def _text(people: People, place: int) -> str:
    code = str(people.language[place])
    if code == SILENT:
        return ""
    return SENTENCES[code].format(", ".join(w for w, used in people.words.items() if used[place]))


def wrong_besides(audit: Audit) -> list[str]:
    """What a document says beside the answers that is not so, or tells of a few people."""
    told, survey = audit.document, audit.survey
    wave, people = [*survey.waves.items()][-1]
    found = [*_wrong_words(told["words"], people), *_wrong_responses(audit, people)]
    found += _wrong_figures(told["stakes"])
    found += [
        f"{wave} {name}: {few} people"
        for name, rows in (*_rows_of_words(told["words"], people), *_rows_of_flags(audit, people))
        if (few := singled_out(rows, audit.minimum))
    ]
    return found


def _wrong_words(rows: Sequence[Mapping[str, Any]], people: People) -> Iterator[str]:
    written = np.array([*people.words.values()])
    for row in rows:
        speaks = people.language == row["language"]
        for place, team in enumerate(row["groups"]):
            wrote = speaks & (people.team == team)
            true = {
                "people": (wrote & people.words[row["word"]]).sum(),
                "authors": wrote.sum(),
                "uses": (written & wrote).sum(),
            }
            told = {name: row[name][place] for name in true}
            if told != true:
                yield f"{row['word']} {team}: {told} told, {true} true"


def _rows_of_words(
    rows: Sequence[Mapping[str, Any]], people: People
) -> Iterator[tuple[str, list[Members]]]:
    """Of each team: itself, who wrote in a language that is shown, who used a word of it."""
    languages = sorted({row["language"] for row in rows})
    for team in sorted(set(people.team.tolist())) if rows else ():
        of_team = people.team == team
        wrote = [of_team & (people.language == language) for language in languages]
        yield f"languages {team}", [of_team, *wrote]
        for row in rows:
            speaks = of_team & (people.language == row["language"])
            yield f"word {row['word']} {team}", [speaks, speaks & people.words[row["word"]]]


def _wrong_responses(audit: Audit, people: People) -> Iterator[str]:
    told = audit.document["provenance"]["responses"]
    removed = {each["reason"]: each["responses"] for each in told["removed"]}
    if removed != audit.survey.removed:
        yield f"removed: {removed} told, {audit.survey.removed} true"
    for each in told["flagged"]:
        true = int(people.flags[each["reason"]].sum())
        if each["responses"] not in {None, true}:
            yield f"{each['reason']}: {each['responses']} told, {true} true"


def _rows_of_flags(audit: Audit, people: People) -> Iterator[tuple[str, list[Members]]]:
    """Of all that count, those of whom something is noticed, where that is told."""
    others = np.zeros([*audit.survey.others.values()][-1], dtype=bool)
    for each in audit.document["provenance"]["responses"]["flagged"]:
        marked = np.concatenate([people.flags[each["reason"]], others])
        if each["responses"] is not None:
            yield each["reason"], [np.ones_like(marked), marked]


def _wrong_figures(stakes: Mapping[str, Any] | None) -> Iterator[str]:
    """The client's figures are the client's; what they give is within what they could give."""
    if stakes is None:
        return
    if stakes["figures"] != asdict(FIGURES):
        yield f"figures: {stakes['figures']}"
    for row in stakes["hours"]:
        if not 0 <= row["low"] <= row["mean"] <= row["high"]:
            yield f"hours: {row}"


def wrong_heads(audit: Audit, asked: Mapping[tuple[str, str, str], int]) -> list[str]:
    """Head-counts and strata that are not those of the file, or of who answered."""
    found = []
    for group in audit.document["groups"]:
        if group["asked"] is not None and not group["segment"]:
            true = sum(asked[team, "", ""] for team in _teams(group["team"]))
            if group["asked"] != true:
                found.append(f"{group['id']}: {group['asked']} asked, {true} true")
    rows = sorted(
        audit.document["weights"], key=lambda row: (row["group"].split("/")[0], row["rest"])
    )
    for team, strata in groupby(rows, key=lambda row: row["group"].split("/")[0]):
        found += _wrong_strata(audit, team, [*strata], asked[team, "", ""])
    return found


def _teams(team: str | None) -> Sequence[str]:
    return [team] if team else ["marketing", "sales"]


def _wrong_strata(
    audit: Audit, team: str, strata: Sequence[Mapping[str, Any]], asked: int
) -> Iterator[str]:
    """The people of each level shown, and those of none; together those of the team."""
    [(wave, whole)] = audit.members(team, "")
    rest = whole.copy()
    for row in strata:
        members = rest if row["rest"] else dict(audit.members(row["group"], ""))[wave]
        rest = rest & ~members
        if row["answered"] != members.sum():
            yield f"{row['group']}: {row['answered']} of {members.sum()} answered"
    if rest.any() or sum(row["asked"] for row in strata) + strata[0]["unheard"] != asked:
        yield f"{team}: strata of {strata}, {asked} asked"
