"""Reads a questionnaire from its file: ours, or one that somebody wrote.

The format is docs/reference/questionnaire.md. Much of it has a default, so that a short
questionnaire is a short file; every mistake is told at once, with file, line and field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from survey.errors import QuestionnaireError
from survey.fields import Fields, reading, tell_repeated
from survey.optional_file import read_optional
from survey.profile_file import read_profile, read_teams
from survey.questionnaire import (
    BOTH,
    Dimension,
    Item,
    MetaQuestion,
    MirrorPair,
    OptionalQuestion,
    ProfileQuestion,
    Questionnaire,
    ResponseScale,
    Team,
    Texts,
)
from survey.scale_file import LANGUAGES, OURS, read_scales

LONGEST_TITLE = 45
"""Characters of an item's title: one line of a chart on a wide screen."""

_FIX = "correct the lines named; docs/reference/questionnaire.md describes every field."
_ONE_DIMENSION = "statements"
_ITS_NAME = {"en": "Statements", "fr": "Affirmations"}


def load_questionnaire(path: Path | None = None) -> Questionnaire:
    """The questionnaire of a file; ours when none is named.

    Raises:
        FileMissingError: the file is not there or cannot be opened.
        YamlError: it is not plain YAML.
        QuestionnaireError: it has mistakes; all of them are listed with line and field.
    """
    with reading(path or OURS, QuestionnaireError, _FIX) as fields:
        return _questionnaire(fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What items may name."""

    languages: tuple[str, ...]
    teams: tuple[Team, ...]
    scales: tuple[ResponseScale, ...]
    dimensions: tuple[Dimension, ...]
    pairs: tuple[MirrorPair, ...]
    levers: str | None


def _questionnaire(fields: Fields) -> Questionnaire:
    languages = _languages(fields)
    item_entries = fields.mappings("items", required=True)
    pair_entries = fields.mappings("pairs")
    teams, both, other = read_teams(fields, languages)
    known = _Known(
        languages=languages,
        teams=teams,
        scales=read_scales(fields, languages),
        dimensions=_dimensions(fields, item_entries, languages),
        pairs=_pairs(pair_entries, languages),
        levers=fields.optional_text("levers"),
    )
    items = _items(item_entries, known)
    _tell_half_pairs(pair_entries, items, known)
    questionnaire_id = fields.identifier("id")
    title = fields.translations("title", languages)
    version = fields.text("version", "1")
    optional, meta, profile = _beside(fields, known, items)
    alignment = fields.choice("alignment_item", [item.id for item in items], "")
    fields.finish()
    return Questionnaire(
        id=questionnaire_id,
        version=version,
        title=title,
        languages=languages,
        teams=(teams[0], teams[1]),
        both=both,
        other=other,
        scales=known.scales,
        dimensions=known.dimensions,
        items=items,
        pairs=known.pairs,
        profile=profile,
        optional=optional,
        alignment_item=alignment or None,
        levers=known.levers,
        meta=meta,
    )


def _beside(
    fields: Fields, known: _Known, items: Sequence[Item]
) -> tuple[tuple[OptionalQuestion, ...], tuple[MetaQuestion, ...], tuple[ProfileQuestion, ...]]:
    """The questions beside the items; no two of all have one id."""
    optional, meta = read_optional(fields, known.languages, known.teams, items)
    taken = [*(one.id for one in items), *(one.id for one in optional), *(one.id for one in meta)]
    return optional, meta, read_profile(fields, known.languages, taken)


def _languages(fields: Fields) -> tuple[str, ...]:
    stated = fields.texts("languages", LANGUAGES)
    tell_repeated((fields, "languages", language) for language in stated)
    known = tuple(dict.fromkeys(language for language in stated if language in LANGUAGES))
    return known or LANGUAGES[:1]


def _dimensions(
    fields: Fields, items: Sequence[Fields], languages: Sequence[str]
) -> tuple[Dimension, ...]:
    """The dimensions listed, or else those the items name; one for all when they name none."""
    entries = fields.mappings("dimensions", short="id")
    if not entries:
        named = dict.fromkeys(item.identifier("dimension", _ONE_DIMENSION) for item in items)
        return tuple(
            Dimension(id=name, name=_named(name, languages), outcome=False) for name in named
        )
    dimensions = tuple(_dimension(entry, languages) for entry in entries)
    tell_repeated((entry, "id", one.id) for entry, one in zip(entries, dimensions, strict=True))
    used = {item.text("dimension", dimensions[0].id) for item in items}
    for entry, one in zip(entries, dimensions, strict=True):
        if one.id not in used:
            entry.mistake("id", f'no item belongs to the dimension "{one.id}"')
    if all(one.outcome for one in dimensions):
        fields.mistake("dimensions", "are all outcomes; at least one must count for the index")
    return dimensions


def _named(dimension: str, languages: Sequence[str]) -> dict[str, str]:
    """The name of a dimension that the file does not name: its id, but for the only one's."""
    own = _ITS_NAME if dimension == _ONE_DIMENSION else {}
    return {language: own.get(language, dimension) for language in languages}


def _dimension(entry: Fields, languages: Sequence[str]) -> Dimension:
    dimension_id = entry.identifier("id")
    return Dimension(
        id=dimension_id,
        name=entry.translations("name", languages, dict.fromkeys(languages, dimension_id)),
        outcome=entry.flag("outcome"),
    )


def _pairs(entries: Sequence[Fields], languages: Sequence[str]) -> tuple[MirrorPair, ...]:
    pairs = tuple(
        MirrorPair(id=entry.identifier("id"), label=entry.translations("label", languages))
        for entry in entries
    )
    tell_repeated((entry, "id", pair.id) for entry, pair in zip(entries, pairs, strict=True))
    return pairs


def _items(entries: Sequence[Fields], known: _Known) -> tuple[Item, ...]:
    items = tuple(_item(entry, known) for entry in entries)
    named = list(zip(entries, items, strict=True))
    tell_repeated((entry, "id", item.id) for entry, item in named)
    for key, texts in (("title", _titles), ("wording", _wordings)):
        for language in known.languages:
            tell_repeated((entry, key, texts(item)[language]) for entry, item in named)
    _tell_mixed_scales(named, known)
    return items


def _titles(item: Item) -> Texts:
    return item.title


def _wordings(item: Item) -> Texts:
    return item.wording


def _item(entry: Fields, known: _Known) -> Item:
    about = (BOTH, *(team.id for team in known.teams))
    scales = [scale.id for scale in known.scales]
    dimensions = [dimension.id for dimension in known.dimensions]
    scale_id = entry.choice("scale", scales, scales[0])
    sole = dimensions[0] if len(dimensions) == 1 else None
    home = _ONE_DIMENSION if _ONE_DIMENSION in dimensions else sole
    item = Item(
        id=entry.identifier("id"),
        dimension=entry.choice("dimension", dimensions, home),
        about=entry.choice("about", about, BOTH),
        reverse_keyed=entry.flag("reverse_keyed"),
        scale=known.scales[scales.index(scale_id)],
        pair=entry.choice("pair", [pair.id for pair in known.pairs], "") or None,
        levers=entry.texts("levers"),
        pulse=entry.flag("pulse"),
        neutral_difference=entry.flag("neutral_difference"),
        title=_title(entry, known.languages),
        wording=entry.translations("wording", known.languages),
    )
    if item.pair and item.about == BOTH:
        entry.mistake("about", "is needed: a statement of a mirror pair is about one of the teams")
    if item.levers and known.levers is None:
        entry.mistake("levers", "are named, but the questionnaire has no field `levers`")
    return item


def _title(entry: Fields, languages: Sequence[str]) -> dict[str, str]:
    """The short title; a short wording serves as one, unless it is reverse-keyed."""
    wording = entry.translations("wording", languages)
    bare = {language: text.removesuffix(".") for language, text in wording.items()}
    short = all(len(text) <= LONGEST_TITLE for text in bare.values())
    serves = short and not entry.flag("reverse_keyed")
    return entry.translations("title", languages, bare if serves else None, LONGEST_TITLE)


def _tell_mixed_scales(named: Sequence[tuple[Fields, Item]], known: _Known) -> None:
    for dimension in known.dimensions:
        members = [(entry, item) for entry, item in named if item.dimension == dimension.id]
        for entry, item in members[1:]:
            first = members[0][1]
            if item.scale.id != first.scale.id:
                entry.mistake(
                    "scale",
                    f'"{item.scale.id}" differs from "{first.scale.id}" of {first.id}: '
                    f"the items of dimension {dimension.id} must share one scale",
                )


def _tell_half_pairs(entries: Sequence[Fields], items: Sequence[Item], known: _Known) -> None:
    for entry, pair in zip(entries, known.pairs, strict=True):
        about = {item.about for item in items if item.pair == pair.id}
        for team in known.teams:
            if team.id not in about:
                entry.mistake("id", f'{pair.id} has no statement about the team "{team.id}"')
