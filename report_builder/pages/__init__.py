"""From the report to its pages: Markdown files by template, one module a page; none is written."""

from report_builder.pages.edition import edition, write_pages
from report_builder.pages.page import Edition, Page

__all__ = ["Edition", "Page", "edition", "write_pages"]
