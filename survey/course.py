"""The course of a gap from one survey to another: narrower, wider, turned round, or no telling."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from survey.estimates import Estimate
from survey.statistics.interval import Interval
from survey.statistics.recovery import recovered_difference


class Incomparable(StrEnum):
    """Why a gap then and the gap now are not compared."""

    VERSION = "version"
    QUESTION = "question"
    NOT_SHOWN = "not_shown"


class Course(StrEnum):
    """What may be said of a change; anything but the last only where its interval excludes none.

    TURNED: the other team is the more positive one now, and which gap is wider is not clear.
    """

    NARROWER = "narrower"
    WIDER = "wider"
    TURNED = "turned"
    NO_CLEAR_CHANGE = "no_clear_change"


def change_of_gap(then: Estimate, now: Estimate) -> Estimate:
    """The gap now minus the gap then, with its 95 % interval: variances added."""
    limits = recovered_difference(now.value, _limits(now), then.value, _limits(then))
    return Estimate(
        value=now.value - then.value,
        low=float(limits.low),
        high=float(limits.high),
        base=then.base + now.base,
    )


def _limits(estimate: Estimate) -> Interval:
    return Interval(np.asarray(estimate.low), np.asarray(estimate.high))


def course_of_gap(
    then: Estimate, now: Estimate, change: Estimate, together: Estimate | None = None
) -> Course:
    """What may be said of a gap that changed as much.

    A gap is narrower than it was, whatever its direction, where now - then and now + then have
    different signs; of both it must be clear which. Where the two gaps have one direction, the
    second follows from the first.

    Args:
        then: the gap as it was.
        now: as it is.
        change: now - then.
        together: now + then; by default as of surveys of other people, variances added.
    """
    if change.low <= 0 <= change.high:
        return Course.NO_CLEAR_CHANGE
    together = together or change_of_gap(then.negated(), now)
    if then.value * now.value <= 0 and together.low <= 0 <= together.high:
        return Course.TURNED
    return Course.NARROWER if change.value * together.value < 0 else Course.WIDER
