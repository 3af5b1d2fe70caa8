"""Hostile documents, made here so that no such file lies in the project."""
