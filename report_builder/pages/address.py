"""Where the pages of the themes are."""

from __future__ import annotations

from report_builder.markup import Markup, slugs
from report_builder.report import Report


def themes_shown(report: Report) -> tuple[str, ...]:
    """The ids of the dimensions that have a page: those with a statement that may be shown."""
    shown = {each.gap.subject for each in (*report.statements, *report.outcomes)}
    return tuple(
        dimension.id
        for dimension in report.questionnaire.dimensions
        if any(item.id in shown for item in report.questionnaire.items_of(dimension.id))
    )


def theme_slug(report: Report, dimension: str) -> str:
    """The name of a theme in addresses, the same in every language; no two themes share one."""
    asked = report.questionnaire
    names = {each.id: each.name[asked.languages[0]] for each in asked.dimensions}
    alike = len({*names.values()}) < len(names)
    texts = {key: f"{name} {key}" if alike else name for key, name in names.items()}
    return slugs(texts.values())[texts[dimension]]


def theme_path(report: Report, dimension: str, ending: str = "html") -> Markup:
    """The address of a theme's page, from the top of the edition; "" for one without a page."""
    if dimension not in themes_shown(report):
        return Markup()
    return Markup(f"themes/{theme_slug(report, dimension)}.{ending}")
