"""A plan as one page that stands alone: no file beside it, no network."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from report_builder.charts.plan import draw_plan
from report_builder.charts.style import PALETTE
from report_builder.markup import Markup
from report_builder.plan_words import answer, heading, notes, table_of
from survey.planning import Plan


def plan_page(plan: Plan) -> str:
    """The plan as HTML: its answer, chart, table and assumptions."""
    templates = Environment(
        loader=PackageLoader("site_templates", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    wide, narrow = map(Markup, draw_plan(plan))
    return templates.get_template("plan.html.j2").render(
        title=heading(plan.question),
        answers=answer(plan),
        notes=notes(plan.question),
        table=table_of(plan),
        palette=PALETTE,
        wide=wide,
        narrow=narrow,
    )
