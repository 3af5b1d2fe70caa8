"""Vega-Lite specifications (JSON, a list) from standard input to SVG (JSON, a list) on standard output.

A program of its own: the renderer takes half a second to start, which other writers use, and where it
fails, or the machine has no room for it, the dataset is written all the same.
"""

import json
import sys

import vl_convert

if __name__ == "__main__":
    vl_convert.vegalite_to_svg({"mark": "point"}, vl_version="6.4")  # loads what is the same for all
    json.dump(
        [vl_convert.vegalite_to_svg(each, vl_version="6.4") for each in json.load(sys.stdin)], sys.stdout
    )
