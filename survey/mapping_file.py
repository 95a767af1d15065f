"""A mapping that a person wrote: which column is what, where headers alone do not say.

What the file does not mention is recognised as without it; what it does mention, stands.
"""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from survey.errors import MappingError
from survey.export import Column, Export
from survey.fields import Fields, reading
from survey.headers import column_name
from survey.likeness import nearest_wording
from survey.mapping import ItemColumn, Mapping, ProfileColumn
from survey.mapping_columns import NamedColumns
from survey.number_range import NumberRange
from survey.optional_columns import OptionalColumn
from survey.questionnaire import (
    BOTH,
    OTHER,
    OptionalQuestion,
    ProfileQuestion,
    ProfileValue,
    Questionnaire,
    Statement,
    Texts,
)
from survey.recognition import (
    divided,
    missing_items,
    missing_warning,
    named_team,
    profile_answers,
    profile_column,
    segment_columns,
    statement_columns,
    team_answers,
    team_column,
)
from survey.shown_values import reason_to_ignore
from survey.stated_scales import read_stated_scales
from survey.wording import listed, normalised, quoted

NO_COLUMN = "none"
_MOST_PROPOSALS = 8
_FIX = (
    "correct the lines named; a column is named by its header, its code or its letter "
    "(`build-report map EXPORT` lists them)."
)


