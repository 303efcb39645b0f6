"""Geometry of the charts. Pure: figures in, shares of the picture out; the templates draw them as SVG.

Widths are percents of the picture, so that a chart fills a phone and a wide screen alike and its text never shrinks.
An absent figure is never drawn as a zero: zero has a shape of its own, an absent one has a gap with a dashed edge.
"""

from .bars import Bar, Segment, paint_of, percent, stacked
from .columns import Column, columns
from .multiples import Multiple, Slot, multiple
from .timeline import Axis, Mark, Span, Strip, axis_of, packed

__all__ = [
    "Axis",
    "Bar",
    "Column",
    "Mark",
    "Multiple",
    "Segment",
    "Slot",
    "Span",
    "Strip",
    "axis_of",
    "columns",
    "multiple",
    "packed",
    "paint_of",
    "percent",
    "stacked",
]
