"""The parts of report.json that say who was asked what, and by which rules it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_builder import __version__
from report_builder.language import decimals_that_show
from report_builder.report import Report
from report_builder.segment_levels import SegmentLevel
from survey.gaps import PerceptionGap
from survey.questionnaire import Item, MetaQuestion, ResponseScale
from survey.release import Group, ReleasedGroup

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
Row = Mapping[str, Json]

SCHEMA = "alignment-report/report-1"

SHARE_DECIMALS = 2
GAP_DECIMALS = 1
"""Decimals where answers are fewer than ten: whole per cent, tenths of a point."""


def gap_decimals(gap: PerceptionGap) -> int:
    """Decimals of a gap where the counts themselves may not be told; of a theme always one."""
    return SHARE_DECIMALS if gap.exact and gap.kind == "item" else GAP_DECIMALS


def limit_decimals(gap: PerceptionGap) -> int:
    """Decimals of its limits: as many as keep one that is not 0 from being printed as 0."""
    limits = gap.difference.low, gap.difference.high
    return decimals_that_show(limits, gap_decimals(gap), never=(0,))


def group_id(group: Group) -> str:
    """The name by which rows refer to a group: "marketing", "everyone/role/manager"."""
    parts = (group.wave, group.company, group.team or "everyone", group.segment, group.value)
    return "/".join(part for part in parts if part)


def segment_of(group: Group) -> Row | None:
    """The segment level a group is restricted to, or None for none."""
    return {group.segment: group.value} if group.segment else None


def provenance(report: Report) -> Row:
    """Where the figures come from: never a clock, so that the same answers say the same."""
    settings, asked = report.settings, report.questionnaire
    return {
        "counts_digest": report.counts_digest,
        "package": "alignment-report",
        "version": __version__,
        "questionnaire": {"id": asked.id, "version": asked.version},
        "invented": settings.invented,
        "date": settings.date.isoformat() if settings.date else None,
        "responses": {
            "waves": report.waves,
            "read": report.read,
            "removed": [
                {"reason": each.reason, "responses": each.count} for each in report.removed
            ],
            "flagged": [
                {"reason": each.reason, "responses": each.count} for each in report.flagged
            ],
            "outside_teams": report.outside_teams,
        },
    }


def rules(report: Report) -> Row:
    """The thresholds in force; those of the gap for a scale from 1 to 5."""
    cleaning = report.settings.cleaning
    return {
        "minimum_group": report.rules.minimum_group,
        "distribution_base": report.rules.distribution_base,
        "confidence": 0.95,
        "gap_that_matters": report.rules.thresholds.gap,
        "level_high_from": report.rules.thresholds.high,
        "level_low_below": report.rules.thresholds.low,
        "least_answered": cleaning.least_answered,
        "removed_on_request": sorted(cleaning.remove),
    }


def questionnaire(report: Report) -> Row:
    """What was asked, in every language."""
    asked = report.questionnaire
    return {
        "id": asked.id,
        "version": asked.version,
        "title": dict(asked.title),
        "languages": list(asked.languages),
        "teams": [
            {"id": team.id, "name": {code: name.plain for code, name in team.names.items()}}
            for team in asked.teams
        ],
        "scales": [_scale(scale) for scale in asked.scales],
        "dimensions": [
            {"id": each.id, "name": dict(each.name), "outcome": each.outcome}
            for each in asked.dimensions
        ],
        "items": [_item(item) for item in asked.items],
        "pairs": [{"id": pair.id, "label": dict(pair.label)} for pair in asked.pairs],
        "meta": [_meta(question) for question in asked.meta],
        "alignment_item": asked.alignment_item,
    }


def _scale(scale: ResponseScale) -> Row:
    return {
        "id": scale.id,
        "points": [dict(point.label) for point in scale.points],
        "favourable_from": scale.favourable_from,
    }


def _item(item: Item) -> Row:
    return {
        "id": item.id,
        "dimension": item.dimension,
        "about": item.about,
        "reverse_keyed": item.reverse_keyed,
        "scale": item.scale.id,
        "pair": item.pair,
        "neutral_difference": item.neutral_difference,
        "title": dict(item.title),
        "wording": dict(item.wording),
    }


def _meta(question: MetaQuestion) -> Row:
    return {
        "id": question.id,
        "predicts": dict(question.predicts),
        "scale": question.scale.id,
        "reverse_keyed": question.reverse_keyed,
        "wording": dict(question.wording),
    }


def ordered_groups(report: Report) -> tuple[ReleasedGroup, ...]:
    """The released groups: both teams, first, second; then by segment and level as shown."""
    teams = ["", *(team.id for team in report.questionnaire.teams)]
    levels = [("", "")]
    levels += [(segment.id, level.id) for segment in report.segments for level in segment.levels]
    places = {level: place for place, level in enumerate(levels)}

    def place(entry: ReleasedGroup) -> tuple[int, int, Group]:
        group = entry.group
        level = places.get((group.segment, group.value), len(places))
        return level, teams.index(group.team), group

    return tuple(sorted(report.groups, key=place))


def groups(report: Report) -> list[Row]:
    """The groups that figures rest on, with their respondents."""
    levels = {(segment.id, each.id): each for segment in report.segments for each in segment.levels}
    return [
        {
            "id": group_id(entry.group),
            "wave": entry.group.wave or report.settings.wave or None,
            "company": entry.group.company or report.settings.client or None,
            "team": entry.group.team or None,
            "segment": segment_of(entry.group),
            **_levels(levels.get((entry.group.segment, entry.group.value))),
            "n": entry.n,
            "at_least": False,
            "asked": entry.headcount,
        }
        for entry in ordered_groups(report)
    ]


def _levels(level: SegmentLevel | None) -> Row:
    """The levels a group is of that may be named, and whether there are others."""
    return {
        "levels": list(level.named) if level else [],
        "others": level.others if level else False,
    }


def withheld(report: Report) -> list[Row]:
    """How many cells each rule withheld; never which."""
    return [
        {"rule": each.rule, "scope": each.scope or None, "cells": each.cells}
        for each in report.withheld
    ]
