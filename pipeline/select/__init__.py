"""Document and profiles -> rows: which table, which columns, which rows."""

from pipeline.select.tables import Selection, select

__all__ = ["Selection", "select"]
