"""Answers that are numbers and nothing else: what they mean has to be labelled, or stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from survey.errors import ScaleError
from survey.export import Column, Export
from survey.number_range import NumberRange
from survey.questionnaire import ResponseScale
from survey.scale_points import bare_number, numbers_are_labelled, shows_direction
from survey.wording import listed, quoted

ENOUGH_ANSWERS = 50
"""With so many, an end of the scale that nobody chose is more likely one that is not there."""

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BareNumbers:
    """The bare numbers among the answers on one scale of one export.

    Attributes:
        columns: positions of the columns that hold some.
        count: answers that are bare numbers.
        numbers: the different ones.
        labelled: whether labels tell which end is which: those of the questionnaire or a mapping,
            those of a dictionary, or a number and its label that stand together in an answer.
        stated: the range that a mapping file states.
        file: the export; named by who gathers those of several.
    """

    scale: ResponseScale
    columns: frozenset[int]
    count: int
    numbers: frozenset[int]
    labelled: bool
    stated: NumberRange | None
    file: str = ""

    def __add__(self, other: BareNumbers) -> BareNumbers:
        """Those of both, on the same scale of the same export."""
        return replace(
            self,
            columns=self.columns | other.columns,
            count=self.count + other.count,
            numbers=self.numbers | other.numbers,
            labelled=self.labelled or other.labelled,
        )

    @property
    def span(self) -> str:
        """The numbers, from the least to the greatest; all of them where they are few."""
        low, high = min(self.numbers), max(self.numbers)
        if len(self.numbers) == high - low + 1 or len(self.numbers) > _MOST_NAMED:
            return f"{low} to {high}" if high > low else str(low)
        return ", ".join(map(str, sorted(self.numbers)))


def bare_numbers(
    column: Column,
    counts: Mapping[str, int],
    answers: Mapping[str, int],
    scale: ResponseScale,
    stated: NumberRange | None = None,
) -> BareNumbers:
    """The bare numbers of one column; there may be none, and it may show what others mean.

    Args:
        column: what a dictionary says of its numbers counts as their labels.
        counts: how often each answer was given.
        answers: the answers known on the scale, normalised, with their points.
        scale: the scale.
        stated: the range stated for it.
    """
    given = {
        text: count for text, count in counts.items() if count and text not in column.off_scale
    }
    found = {text: number for text in given if (number := bare_number(text)) is not None}
    pairs = [f"{number} - {label}" for number, label in column.labels]
    labelled = numbers_are_labelled(answers, scale.size) or any(
        shows_direction(text, answers, scale.size) for text in (*pairs, *given)
    )
    return BareNumbers(
        scale=scale,
        columns=frozenset([column.position] if found else []),
        count=sum(given[text] for text in found),
        numbers=frozenset(found.values()),
        labelled=labelled,
        stated=stated,
    )


def together(found: Iterable[BareNumbers]) -> tuple[BareNumbers, ...]:
    """One entry for each scale of each export, in order of their names."""
    sums: dict[tuple[str, str], BareNumbers] = {}
    for entry in found:
        key = (entry.file, entry.scale.id)
        sums[key] = sums[key] + entry if key in sums else entry
    return tuple(sums[key] for key in sorted(sums))


def of_export(export: Export, found: Iterable[BareNumbers]) -> tuple[BareNumbers, ...]:
    """Those of one batch, with the export they stand in."""
    return together(replace(entry, file=str(export.path)) for entry in found)


def unstated(entry: BareNumbers) -> bool:
    """Whether nothing tells what the numbers mean."""
    return entry.count > 0 and not entry.labelled


def refuse_unstated(found: Sequence[BareNumbers]) -> None:
    """Refuses numbers of which nothing says which end of the scale is which.

    Raises:
        ScaleError: there are some; all of them are listed, with the lines to write.
    """
    open_ones = [entry for entry in found if unstated(entry)]
    if not open_ones:
        return
    files = ", ".join(sorted({Path(entry.file).name for entry in open_ones}))
    raise ScaleError(
        f"{files}: answers are bare numbers, and nothing says which end of the scale is which:\n"
        + listed([_told(entry) for entry in open_ones]),
        _fix({entry.scale.id: entry for entry in open_ones}),
    )


def misfits(found: Iterable[BareNumbers]) -> Iterator[str]:
    """The stated ranges of which a part does not occur, one sentence each."""
    for entry in found:
        if entry.stated is None or entry.count < ENOUGH_ANSWERS:
            continue
        absent = [
            number
            for number in (entry.stated.numbers[0], entry.stated.numbers[-1])
            if number not in entry.numbers
        ]
        if absent:
            yield (
                f"{Path(entry.file).name}: the scale {quoted(entry.scale.id)} is stated as "
                f"{entry.stated}, but of {entry.count:,} answers none is "
                f"{' or '.join(map(str, absent))} (they are {entry.span}): check the numbers of "
                "its ends."
            )


def likely_range(entry: BareNumbers) -> NumberRange:
    """The numbers to propose for a scale, lowest first; a person says which direction is right."""
    size = entry.scale.size
    least = min(entry.numbers)
    for first in (1, 0, least):
        if entry.numbers <= {*range(first, first + size)}:
            return NumberRange(first, first + size - 1)
    return NumberRange(1, size)


def ends(scale: ResponseScale) -> tuple[str, str]:
    """The labels of the lowest and the highest point, in the first language."""
    lowest, highest = (next(iter(scale.points[end].label.values())) for end in (0, -1))
    return quoted(lowest, 40), quoted(highest, 40)


def _told(entry: BareNumbers) -> str:
    columns = len(entry.columns)
    return (
        f"{Path(entry.file).name}, scale {quoted(entry.scale.id)}: {entry.count:,} answers in "
        f"{columns} column{'s' if columns > 1 else ''}, the numbers {entry.span}"
    )


def _fix(found: Mapping[str, BareNumbers]) -> str:
    first = next(iter(found.values()))
    lowest, highest = ends(first.scale)
    meant = likely_range(first)
    return (
        "state it in a mapping file, the number of the lowest point first, and give that file with "
        f"--mapping. If {meant.lowest} means {lowest} and {meant.highest} means {highest}:\n"
        + _lines({name: likely_range(entry) for name, entry in found.items()})
        + "\n  if it is the other way round:\n"
        + _lines({name: likely_range(entry).turned() for name, entry in found.items()})
        + "\n  `build-report map EXPORT` writes such a file. Or export the answers as text."
    )


def _lines(ranges: Mapping[str, NumberRange]) -> str:
    return "\n".join(
        ["    scales:", *(f"      {name}: {stated}" for name, stated in ranges.items())]
    )
