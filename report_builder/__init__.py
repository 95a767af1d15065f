"""From perception gaps to a built site."""

__version__ = "0.1.0"
