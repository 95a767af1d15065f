"""A mapping file to review: what each column is, how that is known, and nothing personal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey.export import Column, Export
from survey.headers import header_digest
from survey.likeness import likest_item, nearest_wording
from survey.mapping import ItemColumn, ProfileColumn
from survey.matching import Matched, matched
from survey.optional_columns import optional_columns
from survey.previous_mapping import NO_PREVIOUS, Carried, PreviousMapping, previous_mapping
from survey.questionnaire import BOTH, OTHER, Questionnaire
from survey.scale_drafts import answered_on, scale_lines
from survey.shown_values import (
    LEAST_EACH,
    LONGEST_HEADER,
    Counts,
    answer_counts,
    frequent,
    harmless,
    is_personal,
    reason_to_ignore,
    shown_header,
)
from survey.wording import normalised, plain

_SHORT_HEADER = 60


def mapping_text(export: Export, questionnaire: Questionnaire, previous: Path | None = None) -> str:
    """The text of a mapping file for the export, with what is still to be filled in or accepted.

    Only columns that are neither personal nor the survey tool's own are looked into, and of
    their answers only those are shown that few different ones and at least five people gave.

    Args:
        export: the export.
        questionnaire: what was asked.
        previous: an earlier mapping of the same survey; what it says of the same headers is
            carried over.

    Raises:
        MappingError, YamlError, FileMissingError: the earlier mapping cannot be read.
    """
    old = previous_mapping(previous, export) if previous else NO_PREVIOUS
    readable = [column for column in export.columns if reason_to_ignore(column) is None]
    counts = answer_counts(export, readable)
    draft = _Draft(
        export=export,
        questionnaire=questionnaire,
        counts=counts,
        previous=old,
        known=matched(export, questionnaire, counts, old),
    )
    return "\n".join(draft.lines()) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """The parts of the file, in order."""

    export: Export
    questionnaire: Questionnaire
    counts: Counts
    previous: PreviousMapping
    known: Matched

    def lines(self) -> Iterator[str]:
        yield from self._heading()
        yield from self._source()
        yield from self._team()
        for place in self.known.places:
            old = self.previous.company if place.id == "company" else self.previous.wave
            yield from self._profile(place, old, "")
        yield from self._segments()
        yield from (f"# {problem}" for problem in self.known.torn)
        yield from self._items()
        yield from self._comments()
        columns = [entry.column for entry in self.known.items.values()]
        scales = {entry.column.position: entry.item.scale for entry in self.known.items.values()}
        yield from scale_lines(columns, scales, self.counts, self.previous.scales)
        yield from self._ignored()

    def _heading(self) -> Iterator[str]:
        name = plain(self.export.path.name)
        yield f"# Which column of {name} is what. Check it and fill in what is empty, then:"
        yield "# build-report EXPORT --mapping THIS_FILE"
        yield f"# Read as: {self.export.vendor} ({plain(self.export.evidence)})."
        proposed = len(self.known.proposed)
        if proposed:
            waits = "proposals wait" if proposed > 1 else "proposal waits"
            yield f"# {proposed} {waits} for your word. Where the header asks the same as the"
            yield "# questionnaire, delete `confirm: true`; where not, delete the line."
        yield ""

    def _source(self) -> Iterator[str]:
        details = {
            "tool": self.export.vendor,
            "header_rows": self.export.header_rows,
            "separator": self.export.separator,
            "encoding": self.export.encoding,
            "header": header_digest(self.export.columns),
        }
        yield "source:   # what this was written for; not to be changed"
        for name, value in details.items():
            if value is not None:
                yield f"  {name}: {_yaml(value) if isinstance(value, str) else value}"

    def _team(self) -> Iterator[str]:
        team, old = self.known.team, self.previous.team
        allowed = ", ".join([*(entry.id for entry in self.questionnaire.teams), BOTH, OTHER])
        yield "team:"
        if team is None:
            yield "  column:   # no column says which team: name it here"
            yield f"  values: {{}}   # answer: one of {allowed}"
            return
        yield from self._column(team, "  ")
        counts = self._given(team.column)
        shown = frequent(counts)
        if shown or old.values:
            yield "  values:"
        stated = {normalised(value): meant for value, meant in old.values.items()}
        for value, count in shown:
            form = normalised(value)
            meant = stated.get(form) or team.answers.get(form, "")
            left = "" if meant else f", which team? {allowed}"
            yield f"    {_yaml(value)}: {meant}   # {count} answers{left}"
        yield from _carried(old, {normalised(value) for value, _ in shown}, "    ")
        rare = len(counts) - len(shown)
        if rare:
            yield f"    # and {rare} answers given by fewer than {LEAST_EACH} people each"

    def _segments(self) -> Iterator[str]:
        if self.known.segments:
            yield "segments:"
        for segment in self.known.segments:
            old = self.previous.segments.get(segment.id, Carried())
            yield from self._profile(segment, old, "  ")

    def _profile(self, entry: ProfileColumn, old: Carried, indent: str) -> Iterator[str]:
        """The company, the wave, or a segment."""
        yield f"{indent}{_yaml(entry.id) if indent else entry.id}:"
        yield from self._column(entry, indent + "  ")
        if old.label:
            yield f"{indent}  label: {old.label}"
        if old.values:
            yield f"{indent}  values:"
            yield from _carried(old, set(), indent + "    ")
        known = {*entry.answers, *(normalised(value) for value in old.values)}
        given = self._given(entry.column)
        new = [(value, n) for value, n in frequent(given) if normalised(value) not in known]
        if entry.levels and new:
            yield f"{indent}  # Not known yet; say under values: what each means:"
            levels = ", ".join(level.id for level in entry.levels)
            yield from (
                f"{indent}  #   {_yaml(value)}: {levels}?   {n} answers" for value, n in new
            )
        elif new and harmless(given):
            values = ", ".join(f"{_yaml(value)} {count}" for value, count in new)
            yield f"{indent}  # answers: {values}; to join some: values: {{ANSWER: NAME}}"

    def _column(self, entry: ProfileColumn, indent: str) -> Iterator[str]:
        name, letter = self._name(entry.column), entry.column.letter
        yield f"{indent}column: {name}   # column {letter}, by its {entry.how}"
        if entry.column.position in self.known.proposed:
            yield f"{indent}confirm: true   # is it? {_yaml(self._asked(entry))}"

    def _asked(self, entry: ProfileColumn) -> str:
        """What the questionnaire asks there, in the language nearest to the header."""
        asked = [
            text
            for question in self.questionnaire.profile
            if entry.id in {question.id, question.role}
            for text in question.wording.values()
        ]
        return nearest_wording(entry.column, asked or [entry.id])

    def _items(self) -> Iterator[str]:
        if self.known.items or self.known.unsure:
            yield "items:"
        asked = {item.id for item in self.questionnaire.items}
        for item in self.questionnaire.statements:
            entry = self.known.items.get(item.id)
            if entry:
                yield from self._item(entry)
            elif item.id in self.known.unsure:
                which = " or ".join(map(_told, self.known.unsure[item.id]))
                yield f"  {item.id}:   # which? {which}"
            elif item.id in asked:
                wording = next(iter(item.wording.values()))
                yield f"  # {item.id}: no column found for {_yaml(wording)}"
        for near in self.known.near:
            yield f"  # {near.item.id}: column {_told(near.column)} is {near.told}"

    def _item(self, entry: ItemColumn) -> Iterator[str]:
        """An item with its column; above a proposal its wording, to be compared."""
        column, name = entry.column, self._name(entry.column)
        keyed = ", already_keyed: true" if entry.already_keyed else ""
        if column.position in self.known.proposed:
            yield f"  # {_yaml(nearest_wording(column, entry.item.wording.values()))}"
            stated, known = f"{{column: {name}, confirm: true}}", f": {entry.how}"
        else:
            stated = f"{{column: {name}{keyed}}}" if keyed else name
            known = f", by its {entry.how}"
        yield f"  {entry.item.id}: {stated}   # column {column.letter}{known}"

    def _comments(self) -> Iterator[str]:
        """The open questions: read for their words, and shown only as a person reviewed them."""
        if self._open:
            yield "comments:"
        for name, column in self._open.items():
            label = self.previous.comments.get(name, Carried()).label
            stated = f"{{column: {self._name(column)}, label: {label}}}" if label else ""
            yield f"  {name}: {stated or self._name(column)}   # column {column.letter}"

    @property
    def _open(self) -> dict[str, Column]:
        """The columns of open questions by id: those recognised, those of the earlier mapping."""
        taken = self.known.positions
        found = optional_columns(self.export, self.questionnaire, "open", taken)
        old = self.previous.comments.items()
        carried = {name: each.column for name, each in old if each.column}
        return {**{each.question.id: each.column for each in found}, **carried}

    def _ignored(self) -> Iterator[str]:
        known = {*self.known.positions, *(column.position for column in self._open.values())}
        rest = [c for c in self.export.columns if c.position not in known and c.text]
        yield "# Columns that are not read. To use one, name it above and delete it here."
        if rest:
            yield "ignored:"
        for column in rest:
            yield f"  {column.letter}: {_yaml(shown_header(column))}   # {self._why(column)}"

    def _why(self, column: Column) -> str:
        """Why a column is left out, and its answers where anybody may see them."""
        reason = reason_to_ignore(column)
        if reason:
            return reason
        counts = self._given(column)
        if not counts:
            return "empty"
        absent = [item for item in self.questionnaire.items if item.id not in self.known.items]
        fitting = [item for item in absent if answered_on(counts, item.scale)]
        if fitting:
            item, percent = likest_item(column, fitting)
            on = f"answers of the scale {_yaml(item.scale.id)}: which statement?"
            return f"{on} Likest is {item.id}, {percent} %"
        values = ", ".join(f"{_yaml(value)} {count}" for value, count in harmless(counts))
        return f"unknown: {values}" if values else "free text, or answers that few people gave"

    def _given(self, column: Column) -> Counter[str]:
        return self.counts.get(column.position, Counter())

    def _name(self, column: Column) -> str:
        """How the file names a column: by a short header of its own, else by letter."""
        for name in (column.row_text, column.text, column.code):
            same = sum(normalised(name) in _names(other) for other in self.export.columns)
            if name and len(name) <= LONGEST_HEADER and same == 1 and not is_personal(name):
                return _yaml(name)
        return _yaml(column.letter)


def _carried(old: Carried, shown: set[str], indent: str) -> Iterator[str]:
    """What an earlier mapping says of answers, beside those that are shown already."""
    for value, meant in old.values.items():
        if normalised(value) not in shown:
            yield f"{indent}{_yaml(value)}: {meant or 'null'}   # from the earlier mapping"


def _told(column: Column) -> str:
    return f"{column.letter} ({_yaml(shown_header(column, _SHORT_HEADER))})"


def _names(column: Column) -> Sequence[str]:
    return [normalised(text) for text in (column.code, column.text, column.row_text)]


def _yaml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
