"""Room `export`: readings → files in the formats of other tools.

`export` writes one of `FORMATS`; every writer is a module of its own, loaded when it is asked for,
that takes entries one by one and holds none of them longer than it needs.
"""

from musnad.export.columns import COLUMNS, GDELT, Column
from musnad.export.formats import FORMATS, Format, Options, Shape
from musnad.export.jsonl import entries_of
from musnad.export.write import export

__all__ = [
    "COLUMNS",
    "FORMATS",
    "GDELT",
    "Column",
    "Format",
    "Options",
    "Shape",
    "entries_of",
    "export",
]
