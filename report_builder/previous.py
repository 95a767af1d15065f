"""The report of an earlier survey, as its report.json tells it: what was recommended, and why.

The file comes from outside: it is bounded in size and depth, everything taken from it is looked at
once, here, and what stands in the wrong place is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from report_builder.json_part import FIX, JsonPart
from report_builder.recommendations import Bucket
from survey.errors import PreviousReportError
from survey.estimates import Estimate
from survey.questionnaire import Questionnaire, Texts
from survey.verdict import Verdict
from survey.yaml_file import bytes_up_to

LARGEST_FILE = 50_000_000
"""Bytes. A report of 36 statements and two segments takes about half a million."""

SCHEMA = "alignment-report/report-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousGap:
    """A gap as it was published: of an item or dimension, in points of its scale.

    Attributes:
        difference: first team minus second, with its 95 % interval; its base is both teams'.
        exact: whether it was published unrounded.
    """

    subject: str
    difference: Estimate
    verdict: Verdict
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousAction:
    """A recommendation as it was published, and the subjects it rested on, the strongest first."""

    lever: str
    title: Texts
    bucket: Bucket
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousItem:
    """An item as it was asked; two that differ in any of this are not compared."""

    id: str
    dimension: str
    about: str
    reverse_keyed: bool
    points: int
    favourable_from: int
    wording: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousReport:
    """What an earlier report published, as far as it is followed up.

    Attributes:
        name: of the file, for messages.
        wave: the name of its wave, or "".
        gaps: of the teams as a whole, by subject.
    """

    name: str
    wave: str
    counts_digest: str
    version: str
    items: tuple[PreviousItem, ...]
    gaps: Mapping[str, PreviousGap]
    actions: tuple[PreviousAction, ...]


def load_previous(path: Path, questionnaire: Questionnaire) -> PreviousReport:
    """The earlier report, of the same questionnaire and the same teams.

    Raises:
        FileMissingError: the file cannot be opened.
        PreviousReportError: it is no report.json of ours, damaged, or of another questionnaire.
    """
    whole = JsonPart(_parsed(path), path.name, "")
    if whole.optional_text("schema") != SCHEMA:
        raise PreviousReportError(
            f'{path}: this is no report.json of ours: "schema" must be {SCHEMA}.', FIX
        )
    asked = whole.part("questionnaire")
    _refuse_another(path, asked, questionnaire)
    return PreviousReport(
        name=path.name,
        wave=_wave(whole),
        counts_digest=whole.part("provenance").text("counts_digest"),
        version=asked.text("version"),
        items=tuple(_items(asked)),
        gaps={gap.subject: gap for gap in _gaps(whole, questionnaire)},
        actions=tuple(map(_action, whole.parts("recommendations"))),
    )


def _parsed(path: Path) -> object:
    content = bytes_up_to(path, LARGEST_FILE)
    if content is None:
        raise PreviousReportError(f"{path}: larger than {LARGEST_FILE:,} bytes.", FIX)
    try:
        parsed: object = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        # Not UTF-8, no JSON, a number of thousands of digits, or nested without end.
        raise PreviousReportError(f"{path}: this is no JSON that can be read.", FIX) from error
    return parsed


def _refuse_another(path: Path, asked: JsonPart, questionnaire: Questionnaire) -> None:
    if asked.text("id") != questionnaire.id:
        raise PreviousReportError(
            f'{path}: its questionnaire is "{asked.text("id")}", this one is '
            f'"{questionnaire.id}": their answers do not compare.',
            "give the report of an earlier survey with it, or leave --previous out.",
        )
    teams = [team.text("id") for team in asked.parts("teams")]
    expected = [team.id for team in questionnaire.teams]
    if teams != expected:
        raise PreviousReportError(
            f"{path}: it compares the teams {', '.join(teams)}, this report {', '.join(expected)}.",
            "give the report of an earlier survey of the same two teams, or leave --previous out.",
        )


def _wave(whole: JsonPart) -> str:
    groups = [group for group in whole.parts("groups") if "/" not in group.text("id")]
    waves = {group.optional_text("wave") for group in groups}  # not those of earlier waves
    return waves.pop() if len(waves) == 1 else ""


def _items(asked: JsonPart) -> Iterator[PreviousItem]:
    scales = {scale.text("id"): scale for scale in asked.parts("scales")}
    for item in asked.parts("items"):
        scale = item.named(scales, "scale")
        yield PreviousItem(
            id=item.text("id"),
            dimension=item.text("dimension"),
            about=item.text("about"),
            reverse_keyed=item.flag("reverse_keyed"),
            points=len(scale.parts("points")),
            favourable_from=scale.whole("favourable_from"),
            wording=item.texts("wording"),
        )


def _gaps(whole: JsonPart, questionnaire: Questionnaire) -> Iterator[PreviousGap]:
    """The gaps of the two teams as a whole; those within any part of them are not followed."""
    exact_from = whole.part("rules").whole("distribution_base")
    teams = tuple(team.id for team in questionnaire.teams)
    for row in whole.parts("gaps"):
        if row.listed("groups") != teams:
            continue
        bases = row.wholes("bases")
        yield PreviousGap(
            subject=row.subject(),
            difference=Estimate(
                value=row.number("difference"),
                low=row.number("low"),
                high=row.number("high"),
                base=sum(bases),
            ),
            verdict=Verdict(row.choice("verdict", tuple(Verdict))),
            exact=row.has("item") and min(bases) >= exact_from and not any(row.flags("at_least")),
        )


def _action(row: JsonPart) -> PreviousAction:
    return PreviousAction(
        lever=row.text("lever"),
        title=row.texts("title"),
        bucket=Bucket(row.choice("bucket", tuple(Bucket))),
        subjects=tuple(dict.fromkeys(each.subject() for each in row.parts("because"))),
    )
