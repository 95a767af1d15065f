"""Processor seconds: of a process and its children, and of some functions within."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")


def spent(who: int) -> float:
    """Seconds so far of this process or its children, `resource.RUSAGE_SELF` or `_CHILDREN`."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def time_calls(owner: object, names: Iterable[str]) -> list[float]:
    """Replaces these functions of a class or module by ones that add their seconds to the list."""
    seconds: list[float] = []

    def timed(function: Callable[Given, Found]) -> Callable[Given, Found]:
        def call(*args: Given.args, **kwargs: Given.kwargs) -> Found:
            start = time.process_time()
            found = function(*args, **kwargs)
            seconds.append(time.process_time() - start)
            return found

        return call

    for name in names:
        setattr(owner, name, timed(getattr(owner, name)))
    return seconds
