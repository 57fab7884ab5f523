"""Search by meaning: vectors of frames are kept in the ledger, and the nearest are looked for.

All vectors are gone through, a block at a time: at a million frames some 400 MB are read. An index
for near neighbours would be quicker and would miss some.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, insert, select

from musnad.ledger import tables as t
from musnad.ledger.store import Ledger

BLOCK = 4096
"""Vectors that are compared at once, 1.5 MB of bytes."""

Vector = NDArray[np.float32]
Unpack = Callable[[Sequence[bytes]], Vector]


@dataclass(frozen=True, slots=True)
class Near:
    """A frame, by content id, and the product of its vector with the question's."""

    frame: str
    product: float


def without_vectors(ledger: Ledger, *, at_once: int = 256) -> Iterator[list[tuple[str, str]]]:
    """Current frames that have no vector yet: lists of (id, what it says)."""
    last = 0
    while True:
        query = (
            select(t.frames.c.row, t.frames.c.id, t.frames.c.text)
            .outerjoin(t.vectors, t.vectors.c.frame == t.frames.c.id)
            .where(t.frames.c.current, t.frames.c.row > last, t.vectors.c.frame.is_(None))
            .order_by(t.frames.c.row)
            .limit(at_once)
        )
        with ledger.reading() as connection:
            rows = connection.execute(query).all()
            said = connection.execute(
                select(t.roles.c.frame, t.roles.c.role, t.roles.c.text)
                .where(t.roles.c.frame.in_([r.row for r in rows]))
                .order_by(t.roles.c.frame, t.roles.c.n)
            ).all()
        if not rows:
            return
        last = rows[-1].row
        parts: dict[int, dict[str, str]] = {}
        for role in said:
            parts.setdefault(role.frame, {}).setdefault(role.role, role.text)
        yield [(r.id, said_in(r.text, parts.get(r.row, {}))) for r in rows]


def said_in(predicate: str, roles: dict[str, str]) -> str:
    """A frame in one line: agent, predicate, target, content, place."""
    order = ("agent", "", "target", "content", "place")
    parts = [predicate if name == "" else roles.get(name, "") for name in order]
    return " ".join(part for part in parts if part)


def keep_vectors(ledger: Ledger, model: str, rows: Sequence[tuple[str, bytes]]) -> None:
    """Keep the packed vectors of frames; those that are there stay."""
    with ledger.writing() as connection:
        ids = [frame for frame, _ in rows]
        known = set(
            connection.execute(
                select(t.vectors.c.frame).where(t.vectors.c.frame.in_(ids))
            ).scalars()
        )
        new = {frame: vector for frame, vector in rows if frame not in known}
        if new:
            connection.execute(
                insert(t.vectors),
                [{"frame": f, "model": model, "vector": v} for f, v in new.items()],
            )


def nearest(
    ledger: Ledger,
    question: Vector,
    *,
    unpack: Unpack,
    most: int = 20,
    among: Select[tuple[str]] | None = None,
) -> list[Near]:
    """The frames whose meaning is nearest to the question's, the nearest first.

    Args:
        ledger: where to look.
        question: its vector, (384,), of the model that the kept vectors come from.
        unpack: from packed vectors to an array (n, 384).
        most: how many.
        among: a query for the ids of the frames that may be given; None for all current ones.
    """
    best: list[tuple[float, str]] = []
    if among is None:
        among = select(t.frames.c.id).where(t.frames.c.current)
    allowed = t.vectors.c.frame.in_(among)
    last = ""
    while True:
        query = (
            select(t.vectors.c.frame, t.vectors.c.vector)
            .where(t.vectors.c.frame > last, allowed)
            .order_by(t.vectors.c.frame)
            .limit(BLOCK)
        )
        with ledger.reading() as connection:
            rows = connection.execute(query).all()
        if not rows:
            break
        last = rows[-1].frame
        products = unpack([r.vector for r in rows]) @ question
        top = np.argsort(-products)[:most]
        best += [(float(products[at]), rows[int(at)].frame) for at in top]
        best = heapq.nlargest(most, best)
    return [Near(frame, product) for product, frame in best]
