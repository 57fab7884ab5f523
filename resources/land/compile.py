"""Builds `src/musnad/service/data/land.txt` from Natural Earth's countries at 1:110m.

    python resources/land/compile.py COUNTRIES.shp

Natural Earth is in the public domain. The file has a line for each ring of land: longitudes and
latitudes in degrees with one decimal, in turn. Rings smaller than a dot on the map are left out.
Needs pyshp, which nothing else here does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import shapefile

OUT = Path(__file__).parents[2] / "src/musnad/service/data/land.txt"
LEAST_POINTS = 4


def rings(path: str) -> Iterator[list[tuple[float, float]]]:
    """The rings of all shapes, rounded, without repeated points."""
    with shapefile.Reader(path) as shapes:
        for shape in shapes.iterShapes():
            ends = [*shape.parts[1:], len(shape.points)]
            for start, end in zip(shape.parts, ends, strict=True):
                rounded = [(round(x, 1), round(y, 1)) for x, y in shape.points[start:end]]
                ring = [p for n, p in enumerate(rounded) if not n or p != rounded[n - 1]]
                if len(ring) >= LEAST_POINTS:
                    yield ring


def main() -> None:
    """Write the file."""
    lines = [" ".join(f"{x:g} {y:g}" for x, y in ring) for ring in rings(sys.argv[1])]
    OUT.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
