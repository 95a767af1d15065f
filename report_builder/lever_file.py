"""Reads levers from their file: ours, or one that stands beside somebody's questionnaire.

The format is docs/reference/levers.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path

from report_builder.lever import (
    NO_GUARDRAILS,
    AllOf,
    AnyOf,
    Evidence,
    ForeseenAboveGiven,
    Grade,
    Guardrails,
    ItemsAtLeast,
    LevelAtMost,
    Lever,
    LeverFile,
    LowDimensionsAtLeast,
    Predicate,
    QuadrantIn,
    Reference,
    Rule,
    SelfAboveOther,
    Teams,
    VerdictIn,
)
from survey.errors import LeversError
from survey.fields import Fields, reading, tell_repeated
from survey.mistakes import nearest
from survey.questionnaire import Questionnaire
from survey.scale_file import LANGUAGES
from survey.thresholds import USUAL, Level
from survey.verdict import Quadrant, Verdict

OURS = Path(str(resources.files("report_builder"))) / "levers"
HARDEST = 5

_FIX = "correct the lines named; docs/reference/levers.md describes every field."
_OPEN = frozenset({Verdict.GAP, Verdict.POSSIBLE_GAP})


def advice_of(questionnaire: Questionnaire, beside: Path | None = None) -> LeverFile:
    """What the levers file that a questionnaire names says; nothing where it names none."""
    if not questionnaire.levers:
        return LeverFile((), NO_GUARDRAILS)
    return load_lever_file(questionnaire.levers, questionnaire, beside)


def load_levers(
    name: str, questionnaire: Questionnaire, beside: Path | None = None
) -> tuple[Lever, ...]:
    """The levers a questionnaire names, in file order; as `load_lever_file`."""
    return load_lever_file(name, questionnaire, beside).levers


def load_lever_file(
    name: str, questionnaire: Questionnaire, beside: Path | None = None
) -> LeverFile:
    """The levers a questionnaire names, in file order, and the guard-rails beside them.

    Args:
        name: one of ours ("alignment"), or a file name ending in .yml or .yaml.
        questionnaire: says which items, teams and languages there are.
        beside: the folder of the questionnaire's file, where such a file stands.

    Raises:
        FileMissingError: the file is not there or cannot be opened.
        YamlError: it is not plain YAML.
        LeversError: it has mistakes; all of them are listed with line and field.
    """
    with reading(_path(name, beside), LeversError, _FIX) as fields:
        return _file(fields, questionnaire)


def _path(name: str, beside: Path | None) -> Path:
    if not name.endswith((".yml", ".yaml")):
        ours = sorted(path.stem for path in OURS.glob("*.yml"))
        if name in ours:
            return OURS / f"{name}.yml"
        raise LeversError(
            f'the questionnaire names the levers "{name}"{nearest(name, ours)}.',
            "name one of ours, or a file ending in .yml beside the questionnaire, or none.",
        )
    if Path(name).name != name or "\\" in name:
        raise LeversError(
            f'the questionnaire names the levers file "{name}", in another folder.',
            "put the file beside the questionnaire and name it without a folder.",
        )
    return (beside or Path()) / name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What levers may name."""

    languages: tuple[str, ...]
    items: tuple[str, ...]
    mirror_items: tuple[str, ...]
    foreseen_items: tuple[str, ...]
    subjects: tuple[str, ...]
    teams: tuple[str, ...]
    helpful_differences: frozenset[str]
    references: dict[str, Reference]


def _file(fields: Fields, questionnaire: Questionnaire) -> LeverFile:
    known = _known(fields, questionnaire)
    return LeverFile(
        levers=_levers(fields, questionnaire, known),
        guardrails=_guardrails(fields.mapping("guardrails"), known),
    )


def _guardrails(fields: Fields, known: _Known) -> Guardrails:
    told = {
        name: _evidence(fields.mapping(name), known) if fields.has(name) else None
        for name in ("differences", "limits")
    }
    return Guardrails(differences=told["differences"], limits=told["limits"])


def _known(fields: Fields, questionnaire: Questionnaire) -> _Known:
    items = questionnaire.items
    return _Known(
        languages=questionnaire.languages,
        items=tuple(item.id for item in items),
        mirror_items=tuple(item.id for item in items if item.pair),
        foreseen_items=tuple(
            item.id
            for item in items
            if any(item.id in question.predicts.values() for question in questionnaire.meta)
        ),
        subjects=(
            *(item.id for item in items),
            *(one.id for one in questionnaire.dimensions if not one.outcome),
        ),
        teams=tuple(team.id for team in questionnaire.teams),
        helpful_differences=frozenset(item.id for item in items if item.neutral_difference),
        references=_references(fields, questionnaire.languages),
    )


def _levers(fields: Fields, questionnaire: Questionnaire, known: _Known) -> tuple[Lever, ...]:
    entries = fields.mappings("levers", required=True)
    rules = tuple(entry.mappings("rules", required=True) for entry in entries)
    levers = tuple(
        _lever(entry, lever_rules, known) for entry, lever_rules in zip(entries, rules, strict=True)
    )
    tell_repeated((entry, "id", one.id) for entry, one in zip(entries, levers, strict=True))
    tell_repeated((rule, "id", rule.identifier("id")) for group in rules for rule in group)
    ids = [lever.id for lever in levers]
    for item in questionnaire.items:
        for lever_id in item.levers:
            if lever_id not in ids:
                problem = f'item {item.id} of the questionnaire names the lever "{lever_id}"'
                fields.mistake("levers", f"{problem}, which is not here{nearest(lever_id, ids)}")
    return levers


