"""Document and profiles -> rows: which table, which columns, which rows."""

from pipeline.select.tables import Entry, Row, Selection, select

__all__ = ["Entry", "Row", "Selection", "select"]
