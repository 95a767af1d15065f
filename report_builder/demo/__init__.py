"""The invented survey of `build-report demo`: no such company, no such people."""

from __future__ import annotations

from report_builder.demo.exports import demo_files

__all__ = ["demo_files"]
