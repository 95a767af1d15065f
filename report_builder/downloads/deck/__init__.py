"""deck.pptx: a report as slides whose charts can be edited, in the consultant's own template."""

from __future__ import annotations

from report_builder.downloads.deck.deck import deck
from report_builder.downloads.deck.house import picture_of
from report_builder.downloads.deck.template import Template, template_of

__all__ = ["Template", "deck", "picture_of", "template_of"]
