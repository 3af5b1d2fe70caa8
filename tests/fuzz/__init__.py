"""Coverage-guided fuzzing: `python -m tests.fuzz HARNESS --minutes N`, or `make fuzz` for all of them.

What one input must keep stands in `harnesses`, what it is made from in `seeds`. An input that breaks a
harness is written to `.cache/fuzz/HARNESS/crashes`; once mended, its bytes become a row of
`tests/test_fuzz.py`.
"""
