"""GEXF 1.2: who said what of whom. Nodes go to the file, edges to a temporary one until the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from typing import IO, BinaryIO

from musnad.export.formats import Options
from musnad.export.network import EDGE_FIELDS, NODE_FIELDS, Edge, Value, edges, node_fields
from musnad.export.seen import Seen
from musnad.export.told import Party, Told
from musnad.export.xml_text import HEAD, plain_value, tag
from musnad.records import Entry

NAMESPACE = "http://www.gexf.net/1.2draft"
VERSION = "1.2"


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the graph; the number of its edges."""
    out.write(_head().encode())
    with tempfile.TemporaryFile() as later:
        count = _nodes(entries, out, later)
        later.seek(0)
        out.write(b"</nodes>\n<edges>\n")
        shutil.copyfileobj(later, out)
    out.write(b"</edges>\n</graph>\n</gexf>\n")
    return count


def _nodes(entries: Iterable[Entry], out: BinaryIO, later: IO[bytes]) -> int:
    """Write the nodes, and the edges to `later`; the number of these."""
    count = 0
    with Seen() as seen:
        for entry in entries:
            for edge in edges(Told(entry)):
                new = [_node(p) for p in (edge.source, edge.target) if seen.is_new(p.id)]
                out.write("".join(new).encode())
                later.write(_edge(edge).encode())
                count += 1
    return count


def _head() -> str:
    declared = "".join(
        f"{tag('attributes', {'class': whose})}{_declared(fields)}</attributes>\n"
        for whose, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS))
    )
    graph = tag("graph", {"defaultedgetype": "directed", "mode": "static"})
    root = tag("gexf", {"xmlns": NAMESPACE, "version": VERSION})
    return f"{HEAD}{root}\n{graph}\n{declared}<nodes>\n"


def _declared(fields: Mapping[str, str]) -> str:
    return "".join(
        tag("attribute", {"id": name, "title": name, "type": kind}, close=True)
        for name, kind in fields.items()
    )


def _node(party: Party) -> str:
    fields = node_fields(party)
    label = str(fields.pop("label", party.id))
    return f"{tag('node', {'id': party.id, 'label': label})}{_values(fields)}</node>\n"


def _edge(edge: Edge) -> str:
    label = str(edge.fields["event_type"])
    ends = {"source": edge.source.id, "target": edge.target.id}
    head = tag("edge", {"id": edge.id, **ends, "label": label})
    return f"{head}{_values(edge.fields)}</edge>\n"


def _values(fields: Mapping[str, Value]) -> str:
    values = (
        tag("attvalue", {"for": name, "value": plain_value(value)}, close=True)
        for name, value in fields.items()
    )
    return f"<attvalues>{''.join(values)}</attvalues>"
