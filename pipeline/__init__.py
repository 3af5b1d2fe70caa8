"""Turns meeting reports of the United Nations family into data that people can trust."""

from pathlib import Path

__version__ = "0.1.0"
SETTINGS = Path("pipeline.toml")
"""The file of the user's settings that is looked for in the working folder."""
