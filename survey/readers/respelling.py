"""Cells as a tool spells them, turned into what was answered before anything else sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from survey.export import Export

Meaning = Callable[[str], str]
"""What a cell says, by its text."""


def respelt(export: Export, meaning: Meaning) -> Export:
    """The export with each cell as `meaning` understands it."""
    columns = {column.position: meaning for column in export.columns}
    return replace(export, read=lambda positions: _frames(export.read(positions), columns))


def respelt_frame(frame: pd.DataFrame, meanings: Mapping[int, Meaning]) -> pd.DataFrame:
    """The frame with the columns of `meanings` understood; each distinct text is asked once."""
    found = frame.copy(deep=False)
    for position, meaning in meanings.items():
        if position not in frame:
            continue
        texts = [str(text) for text in frame[position].cat.categories]
        meant = [meaning(text) for text in texts]
        if meant != texts:
            codes = frame[position].cat.codes.to_numpy()
            found[position] = pd.Categorical(pd.Index(meant).take(codes))
    return found


def _frames(
    frames: Iterator[pd.DataFrame], meanings: Mapping[int, Meaning]
) -> Iterator[pd.DataFrame]:
    for frame in frames:
        yield respelt_frame(frame, meanings)
