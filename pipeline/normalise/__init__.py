"""Rows -> readings: text to values, each with its evidence; and the ledger of every character."""

from pipeline.normalise.rows import normalise

__all__ = ["normalise"]
