"""Corrected items → `NAME.jsonl` and `NAME.frames`, as `musnad check` and training read them."""

from __future__ import annotations

from pathlib import Path

from musnad.annotated.gathered import Gathered
from musnad.errors import ExportError
from musnad.export.corpus import FRAMES, ITEMS
from musnad.export.files import new_file
from musnad.export.json_text import json_line


def write_items(gathered: Gathered, out: Path) -> int:
    """Write the items and, beside them, their frame blocks; how many.

    Raises:
        ExportError: the name has another suffix, is that of the originals, or can't be written.
    """
    if out.suffix != ITEMS:
        raise ExportError(f"{out}: expected a name that ends with {ITEMS}; frames go beside it")
    if gathered.original and out.resolve() == gathered.original.resolve():
        raise ExportError(f"{out} are the items that went out; name another file")
    with new_file(out) as items, new_file(out.with_suffix(FRAMES)) as frames:
        for corrected in gathered.items:
            items.write(json_line(corrected.item) + b"\n")
            block = "\n".join((f"# {corrected.item['id']}", *corrected.lines))
            frames.write(f"{block}\n\n".encode())
    return len(gathered.items)