def _references(fields: Fields, languages: tuple[str, ...]) -> dict[str, Reference]:
    entries = fields.mappings("references")
    references = [
        Reference(
            id=entry.identifier("id"),
            authors=entry.text("authors"),
            year=entry.text("year", ""),
            title=entry.text("title", ""),
            where=entry.text("where", ""),
            note=entry.translations(
                "note", languages, dict.fromkeys(languages, ""), more=LANGUAGES
            ),
        )
        for entry in entries
    ]
    tell_repeated((entry, "id", one.id) for entry, one in zip(entries, references, strict=True))
    return {reference.id: reference for reference in references}


def _lever(entry: Fields, rules: Sequence[Fields], known: _Known) -> Lever:
    evidence = entry.mapping("evidence", required=True)
    return Lever(
        id=entry.identifier("id"),
        title=_texts(entry, "title", known),
        what=_texts(entry, "what", known),
        first_step=_texts(entry, "first_step", known),
        owner=_texts(entry, "owner", known),
        metric=_texts(entry, "metric", known),
        effort=entry.integer("effort", low=1, high=HARDEST),
        grade=Grade(evidence.choice("grade", [*Grade])),
        evidence=_evidence(evidence, known),
        contrary=(_evidence(entry.mapping("contrary"), known) if entry.has("contrary") else None),
        helpful_differences=known.helpful_differences,
        rules=tuple(
            Rule(rule.identifier("id"), _predicate(rule.mapping("when"), known)) for rule in rules
        ),
    )


def _evidence(part: Fields, known: _Known) -> Evidence:
    cited = part.texts("sources", tuple(known.references))
    return Evidence(
        text=_texts(part, "text", known),
        sources=tuple(known.references[one] for one in cited if one in known.references),
    )


def _texts(fields: Fields, key: str, known: _Known) -> dict[str, str]:
    """In the languages of the questionnaire; a file may hold more."""
    return fields.translations(key, known.languages, more=LANGUAGES)


def _predicate(when: Fields, known: _Known) -> Predicate:
    """The one predicate a mapping holds, by the key that names it."""
    named = [name for name in _PREDICATES if when.has(name)]
    if len(named) == 1:
        return _PREDICATES[named[0]](when, known)
    said = f"names {len(named)} predicates" if named else "names no predicate"
    when.mistake("", f"{said}; one is needed of: {', '.join(_PREDICATES)}")
    when.allow("by", "max", "is", "higher", "gap_min")
    return AllOf(())


def _level(when: Fields, known: _Known) -> Predicate:
    return LevelAtMost(
        subject=when.choice("level", known.subjects),
        by=when.choice("by", (*Teams, *known.teams), Teams.ANY),
        highest=Level(when.choice("max", (Level.LOW, Level.MIDDLE), Level.LOW)),
    )


def _gap(when: Fields, known: _Known) -> Predicate:
    return VerdictIn(
        subject=when.choice("gap", known.subjects),
        verdicts=frozenset(map(Verdict, _states(when, Verdict))) or _OPEN,
        higher=when.choice("higher", known.teams, ""),
    )


def _verdict(when: Fields, known: _Known) -> Predicate:
    return VerdictIn(
        subject=when.choice("verdict", known.subjects),
        verdicts=frozenset(map(Verdict, _states(when, Verdict, required=True))),
        higher="",
    )


def _quadrant(when: Fields, known: _Known) -> Predicate:
    return QuadrantIn(
        subject=when.choice("quadrant", known.subjects),
        quadrants=frozenset(map(Quadrant, _states(when, Quadrant, required=True))),
    )


def _self_other(when: Fields, known: _Known) -> Predicate:
    return SelfAboveOther(
        item=when.choice("self_other", known.mirror_items),
        least=when.number("gap_min", USUAL.gap, low=0, high=4),
        verdicts=frozenset(map(Verdict, _states(when, Verdict))) or _OPEN,
    )


def _meta_gap(when: Fields, known: _Known) -> Predicate:
    return ForeseenAboveGiven(
        item=when.choice("meta_gap", known.foreseen_items),
        by=when.choice("by", (Teams.ANY, *known.teams), Teams.ANY),
        least=when.number("gap_min", USUAL.gap, low=0, high=4),
        verdicts=frozenset(map(Verdict, _states(when, Verdict))) or _OPEN,
    )


def _count_items(when: Fields, known: _Known) -> Predicate:
    states = _states(when, Verdict, Quadrant, required=True)
    return ItemsAtLeast(
        count=when.integer("count_items", low=1, high=len(known.items)),
        states=frozenset(Verdict(one) if one in [*Verdict] else Quadrant(one) for one in states),
    )


def _count_dims_low(when: Fields, _: _Known) -> Predicate:
    return LowDimensionsAtLeast(when.integer("count_dims_low", low=1))


def _all(when: Fields, known: _Known) -> Predicate:
    return AllOf(tuple(_predicate(part, known) for part in when.mappings("all", required=True)))


def _any(when: Fields, known: _Known) -> Predicate:
    return AnyOf(tuple(_predicate(part, known) for part in when.mappings("any", required=True)))


def _states(when: Fields, *kinds: type[StrEnum], required: bool = False) -> tuple[str, ...]:
    """What `is` lists; only what is known of it, so that reading can go on."""
    allowed = [str(state) for kind in kinds for state in kind]
    if required and not when.has("is"):
        when.mistake("is", f"is missing; known here: {', '.join(allowed)}")
    return tuple(state for state in when.texts("is", allowed) if state in allowed)


_PREDICATES: dict[str, Callable[[Fields, _Known], Predicate]] = {
    "level": _level,
    "gap": _gap,
    "verdict": _verdict,
    "quadrant": _quadrant,
    "self_other": _self_other,
    "meta_gap": _meta_gap,
    "count_items": _count_items,
    "count_dims_low": _count_dims_low,
    "all": _all,
    "any": _any,
}
