"""Whether what writes office files is installed: the extra `office`."""

from __future__ import annotations

from importlib.util import find_spec

EXTRA = "office"
"""What to install for workbooks and decks."""


def installed(module: str) -> bool:
    """Whether the module can be imported; nothing is imported."""
    return find_spec(module) is not None
