"""The association of each theme with saying "aligned": drawn, in words and as numbers."""

from __future__ import annotations

from dataclasses import replace

import drawings
import pytest
import stories

from report_builder.charts import association
from report_builder.charts.chart import Chart
from report_builder.language import language
from report_builder.report import Report
from survey.estimates import Estimate
from survey.importance import Association

THEMES = ("GOA", "HND", "REL")


def told(theme: str, value: float, p: float = 0.001, low: float | None = None) -> Association:
    bounds = Estimate(
        value=value, low=value - 0.1 if low is None else low, high=value + 0.1, base=70
    )
    return Association(
        dimension=theme, outcome="OUT1", within=bounds, teams=(bounds, bounds), p_adjusted=p
    )


def with_associations(*found: Association) -> Report:
    return replace(stories.meridian(), associations=found)


def drawn(report: Report, code: str = "en") -> Chart:
    chart = association.draw(report, language(code))
    assert chart is not None
    return chart


def test_the_strongest_association_comes_first_in_the_questionnaires_order_on_a_tie() -> None:
    chart = drawn(with_associations(told("GOA", 0.201), told("HND", 0.4), told("REL", 0.199)))
    assert [row[0] for row in chart.table.rows] == [
        "Hand-over of contacts",
        "Goals and rewards",
        "Trust, fairness and pressure",
    ]
    assert chart.table.rows[0][1:4] == ("70", "0.40", "0.30 to 0.50")
    assert chart.alt.startswith(
        "3 themes, the strongest association first. Hand-over of contacts: 0.40 (0.30 to 0.50)."
    )


def test_one_theme_alone_is_not_drawn() -> None:
    assert association.draw(with_associations(told("GOA", 0.2)), language("en")) is None


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("low", [-0.9, -0.3, 0.05])
def test_no_text_touches_another_or_leaves_the_canvas(code: str, low: float) -> None:
    rows = [told(theme, 0.1 * place + 0.1, low=low) for place, theme in enumerate(THEMES)]
    chart = drawn(with_associations(*rows), code)
    assert drawings.faults(chart) == []


def test_a_theme_without_a_gap_to_show_has_none_beside_it() -> None:
    report = with_associations(told("GOA", 0.3), told("HND", 0.2, p=0.4))
    kept = tuple(each for each in report.dimensions if each.gap.subject != "HND")
    rows = drawn(replace(report, dimensions=kept)).table.rows
    assert [row[-1] for row in rows] == ["+0.6", ""]
