"""Formulas on counts: arrays in, arrays out, one source a formula; no survey words."""
