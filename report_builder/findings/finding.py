"""Findings: what may be said, free of language; `say` says it in one.

A finding is the id of a message and the message's arguments. Numbers stay unrounded, names stay
ids, until they are said. What is said is plain text, names and titles of the questionnaire in it
included: on a page it is escaped like any text of others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from report_builder.language import Conjunction, Language, rounded
from survey.estimates import Estimate
from survey.questionnaire import Questionnaire, Texts
from survey.unanimity import Bound


class Part(Protocol):
    """A part of a sentence that knows how to say itself."""

    def said(self, language: Language, questionnaire: Questionnaire) -> str:
        """The words in that language."""
        ...


Argument = int | str | Decimal | Part
"""Counts and decimals are written by the language; a str is said as it is (a name, an id)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The id of a message and the arguments it is said with."""

    message: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)

    def said(self, language: Language, questionnaire: Questionnaire) -> str:
        """The finding as a part of another."""
        return say(self, language, questionnaire)


def finding(message: str, /, **arguments: Argument) -> Finding:
    """The finding of that message, its arguments given by name."""
    return Finding(message, arguments)


def say(finding: Finding, language: Language, questionnaire: Questionnaire) -> str:
    """The finding in words: plain text, to be escaped on a page.

    Raises:
        MessageError: the catalogue has no such message, or not with these arguments.
    """
    said = {
        name: argument
        if isinstance(argument, int | str | Decimal)
        else argument.said(language, questionnaire)
        for name, argument in finding.arguments.items()
    }
    return language.text(finding.message, **said)


@dataclass(frozen=True, slots=True)
class TeamNamed:
    """A team's name, in the form the sentence needs."""

    team: str
    form: Literal["plain", "article", "of"] = "plain"

    def said(self, language: Language, questionnaire: Questionnaire) -> str:
        """The name: "Marketing", "le marketing", "du marketing"."""
        name = questionnaire.team(self.team).names[language.code]
        forms = {"plain": name.plain, "article": name.article, "of": name.of}
        return language.typeset(forms[self.form])


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the questionnaire that exists in each of its languages."""

    texts: Texts

    def said(self, language: Language, questionnaire: Questionnaire) -> str:  # noqa: ARG002
        """The text, typeset."""
        return language.typeset(self.texts[language.code])


@dataclass(frozen=True, slots=True)
class Topic:
    """The short title of an item."""

    item: str

    def said(self, language: Language, questionnaire: Questionnaire) -> str:
        """The title, typeset."""
        return language.typeset(questionnaire.item(self.item).title[language.code])


@dataclass(frozen=True, slots=True)
class Theme:
    """The name of a dimension."""

    dimension: str

    def said(self, language: Language, questionnaire: Questionnaire) -> str:
        """The name, typeset."""
        return language.typeset(questionnaire.dimension(self.dimension).name[language.code])


@dataclass(frozen=True, slots=True)
class Share:
    """A share of 0 to 1, said in per cent."""

    value: float
    bound: Bound = Bound.NONE
    in_words: bool = False
    opens: bool = False

    @classmethod
    def of(cls, estimate: Estimate, *, in_words: bool = False, opens: bool = False) -> Share:
        """The share as it may be told, itself or a bound: in words in a sentence or opening one."""
        return cls(estimate.value, estimate.bound, in_words or opens, opens)

    def said(self, language: Language, questionnaire: Questionnaire) -> str:  # noqa: ARG002
        """Such as "70%", "70 %", "≥ 90%", "at least 90%" or, to open a sentence, "At least 90%"."""
        said = language.share(self.value, self.bound, in_words=self.in_words)
        return said[:1].upper() + said[1:] if self.opens else said


@dataclass(frozen=True, slots=True)
class ShareInterval:
    """The interval of a share."""

    estimate: Estimate

    def said(self, language: Language, questionnaire: Questionnaire) -> str:  # noqa: ARG002
        """Such as "7 to 16%" or "de 7 à 16 %"."""
        return language.percent_interval(self.estimate.low, self.estimate.high)


@dataclass(frozen=True, slots=True)
class Points:
    """A gap in points of the scale, with its sign; `named` with the word "points"."""

    value: float
    named: bool = False

    def said(self, language: Language, questionnaire: Questionnaire) -> str:  # noqa: ARG002
        """Such as "+1.3"; named, "+1.3 points" or "+1,3 point"."""
        said = language.points(self.value)
        size = rounded(abs(self.value), 1)
        return language.text("points", size=size, said=said) if self.named else said


@dataclass(frozen=True, slots=True)
class PointsInterval:
    """The interval of a gap in points of the scale."""

    estimate: Estimate

    def said(self, language: Language, questionnaire: Questionnaire) -> str:  # noqa: ARG002
        """Such as "1.0 to 1.6" or "de 1,0 à 1,6"."""
        return language.points_interval(self.estimate.low, self.estimate.high)


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    day: date

    def said(self, language: Language, questionnaire: Questionnaire) -> str:  # noqa: ARG002
        """Such as "2 October 2026" or "2 octobre 2026"."""
        return language.date(self.day)


@dataclass(frozen=True, slots=True)
class Listing:
    """Several parts in one line; at least one."""

    parts: tuple[Part, ...]
    conjunction: Conjunction = "and"

    def said(self, language: Language, questionnaire: Questionnaire) -> str:
        """Such as "North, South and West"."""
        said = [part.said(language, questionnaire) for part in self.parts]
        return language.listing(said, self.conjunction)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A part between quotation marks."""

    part: Part

    def said(self, language: Language, questionnaire: Questionnaire) -> str:
        """Such as “Agree” or « D'accord »."""
        return language.quoted(self.part.said(language, questionnaire))
