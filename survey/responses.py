"""Answers on the scale, keyed one way: what remains of an export once it is understood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MISSING = -1
CANT_SAY = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coded:
    """One categorical column: `codes` (respondents,) index `labels`; -1 is not stated."""

    labels: tuple[str, ...]
    codes: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Responses:
    """A batch of respondents, answers parsed and reverse-keyed items turned.

    Attributes:
        rows: (respondents,) spreadsheet row numbers.
        team: labels are the ids of the two teams, then "both" and "other".
        company, wave: None when the survey has one only.
        segments: by segment id.
        items: ids of the items, in questionnaire order (only those the export holds).
        answers: (respondents, items) int8; -1 missing, 0 can't say, 1..k, k most favourable.
    """

    rows: npt.NDArray[np.int64]
    team: Coded
    company: Coded | None
    wave: Coded | None
    segments: tuple[tuple[str, Coded], ...]
    items: tuple[str, ...]
    answers: npt.NDArray[np.int8]
