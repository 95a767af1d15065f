"""Reads the questions beside the items: numbers, words, and what the other team would say."""

from __future__ import annotations

from collections.abc import Sequence

from survey.fields import Fields, tell_repeated
from survey.questionnaire import BOTH, Item, MetaQuestion, OptionalQuestion, Team

META = "meta"
_KINDS = ("open", "number", META)


def read_optional(
    fields: Fields, languages: Sequence[str], teams: Sequence[Team], items: Sequence[Item]
) -> tuple[tuple[OptionalQuestion, ...], tuple[MetaQuestion, ...]]:
    """The questions for numbers and words, and those that ask what the other team would say."""
    entries = fields.mappings("optional")
    kinds = [entry.choice("kind", _KINDS) for entry in entries]
    named = list(zip(entries, kinds, strict=True))
    meta = [entry for entry, kind in named if kind == META]
    tell_repeated(
        ((entry, "id", entry.identifier("id")) for entry in entries), [item.id for item in items]
    )
    questions = tuple(_meta(entry, languages, teams, items) for entry in meta)
    _tell_asked_twice(list(zip(meta, questions, strict=True)), languages, items)
    plain = [_plain(entry, kind, languages, teams) for entry, kind in named if kind != META]
    return tuple(plain), questions


def _plain(
    entry: Fields, kind: str, languages: Sequence[str], teams: Sequence[Team]
) -> OptionalQuestion:
    return OptionalQuestion(
        id=entry.identifier("id"),
        kind="number" if kind == "number" else "open",
        asked_to=_asked_to(entry, teams),
        wording=entry.translations("wording", languages),
        highest=entry.number("highest", 168, low=1, high=1000),
    )


def _meta(
    entry: Fields, languages: Sequence[str], teams: Sequence[Team], items: Sequence[Item]
) -> MetaQuestion:
    predicts = _predicts(entry, teams, [item.id for item in items])
    found = [item for item in items if item.id in predicts.values()] or [*items[:1]]
    if len({item.scale.id for item in found}) > 1:
        entry.mistake("predicts", "names items that are answered on different scales")
    if len({item.reverse_keyed for item in found}) > 1 and not entry.has("reverse_keyed"):
        entry.mistake(
            "reverse_keyed", "is needed: one of the items it predicts is reverse-keyed, one is not"
        )
    return MetaQuestion(
        id=entry.identifier("id"),
        predicts=predicts,
        scale=found[0].scale,
        reverse_keyed=entry.flag("reverse_keyed", default=found[0].reverse_keyed),
        wording=entry.translations("wording", languages),
    )


def _asked_to(entry: Fields, teams: Sequence[Team]) -> str:
    return entry.choice("asked_to", (BOTH, *(team.id for team in teams)), BOTH)


def _predicts(entry: Fields, teams: Sequence[Team], items: Sequence[str]) -> dict[str, str]:
    """Team to item: one item for all who are asked, or one for each team."""
    asked_to = _asked_to(entry, teams)
    asked = [team.id for team in teams if asked_to in {BOTH, team.id}]
    if entry.is_text("predicts") or not entry.has("predicts"):
        return dict.fromkeys(asked, entry.choice("predicts", items))
    by_team = entry.mapping("predicts")
    if asked_to != BOTH:
        by_team.allow(*(team.id for team in teams))
        entry.mistake("predicts", f'must be one item: the question is asked to "{asked_to}" alone')
        return {}
    return {team: by_team.choice(team, items) for team in asked}


def _tell_asked_twice(
    named: Sequence[tuple[Fields, MetaQuestion]], languages: Sequence[str], items: Sequence[Item]
) -> None:
    """One answer of a team is foreseen once, and no wording is that of another question."""
    tell_repeated(
        (entry, "predicts", f"{item} foreseen by {team}")
        for entry, question in named
        for team, item in question.predicts.items()
    )
    for language in languages:
        tell_repeated(
            ((entry, "wording", question.wording[language]) for entry, question in named),
            [item.wording[language] for item in items],
        )
