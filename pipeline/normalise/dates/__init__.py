"""Dates and times: of one meeting (`read_when`), and of the events of a report (`report_period`).

words: text to tokens with the parts that they can play, in any language (`names`: from CLDR).
grammar, days, clocks: tokens to statements (`phrases`), groups: which belong together.
resolve, zones: statements to dates and zones. when, prose: what a cell and a report's text say.
"""

from pipeline.normalise.dates.known import Known, Period
from pipeline.normalise.dates.prose import day_order, report_period, sentences_of
from pipeline.normalise.dates.when import read_when

__all__ = ["Known", "Period", "day_order", "read_when", "report_period", "sentences_of"]
