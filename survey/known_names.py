"""Names that an export itself holds: read only to take them out of what people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey.redaction import words_of_names
from survey.source import Source


def known_names(sources: Sequence[Source]) -> frozenset[str]:
    """The words of the names and addresses in columns that are otherwise not read.

    Nothing of it is kept but in memory.
    """
    return words_of_names(value for source in sources for value in _values(source))


def _values(source: Source) -> Iterator[str]:
    positions = [column.position for column in source.mapping.names]
    for frame in source.export.read(positions) if positions else ():
        for position in positions:
            yield from map(str, frame[position].unique())
