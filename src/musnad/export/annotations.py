"""JSON-LD: every predicate and role a Web Annotation, every chain a derivation in PROV-O.

    article ◀─wasDerivedFrom─ statement ◀─wasDerivedFrom─ what it reports
       │                          │                            │
       └─wasAttributedTo outlet   └─wasAttributedTo speaker    └─wasAttributedTo that speaker

`chain` lists all voices of a frame in order, the innermost first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from musnad.export.formats import Options
from musnad.export.json_text import write_list
from musnad.export.told import ACTING, Told
from musnad.export.vocabulary import CONTEXT, PREFIX
from musnad.records import Article, Entry, Frame, Role, Span, Voice, content_id, state_of

AROUND = 32
"""Characters before and after a quotation that tell it from its like; what other tools take."""

DESCRIBING, IDENTIFYING = "oa:describing", "oa:identifying"

Node = dict[str, Any]


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the graph; the number of its nodes."""
    nodes = (node for entry in entries for node in _nodes(Told(entry)))
    return write_list({"@context": dict(CONTEXT)}, "@graph", nodes, out)


def iri(content: str) -> str:
    """The IRI of a record."""
    return PREFIX + content


def _nodes(told: Told) -> Iterator[Node]:
    yield from _article(told)
    yield from _agents(told)
    for frame in told.reading.frames:
        yield _frame(told, frame)
        yield _annotation(told, frame)
        for number, role in enumerate(frame.roles, 1):
            yield _role(told, frame, number, role)


def _article(told: Told) -> Iterator[Node]:
    """The article, who published it, and how it was read."""
    article, entry, model = told.article, told.entry, told.reading.model
    publishers = [name for name in (article.outlet, article.agency) if name]
    for name in publishers:
        yield {"id": _publisher(name), "type": "Agent", "name": name}
    yield {
        "id": iri(entry.article_id),
        "type": ["NewsArticle", "Entity"],
        "headline": article.title,
        "articleBody": article.text,
        "datePublished": article.published.isoformat() if article.published else None,
        "url": article.url,
        "wasAttributedTo": [_publisher(name) for name in publishers],
    }
    machine = iri(f"model:{content_id('m', model.to_dict())}")
    yield {"id": machine, "type": ["SoftwareAgent", "Agent"], "name": f"{model.name} {model.date}"}
    yield {
        "id": iri(entry.reading_id),
        "type": "Activity",
        "used": iri(entry.article_id),
        "wasAssociatedWith": machine,
    }


def _publisher(name: str) -> str:
    return iri(content_id("n", ["publisher", name, None, 0]))


def _agents(told: Told) -> Iterator[Node]:
    """The parties of the frames, each once."""
    seen: set[str] = set()
    for frame in told.reading.frames:
        for role in (*frame.all("agent"), *frame.all("target")):
            party = told.party(role)
            if party.id not in seen:
                seen.add(party.id)
                names = [party.name, party.latin] if party.latin else party.name
                yield {"id": iri(party.id), "type": "Agent", "name": names, "code": party.code}


def _frame(told: Told, frame: Frame) -> Node:
    """What is said or done, whose word it is, and from where it was taken."""
    voices = [_voice(told, voice) for voice in told.chain(frame).voices]
    outer, denied = told.outer(frame), told.denied(frame)
    source = told.entry.id_of(outer) if outer else told.entry.article_id
    return {
        "id": iri(told.entry.id_of(frame)),
        "type": ["Frame", "Entity"],
        "eventType": frame.type,
        "eventMode": [m.name for m in frame.modes],
        "eventContext": [c.name for c in frame.contexts],
        "flag": [f.name for f in frame.flags],
        "claimed": frame.claimed,
        "score": round(frame.score, 4),
        "judged": state_of(told.entry, frame) or None,
        "denies": iri(denied) if denied else None,
        "wasDerivedFrom": iri(source),
        "wasAttributedTo": voices[0] if voices else None,
        "chain": voices,
    }


def _voice(told: Told, voice: Voice) -> str:
    """The IRI of whoever speaks; one of its own for each source that is not named."""
    if voice.frame is None:
        return _publisher(voice.name or "")
    frame = told.frame(voice.frame)
    agent = frame.first("agent")
    return iri(told.party(agent).id if agent else f"unnamed:{told.entry.id_of(frame)}")


def _annotation(told: Told, frame: Frame) -> Node:
    found = told.entry.id_of(frame)
    return {
        "id": iri(f"annotation:{found}"),
        "type": "Annotation",
        "motivation": DESCRIBING,
        "body": iri(found),
        "target": target(told.article, told.entry.article_id, frame.span),
        "wasGeneratedBy": iri(told.entry.reading_id),
    }


def _role(told: Told, frame: Frame, number: int, role: Role) -> Node:
    found = told.entry.id_of(frame)
    acts = role.role in ACTING
    return {
        "id": iri(f"annotation:{found}:{number}"),
        "type": "Annotation",
        "motivation": IDENTIFYING,
        "body": {
            "id": iri(f"role:{found}:{number}"),
            "type": "Role",
            "role": role.role,
            "roleOf": iri(found),
            "unsaid": role.unsaid,
            "norm": role.norm,
            "refersTo": iri(told.party(role).id) if acts else None,
        },
        "target": target(told.article, told.entry.article_id, role.span),
        "wasGeneratedBy": iri(told.entry.reading_id),
    }


def target(article: Article, article_id: str, span: Span) -> Node:
    """A run of the article's text, by its position and by its words."""
    text = article.text
    return {
        "type": "SpecificResource",
        "source": iri(article_id),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }
