"""The settings of one report: what the consultant says about client, dates and rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from report_builder.brand import NO_BRAND, Brand, brand
from report_builder.files_given import FileRule, file_rules
from report_builder.own_thresholds import thresholds
from report_builder.own_words import (
    Entry,
    LeverTexts,
    Translations,
    glossary,
    lever_texts,
    local_texts,
)
from survey.cleaning_rules import LEAST_ANSWERED, ON_REQUEST, CleaningRules
from survey.errors import SettingsError
from survey.fields import Fields, reading
from survey.stakes import ClientFigures
from survey.thresholds import USUAL, Thresholds
from survey.wording import levelled, plain, quoted

LANGUAGES = ("en", "fr")
"""The languages a report can be written in."""

LOWEST_MINIMUM_GROUP = 3
"""A number that rests on one or two people says who they are to each other."""

FEWEST_ANSWERED = 0.1
"""A response that answers hardly anything says nothing, but would count as a person."""

MOST_MONEY = 1_000_000_000_000_000

_CURRENCY = re.compile("[A-Z]{3}")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


ANONYMOUS, NAMED = "anonymous", "named"
"""How the companies of a panel are shown."""

DEFINITIONS = ("A1", "A2", "A3", "A4")
"""Of the share that is aligned: of people (the first two) or of companies."""

UNITS = ("people", "companies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A share that others published, to be quoted beside that of the report.

    Attributes:
        value: 0..1; label: who is quoted, or "" for IDC.
        source: where it was published, or "".
        unit: "people" or "companies".
        definition: one of `DEFINITIONS`, or "" where it is not known; then nothing is compared.
        n: how many people or companies it rests on; None where not known.
        sample: the companies of the panel were drawn at random from those it speaks of.
    """

    value: float = 0.08
    label: str = ""
    source: str = ""
    unit: str = "companies"
    definition: str = ""
    n: int | None = None
    sample: bool = False


IDC = Benchmark()
"""The often quoted 8 %: no publication that holds it was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the settings file says; every key is optional.

    A text that was given per language stands in its field as the first one given;
    `in_language` puts the right one there.

    Attributes:
        title: the report's title, or "" for the questionnaire's.
        client, consultant: shown in kicker and footer, or "".
        wave: the name of the survey wave ("Autumn 2026"), or "".
        date: date of the survey's end, printed and used as the clock of the build.
        languages: languages of the report; () for those of the questionnaire.
        minimum_group: k; the command line overrides it.
        cleaning: which responses count.
        invented: the answers are invented; said on every page.
        indexed: search engines may list the site.
        weights: the segment by which weighted figures stand beside the others; "" for none.
        thresholds: where a word changes.
        brand: accent and logo.
        pages: the folder of the consultant's own pages; None without.
        glossary: terms explained on the Method page.
        levers: own texts of recommendations, by lever.
        benchmark: the share that is quoted beside that of the report.
        named_companies: the companies of a panel are shown with their names.
        stakes: the client's own figures; None without, and then nothing is said of money.
        words: whether the words of each team are compared, where open questions were asked.
        footer: a line of the consultant's own.
        files: which company, wave and mapping an export has, by its name.
        waves: the labels of the waves, the oldest first; () to take them by their years.
        translations: the texts that were given per language.
    """

    title: str = ""
    client: str = ""
    consultant: str = ""
    wave: str = ""
    date: date | None = None
    languages: tuple[str, ...] = ()
    minimum_group: int | None = None
    cleaning: CleaningRules = field(default_factory=CleaningRules)
    invented: bool = False
    indexed: bool = False
    benchmark: Benchmark = IDC
    named_companies: bool = False
    footer: str = ""
    files: tuple[FileRule, ...] = ()
    waves: tuple[str, ...] = ()
    weights: str = ""
    thresholds: Thresholds = USUAL
    brand: Brand = NO_BRAND
    pages: Path | None = None
    glossary: tuple[Entry, ...] = ()
    levers: Mapping[str, LeverTexts] = field(default_factory=dict)
    stakes: ClientFigures | None = None
    words: bool = True
    translations: Translations = field(default_factory=dict)

    @property
    def names_of_wave(self) -> tuple[str, ...]:
        """What the report calls its wave, in each language it is given in."""
        return tuple(dict.fromkeys([self.wave, *self.translations.get("wave", {}).values()]))

    def in_language(self, language: str) -> Settings:
        """The same settings, with each text in that language where it was given.

        >>> local = Settings(wave="Autumn 2026", translations={"wave": {"fr": "Automne 2026"}})
        >>> local.in_language("fr").wave, local.in_language("en").wave
        ('Automne 2026', 'Autumn 2026')
        """
        found = {
            name: texts[language] for name, texts in self.translations.items() if language in texts
        }
        return replace(
            self,
            title=found.get("title", self.title),
            client=found.get("client", self.client),
            consultant=found.get("consultant", self.consultant),
            wave=found.get("wave", self.wave),
            benchmark=replace(
                self.benchmark,
                label=found.get("benchmark_label", self.benchmark.label),
                source=found.get("benchmark_source", self.benchmark.source),
            ),
            footer=found.get("footer", self.footer),
        )


