"""GeoJSON (RFC 7946): one point for each place of a frame that is known finer than its country.

What happened somewhere in a country has no point: its middle would be read as a place. The event
table has those rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from musnad.export.events import row
from musnad.export.formats import Options
from musnad.export.json_text import write_list
from musnad.export.told import Told, Where
from musnad.records import Entry, Frame

IN_GEOMETRY = frozenset(("latitude", "longitude"))


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the features; their number."""
    features = (feature for entry in entries for feature in _features(Told(entry)))
    return write_list({"type": "FeatureCollection"}, "features", features, out)


def _features(told: Told) -> Iterator[dict[str, Any]]:
    for frame in told.reading.frames:
        located = [w for w in told.places(frame) if w.latitude is not None]
        for number, where in enumerate(located, 1):
            yield _feature(told, frame, where, number)


def _feature(told: Told, frame: Frame, where: Where, number: int) -> dict[str, Any]:
    """A point whose properties are the event table's, with the place that it stands for."""
    cells = row(told, frame) | {
        "place_text": where.text,
        "place_name": where.name,
        "place_country": where.country,
        "place_admin": where.admin,
        "place_precision": where.kind,
    }
    return {
        "type": "Feature",
        "id": f"{told.entry.id_of(frame)}:{number}",
        "geometry": {"type": "Point", "coordinates": [where.longitude, where.latitude]},
        "properties": {k: v for k, v in cells.items() if k not in IN_GEOMETRY},
    }
