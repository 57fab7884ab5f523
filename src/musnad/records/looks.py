"""How records look when they are printed or shown in a notebook.

Rooms above write texts and pages (`musnad.show`); they say so here when they are imported, so that
a reading can be shown without this floor knowing of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Looks:
    """What draws a reading: as text for a terminal, as HTML for a notebook; None until known."""

    text: Callable[[Any], str] | None = None
    html: Callable[[Any], str] | None = None


LOOKS = Looks()
