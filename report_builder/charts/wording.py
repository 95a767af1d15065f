"""The names and numbers of a report in one language, as the charts say them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from report_builder.charts.style import TeamStyle, team_style
from report_builder.language import Language
from report_builder.report import Report
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.questionnaire import Texts
from survey.verdict import Judgement


@dataclass(frozen=True, slots=True)
class Wording:
    """A report and the language it is said in."""

    report: Report
    language: Language

    def say(self, message: str, /, **arguments: int | Decimal | str) -> str:
        """A message of the charts, by its id without the prefix."""
        return self.language.text(f"chart.{message}", **arguments)

    def label(self, texts: Texts) -> str:
        """A text of the questionnaire."""
        return self.language.typeset(texts[self.language.code])

    def team(self, position: int) -> str:
        """The plain name of the first (0) or second (1) team."""
        team = self.report.questionnaire.teams[position]
        return self.language.typeset(team.names[self.language.code].plain)

    def team_with_article(self, position: int) -> str:
        """The name of a team as in "seen by Sales"."""
        team = self.report.questionnaire.teams[position]
        return self.language.typeset(team.names[self.language.code].article)

    def of_team(self, position: int) -> str:
        """The name of a team as in "19% of Sales"."""
        team = self.report.questionnaire.teams[position]
        return self.language.typeset(team.names[self.language.code].of)

    def style(self, position: int) -> TeamStyle:
        """The look of the first (0) or second (1) team."""
        return team_style(self.report.questionnaire.teams[position])

    def style_of(self, difference: Estimate) -> TeamStyle:
        """The look of the team that a gap shows as the more positive one."""
        return self.style(0 if difference.value > 0 else 1)

    def title(self, item: str) -> str:
        """The short title of an item."""
        return self.label(self.report.questionnaire.item(item).title)

    def theme(self, dimension: str) -> str:
        """The name of a dimension."""
        return self.label(self.report.questionnaire.dimension(dimension).name)

    def dimension_of(self, judgement: Judgement) -> str:
        """The id of the dimension a statement belongs to."""
        return self.report.questionnaire.item(judgement.gap.subject).dimension

    def gap(self, difference: Estimate) -> str:
        """A gap with its interval: "+1.3 (1.0 to 1.6)"."""
        points = self.language.points(difference.value)
        return f"{points} ({self.gap_interval(difference)})"

    def gap_interval(self, difference: Estimate) -> str:
        """The interval of a gap."""
        return self.language.points_interval(difference.low, difference.high)

    def share(self, share: Estimate) -> str:
        """A share as it may be told: "70%", "≥ 90%"."""
        return self.language.share(share.value, share.bound)

    def share_interval(self, share: Estimate) -> str:
        """The interval of a share."""
        return self.language.percent_interval(share.low, share.high)

    def ticks(self, values: Iterable[Decimal]) -> list[tuple[float, str]]:
        """The ticks of a gap axis with their labels: "+1", or "+1.0" beside "+0.5"."""
        ticks = tuple(values)
        decimals = 0 if all(tick == tick.to_integral_value() for tick in ticks) else 1
        return [(float(tick), self.language.points(tick, decimals)) for tick in ticks]

    def verdict(self, judgement: Judgement) -> str:
        """What may be said of a gap, in two or three words."""
        return self.language.text(f"verdict.{judgement.verdict.value}")


def shares_of(gap: PerceptionGap) -> tuple[Estimate, Estimate]:
    """The shares of favourable answers of both teams on an item.

    Raises:
        ValueError: the gap is that of a dimension.
    """
    if gap.shares is None:
        raise ValueError(f"{gap.subject}: only an item has shares")
    return gap.shares
