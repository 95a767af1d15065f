"""What was measured is what a browser draws."""

from __future__ import annotations

import re
from base64 import b64encode
from importlib.resources import files

import drawings
import pytest
from playwright.sync_api import Browser
from reports import believable_report

from report_builder.language import language
from report_builder.pages.drawn import draw_charts

ASSETS = files("site_templates").joinpath("overrides", "assets")
KERNING = 0.06
"""How much narrower than measured a text may be drawn, in parts of its width: pairs are kerned."""


def style_sheet() -> str:
    """The report's own, with its letters inside."""

    def inside(found: re.Match[str]) -> str:
        data = b64encode(ASSETS.joinpath(found.group(1)).read_bytes()).decode()
        return f"url(data:font/woff2;base64,{data})"

    sheet = ASSETS.joinpath("report.css").read_text(encoding="utf-8")
    return re.sub(r'url\("(fonts/[^"]+)"\)', inside, sheet)


@pytest.mark.browser
def test_no_text_is_wider_in_a_browser_than_measured(browser: Browser) -> None:
    charts = list(draw_charts(believable_report(), language("fr")))
    svgs = [svg for chart in charts for svg in (chart.wide, chart.narrow)]
    shown = "".join(f'<div class="ar-wide">{svg}</div>' for svg in svgs)
    page = browser.new_page()
    page.set_content(f"<style>{style_sheet()}</style>{shown}")
    widths = page.evaluate(
        "document.fonts.ready.then(() => [...document.querySelectorAll('svg text')]"
        ".map(text => text.getComputedTextLength()))"
    )
    measured = [box for svg in svgs for box in drawings.text_boxes(svg)]
    page.close()
    for box, width in zip(measured, widths, strict=True):
        assert (box.right - box.left) * (1 - KERNING) - 1 <= width <= box.right - box.left + 0.5, (
            box
        )
