"""A pipe for spaCy: `spacy.blank("ar").add_pipe("musnad")`.

What it writes on a document is what the format `spacy` of `musnad export` writes (`doc.ents`,
`doc.spans`, `doc.user_data["musnad"]`), and with it

    doc._.musnad_frames   list of dicts: id, type, predicate, roles, flags, within …
    doc._.musnad_chains   by a frame's id the names of its voices, the innermost first

It goes through `DocBin(store_user_data=True)`. Needs the extra `spacy`.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from musnad.export.docbin import annotate
from musnad.pipeline import Reader
from musnad.records import Article, Entry

KEY = "musnad"


def _data(doc: Doc) -> dict[str, Any]:
    found = doc.user_data.get(KEY)
    return json.loads(found) if found else {"frames": [], "chains": []}


def frames_of(doc: Doc) -> list[dict[str, Any]]:
    """The frames of a document as dicts, as in a reading's JSON."""
    found: list[dict[str, Any]] = _data(doc)["frames"]
    return found


def chains_of(doc: Doc) -> dict[str, list[str | None]]:
    """The names of the voices of each frame, the innermost first; None for an unnamed source."""
    return {c["frame"]: [v["name"] for v in c["voices"]] for c in _data(doc)["chains"]}


def chains_for_displacy(doc: Doc) -> dict[str, Any]:
    """What `displacy.render(…, style="dep", manual=True)` draws: arrows from frame to frame.

    A word for each frame, and an arrow to each frame from the one in whose content it lies.
    """
    frames = frames_of(doc)
    places = {frame["id"]: n for n, frame in enumerate(frames)}
    words = [{"text": frame["text"], "tag": frame["type"]} for frame in frames]
    arcs = []
    for frame in frames:
        if frame.get("within") in places:
            outer, inner = places[frame["within"]], places[frame["id"]]
            arcs.append(
                {
                    "start": min(outer, inner),
                    "end": max(outer, inner),
                    "label": "content",
                    "dir": "right" if outer < inner else "left",
                }
            )
    return {"words": words, "arcs": arcs}


class MusnadPipe:
    """Reads each document as an article, its first line as the headline."""

    def __init__(self, *, least: float = 0.0) -> None:
        self.reader = Reader.load(least=least)

    def __call__(self, doc: Doc) -> Doc:
        """Read a document; its day is `doc.user_data["published"]`, ISO 8601, if it has one."""
        day = doc.user_data.get("published")
        published = date.fromisoformat(day) if day else None
        reading = self.reader.read(Article.from_text(doc.text, published=published))
        annotate(doc, Entry.of(reading))
        return doc


@Language.factory(
    "musnad",
    default_config={"least": 0.0},
    assigns=["doc.ents", "doc.spans", "doc._.musnad_frames", "doc._.musnad_chains"],
)
def make(nlp: Language, name: str, least: float) -> MusnadPipe:
    """The pipe; `least` leaves out frames less probable than it."""
    return MusnadPipe(least=least)


Doc.set_extension("musnad_frames", getter=frames_of, force=True)
Doc.set_extension("musnad_chains", getter=chains_of, force=True)