def load_mapping(path: Path, export: Export, questionnaire: Questionnaire) -> Mapping:
    """The mapping of an export by a file: what it says, and what is recognised of the rest.

    With `items:` exactly those items are read, with `segments:` exactly those segments.

    Raises:
        FileMissingError, YamlError: the file cannot be read.
        MappingError: its mistakes, all of them; columns that the export does not have among them.
        ItemColumnError, TeamColumnError: what the file leaves open is not sure either.
    """
    with reading(path, MappingError, _FIX) as fields:
        columns, proposals = NamedColumns(export), list[_Proposal]()
        fields.allow("ignored")
        team, answers = _team(fields, columns, questionnaire, proposals)
        scales, numbers = read_stated_scales(fields, questionnaire)
        stated = _Stated(
            items=_items(fields, columns, questionnaire, proposals),
            team=team,
            team_answers=answers,
            segments=_segments(fields, columns, questionnaire, proposals),
            company=_place(fields, "company", columns, questionnaire, proposals),
            wave=_place(fields, "wave", columns, questionnaire, proposals),
            respondent=_respondent(fields, columns, export),
            comments=_comments(fields, columns, questionnaire),
            scales=scales,
            numbers=numbers,
            warnings=_of_another_header(fields, columns, export),
        )
        fields.finish()
    _refuse_proposals(path, export, proposals)
    return _completed(export, questionnaire, stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What the file says; None is left to be recognised."""

    items: tuple[ItemColumn, ...] | None
    team: Column | None
    team_answers: Lookup[str, str]
    segments: tuple[ProfileColumn, ...] | None
    company: ProfileColumn | None
    wave: ProfileColumn | None
    scales: Lookup[str, Lookup[str, int]]
    respondent: Column | None
    comments: tuple[OptionalColumn, ...]
    numbers: Lookup[str, NumberRange]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What `map` proposed and nobody has accepted yet: an item, a segment, the team."""

    what: str
    column: Column
    texts: Texts


def _refuse_proposals(path: Path, export: Export, proposals: Sequence[_Proposal]) -> None:
    if not proposals:
        return
    told = [
        f"{entry.what}: column {column_name(entry.column)} for "
        + quoted(nearest_wording(entry.column, entry.texts.values()), 50)
        for entry in proposals[:_MOST_PROPOSALS]
    ]
    rest = [f"{entry.what} ({entry.column.letter})" for entry in proposals[_MOST_PROPOSALS:]]
    told += [f"and {', '.join(rest)}"] if rest else []
    raise MappingError(
        f"{path.name}, for {export.path.name}: {len(proposals)} "
        f"proposal{'s wait' if len(proposals) > 1 else ' waits'} for a person's word "
        "(`confirm: true`):\n" + listed(told, len(told)),
        "read each header beside its wording. Where they ask the same, delete `confirm: true`; "
        "where not, delete the line.",
    )


def _of_another_header(fields: Fields, columns: NamedColumns, export: Export) -> tuple[str, ...]:
    """What has to be said when the file was written for another header than this export's."""
    if not fields.has("source") or fields.is_text("source"):
        return ()
    source = fields.mapping("source")
    source.allow(*source.keys())
    digest = source.text("header", "")
    if columns.lost and columns.is_other(digest):
        fields.mistake(
            "source",
            f"the mapping was written for another header than that of {export.path.name}; "
            "`build-report map EXPORT --mapping` with this file carries over what fits",
        )
    return columns.other_header(digest)


def _items(
    fields: Fields,
    columns: NamedColumns,
    questionnaire: Questionnaire,
    proposals: list[_Proposal],
) -> tuple[ItemColumn, ...] | None:
    if not fields.has("items"):
        return None
    known = {one.id: one for one in questionnaire.statements}
    stated = fields.mapping("items")
    if not stated.keys():
        fields.mistake("items", "names no item; leave the field out to have them recognised")
    found: dict[str, ItemColumn] = {}
    for item_id in stated.keys():  # noqa: SIM118 - not a dict
        if item_id not in known:
            stated.mistake(item_id, f"the questionnaire has no item {quoted(item_id)}")
            continue
        entry = _item(stated, known[item_id], columns, proposals)
        if entry:
            found[item_id] = entry
    return tuple(found[item_id] for item_id in known if item_id in found)


def _item(
    items: Fields, item: Statement, columns: NamedColumns, proposals: list[_Proposal]
) -> ItemColumn | None:
    """The column of one item: its name alone, or with what is to be said of it."""
    if not items.has(item.id):
        items.text(item.id)
        return None
    stated = items.mapping(item.id, short="column")
    column = columns.find(items, item.id, stated.text("column"))
    already_keyed = stated.flag("already_keyed")
    if already_keyed and not item.reverse_keyed:
        stated.mistake("already_keyed", f"{item.id} is not reverse-keyed: nothing turns it")
    _propose(stated, item.id, column, item.wording, proposals)
    if column is None:
        return None
    return ItemColumn(item=item, column=column, how="mapping", already_keyed=already_keyed)


def _propose(
    stated: Fields, what: str, column: Column | None, asked: Texts, proposals: list[_Proposal]
) -> None:
    """Notes a proposal that nobody has accepted yet."""
    if stated.flag("confirm") and column is not None:
        proposals.append(_Proposal(what, column, asked))


def _team(
    fields: Fields,
    columns: NamedColumns,
    questionnaire: Questionnaire,
    proposals: list[_Proposal],
) -> tuple[Column | None, dict[str, str]]:
    """The column, when named, and the answers known or said to name a team."""
    team = fields.mapping("team", short="column")
    column = columns.find(team, "column", team.text("column")) if team.has("column") else None
    question = next((entry for entry in questionnaire.profile if entry.role == "team"), None)
    asked = question.wording if question else {"": "team"}
    _propose(team, "team", column, asked, proposals)
    allowed = (*(entry.id for entry in questionnaire.teams), BOTH, OTHER)
    values = team.mapping("values")
    answers = team_answers(questionnaire)
    for answer in values.keys():  # noqa: SIM118 - not a dict
        answers[normalised(answer)] = values.choice(answer, allowed)
    return column, answers


def _segments(
    fields: Fields,
    columns: NamedColumns,
    questionnaire: Questionnaire,
    proposals: list[_Proposal],
) -> tuple[ProfileColumn, ...] | None:
    if not fields.has("segments"):
        return None
    questions = {entry.id: entry for entry in questionnaire.profile}
    found = []
    for name, segment in fields.keyed_mappings("segments", short="column"):
        column = columns.find(segment, "column", segment.text("column"))
        question = questions.get(name)
        asked = question.wording if question else {"": name}
        _propose(segment, name, column, asked, proposals)
        if column:
            entry = _segment(segment, name, column, questionnaire, question)
            found.append(entry)
    return tuple(found)


def _segment(
    fields: Fields,
    name: str,
    column: Column,
    questionnaire: Questionnaire,
    question: ProfileQuestion | None,
) -> ProfileColumn:
    languages = questionnaire.languages
    default = question.label if question else dict.fromkeys(languages, name)
    label = _in_languages(fields.local_text("label"), languages, default)
    known = profile_answers(question) if question else {}
    closed = question.values if question else ()
    answers, levels = _levels(fields.mapping("values"), languages, closed)
    return ProfileColumn(
        id=name,
        column=column,
        how="mapping",
        label=label,
        answers=known | answers,
        levels=closed or levels,
    )


def _levels(
    fields: Fields, languages: tuple[str, ...], closed: tuple[ProfileValue, ...]
) -> tuple[dict[str, str | None], tuple[ProfileValue, ...]]:
    """What each answer means, and the values themselves where they are named by language.

    A value named by language makes the list closed: another answer is then unknown.
    """
    ids = [level.id for level in closed]
    answers: dict[str, str | None] = {}
    labels: dict[str, dict[str, str]] = {}
    by_language = False
    for answer in fields.keys():  # noqa: SIM118 - not a dict
        meant = fields.local_text(answer)
        value = next(iter(meant.values()), None)
        if value is not None:
            labels[value] = _in_languages(meant, languages, {})
            by_language = by_language or "" not in meant
        if ids and value is not None and value not in ids:
            fields.mistake(answer, f"{quoted(value)} is not one of: {', '.join(ids)}")
        answers[normalised(answer)] = value
    levels = tuple(ProfileValue(id=value, label=label) for value, label in labels.items())
    return answers, levels if by_language else ()


def _in_languages(
    texts: Lookup[str, str], languages: tuple[str, ...], default: Lookup[str, str]
) -> dict[str, str]:
    """A text in every language: as stated, else the one meant for all, else the default."""
    found = {code: texts.get(code) or texts.get("") or default.get(code, "") for code in languages}
    fallback = next((text for text in (*found.values(), *texts.values()) if text), "")
    return {code: text or fallback for code, text in found.items()}


def _place(
    fields: Fields,
    role: str,
    columns: NamedColumns,
    questionnaire: Questionnaire,
    proposals: list[_Proposal],
) -> ProfileColumn | None:
    """The company or the wave: the name of a column, and what its answers mean."""
    if not fields.has(role):
        return None
    place = fields.mapping(role, short="column")
    column = columns.find(fields, role, place.text("column"))
    question = next((entry for entry in questionnaire.profile if entry.role == role), None)
    label = question.label if question else dict.fromkeys(questionnaire.languages, role)
    values = place.mapping("values")
    known = profile_answers(question) if question else {}
    answers = {
        normalised(answer): values.optional_text(answer)
        for answer in values.keys()  # noqa: SIM118 - not a dict
    }
    _propose(place, role, column, question.wording if question else label, proposals)
    if column is None:
        return None
    return ProfileColumn(
        id=role, column=column, how="mapping", label=label, answers=known | answers
    )


def _respondent(fields: Fields, columns: NamedColumns, export: Export) -> Column | None:
    """The column that says who answered: as named, `none`, or the tool's own."""
    if not fields.has("respondent"):
        return export.respondent
    name = fields.text("respondent")
    return None if name == NO_COLUMN else columns.find(fields, "respondent", name)


def _comments(
    fields: Fields, columns: NamedColumns, questionnaire: Questionnaire
) -> tuple[OptionalColumn, ...]:
    """The open questions, those of the questionnaire by their ids, others by ids of one's own."""
    known = {each.id: each for each in questionnaire.optional if each.kind == "open"}
    found = []
    for name, stated in fields.keyed_mappings("comments", short="column"):
        column = columns.find(stated, "column", stated.text("column"))
        label = _in_languages(stated.local_text("label"), questionnaire.languages, {})
        if column and reason_to_ignore(column):
            stated.mistake("column", f"{column_name(column)} holds no comments by its header")
        elif column:
            own = OptionalQuestion(id=name, kind="open", asked_to=BOTH, wording=label)
            found.append(OptionalColumn(known.get(name, own), column, "mapping"))
            if name not in known and not any(label.values()):
                stated.mistake("label", f"is needed: the questionnaire does not ask {quoted(name)}")
    return tuple(found)


def _completed(export: Export, questionnaire: Questionnaire, stated: _Stated) -> Mapping:
    """What the file states, and what is recognised of the rest."""
    statements = stated.items
    if statements is None:
        statements = statement_columns(export, questionnaire)
    items, meta = divided(statements, questionnaire)
    taken = {entry.column.position for entry in statements}
    team = named_team(stated.team, questionnaire, stated.team_answers) if stated.team else None
    team = team or replace(team_column(export, questionnaire, taken), answers=stated.team_answers)
    taken.add(team.column.position)
    segments = stated.segments
    if segments is None:
        segments = segment_columns(export, questionnaire, taken)
    missing = missing_items(items, questionnaire)
    return Mapping(
        team=team,
        company=stated.company or profile_column(export, questionnaire, "company", taken),
        wave=stated.wave or profile_column(export, questionnaire, "wave", taken),
        segments=segments,
        items=items,
        missing=missing,
        scales=stated.scales,
        warnings=(
            *stated.warnings,
            *(missing_warning(export, missing, questionnaire) if stated.items is None else ()),
        ),
        stated=stated.numbers,
        respondent=stated.respondent,
        meta=meta,
        comments=stated.comments,
    )
