"""A meeting's own cell: action line, webcast, place, the title that is left, and cells that say nothing."""

from pipeline.normalise.meetings.action_line import read_action_line
from pipeline.normalise.meetings.fillers import is_nothing, is_same_as_above
from pipeline.normalise.meetings.place import read_place
from pipeline.normalise.meetings.title import read_title
from pipeline.normalise.meetings.webcast import read_webcast

__all__ = [
    "is_nothing",
    "is_same_as_above",
    "read_action_line",
    "read_place",
    "read_title",
    "read_webcast",
]
