"""Five hundred random surveys, audited: run by `make soak`, for it takes some minutes.

SURVEYS=… sets how many, SEED=… the first of their seeds.
"""

from __future__ import annotations

import os
from functools import reduce

from drawn import Audited, audited

SURVEYS = int(os.environ.get("SURVEYS", "500"))
SEED = int(os.environ.get("SEED", "0"))


def test_no_survey_singles_out_a_few() -> None:
    found = reduce(Audited.__add__, map(audited, range(SEED, SEED + SURVEYS)))
    print(  # noqa: T201
        f"\n{found.published} of {SURVEYS} surveys published {dict(found.kinds)}: "
        f"{len(found.leaks)} leaks; {found.groups} groups of segments shown, {found.large} levels "
        f"pass the threshold alone: {found.alone} of them by themselves, {found.named} in a group"
    )
    assert found.leaks == ()
    assert found.groups >= 0.8 * found.large
