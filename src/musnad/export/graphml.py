"""GraphML: who said what of whom. A node is written before the first edge that needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from musnad.export.formats import Options
from musnad.export.network import EDGE_FIELDS, NODE_FIELDS, Edge, Value, edges, node_fields
from musnad.export.seen import Seen
from musnad.export.told import Party, Told
from musnad.export.xml_text import HEAD, tag, text
from musnad.records import Entry

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_MARKS = {"node": "n", "edge": "e"}


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the graph; the number of its edges."""
    count = 0
    out.write(_head().encode())
    with Seen() as seen:
        for entry in entries:
            for edge in edges(Told(entry)):
                parties = (edge.source, edge.target)
                new = [_node(party) for party in parties if seen.is_new(party.id)]
                out.write("".join((*new, _edge(edge))).encode())
                count += 1
    out.write(b"</graph>\n</graphml>\n")
    return count


def _head() -> str:
    keys = [
        tag("key", _key(whose, name, kind), close=True)
        for whose, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS))
        for name, kind in fields.items()
    ]
    graph = tag("graph", {"id": "musnad", "edgedefault": "directed"})
    return HEAD + "\n".join((tag("graphml", {"xmlns": NAMESPACE}), *keys, graph, ""))


def _key(whose: str, name: str, kind: str) -> dict[str, str]:
    return {"id": _MARKS[whose] + name, "for": whose, "attr.name": name, "attr.type": kind}


def _node(party: Party) -> str:
    data = _data("node", node_fields(party))
    return f"{tag('node', {'id': party.id})}{data}</node>\n"


def _edge(edge: Edge) -> str:
    ends = {"source": edge.source.id, "target": edge.target.id}
    head = tag("edge", {"id": edge.id, **ends})
    return f"{head}{_data('edge', edge.fields)}</edge>\n"


def _data(whose: str, fields: Mapping[str, Value]) -> str:
    return "".join(
        f"{tag('data', {'key': _MARKS[whose] + name})}{text(value)}</data>"
        for name, value in fields.items()
    )
