"""spaCy: a folder of DocBin files of `PART` documents each; the one module that needs spaCy.

    doc.ents               mentions
    doc.spans["frames"]    predicates: label is the type, id the frame's ("f1")
    doc.spans["agent"] …   one group a role: label is the role, "agent-unsaid" where it is unsaid,
                           id the frame's
    doc.user_data["musnad"]  JSON of ids, outlet, date and the reading's frames, chains and links

`doc.text` is the article's text; half characters in it are replaced.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from musnad.export.formats import Options
from musnad.export.texts import whole, whole_values
from musnad.export.tokens import pieces, spans_of
from musnad.records import ROLES, Entry

PART = 200
"""Documents of a file, and held at a time: some 10 MB."""

KEPT = ("frames", "chains", "links", "model")
UNSAID = "-unsaid"


def write(entries: Iterable[Entry], out: Path, options: Options) -> int:
    """Write the parts; the number of documents."""
    count = 0
    for number, part in enumerate(_parts(iter(entries)), 1):
        vocab = Vocab()
        docs = DocBin(docs=[document(entry, vocab) for entry in part], store_user_data=True)
        docs.to_disk(out / f"part-{number:05}.spacy")
        count += len(part)
    return count


def _parts(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while part := list(islice(entries, PART)):
        yield part


def document(entry: Entry, vocab: Any) -> Any:  # noqa: ANN401 - spaCy's Vocab and Doc
    """The article as a document with its annotations."""
    reading = entry.reading
    text = whole(reading.article.text)
    words, spaces = _words(text, [piece.of(text) for piece in pieces(text, spans_of(reading))])
    doc = Doc(vocab, words=words, spaces=spaces)
    annotate(doc, entry)
    return doc


def annotate(doc: Any, entry: Entry) -> None:  # noqa: ANN401 - spaCy's Doc
    """Write a reading's mentions, frames and roles on a document of the same text.

    Spans hold the tokens that lie in them whole; a span that holds none is left out of the groups
    and stays in the user data.
    """
    reading = entry.reading
    mentions = [_span(doc, m.span.start, m.span.end, m.kind, "") for m in reading.mentions]
    doc.ents = filter_spans([span for span in mentions if span is not None])
    groups: dict[str, list[Any]] = {"frames": [], **{role: [] for role in ROLES}}
    for frame in reading.frames:
        groups["frames"].append(_span(doc, *frame.span, frame.type, frame.id))
        for role in frame.roles:
            label = role.role + (UNSAID if role.unsaid else "")
            groups[role.role].append(_span(doc, *role.span, label, frame.id))
    for name, spans in groups.items():
        doc.spans[name] = [span for span in spans if span is not None]
    doc.user_data["musnad"] = _user_data(entry)


def _words(text: str, parts: list[str]) -> tuple[list[str], list[bool]]:
    """Words and whether a space follows each; other white space is a word of its own."""
    words: list[str] = []
    spaces: list[bool] = []
    for part in parts:
        rest = part
        if part.startswith(" ") and words and not spaces[-1]:
            spaces[-1] = True
            rest = part[1:]
        if rest:
            words.append(rest)
            spaces.append(False)
    return words, spaces


def _span(doc: Any, start: int, end: int, label: str, name: str) -> Any:  # noqa: ANN401
    """The tokens of a run of characters; None if they hold no whole token."""
    found = doc.char_span(start, end, label=label, alignment_mode="contract")
    return Span(doc, found.start, found.end, label=label, span_id=name) if found else None


def _user_data(entry: Entry) -> str:
    article, data = entry.reading.article, entry.reading.to_dict()
    told = {
        "article_id": entry.article_id,
        "reading_id": entry.reading_id,
        "story": entry.story,
        "outlet": article.outlet,
        "agency": article.agency,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        **{key: data[key] for key in KEPT},
    }
    return json.dumps(whole_values(told), ensure_ascii=False)
