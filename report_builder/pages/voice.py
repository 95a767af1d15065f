"""A report and the language it is written in: what the pages ask when they need a word."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from report_builder.findings import Finding, say
from report_builder.language import Language
from report_builder.markup import Markup
from report_builder.report import Report
from report_builder.settings import Settings
from survey.estimates import Estimate
from survey.questionnaire import Texts
from survey.verdict import Judgement, Verdict

NAMES = {"en": "English", "fr": "Français"}
"""What each language calls itself."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A report and its language. What it says is plain text: templates escape it.

    `pictures` tells whether charts can be taken along as PNG too.
    """

    report: Report
    language: Language
    pictures: bool = False

    @property
    def settings(self) -> Settings:
        """The settings, with the texts of this language."""
        return self.report.settings.in_language(self.language.code)

    @property
    def title(self) -> str:
        """The title of the report."""
        return self.settings.title or self.label(self.report.questionnaire.title)

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """The other languages of the report: code, and what each calls itself."""
        codes = self.report.settings.languages
        return tuple((code, NAMES[code]) for code in codes if code != self.language.code)

    def text(self, message: str, /, **arguments: int | Decimal | str) -> str:
        """A message of the pages, by its id without the prefix."""
        return self.language.text(f"page.{message}", **arguments)

    def say(self, finding: Finding) -> str:
        """A finding in words."""
        return say(finding, self.language, self.report.questionnaire)

    def label(self, texts: Texts) -> str:
        """A text of the questionnaire."""
        return self.language.typeset(texts[self.language.code])

    def team(self, position: int) -> str:
        """The plain name of the first (0) or second (1) team."""
        team = self.report.questionnaire.teams[position]
        return self.language.typeset(team.names[self.language.code].plain)

    def look(self, team_id: str) -> Markup:
        """The class of what is in a team's colour; "" for no team."""
        return Markup(f"ar-{self.report.questionnaire.team(team_id).colour}" if team_id else "")

    def topic(self, item: str) -> str:
        """The short title of an item."""
        return self.label(self.report.questionnaire.item(item).title)

    def theme(self, dimension: str) -> str:
        """The name of a dimension."""
        return self.label(self.report.questionnaire.dimension(dimension).name)

    def verdict(self, judgement: Judgement) -> str:
        """What may be said of a gap, in two or three words; of a theme, that it is an average."""
        aligned = judgement.verdict is Verdict.ALIGNED
        if aligned and judgement.gap.kind == "dimension":
            return self.language.text("verdict.theme.aligned")
        return self.language.text(f"verdict.{judgement.verdict.value}")

    def points(self, difference: Estimate) -> str:
        """A gap with its sign."""
        return self.language.points(difference.value)

    def interval(self, difference: Estimate) -> str:
        """The interval of a gap."""
        return self.language.points_interval(difference.low, difference.high)
