"""A deck as a presentation reads it back: the words of a slide, its charts, what is behind them."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide

from report_builder.downloads.deck import deck
from report_builder.pages import edition
from report_builder.report import Report


def read(content: bytes) -> Presentation:
    return pptx.Presentation(io.BytesIO(content))


def in_english(report: Report) -> Report:
    return replace(report, settings=replace(report.settings, languages=("en",)))


def written(report: Report) -> Presentation:
    return read(deck(report, edition(in_english(report), "en")))


def words(slide: Slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    return "\n".join((*texts, *cells))


def charts(slide: Slide) -> list[pptx.chart.chart.Chart]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def workbook(chart: pptx.chart.chart.Chart) -> list[tuple[object, ...]]:
    """What a double-click on the chart opens."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    return list(openpyxl.load_workbook(io.BytesIO(blob))["Sheet1"].iter_rows(values_only=True))


def slide_with(report: Report, said: str) -> Slide:
    """The slide of the report's deck on which that is said."""
    return next(slide for slide in written(report).slides if said in words(slide))
