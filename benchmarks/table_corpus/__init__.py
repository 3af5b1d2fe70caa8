"""A seeded generator of labelled documents with tables of few or no rules, and of pages that hold none."""
