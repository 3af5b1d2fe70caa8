"""Turns meeting reports of the United Nations family into data that people can trust."""

__version__ = "0.1.0"
