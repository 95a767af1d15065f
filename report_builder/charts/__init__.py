"""The charts: each file one chart, from the report to two drawings, their words and numbers."""
