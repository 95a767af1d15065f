"""The thresholds that a settings file sets; each within bounds that keep its word true."""

from __future__ import annotations

from survey.fields import Fields
from survey.thresholds import USUAL, Thresholds


def thresholds(fields: Fields) -> Thresholds:
    """The thresholds of a settings file, the usual where it says nothing; mistakes are noted."""
    number, people = fields.number, fields.integer
    found = Thresholds(
        gap=number("gap", USUAL.gap, low=0.1, high=1.9),
        high=number("high", USUAL.high, low=3, high=5),
        low=number("low", USUAL.low, low=1, high=3.5),
        stages=_stages(fields),
        split=number("split", USUAL.split, low=-1, high=1),
        agreed=number("agreed", USUAL.agreed, low=-1, high=1),
        response_rate=number("response_rate", USUAL.response_rate, low=0, high=1),
        association=people("association", USUAL.association, low=10),
        omega=people("omega", USUAL.omega, low=30),
        largest_weight=number("largest_weight", USUAL.largest_weight, low=1, high=20),
        aligned=number("aligned", USUAL.aligned, low=0.5, high=1),
        company_answers=people("company_answers", USUAL.company_answers, low=5),
        linked=number("linked", USUAL.linked, low=0.5, high=1),
    )
    _refuse_above(fields, "low", found.low, "high", found.high)
    _refuse_above(fields, "split", found.split, "agreed", found.agreed)
    return found


def _refuse_above(fields: Fields, lower: str, least: float, upper: str, most: float) -> None:
    if least > most:
        fields.mistake(lower, f"{least:g} is above {upper}, {most:g}")


def _stages(fields: Fields) -> tuple[float, float, float]:
    """Three ascending cuts of the index, on 1 to 5."""
    told = fields.texts("stages")
    if not told:
        return USUAL.stages
    try:
        first, second, third = (float(text) for text in told)
    except ValueError:
        fields.mistake("stages", "must be 3 numbers, as [2, 3, 4]")
        return USUAL.stages
    if not 1 < first < second < third < 5:  # noqa: PLR2004 - the ends of the scale
        fields.mistake("stages", "must ascend between 1 and 5, as [2, 3, 4]")
    return first, second, third
