"""One export given: what its columns are, and the company and wave that all of it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from survey.errors import MappingError
from survey.export import Export
from survey.mapping import Mapping, ProfileColumn
from survey.questionnaire import ProfileQuestion

_FIX = (
    "correct the lines named. A mapping is used by name, so one that was written for another "
    "export fits where the headers are the same; else give each export its own: --mapping as "
    "often as there are exports, or files: in the settings (`build-report map EXPORT` writes one)."
)


@dataclass(frozen=True, slots=True)
class Source:
    """An export and the mapping that says what its columns are.

    `company` and `wave` are those given for the whole file; "" where none was given, and a column
    may say it.
    """

    export: Export
    mapping: Mapping
    company: str = ""
    wave: str = ""


@dataclass(slots=True)
class Misfits:
    """Exports that their mapping does not fit, gathered to be told together."""

    tried: int = 0
    found: list[tuple[str, MappingError]] = field(default_factory=list)

    @contextmanager
    def gathered(self, export: Export) -> Iterator[None]:
        """Keeps what is wrong with the mapping of one export until all were tried."""
        self.tried += 1
        try:
            yield
        except MappingError as error:
            self.found.append((export.path.name, error))

    def raise_any(self) -> None:
        """Raises one error for all of them, file by file, if there are any.

        Raises:
            MappingError: what is wrong; where it is the same in every file, as it is for one.
        """
        if not self.found:
            return
        problems = {error.problem for _, error in self.found}
        if len(self.found) == self.tried and len(problems) == 1:
            raise self.found[0][1]
        raise MappingError(
            "\n".join(f"{name}: {error.problem}" for name, error in self.found), _FIX
        )


def file_names(sources: Sequence[Source]) -> tuple[str, ...]:
    """What messages call each file: its name, or its path where two have the same name."""
    names = Counter(source.export.path.name for source in sources)
    paths = [source.export.path for source in sources]
    return tuple(path.name if names[path.name] == 1 else str(path) for path in paths)


def segments_of(sources: Iterable[Source]) -> tuple[ProfileColumn, ...]:
    """The segments that any of the exports holds."""
    found: dict[str, ProfileColumn] = {}
    for source in sources:
        for column in source.mapping.segments:
            found.setdefault(column.id, column)
    return tuple(found.values())


def asked_items(sources: Iterable[Source], wave: str) -> frozenset[str]:
    """The ids of what the exports of a wave ask, and those in which a column says the wave."""
    return frozenset(
        column.item.id
        for source in sources
        if source.wave in {"", wave}
        for column in source.mapping.items
    )


def asked_segments(sources: Iterable[Source]) -> tuple[ProfileQuestion, ...]:
    """The segments as a report needs them: each with its label, and its levels in order."""
    return tuple(
        ProfileQuestion(
            id=column.id,
            role="segment",
            label=column.label,
            wording=column.label,
            values=column.levels,
        )
        for column in segments_of(sources)
    )
