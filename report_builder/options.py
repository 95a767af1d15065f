"""What every command can be told: the options of build-report, and their environment variables.

Nothing heavy but click is imported here, so that `--help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from report_builder.log_format import FORMATS as LOG_FORMATS

FORMATS = (
    "spss",
    "stata",
    "qualtrics",
    "surveymonkey",
    "limesurvey",
    "kobotoolbox-odk",
    "typeform",
    "google-forms",
    "microsoft-forms",
    "alchemer",
    "jotform",
    "sphinx",
    "table",
)
"""What survey.readers can be told to read: the readers themselves are heavy to import."""


class WholeNumber(click.IntRange):
    """A whole number within limits, and called that where something else is typed."""

    name = "whole number"


PATH = click.Path()
"""A file or folder; one for all, since each new one looks up translations of its words."""


class Label(click.ParamType[str]):
    """A text of several words, as a wave or a company has; the environment parts two by a `;`."""

    name = "text"
    envvar_list_splitter = ";"


Command = Callable[..., None]
Decorator = Callable[[Command], Command]


def option(*names: str, **described: Any) -> Decorator:  # noqa: ANN401 - what click.option takes
    """An option that the environment can give too: --minimum-group, BUILD_REPORT_MINIMUM_GROUP."""
    long = next(name for name in names if name.startswith("--"))
    variable = "BUILD_REPORT_" + long.removeprefix("--").replace("-", "_").upper()
    return click.option(*names, envvar=variable, show_envvar=True, **described)


READING = (
    option(
        "-q",
        "--questionnaire",
        type=PATH,
        metavar="FILE",
        show_default="the alignment questionnaire",
        help="What was asked (YAML).",
    ),
    option(
        "-m",
        "--mapping",
        "mappings",
        multiple=True,
        type=PATH,
        metavar="FILE",
        show_default="recognised",
        help="Which column is which item (YAML), as `map` writes it; once, or once an export.",
    ),
    option(
        "--dictionary",
        type=PATH,
        metavar="FILE",
        show_default="the one beside the export",
        help="The survey's definition (.qsf, .lss): what its columns and codes mean.",
    ),
    option(
        "--format",
        type=click.Choice(FORMATS),
        metavar="NAME",
        show_default="recognised",
        help=f"The tool that wrote the export: {', '.join(FORMATS)}.",
    ),
)
LANGUAGE = option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    show_default="the questionnaire's",
    help="Language of the report, en or fr; repeatable.",
)
REPORTING = (
    option(
        "--company",
        "companies",
        multiple=True,
        type=Label(),
        metavar="TEXT",
        show_default="that of the rows",
        help="The company that answered; once, or once an export.",
    ),
    option(
        "--wave",
        "waves",
        multiple=True,
        type=Label(),
        metavar="TEXT",
        show_default="that of the rows",
        help="The wave of the survey; once, or once an export.",
    ),
    option(
        "-s",
        "--settings",
        type=PATH,
        metavar="FILE",
        show_default="none",
        help="Title, client, dates, rules (YAML).",
    ),
    option(
        "--headcount",
        type=PATH,
        metavar="FILE",
        show_default="unknown",
        help="How many people were asked, by team and segment (CSV).",
    ),
    option(
        "--previous",
        type=PATH,
        metavar="FILE",
        show_default="none",
        help="The report.json of an earlier survey: what became of its recommendations.",
    ),
    option(
        "--comments",
        type=PATH,
        metavar="FILE",
        show_default="none is shown",
        help="The comments that may be shown: the file `comments` wrote, reviewed.",
    ),
    LANGUAGE,
    option(
        "--minimum-group",
        type=WholeNumber(min=3),
        metavar="K",
        show_default="5",
        help="Fewest people a number may rest on; 3 and 4 are noted on the site.",
    ),
)
SAYING = (
    option("--quiet", is_flag=True, help="Say nothing but errors."),
    option("--verbose", is_flag=True, help="Say more; show where an error happened."),
    option(
        "--log-format",
        type=click.Choice(LOG_FORMATS),
        default="text",
        show_default=True,
        metavar="NAME",
        help="How that is said on standard error: text, or json, an object a line.",
    ),
)
JSON: Decorator = option("--json", is_flag=True, help="Say it for programs, as one JSON document.")
PLACE = (
    option(
        "-o",
        "--output",
        type=PATH,
        default="site",
        show_default=True,
        metavar="FOLDER",
        help="Folder of the site; must be empty or an older report.",
    ),
    option(
        "--state",
        type=PATH,
        metavar="FILE",
        show_default="beside the export",
        help="What was published before, kept in private: a rebuild never tells of a few.",
    ),
    option("--strict", is_flag=True, help="Stop at warnings (6), or when few changed (5)."),
)

TWO_WAVES = option(
    "--two-waves",
    is_flag=True,
    help="With the survey of the year before, as invented: what has changed since.",
)

BUILDERS = ("mkdocs", "properdocs", "zensical")
ADDRESS = option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    help="Where to serve; on this machine alone unless you name another host.",
)
AUDIENCES = ("client", "leader", "staff")
BUILDING = (
    option(
        "--audience",
        type=click.Choice(AUDIENCES),
        default=AUDIENCES[0],
        show_default=True,
        metavar="NAME",
        help="For whom: client (all), leader (no segments), staff (nor the client's money).",
    ),
    option(
        "--builder",
        type=click.Choice(BUILDERS),
        default=BUILDERS[0],
        show_default=True,
        metavar="NAME",
        help="What makes the site: mkdocs, properdocs or zensical.",
    ),
)

TAKING = (
    option("--png", is_flag=True, help="Offer each chart as PNG too, beside CSV and SVG."),
    option(
        "--pdf",
        is_flag=True,
        help="Print the Overview and the whole report as PDF; needs a Chromium.",
    ),
    option("--deck", is_flag=True, help="Write slides too, deck.pptx, with charts to edit."),
    option(
        "--deck-template",
        type=PATH,
        metavar="FILE",
        show_default="a plain one",
        help="Presentation or template (.pptx, .potx) that the slides are written on.",
    ),
    option(
        "--deck-layout",
        metavar="NAME",
        show_default="a title alone",
        help="The template's layout that the slides have.",
    ),
)


QUESTION = (
    option(
        "--gap",
        type=click.FloatRange(min=0, min_open=True, max=3),
        default=1.0,
        show_default=True,
        metavar="POINTS",
        help="The true gap to be found, in points of a scale of 1 to 5.",
    ),
    option(
        "--margin",
        type=click.FloatRange(min=0, min_open=True, max=2),
        default=0.5,
        show_default=True,
        metavar="POINTS",
        help="The smallest gap that matters; teams within it are aligned. A report's is 0.5.",
    ),
    option(
        "--chance",
        type=WholeNumber(min=50, max=99),
        default=80,
        show_default=True,
        metavar="PERCENT",
        help="How surely it is to be found, or shown.",
    ),
    option(
        "--statements",
        type=WholeNumber(min=1, max=1000),
        default=1,
        show_default=True,
        metavar="COUNT",
        help="How many statements are judged together; more of them need more answers.",
    ),
)


def takes(*groups: tuple[Decorator, ...]) -> Decorator:
    """Several options as one decorator, shown in this order."""

    def decorate(command: Command) -> Command:
        for added in reversed([each for group in groups for each in group]):
            command = added(command)
        return command

    return decorate
