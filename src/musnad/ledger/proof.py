"""One record as a bundle that can be checked with nothing else at hand.

The bundle holds the article's text and head, the whole reading (its digest is taken over all of
it), the frame with its chain and what its roles resolve to, the decisions on it, the rows of the
log for each of these, and for each row its way to the root of the tree over all rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from musnad.errors import LedgerError, NoSuchRecord
from musnad.ledger import tables as t
from musnad.ledger.log import LogRow
from musnad.ledger.raw import HEX, lenient, plain
from musnad.ledger.rows import record_of
from musnad.ledger.standing import about, those_that_stand, with_undone
from musnad.ledger.store import Ledger
from musnad.ledger.tree import Tree
from musnad.ledger.verify_log import log_rows
from musnad.records import Entry, Frame, Judgement, Reading

FORMAT = "musnad-proof"
VERSION = 1

PROVES = (
    "The article's text, blocks and head are those that its id was made of.",
    """The frame stands in the reading of the named model; its predicate and roles are the letters \
of that text at the given places; chain and resolved values are that reading's.""",
    """The log had the article, the reading and the decisions with exactly these contents, in this \
order, when its root was the one that is given.""",
)
PROVES_NOT = (
    """That the page was published with this text: whoever keeps a ledger can write another one \
with ids and log of its own. Hold the origin's SHA-256 against the bytes in an archive, and the \
root against one that was published before the question came up.""",
    "That the frame is right: it is what a model found in the text, and what reviewers made of it.",
    """When and by whom: times are those of the writer's clock and names are as they were given; \
nothing is signed.""",
    "That no decision came later: it speaks of the log up to its head.",
    "Where the bytes came from, unless a row of the log has the origin.",
)


def proof(ledger: Ledger, frame: str, *, row: int | None = None) -> dict[str, Any]:
    """The bundle of a frame.

    Args:
        ledger: where it stands.
        frame: its id.
        row: the log's row up to which it speaks, such as that of a published head; None for all.

    Raises:
        NoSuchRecord: there is no such frame, or no such row in the log.
        LedgerError: the frame came after that row, or something of it is not in the log.
    """
    if not frame.startswith("f"):
        raise NoSuchRecord(f"{frame}: no frame has this id; a proof is of one frame")
    entry = ledger.entry(frame)
    label = next(label for label, found in entry.frame_ids.items() if found == frame)
    with ledger.reading() as connection, lenient(connection):
        judgements = about(connection, entry.reading_id, frame)
        rows = _log(connection, entry, judgements)
        limit = row if row is not None else _last(connection)
        kept = [r for r in rows if r.row <= limit]
        judgements = with_undone(judgements[: sum(r.kind == "judgement" for r in kept)])
        _check(frame, kept, limit)
        tree, last = _tree(connection, {r.row for r in kept} | {limit}, limit)
        root = tree.finish()
    kept += [last] if last.row not in {r.row for r in kept} else []
    return {
        "format": FORMAT,
        "version": VERSION,
        "frame": excerpt(entry.reading, entry.reading.frame(label), frame),
        "article": {"id": entry.article_id, "record": entry.reading.article.to_dict()},
        "reading": {"id": entry.reading_id, "record": record_of(entry.reading)},
        "origins": [origin.to_dict() for origin in entry.origins],
        "judgements": told(judgements),
        "log": [
            {"row": r.to_dict(), "way": [list(step) for step in tree.ways[r.row]]} for r in kept
        ],
        "head": {"row": last.row, "hash": last.hash, "root": root},
        "proves": list(PROVES),
        "proves_not": list(PROVES_NOT),
    }


def excerpt(reading: Reading, frame: Frame, name: str) -> dict[str, Any]:
    """What a reading has of one frame: itself, its chain, its links and what its roles mean."""
    voices = [c for c in reading.chains if c.frame == frame.id]
    spans = {r.span for r in frame.roles} | {v.span for c in voices for v in c.voices if v.span}
    resolved = [r for r in reading.resolved if r.span in spans]
    named = {r.identity for r in resolved}
    return {
        "id": name,
        "record": frame.to_dict(),
        "chain": [c.to_dict() for c in voices],
        "links": [x.to_dict() for x in reading.links if frame.id in (x.source, x.target)],
        "resolved": [r.to_dict() for r in resolved],
        "identities": [i.to_dict() for i in reading.identities if i.id in named],
        "model": reading.model.to_dict(),
    }


def told(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Decisions with whether they stand, as far as the later ones among them tell."""
    given = list(judgements)
    standing = {j.number for j in those_that_stand(given)}
    return [{"record": as_logged(j), "stands": j.number in standing} for j in given]


def as_logged(judgement: Judgement) -> dict[str, Any]:
    """A decision as its digest covers it."""
    data = Judgement.to_dict(judgement)
    del data["undone"]
    return data


def _log(connection: Connection, entry: Entry, judgements: list[Judgement]) -> list[LogRow]:
    """The log's rows of the article, its origins, the reading and the decisions, in order."""
    wanted = {("article", entry.article_id), ("origin", entry.article_id)}
    wanted.add(("reading", entry.reading_id))
    numbers = [j.number for j in judgements]
    query = plain(t.log).where(t.log.c.subject.in_(sorted({s for _, s in wanted})))
    found = [_row(r) for r in connection.execute(query) if (r.kind, r.subject) in wanted]
    for number in numbers:  # the n-th decision is the n-th of the log
        query = plain(t.log).where(t.log.c.kind == "judgement").order_by(t.log.c.row)
        row = connection.execute(query.offset(number - 1).limit(1)).one_or_none()
        if row is None:
            raise LedgerError(f"decision {number} is not in the log; run `musnad verify`")
        found.append(_row(row))
    return sorted(found, key=lambda r: r.row)


def _row(row: Any) -> LogRow:  # noqa: ANN401 - Row
    return LogRow(**row._mapping)


def _last(connection: Connection) -> int:
    query = select(t.log.c.row).order_by(t.log.c.row.desc()).limit(1)
    return int(connection.execute(query).scalar() or 0)


def _check(frame: str, rows: list[LogRow], limit: int) -> None:
    kinds = {r.kind for r in rows}
    if not {"article", "reading"} <= kinds:
        raise LedgerError(
            f"{frame} is not in the log up to row {limit}: it was written later, or past the log "
            f"(`musnad verify` tells)"
        )


def _tree(connection: Connection, wanted: set[int], limit: int) -> tuple[Tree, LogRow]:
    """The tree over the rows up to a limit, and the last of them."""
    tree = Tree(frozenset(wanted))
    last = None
    for row in log_rows(connection, plain(t.log).where(t.log.c.row <= limit)):
        if not HEX.fullmatch(str(row.hash)) or row.row != tree.size + 1:
            raise LedgerError(f"the log is damaged at row {row.row}; run `musnad verify`")
        tree.add(row.hash)
        last = row
    if last is None or last.row != limit:
        raise NoSuchRecord(f"the log has no row {limit}; it ends at {tree.size}")
    return tree, _row(last)
