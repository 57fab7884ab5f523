"""Room `annotated`: projects of brat, INCEpTION and Label Studio → items of the corpus.

    project ──brat | inception | labelstudio──▶ Sheet ──frames──▶ CodedFrames ──blocks──▶ items
                                                              └──compared──▶ Changes

What no longer reads back to the letter is a fault with its file and place, and its article is held
back; nothing is guessed. `musnad.export` writes the projects, and the items as they went out beside
them.
"""

from musnad.annotated.compared import Change, compare
from musnad.annotated.gathered import TOOLS, Corrected, Gathered, gather
from musnad.annotated.items import export_items
from musnad.annotated.sheet import Finding
from musnad.annotated.write import write_items

__all__ = [
    "TOOLS",
    "Change",
    "Corrected",
    "Finding",
    "Gathered",
    "compare",
    "export_items",
    "gather",
    "write_items",
]
