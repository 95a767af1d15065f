"""Shares told as bounds, "≥ 90 %", are longer than others: they keep clear of what is beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import drawings
import metas
import numpy as np
from drawings import TextBox
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from reports import report_from

from report_builder.charts.chart import Chart
from report_builder.language import language
from report_builder.pages.drawn import draw_charts
from report_builder.report import Report
from survey.estimates import Estimate
from survey.importance import Association
from survey.questionnaire_file import load_questionnaire
from survey.release import Counts

OURS = load_questionnaire()
SIZES = ((8, 8), (12, 10))
ACROSS, DOWN = 4, 3
"""Pixels between a bound and a text beside it, and one above or below."""
HELD = {"mirror", "dumbbell", "expected", "alignment", "association"}


@dataclass(frozen=True)
class Case:
    """Two small teams: answers of each to the statements, over and over, and what they foresee."""

    answers: tuple[tuple[Counts, Counts], ...]
    sizes: tuple[int, int]
    foreseen: dict[tuple[str, str], float]

    def report(self) -> Report:
        """The report of their answers, with all of `HELD`."""
        counts = {
            item.id: self.answers[place % len(self.answers)]
            for place, item in enumerate(OURS.items)
        }
        bounds = Estimate(value=0.9, low=0.2, high=0.97, base=self.sizes[0], at_least=True)
        associations = tuple(
            Association(
                dimension=theme.id,
                outcome="OUT1",
                within=bounds,
                teams=(bounds, bounds),
                p_adjusted=0.01,
            )
            for theme in OURS.dimensions
        )
        return replace(
            report_from(counts, OURS),
            meta=metas.meta_report(self.foreseen, *self.sizes).meta,
            associations=associations,
        )


@st.composite
def answers(draw: st.DrawFn, people: int) -> Counts:
    """All of one side, or all but one, or any number of each."""
    favourable = draw(st.sampled_from((0, 1, people // 2, people - 1, people)))
    top = draw(st.integers(0, favourable))
    low = draw(st.integers(0, people - favourable))
    return np.array([low, people - favourable - low, 0, favourable - top, top])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    first, second = draw(st.sampled_from(SIZES))
    both = st.tuples(answers(first), answers(second))
    ends = st.sampled_from((1.0, 2.0, 4.0, 5.0))
    return Case(
        answers=tuple(draw(st.lists(both, min_size=1, max_size=9))),
        sizes=(first, second),
        foreseen=draw(st.fixed_dictionaries(dict.fromkeys(metas.FORESEEN, ends))),
    )


def is_bound(box: TextBox) -> bool:
    return box.text.startswith(("≥", "≤"))


def crowded(chart: Chart) -> list[tuple[str, str]]:
    """The bounds that come near another text, each with that text."""
    found = []
    for svg in (chart.wide, chart.narrow):
        boxes = drawings.text_boxes(svg)
        for box, other in product(filter(is_bound, boxes), boxes):
            around = replace(
                box,
                left=box.left - ACROSS,
                right=box.right + ACROSS,
                top=box.top - DOWN,
                bottom=box.bottom + DOWN,
            )
            if other is not box and around.touches(other):
                found.append((box.text, other.text))
    return found


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
@given(case=cases(), code=st.sampled_from(("en", "fr")))
def test_bounds_of_small_teams_keep_clear_of_every_other_text(case: Case, code: str) -> None:
    charts = {chart.id: chart for chart in draw_charts(case.report(), language(code))}
    assert charts.keys() >= HELD
    for name in HELD:
        assert drawings.faults(charts[name]) == []
        assert crowded(charts[name]) == []


def test_a_bound_is_drawn_in_each_chart_of_shares() -> None:
    counts = (np.array([0, 2, 0, 2, 8]), np.array([9, 1, 0, 0, 0]))
    foreseen = dict.fromkeys(metas.FORESEEN, 5.0)
    drawn = draw_charts(Case((counts,), (12, 10), foreseen).report(), language("fr"))
    told = {chart.id for chart in drawn if any(map(is_bound, drawings.text_boxes(chart.wide)))}
    assert told >= HELD - {"association"}  # that one has no shares
