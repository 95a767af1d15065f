"""Packages that only one kind of file needs, imported when such a file is met."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from survey.errors import ExtraError, with_extra


def needed(module: str, *, extra: str, problem: str) -> ModuleType:
    """The package that reads such a file; `problem` names the file and its kind.

    Raises:
        ExtraError: it is not installed; the fix is the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise ExtraError(
            f"{problem}; the package {package}, which reads it, is not installed.",
            with_extra(extra),
        ) from error
