"""Google Forms: a timestamp, then whole questions; a grid's as `Question [Row]`."""

from __future__ import annotations

from survey.export import Export
from survey.readers.grid import Grid, Layout, cell, export, single_header
from survey.wording import normalised

# The first header, in the language of the form's owner.
_TIMESTAMPS = frozenset(
    {
        "timestamp",
        "horodateur",
        "zeitstempel",
        "marca temporal",
        "marca de temps",
        "informazioni cronologiche",
        "carimbo de data/hora",
        "tijdstempel",
        "tidstämpel",
        "tidsstempel",
        "aikaleima",
        "sygnatura czasowa",
        "časová značka",
        "időbélyeg",
        "zaman damgası",  # noqa: RUF001 - Turkish
        "отметка времени",
        "позначка часу",
        "タイムスタンプ",
        "타임스탬프",
        "时间戳记",
        "時間戳記",
    }
)


class GoogleForms:
    """The CSV of Google Forms, or the sheet that collects its responses."""

    name = "Google Forms"
    signs = "a first column Timestamp, in the language of the form"

    def detect(self, grid: Grid) -> str | None:
        """The timestamp column that comes first."""
        first = cell(grid.head[0], 0) if grid.head else ""
        return f'row 1 begins with "{first.strip()}"' if normalised(first) in _TIMESTAMPS else None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under its one header row."""
        return export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=1,
                columns=single_header(grid.head[0], grid.width),
            ),
        )
