"""The company and the wave given for a whole file, put to its responses; what contradicts them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np

from survey.errors import ContradictionError
from survey.headers import column_name
from survey.mapping import ProfileColumn
from survey.responses import MISSING, Coded, Responses
from survey.source import Source
from survey.wording import levelled, listed, quoted

_MOST_QUOTED = 8
"""Different answers in a company's or wave's column; a column with more may be something else."""

_FIX = (
    "leave out what is given for that file (--company, --wave, or files: in the settings) where "
    "its column is right; correct the mapping where it is another column; else give the responses "
    "of each company and wave as a file of their own."
)


@dataclass(slots=True)
class Assignment:
    """Puts responses to the company and wave of their file, and gathers those that say otherwise.

    Attributes:
        otherwise: by what was given where, how often each other answer stands in the rows.
    """

    otherwise: dict[str, Counter[str]] = field(default_factory=dict)

    def assigned(self, responses: Responses, source: Source) -> Responses:
        """A batch of a file, everybody in it of the company and wave given for the file.

        Rows that are blank in the column of the company or wave are filled; without anything
        given the column stands.
        """
        mapping = source.mapping
        if source.company:
            self._compare(source, "company", source.company, mapping.company, responses.company)
            responses = replace(responses, company=_all_of(source.company, responses))
        if source.wave:
            self._compare(source, "wave", source.wave, mapping.wave, responses.wave)
            responses = replace(responses, wave=_all_of(source.wave, responses))
        return responses

    def raise_any(self) -> None:
        """Raises everything gathered as one error, if there is anything.

        Raises:
            ContradictionError: rows are of another company or wave than their file.
        """
        if self.otherwise:
            told = [f"{given}{_counted(found)}" for given, found in self.otherwise.items()]
            raise ContradictionError(
                "What is given for a file is not what its rows say:\n" + listed(told), _FIX
            )

    def _compare(
        self,
        source: Source,
        role: str,
        given: str,
        place: ProfileColumn | None,
        stated: Coded | None,
    ) -> None:
        if place is None or stated is None:
            return
        counts = np.bincount(stated.codes[stated.codes != MISSING], minlength=len(stated.labels))
        found = {
            label: count
            for label, count in zip(stated.labels, counts.tolist(), strict=True)
            if count and levelled(label) != levelled(given)
        }
        if found:
            name = source.export.path.name
            where = f"{name}: {role} {quoted(given, 40)}, but column {column_name(place.column)}: "
            self.otherwise.setdefault(where, Counter()).update(found)


def _all_of(given: str, responses: Responses) -> Coded:
    return Coded(labels=(given,), codes=np.zeros(responses.rows.size, dtype=np.int32))


def _counted(found: Counter[str]) -> str:
    if len(found) > _MOST_QUOTED:
        return f"{len(found):,} different answers in {found.total():,} rows"
    ordered = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    return ", ".join(f"{quoted(label, 40)} {count:,} x" for label, count in ordered)
