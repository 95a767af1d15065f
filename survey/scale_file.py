"""Reads the response scales of a questionnaire file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from survey.errors import QuestionnaireError
from survey.fields import Fields, reading, spellings, tell_repeated
from survey.questionnaire import ResponseScale, ScalePoint, Texts
from survey.wording import normalised

OURS = Path(str(resources.files("survey"))) / "questionnaires" / "alignment.yml"
LANGUAGES = ("en", "fr")
FEWEST_POINTS = 2
MOST_POINTS = 11


def read_scales(fields: Fields, languages: Sequence[str]) -> tuple[ResponseScale, ...]:
    """The scales of a questionnaire; the agreement scale of ours when it names none."""
    entries = fields.mappings("scales")
    tell_repeated((entry, "id", entry.identifier("id")) for entry in entries)
    return tuple(_scale(entry, languages) for entry in entries) or (agreement_scale(),)


@cache
def agreement_scale() -> ResponseScale:
    """The five-point agreement scale of our questionnaire, in English and French."""
    with reading(OURS, QuestionnaireError) as fields:
        fields.keys()
        return _scale(fields.mappings("scales")[0], LANGUAGES)


def _scale(entry: Fields, languages: Sequence[str]) -> ResponseScale:
    points = _points(entry, languages)
    cant_say, aliases = _cant_say(entry, languages, points)
    above_the_middle = (len(points) + 1) // 2 + 1
    highest = max(len(points), FEWEST_POINTS)
    return ResponseScale(
        id=entry.identifier("id"),
        points=points,
        favourable_from=entry.integer("favourable_from", above_the_middle, low=2, high=highest),
        cant_say=cant_say,
        cant_say_aliases=aliases,
        agree=_phrase(entry, "agree", languages),
        disagree=_phrase(entry, "disagree", languages),
    )


def _points(entry: Fields, languages: Sequence[str]) -> tuple[ScalePoint, ...]:
    if entry.is_text("points"):
        size = entry.integer("points", low=FEWEST_POINTS, high=MOST_POINTS)
        return tuple(_number_point(value, languages) for value in range(1, size + 1))
    parts = entry.mappings("points", required=True, short="label")
    if parts and not FEWEST_POINTS <= len(parts) <= MOST_POINTS:
        span = f"from {FEWEST_POINTS} to {MOST_POINTS}"
        entry.mistake("points", f"are {len(parts)}; a scale has {span} points")
    points = tuple(_point(part, value, languages) for value, part in enumerate(parts, start=1))
    tell_repeated(
        (part, "label", spelling)
        for part, point in zip(parts, points, strict=True)
        for spelling in spellings(*point.label.values(), *point.aliases)
    )
    return points


def _number_point(value: int, languages: Sequence[str]) -> ScalePoint:
    return ScalePoint(value=value, label=dict.fromkeys(languages, str(value)))


def _point(part: Fields, value: int, languages: Sequence[str]) -> ScalePoint:
    if part.integer("value", value) != value:
        part.mistake("value", f"must be {value}: points count from 1, the lowest, without a hole")
    return ScalePoint(
        value=value,
        label=part.translations("label", languages, _number_point(value, languages).label),
        aliases=part.texts("aliases"),
    )


def _cant_say(
    entry: Fields, languages: Sequence[str], points: Sequence[ScalePoint]
) -> tuple[Texts, tuple[str, ...]]:
    """The label of "I can't say" and its other spellings; those of our scale when left out."""
    taken = {
        normalised(spelling)
        for point in points
        for spelling in (*point.label.values(), *point.aliases)
    }
    if not entry.has("cant_say"):
        ours = agreement_scale()
        free = tuple(alias for alias in ours.cant_say_aliases if normalised(alias) not in taken)
        return {language: ours.cant_say[language] for language in languages}, free
    part = entry.mapping("cant_say", short="label")
    label, aliases = part.translations("label", languages), part.texts("aliases")
    for spelling in (*label.values(), *aliases):
        if normalised(spelling) in taken:
            part.mistake("label", f'"{spelling}" is a point of the scale already')
    return label, aliases


def _phrase(entry: Fields, key: Literal["agree", "disagree"], languages: Sequence[str]) -> Texts:
    if entry.has(key):
        return entry.translations(key, languages)
    ours = agreement_scale()
    return entry.translations(key, languages, ours.agree if key == "agree" else ours.disagree)
