"""Which companies of a panel may be compared with what they said in the wave before.

Beside the figures of all companies of a wave stand those of the companies compared: less these,
they are of the others. So in each wave the others are none, or as many as make a figure. Where they
are fewer, the smallest of the companies compared are left out with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from survey.panel_release import LARGEST_SHARE, as_panel, panel_of
from survey.questionnaire import Questionnaire
from survey.release import Counts, Group, Panel, PanelScores, Release, Rules, Subject
from survey.tally import Tally
from survey.theme_means import company_theme_means
from survey.thresholds import FEWEST_COMPANIES
from survey.wording import levelled, quoted

Chosen = npt.NDArray[np.bool_]
"""Whether each company is among those compared, (companies,)."""

Places = Chosen | npt.NDArray[np.int64]


def companies_compared(
    before: Release, last: Release, teams: Sequence[str]
) -> tuple[Release, Release] | None:
    """Two waves of a panel as the companies alone answered them that may be compared.

    How many answered is told as a number that they reach: less all of a wave it would be of others.

    Args:
        before: the wave before, and `last`, the last one: what may be published of each panel.
        last: see there.
        teams: ids of the two teams.

    Returns:
        The wave before and the last; None where too few companies are in both, or one outweighs.
    """
    if before.panel is None or last.panel is None:
        return None
    found = compared_panels(before.panel, last.panel)
    if found is None:
        return None
    then, now = found
    return _alone(before, then, teams), _alone(last, now, teams)


def compared_panels(then: Panel, now: Panel) -> tuple[Panel, Panel] | None:
    """The companies of two waves that may be compared, in one order; None of too few, or of one.

    Their counts of what may not be compared in them are all 0; those who lead are left out.
    """
    both = _Both.of(then, now)
    chosen = _chosen(both.smallest, (len(then.companies), len(now.companies)))
    panels = [_of_companies(panel, chosen) for panel in both.panels]
    sizes = [panel.respondents.sum(axis=1) for panel in panels]
    if not chosen.any() or any(each.max() > LARGEST_SHARE * each.sum() for each in sizes):
        return None
    kept = replace(both, panels=(panels[0], panels[1]), smallest=both.smallest[chosen])
    return kept.subject_by_subject((then, now))


def told_of_waves(
    waves: Mapping[str, Tally], questionnaire: Questionnaire, rules: Rules
) -> tuple[str, ...]:
    """How many companies of a panel are compared with the wave before: a note; none of one wave.

    Args:
        waves: the groups of each, the oldest first.
        questionnaire: names the two teams.
        rules: the thresholds in force.
    """
    if len(waves) == 1:
        return ()
    found = {
        label: panel_of(tally.of_companies(), questionnaire, rules)
        for label, tally in waves.items()
    }
    *_, last = found.values()
    if last is None:
        return ()
    labels = [label for label, panel in found.items() if panel is not None]
    then = found[labels[-2]] if len(labels) > 1 else None
    compared = None if then is None else compared_panels(then, last)
    if compared is None:
        said = (
            f"No company is compared with an earlier wave: that takes {FEWEST_COMPANIES} companies "
            f"that are in both waves, and in each none besides, or {FEWEST_COMPANIES}."
        )
        return (said,)
    number = len(compared[0].companies)
    return (f"{number:,} companies are compared with what they said in {quoted(labels[-2], 40)}.",)


def most_compared(both: int, waves: tuple[int, int]) -> int:
    """Of so many companies in both waves, how many may be compared; of each wave there are more.

    >>> most_compared(12, (12, 12)), most_compared(9, (9, 15))
    (12, 9)
    >>> most_compared(11, (12, 14))  # one then and three now would be apart; five and seven may
    7
    >>> most_compared(8, (9, 9)), most_compared(4, (9, 9))
    (0, 0)
    """
    for number in range(both, FEWEST_COMPANIES - 1, -1):
        if all(wave == number or wave - number >= FEWEST_COMPANIES for wave in waves):
            return number
    return 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Both:
    """The companies that are in both waves, in one order.

    Attributes:
        panels: of the wave before and of the last, of these companies alone.
        smallest: the people of each company's smallest team in either, (companies,).
    """

    panels: tuple[Panel, Panel]
    smallest: Counts

    @classmethod
    def of(cls, then: Panel, now: Panel) -> _Both:
        """Companies go by their names: capitals, accents and blanks make no difference."""
        places = {levelled(name): place for place, name in enumerate(then.companies)}
        found = [places.get(levelled(name), -1) for name in now.companies]
        pairs = [(place, here) for here, place in enumerate(found) if place >= 0]
        before, after = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        panels = _of_companies(then, before), _of_companies(now, after)
        sizes = np.stack([panel.respondents.min(axis=1) for panel in panels])
        return cls(panels=panels, smallest=sizes.min(axis=0))

    def subject_by_subject(self, whole: tuple[Panel, Panel]) -> tuple[Panel, Panel]:
        """The same without what may not be compared, subject by subject; `whole` are the waves.

        What a company says of a theme is the mean of the statements compared there: the same ones
        in both waves.
        """
        then, now = self._items_of(whole)
        themes: dict[str, Chosen] = {}
        for name in then.scores.keys() & now.scores.keys():
            chosen = self._chosen_of(
                [panel.scores[name].counts for panel in (then, now)],
                [panel.scores[name].counts for panel in whole],
            )
            if chosen.any():
                themes[name] = chosen
        first, second = (
            replace(
                panel,
                scores={
                    name: _scores_of(each, themes[name])
                    for name, each in panel.scores.items()
                    if name in themes
                },
            )
            for panel in (then, now)
        )
        return first, second

    def _items_of(self, whole: tuple[Panel, Panel]) -> tuple[Panel, Panel]:
        """With the answers to each statement that may be compared, and themes made of these."""
        items: dict[str, Chosen] = {}
        both = [panel.item_counts for panel in self.panels]
        for item in both[0]:
            if item in both[1]:
                chosen = self._chosen_of(
                    [counts[item] for counts in both], [panel.item_counts[item] for panel in whole]
                )
                if chosen.any():
                    items[item] = chosen
        then, now = (
            _with_themes(
                replace(
                    panel,
                    item_counts={
                        item: _only(panel.item_counts[item], chosen)
                        for item, chosen in items.items()
                    },
                )
            )
            for panel in self.panels
        )
        return then, now

    def _chosen_of(self, both: Sequence[Counts], whole: Sequence[Counts]) -> Chosen:
        """The companies to be compared on a subject: `both` are of those in both waves."""
        then, now = (counts.any(axis=(1, 2)) for counts in both)
        all_then, all_now = (int(counts.any(axis=(1, 2)).sum()) for counts in whole)
        return _chosen(np.where(then & now, self.smallest, 0), (all_then, all_now))


def _chosen(smallest: Counts, waves: tuple[int, int]) -> Chosen:
    """As many as may be compared of the companies with somebody in both waves, the largest."""
    able = int((smallest > 0).sum())
    chosen = np.zeros(smallest.shape, dtype=bool)
    largest_first = np.argsort(-smallest, kind="stable")
    chosen[largest_first[: most_compared(able, waves)]] = True
    return chosen


def _of_companies(panel: Panel, places: Places) -> Panel:
    """The panel of these companies alone."""
    names = np.array(panel.companies, dtype=object)[places].tolist()
    return replace(
        panel,
        companies=tuple(names),
        respondents=panel.respondents[places],
        withheld=0,
        item_counts={item: counts[places] for item, counts in panel.item_counts.items()},
        scores={name: _scores_at(each, places) for name, each in panel.scores.items()},
        leaders=None,
    )


def _scores_at(scores: PanelScores, places: Places) -> PanelScores:
    return replace(
        scores,
        counts=scores.counts[places],
        means=scores.means[places],
        answers=scores.answers[places],
    )


def _with_themes(panel: Panel) -> Panel:
    """The panel with themes of the statements that it has, where a company has enough of them."""
    found = {}
    for name, scores in panel.scores.items():
        items = tuple(item for item in scores.items if item in panel.item_counts)
        if items:
            means, answers = company_theme_means(items, panel.item_counts)
            held = np.asarray(scores.counts.any(axis=(1, 2)) & ~np.isnan(means).any(axis=1))
            told = replace(scores, items=items, means=means, answers=answers)
            found[name] = _scores_of(told, held)
    return replace(panel, scores=found)


def _only(counts: Counts, chosen: Chosen) -> Counts:
    kept: Counts = np.where(chosen[:, None, None], counts, 0)
    return kept


def _scores_of(scores: PanelScores, chosen: Chosen) -> PanelScores:
    return replace(
        scores,
        counts=_only(scores.counts, chosen),
        means=np.where(chosen[:, None], scores.means, np.nan),
        answers=np.where(chosen[:, None], scores.answers, 0.0),
    )


def _alone(released: Release, panel: Panel, teams: Sequence[str]) -> Release:
    """The wave as these companies answered it, how many of them as a number that they reach."""
    alone = as_panel(released, panel, teams)
    return replace(alone, at_least=dict(_reached(alone, teams)))


def _reached(alone: Release, teams: Sequence[str]) -> Iterator[tuple[Subject, int]]:
    """Of each statement, by team and both together: a multiple of k that tells of no few silent."""
    k = alone.rules.minimum_group
    for item in alone.items:
        both = 0
        for group in (Group(team=team) for team in teams):
            answered = int(alone.item_counts[item, group].sum())
            number = alone.told(answered, group).answers // k * k
            yield (item, group), number
            both += number
        yield (item, Group()), both