def load_settings(path: Path) -> Settings:
    """The settings of a file; an empty file gives the defaults.

    Args:
        path: a YAML file; docs/reference/settings.md describes its fields.

    Raises:
        FileMissingError, YamlError: the file cannot be read.
        SettingsError: every mistake in it, with its line and field.
    """
    with reading(path, SettingsError) as fields:
        benchmark = fields.mapping("benchmark")
        texts = {
            "title": local_texts(fields, "title", LANGUAGES),
            "client": local_texts(fields, "client", LANGUAGES),
            "consultant": local_texts(fields, "consultant", LANGUAGES),
            "wave": local_texts(fields, "wave", LANGUAGES),
            "benchmark_label": local_texts(benchmark, "label", LANGUAGES),
            "benchmark_source": local_texts(benchmark, "source", LANGUAGES),
            "footer": local_texts(fields, "footer", LANGUAGES),
        }
        first = {name: next(iter(given.values()), "") for name, given in texts.items()}
        return Settings(
            title=first["title"],
            client=first["client"],
            consultant=first["consultant"],
            wave=first["wave"],
            date=_date(fields, "date"),
            languages=tuple(dict.fromkeys(fields.texts("languages", allowed=LANGUAGES))),
            minimum_group=_minimum_group(fields, "minimum_group"),
            cleaning=_cleaning(fields.mapping("cleaning")),
            invented=fields.flag("invented"),
            indexed=fields.flag("indexed"),
            benchmark=_benchmark(benchmark, first["benchmark_label"], first["benchmark_source"]),
            named_companies=fields.choice("companies", (ANONYMOUS, NAMED), ANONYMOUS) == NAMED,
            footer=first["footer"],
            files=file_rules(fields, path),
            waves=_waves(fields),
            weights=fields.text("weights", ""),
            thresholds=thresholds(fields.mapping("thresholds")),
            brand=brand(fields, path),
            pages=_pages(fields, path.parent),
            glossary=glossary(fields, LANGUAGES),
            levers=lever_texts(fields, LANGUAGES),
            stakes=_stakes(fields),
            words=fields.flag("words", default=True),
            translations={name: given for name, given in texts.items() if given.keys() - {""}},
        )


def _pages(fields: Fields, folder: Path) -> Path | None:
    if not fields.has("pages"):
        return None
    place = folder / fields.text("pages")
    if not place.is_dir():
        fields.mistake("pages", f"{quoted(str(place), 120)} is no folder")
        return None
    return place


def _waves(fields: Fields) -> tuple[str, ...]:
    """The labels of the waves, each once."""
    waves = tuple(map(plain, fields.texts("waves")))
    named: dict[str, str] = {}
    for label in waves:
        if named.setdefault(levelled(label), label) is not label:
            fields.mistake("waves", f"names {quoted(label, 40)} again: each wave once")
    return waves


def _benchmark(part: Fields, label: str, source: str) -> Benchmark:
    definition = part.choice("definition", DEFINITIONS, "")
    of_people = definition in DEFINITIONS[:2]
    unit = part.choice("unit", UNITS, UNITS[0] if of_people else UNITS[1])
    if definition and (unit == UNITS[0]) != of_people:
        part.mistake("unit", f"{definition} is a share of {UNITS[not of_people]}")
    for key in ("definition", "n", "source"):
        if part.has(key) and not label:
            part.mistake(key, "goes with a label: without one, IDC is quoted")
    return Benchmark(
        value=part.number("value", IDC.value, low=0, high=1),
        label=label,
        source=source,
        unit=unit,
        definition=definition,
        n=part.integer("n", low=1) if part.has("n") else None,
        sample=part.flag("sample"),
    )


def _stakes(fields: Fields) -> ClientFigures | None:
    """The client's figures; `hourly_cost` by team, "" standing for every team."""
    if not fields.has("stakes"):
        return None
    part = fields.mapping("stakes")
    currency = part.text("currency")
    if currency and not _CURRENCY.fullmatch(currency):
        part.mistake("currency", f'must be three capital letters, as EUR, not "{currency}"')
    figures = ClientFigures(
        currency=currency,
        revenue=part.number("revenue", low=1, high=MOST_MONEY),
        weeks=part.number("weeks", low=1, high=53) if part.has("weeks") else None,
        hourly_cost=_hourly_cost(part) if part.has("hourly_cost") else None,
        lost_deals=_money(part, "lost_deals") if part.has("lost_deals") else None,
    )
    if (figures.weeks is None) != (figures.hourly_cost is None):
        part.mistake("weeks", "and hourly_cost go together: give both or neither")
    elif figures.weeks is None and figures.lost_deals is None:
        part.mistake("", "needs weeks and hourly_cost, or lost_deals, or all three")
    return figures


def _hourly_cost(part: Fields) -> dict[str, float]:
    if part.is_text("hourly_cost"):
        return {"": _money(part, "hourly_cost")}
    by_team = part.mapping("hourly_cost")
    return {team: _money(by_team, team) for team in by_team.keys()}  # noqa: SIM118 - not a dict


def _money(part: Fields, key: str) -> float:
    return part.number(key, low=0, high=MOST_MONEY)


def _date(fields: Fields, key: str) -> date | None:
    if not fields.has(key):
        return None
    text = fields.text(key)
    if _ISO_DATE.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    fields.mistake(key, f'must be a date as year-month-day (2026-10-23), not "{text}"')
    return None


def _minimum_group(fields: Fields, key: str) -> int | None:
    if not fields.has(key):
        return None
    asked = fields.integer(key, LOWEST_MINIMUM_GROUP)
    if asked < LOWEST_MINIMUM_GROUP:
        fields.mistake(
            key,
            f"{asked} would let numbers point at people: {LOWEST_MINIMUM_GROUP} is the lowest",
        )
    return asked


def _cleaning(fields: Fields) -> CleaningRules:
    least = fields.number("least_answered", LEAST_ANSWERED, low=FEWEST_ANSWERED, high=1)
    remove = fields.texts("remove", allowed=ON_REQUEST)
    return CleaningRules(least_answered=least, remove=frozenset(remove))
