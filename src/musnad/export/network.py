"""Who said what of whom, and who did what to whom: nodes and edges.

    relation  from                  to
    target    a statement's agent   its target: the accused, the urged, the told
    mentions  a statement's agent   agents and targets of the frames right inside its content
    act       an act's agent        its target; `claimed` says whether only somebody says so

Edges run side by side, one for each frame and pair; nobody has an edge to himself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from musnad.export.events import JOINT
from musnad.export.told import ACTING, Party, Told, is_statement, quotation
from musnad.records import Frame, Role, state_of

Value = str | float | bool

NODE_FIELDS: Mapping[str, str] = MappingProxyType(
    {"label": "string", "latin": "string", "kind": "string", "code": "string", "country": "string"}
)
EDGE_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "relation": "string", "event_type": "string", "event_mode": "string", "flags": "string",
        "claimed": "boolean", "score": "double", "judged": "string", "predicate": "string",
        "quotation": "string", "frame": "string", "article": "string", "outlet": "string",
        "published": "string",
    }
)  # fmt: skip
"""Fields and their types, in the words that GraphML and GEXF share."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the graph with its two ends."""

    id: str
    source: Party
    target: Party
    fields: Mapping[str, Value]


def node_fields(party: Party) -> dict[str, Value]:
    """The fields of a node; empty ones are left out."""
    fields = {
        "label": party.name,
        "latin": party.latin,
        "kind": party.kind,
        "code": party.code or "",
        "country": JOINT.join(party.countries),
    }
    return {name: value for name, value in fields.items() if value}


def edges(told: Told) -> Iterator[Edge]:
    """The edges of one article."""
    inside: dict[str, list[Frame]] = {}
    for frame in told.reading.frames:
        if frame.within:
            inside.setdefault(frame.within, []).append(frame)
    for frame in told.reading.frames:
        agents = [told.party(role) for role in frame.all("agent")]
        relation = "target" if is_statement(frame) else "act"
        yield from _between(told, frame, relation, agents, frame.all("target"))
        inner = [r for f in inside.get(frame.id, ()) for r in f.roles if r.role in ACTING]
        yield from _between(told, frame, "mentions", agents, inner)


def _between(
    told: Told, frame: Frame, relation: str, agents: list[Party], roles: list[Role]
) -> Iterator[Edge]:
    others = {party.id: party for party in (told.party(role) for role in roles)}
    for agent in agents:
        for other in others.values():
            if agent.id != other.id:
                yield _edge(told, frame, relation, agent, other)


def _edge(told: Told, frame: Frame, relation: str, agent: Party, other: Party) -> Edge:
    article, found = told.article, told.entry.id_of(frame)
    fields: dict[str, Value] = {
        "relation": relation,
        "event_type": frame.type,
        "event_mode": JOINT.join(m.name for m in frame.modes),
        "flags": JOINT.join(f.name for f in frame.flags),
        "claimed": frame.claimed,
        "score": round(frame.score, 4),
        "judged": state_of(told.entry, frame),
        "predicate": frame.text,
        "quotation": quotation(frame) or "",
        "frame": found,
        "article": told.entry.article_id,
        "outlet": article.outlet or "",
        "published": article.published.isoformat() if article.published else "",
    }
    kept = {name: value for name, value in fields.items() if value != ""}
    return Edge(f"{found}-{relation}-{agent.id}-{other.id}", agent, other, kept)
