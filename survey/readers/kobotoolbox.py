"""KoboToolbox and ODK: a form's names or labels, often below the path of their groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping

from survey.bookkeeping import Bookkeeping, Exclusion, Timing
from survey.export import Column, Export
from survey.readers.grid import Grid, Layout, cell, export
from survey.readers.respelling import respelt
from survey.wording import plain

_KOBO = ("_uuid", "_submission_time")
_ODK = ("SubmissionDate", "KEY", "instanceID")
_LEAST_SIGNS = 2

_RESPONDENT = ("_uuid", "instanceID", "KEY")
_VERDICTS = ("_validation_status", "ReviewState")
_REJECTED = frozenset({"not approved", "validation_status_not_approved", "rejected"})
_DEEPEST = 8
_TICKS = frozenset({"", "0", "1", "0.0", "1.0", "true", "false"})


class KoboToolbox:
    """The CSV or Excel export of KoboToolbox, ODK Central or ODK Briefcase."""

    name = "KoboToolbox/ODK"
    signs = "columns _uuid and _submission_time, or two of KEY, SubmissionDate and instanceID"

    def detect(self, grid: Grid) -> str | None:
        """The columns that the server adds to a form's own."""
        names = _names(grid)
        for signs in (_KOBO, _ODK):
            found = [name for name in signs if name in names]
            if len(found) >= _LEAST_SIGNS:
                return f"row 1 holds {' and '.join(found)}"
        return None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under its one header row; the older exporter's "n/a" is no answer."""
        found = export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=1,
                columns=_columns(grid),
                bookkeeping=_bookkeeping(_names(grid)),
            ),
        )
        return respelt(found, _given)


def _given(text: str) -> str:
    """A cell, empty where the older exporter writes that the question was not put."""
    return "" if text.strip() == "n/a" else text


def _names(grid: Grid) -> dict[str, int]:
    """Positions of the columns by header; an instance's id stands in a group: `meta/instanceID`."""
    headers = [cell(grid.head[0], position).strip() for position in range(grid.width)]
    found = {header: position for position, header in reversed([*enumerate(headers)])}
    for header in headers:
        if header.endswith(("/instanceID", "-instanceID")):
            found.setdefault("instanceID", found[header])
    return found


def _bookkeeping(names: Mapping[str, int]) -> Bookkeeping:
    """Who is who, how long it took, and which submissions whoever checked them turned down."""
    verdicts = [names[name] for name in _VERDICTS if name in names]
    timed = "start" in names and "end" in names
    return Bookkeeping(
        exclusions=tuple(
            Exclusion(position=position, values=_REJECTED, reason="not-approved")
            for position in verdicts
        ),
        respondent=next((names[name] for name in _RESPONDENT if name in names), None),
        timing=Timing(start=names["start"], end=names["end"]) if timed else None,
    )


def _columns(grid: Grid) -> tuple[Column, ...]:
    headers = [plain(cell(grid.head[0], position)) for position in range(grid.width)]
    # ODK Central writes the path of a group with hyphens, KoboToolbox with slashes.
    mark = "-" if "KEY" in headers and not any("/" in header for header in headers) else "/"
    counted = Counter(path for header in headers for path in _paths(header, mark))
    groups = {path for path, count in counted.items() if count > 1}
    known = frozenset(headers)
    return tuple(
        _option(position)
        if header.rpartition(mark)[0] in known and _is_ticked(grid, position)
        else _column(position, header, _own(header, mark, groups))
        for position, header in enumerate(headers)
    )


def _paths(header: str, mark: str) -> list[str]:
    """What may be the groups a header stands in, the outermost first."""
    parts = header.split(mark)[:_DEEPEST]
    return [mark.join(parts[:count]) for count in range(1, len(parts))]


def _own(header: str, mark: str, groups: Container[str]) -> str:
    """A header without the path of its groups.

    A name has no blank, and never the mark in it. A label may have: what stands before it is a
    group only where another column begins with the same.
    """
    if " " not in header:
        return header.rpartition(mark)[2]
    shared = [path for path in _paths(header, mark) if path in groups]
    return header.removeprefix(shared[-1] + mark) if shared else header


def _is_ticked(grid: Grid, position: int) -> bool:
    """Whether the first cells are those of a box to tick."""
    return {cell(row, position).strip().casefold() for row in grid.head[1:]} <= _TICKS


def _option(position: int) -> Column:
    """One answer of a question that takes several: without a name, so that it is taken for none."""
    return Column(position=position, code="", text="", row_text="")


def _column(position: int, header: str, own: str) -> Column:
    return Column(position=position, code=own, text=header, row_text=own)
