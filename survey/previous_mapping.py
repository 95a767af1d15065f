"""What an earlier mapping says of the same questions, to be carried over to another export."""

from __future__ import annotations

import json
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from pathlib import Path

from survey.errors import MappingError
from survey.export import Column, Export
from survey.fields import Fields, reading
from survey.mapping_columns import NamedColumns
from survey.shown_values import is_personal
from survey.stated_scales import NUMBERS_WORD

Meanings = Lookup[str, str]
"""Answer to what it means, as YAML writes it. For looking up, in the order of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One entry of an earlier mapping, and its column here.

    Attributes:
        column: None when this export has no column of that header, or more than one.
        label: what a segment is called, as YAML; "" when it says nothing.
        values: what answers mean.
        already_keyed: as in `ItemColumn`.
    """

    column: Column | None = None
    label: str = ""
    values: Meanings = field(default_factory=dict)
    already_keyed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousMapping:
    """An earlier mapping as far as it fits: by item, by segment, by scale. For looking up."""

    name: str
    items: Lookup[str, Carried] = field(default_factory=dict)
    team: Carried = Carried()
    company: Carried = Carried()
    wave: Carried = Carried()
    segments: Lookup[str, Carried] = field(default_factory=dict)
    scales: Lookup[str, Meanings] = field(default_factory=dict)
    comments: Lookup[str, Carried] = field(default_factory=dict)

    @property
    def how(self) -> str:
        """How a column is known that the earlier mapping named."""
        return f"previous mapping ({self.name})"


NO_PREVIOUS = PreviousMapping(name="")


def previous_mapping(path: Path, export: Export) -> PreviousMapping:
    """What the mapping says of columns that this export has too, under the same header.

    A letter names a column of one header only. What nobody has accepted (`confirm: true`) and what
    looks personal is left behind.

    Raises:
        FileMissingError, YamlError: the file cannot be read.
        MappingError: it is no mapping.
    """
    with reading(path, MappingError) as fields:
        fields.allow("ignored")
        columns = NamedColumns(export)
        old = _Old(columns, letters=not columns.is_other(_digest(fields)))
        items, segments = fields.mapping("items"), fields.mapping("segments")
        comments = fields.mapping("comments")
        return PreviousMapping(
            name=path.name,
            items={name: old.entry(items, name) for name in items.keys()},  # noqa: SIM118
            team=old.entry(fields, "team"),
            company=old.entry(fields, "company"),
            wave=old.entry(fields, "wave"),
            segments={name: old.entry(segments, name) for name in segments.keys()},  # noqa: SIM118
            scales=_scales(fields),
            comments={name: old.entry(comments, name) for name in comments.keys()},  # noqa: SIM118
        )


@dataclass(frozen=True, slots=True)
class _Old:
    """Reads entries of the earlier mapping for the columns of this export."""

    columns: NamedColumns
    letters: bool

    def entry(self, fields: Fields, key: str) -> Carried:
        """One entry, short or long."""
        stated = fields.mapping(key, short="column")
        name, proposed = stated.text("column", ""), stated.flag("confirm")
        column = None if proposed or not name else self.columns.only(name, letters=self.letters)
        values = stated.mapping("values")
        return Carried(
            column=column,
            label=_written(stated.local_text("label")),
            values={
                answer: _written(values.local_text(answer))
                for answer in values.keys()  # noqa: SIM118 - not a dict
                if not is_personal(answer)
            },
            already_keyed=stated.flag("already_keyed"),
        )


def _digest(fields: Fields) -> str:
    """The hash of the header that the file was written for; of a file without one, another's."""
    if not fields.has("source") or fields.is_text("source"):
        return "unknown"
    source = fields.mapping("source")
    source.allow(*source.keys())
    return source.text("header", "unknown")


def _scales(fields: Fields) -> dict[str, Meanings]:
    scales = fields.mapping("scales")
    found: dict[str, Meanings] = {}
    for name in scales.keys():  # noqa: SIM118 - not a dict
        stated = scales.mapping(name, short=NUMBERS_WORD)
        found[name] = {
            answer: stated.text(answer)
            for answer in stated.keys()  # noqa: SIM118 - not a dict
            if stated.has(answer) and not is_personal(answer)
        }
    return found


def _written(texts: Lookup[str, str]) -> str:
    """A text, or a text by language, as YAML; "" when there is none."""
    if not texts:
        return ""
    return json.dumps(texts.get("") or dict(texts), ensure_ascii=False)
