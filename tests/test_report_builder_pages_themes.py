"""The page of a theme, where the scale is not ours."""

from __future__ import annotations

import stories
from editions import page_of
from reports import on_scale

from report_builder.pages import edition
from report_builder.pages.address import theme_path
from survey.questionnaire_file import load_questionnaire


def test_of_neutral_answers_it_speaks_only_where_the_scale_has_one() -> None:
    for points, favourable_from, spoken_of in ((4, 3, False), (5, 4, True), (7, 5, True)):
        asked = on_scale(load_questionnaire(), points, favourable_from)
        answers = {item.id: ([3] * points, [4] * points) for item in asked.items}
        report = stories.report(answers, asked)
        text = page_of(edition(report, "en"), theme_path(report, "GOA", "md"))
        assert ("Neutral answers stand apart" in text) == spoken_of, points
