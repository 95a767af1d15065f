"""Meridian Industries the year before, as invented as in the next: what has changed since.

Sales did not see the management nor a shared effort, and the teams argued about figures: that has
passed. What Marketing sends was of one worth to both: that no longer holds. What is not named here
was as it is.
"""

from __future__ import annotations

from report_builder.demo.meridian import Cells, Level

ANSWERED: Cells = {
    "marketing": {
        "executive": (3, 3, 1, 0, 0),
        "manager": (6, 4, 3, 1, 0),
        "contributor": (15, 11, 6, 3, 2),
    },
    "sales": {
        "executive": (4, 3, 2, 0, 0),
        "manager": (9, 9, 4, 2, 1),
        "contributor": (30, 24, 12, 5, 4),
    },
}
"""People whose response counts: 58 in Marketing, 109 in Sales."""

OUTSIDE = (("both", 3), ("other", 2))
PARTIAL = (("marketing", 2), ("sales", 4))

LEVELS: dict[str, Level] = {
    "GOA1": (3.79, 2.52),
    "GOA2": (2.71, 2.46),
    "GOA3": (2.29, 2.25),
    "LEA1": (3.83, 2.61),
    "LEA2": (3.35, 2.72),
    "LEA3": (2.62, 2.88),
    "EXC1": (3.49, 2.81),
    "EXC2": (3.58, 2.66),
    "EXC3": (3.77, 2.98),
    "EXC4": (2.68, 3.74),
    "DAT1": (2.94, 2.22),
    "DAT2": (3.44, 2.21),
    "DAT3": (3.51, 2.69),
    "DAT4": (2.55, 3.91),
    "HND1": (3.05, 2.57),
    "HND2": (3.46, 3.34),
    "HND3": (2.69, 3.92),
    "CON1": (3.94, 2.91),
    "CON2": (2.35, 2.98),
    "PEO1": (3.31, 2.44),
    "PEO2": (2.85, 3.38),
    "PEO3": (2.33, 2.21),
    "PEO4": (2.61, 2.39),
    "PEO5": (2.79, 2.9),
    "CUS1": (3.71, 3.14),
    "CUS2": (3.92, 3.87),
    "CUS3": (3.52, 2.93),
    "CUS4": (2.51, 3.34),
    "REL1": (3.21, 3.86),
    "REL2": (3.97, 3.91),
    "REL3": (2.88, 2.61),
    "REL4": (3.88, 2.84),
    "OUT1": (2.41, 2.13),
    "OUT2": (2.55, 2.28),
}
"""Mean of Marketing and of Sales by statement; what has none here was not asked yet."""

STOPPED = ((25, 27), (70, 24), (101, 32))
"""Respondents, by their place, who left after so many statements: more than half, so they count."""

WORDED: dict[str, str] = {
    "CON2": "Sales rewrites the presentations that Marketing gives it.",
}
"""What was asked in other words than in the questionnaire."""
