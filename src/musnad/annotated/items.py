"""Items of the corpus → projects of annotation tools, so that the corpus can be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from musnad.annotated.gathered import TOOLS
from musnad.annotated.originals import Original, load_originals
from musnad.errors import ExportError
from musnad.evaluation import CodedFrame, load_articles
from musnad.export import export
from musnad.export.corpus import FRAMES, ITEMS
from musnad.export.json_text import json_line
from musnad.export.originals import ORIGINAL
from musnad.records import Article, Entry, Flag, Frame, Label, ModelId, Reading, Role

CERTAIN = 1.0
CODED = ModelId("corpus", "", "", "")
"""Stands where a reading names its model."""


def export_items(items: Path, form: str, out: Path) -> int:
    """Write the items of a corpus file as a project; how many.

    Raises:
        ExportError: the format is none of an annotation tool.
        CorpusError: the items or their frames are at fault.
    """
    if form not in TOOLS:
        raise ExportError(f"items go to annotation tools ({', '.join(TOOLS)}), not to {form}")
    originals = load_originals(items)
    count = export(_entries(items, originals), form, out)
    lines = b"".join(json_line(original.item) + b"\n" for original in originals.values())
    (out / f"{ORIGINAL}{ITEMS}").write_bytes(lines)
    blocks = ("\n".join((f"# {name}", *o.lines)) + "\n\n" for name, o in originals.items())
    (out / f"{ORIGINAL}{FRAMES}").write_text("".join(blocks), encoding="utf-8", newline="\n")
    return count


def _entries(path: Path, originals: Mapping[str, Original]) -> Iterator[Entry]:
    for name, article in load_articles(path).items():
        url = originals[name].item.get("url")
        made = Article.from_text(
            article.text, outlet=article.outlet, published=article.published, url=url
        )
        frames = tuple(
            _frame(f"f{number}", frame, article.text)
            for number, frame in enumerate(originals[name].frames, 1)
        )
        reading = Reading(made, (), frames, (), (), CODED)
        yield replace(Entry.of(reading, story=article.story), article_id=name)


def _frame(name: str, frame: CodedFrame, text: str) -> Frame:
    return Frame(
        name,
        frame.type,
        frame.predicate,
        frame.predicate.of(text),
        CERTAIN,
        tuple(
            Role(r.role, r.span, r.span.of(text), CERTAIN, r.implicit, r.norm) for r in frame.roles
        ),
        tuple(Flag(flag, CERTAIN) for flag in frame.flags),
        modes=tuple(Label(mode, CERTAIN) for mode in frame.modes or ()),
        contexts=tuple(Label(context, CERTAIN) for context in frame.contexts or ()),
    )
