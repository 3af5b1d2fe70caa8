"""Many documents: worker processes with limits, and results that are kept from run to run.

Nothing here knows what a document is: the work is given as a function.
"""
