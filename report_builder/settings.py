"""The settings of one report: what the consultant says about client, dates and rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the settings file says; every key is optional.

    Attributes:
        title: the report's title, or "" for the questionnaire's.
        client, consultant: shown in kicker and footer, or "".
        wave: the name of the survey wave ("Autumn 2026"), or "".
        date: date of the survey's end, printed and used as the clock of the build.
        languages: languages of the report; () for those of the questionnaire.
        minimum_group: k; the command line overrides it.
        invented: the answers are invented; said on every page.
        benchmark_value: the quoted share, 0..1; benchmark_label: who is quoted.
        footer: a line of the consultant's own.
    """

    title: str = ""
    client: str = ""
    consultant: str = ""
    wave: str = ""
    date: date | None = None
    languages: tuple[str, ...] = ()
    minimum_group: int | None = None
    invented: bool = False
    benchmark_value: float = 0.08
    footer: str = ""
