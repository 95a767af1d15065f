"""What a file beside an export says of its columns: wordings, and the labels behind its codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from survey.export import Column, Export
from survey.readers.respelling import Meaning, respelt_frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a dictionary says of one column.

    Attributes:
        code: the short name its author gave it, or "" to keep the export's.
        text, row_text: as in `Column`.
        labels: code in the export to the label it stands for. For looking up.
        off_scale: the labels that the dictionary keeps apart from the scale.
    """

    code: str
    text: str
    row_text: str
    labels: Mapping[str, str]
    off_scale: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """A survey's own definition: `vendor` wrote it, `entries` are by `Column.key`."""

    name: str
    vendor: str
    entries: Mapping[str, Entry]


def described(export: Export, dictionary: Dictionary) -> Export:
    """The export with the wordings and labels of the dictionary; other columns are as they were."""
    known = {
        column.position: dictionary.entries[column.key]
        for column in export.columns
        if column.key in dictionary.entries
    }
    labels = {position: entry.labels for position, entry in known.items() if entry.labels}
    return replace(
        export,
        columns=tuple(
            _described(column, known[column.position], dictionary.name)
            if column.position in known
            else column
            for column in export.columns
        ),
        evidence=f"{export.evidence}; {len(known)} columns explained by {dictionary.name}",
        read=lambda positions: _labelled(export.read(positions), labels),
    )


def _described(column: Column, entry: Entry, name: str) -> Column:
    return replace(
        column,
        code=entry.code or column.code,
        text=entry.text or column.text,
        row_text=entry.row_text or entry.text or column.row_text,
        dictionary=name,
        labels=tuple(entry.labels.items()),
        off_scale=column.off_scale | entry.off_scale,
    )


def _labelled(
    frames: Iterator[pd.DataFrame], labels: Mapping[int, Mapping[str, str]]
) -> Iterator[pd.DataFrame]:
    """The frames with codes replaced by their labels; what is no code stays as it stands."""
    meanings = {position: _label_of(known) for position, known in labels.items()}
    for frame in frames:
        yield respelt_frame(frame, meanings)


def _label_of(known: Mapping[str, str]) -> Meaning:
    return lambda text: known.get(text.strip(), text)
