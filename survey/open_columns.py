"""Which columns hold comments, and which hold names that must not stand in them."""

from __future__ import annotations

from dataclasses import replace

from survey.export import Export
from survey.mapping import Mapping
from survey.optional_columns import optional_columns
from survey.questionnaire import Questionnaire
from survey.shown_values import holds_names


def with_comments(mapping: Mapping, export: Export, questionnaire: Questionnaire) -> Mapping:
    """The mapping with its open questions: those it names, else those that are recognised.

    Raises:
        ItemColumnError: two columns for one question.
    """
    found = optional_columns(export, questionnaire, "open", mapping.positions)
    whole = replace(mapping, comments=mapping.comments or found)
    taken = whole.positions if whole.comments else range(len(export.columns))
    names = (each for each in export.columns if each.position not in taken and holds_names(each))
    return replace(whole, names=tuple(names))


def without_comments(mapping: Mapping) -> Mapping:
    """The mapping with which nothing is read that people wrote in their own words."""
    return replace(mapping, comments=(), names=())
