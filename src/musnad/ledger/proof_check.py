"""Checks a bundle with nothing else at hand: no ledger, no model, no network."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from musnad.errors import ProofError, RecordError
from musnad.ledger.finding import Finding, differing
from musnad.ledger.guarded import UNREADABLE
from musnad.ledger.log import LogRow
from musnad.ledger.proof import PROVES, PROVES_NOT, excerpt, told
from musnad.ledger.proof_shape import Json, load
from musnad.ledger.rows import record_of
from musnad.ledger.shapes import check_blocks, check_spans
from musnad.ledger.standing import digest_of, with_undone
from musnad.ledger.tree import index_of, root_of
from musnad.ledger.verify_log import Known
from musnad.records import (
    Article,
    Frame,
    Judgement,
    Origin,
    Reading,
    article_id,
    canonical,
    digest,
    frame_id,
)
from musnad.records.entry import reading_id


def verify_proof(data: bytes | str, *, head: str | None = None) -> list[Finding]:
    """All that does not hold in a bundle; nothing if all holds.

    Args:
        data: the bundle's JSON.
        head: "ROW:ROOT" as it was published; the bundle must be tied to it.

    Raises:
        ProofError: it can't be read as a bundle.
        LedgerError: `head` is no head.
    """
    known = Known.of(head) if head else None
    bundle = load(data)
    name = bundle["frame"]["id"]
    article: Article = _read(_article, bundle, "article.record")
    found = _read(lambda b: list(_article_findings(b, article)), bundle, "article.record")
    reading = _reading(bundle, article, found)
    if reading is not None:
        found += _read(lambda b: list(_reading_findings(b, reading, article)), bundle, "reading")
        found += _read(lambda b: list(_frame_findings(b, reading, article)), bundle, "frame")
    found += _read(lambda b: list(_decided_findings(b, article)), bundle, "judgements")
    found += _head_findings(bundle, known)
    if (bundle["proves"], bundle["proves_not"]) != (list(PROVES), list(PROVES_NOT)):
        found.append(_differs(name, "proves", "it claims to prove something else than it does"))
    return list(found)


def _read(reader: Any, bundle: Json, path: str) -> Any:  # noqa: ANN401 - what the reader gives
    """What a reader makes of a part of the bundle."""
    try:
        return reader(bundle)
    except UNREADABLE as error:
        told_ = f"{type(error).__name__}: {error}"[:200]
        raise ProofError(f"{path} can't be read: {told_}") from None


def _article(bundle: Json) -> Article:
    record = bundle["article"]["record"]
    if not isinstance(record["text"], str):
        raise TypeError("text is no text")
    check_blocks(record["blocks"], record["text"])
    return Article.from_dict(record)


def _article_findings(bundle: Json, article: Article) -> Iterator[Finding]:
    name = bundle["article"]["id"]
    yield from _same(name, "article.record", bundle["article"]["record"], article.to_dict())
    made = article_id(article)
    if made != name:
        what = "text, blocks and head give another id"
        yield differing(name, "proof", "article.id", (name, made), what)


def _reading(bundle: Json, article: Article, found: list[Finding]) -> Reading | None:
    """The reading; None, with a finding, where its spans are not those of the text."""
    record = bundle["reading"]["record"]
    try:
        check_spans(record, article.text)
    except RecordError as error:
        expected = "the letters of the text at that place"
        name = bundle["reading"]["id"]
        found.append(Finding(name, "proof", "reading.record", str(error), expected))
        return None
    except UNREADABLE as error:
        raise ProofError(f"reading.record can't be read: {error!r:.200}") from None
    whole = {**record, "article": article.to_dict()}
    return _read(lambda _: Reading.from_dict(whole), bundle, "reading.record")  # type: ignore[no-any-return]


def _reading_findings(bundle: Json, reading: Reading, article: Article) -> Iterator[Finding]:
    name = bundle["reading"]["id"]
    given = bundle["reading"]["record"]
    yield from _same(
        name, "reading.record", given, _read(lambda _: record_of(reading), bundle, name)
    )
    made = _read(lambda _: reading_id(article_id(article), reading), bundle, "reading.record")
    if made != name:
        what = "article, frames and model give another id"
        yield differing(name, "proof", "reading.id", (name, made), what)


def _frame_findings(bundle: Json, reading: Reading, article: Article) -> Iterator[Finding]:
    part = bundle["frame"]
    name = part["id"]
    frame = _named(reading, part["record"].get("id"))
    if frame is None:
        yield _differs(name, "frame.record", "the reading has no such frame")
        return
    made = frame_id(article_id(article), frame)
    if made != name:
        what = "type, predicate, roles and flags give another id"
        yield differing(name, "proof", "frame.id", (name, made), what)
    expected = excerpt(reading, frame, name)
    for key in expected:
        yield from _same(name, f"frame.{key}", part[key], expected[key])


def _named(reading: Reading, label: Any) -> Frame | None:  # noqa: ANN401 - JSON
    return next((f for f in reading.frames if f.id == label), None)


def _decided_findings(bundle: Json, article: Article) -> Iterator[Finding]:
    """The decisions, and all that the log must have."""
    judgements = _judgements(bundle)
    if told(judgements) != bundle["judgements"]:
        what = "other decisions stand than it says"
        yield _differs(bundle["frame"]["id"], "judgements.stands", what)
    yield from _log_findings(bundle, _expected(bundle, article, judgements))


def _judgements(bundle: Json) -> list[Judgement]:
    return with_undone(Judgement.from_dict(j["record"]) for j in bundle["judgements"])


def _same(record: str, path: str, given: Any, expected: Any) -> Iterator[Finding]:  # noqa: ANN401
    """A finding where a part is not what the rest of the bundle gives."""
    came, wanted = canonical(given).decode("utf-8", "replace"), canonical(expected)
    if canonical(given) != wanted:
        other = wanted.decode("utf-8", "replace")
        yield differing(record, "proof", path, (came, other), "it contradicts the bundle itself")


def _differs(record: str, path: str, what: str) -> Finding:
    return Finding(record, "proof", path, "other values", "those of the bundle's records", what)


Logged = dict[tuple[str, str, str], str]
"""What the log must have: kind, subject and digest, and the part of the bundle that says so."""


def _expected(bundle: Json, article: Article, judgements: list[Judgement]) -> Logged:
    """The rows of the log that the bundle's records ask for."""
    name, reading = bundle["article"]["id"], bundle["reading"]
    found = {
        ("article", name, digest(canonical(article.to_dict()))): "article.record",
        ("reading", reading["id"], digest(canonical(reading["record"]))): "reading.record",
    }
    found |= {("judgement", j.subject, digest_of(j)): f"judgement {j.number}" for j in judgements}
    if any(entry["row"]["kind"] == "origin" for entry in bundle["log"]):
        for data in bundle["origins"]:
            origin = {"article": name, **Origin.from_dict(data).to_dict()}
            found["origin", name, digest(canonical(origin))] = f"origin {data['source'][:60]}"
    return found


def _log_findings(bundle: Json, expected: Logged) -> Iterator[Finding]:
    rows = [LogRow.from_dict(entry["row"]) for entry in bundle["log"]]
    there = {(r.kind, r.subject, r.digest) for r in rows}
    for (kind, subject, made), path in expected.items():
        if (kind, subject, made) not in there:
            logged = [r.digest for r in rows if (r.kind, r.subject) == (kind, subject)]
            what = "the log has not this content"
            yield differing(subject, "proof", path, (made, " or ".join(logged) or "no row"), what)
    size, root = bundle["head"]["row"], bundle["head"]["root"]
    for row, entry in zip(rows, bundle["log"], strict=True):
        name, way = f"log {row.row}", [(side, branch) for side, branch in entry["way"]]
        if row.hash != row.expected():
            yield differing(name, "proof", "log.hash", (row.hash, row.expected()))
        if index_of(way, size) != row.row:
            what = "its way to the root begins at another row"
            yield differing(name, "proof", "log.row", (row.row, index_of(way, size)), what)
        if root_of(row.hash, way) != root:
            what = "its way does not lead to the root"
            yield differing(name, "proof", "log.way", (root_of(row.hash, way), root), what)
    yield from _order(rows)


def _order(rows: list[LogRow]) -> Iterator[Finding]:
    """Rows that stand next to each other in the log are chained."""
    for before, row in itertools.pairwise(rows):
        if row.row <= before.row:
            yield differing(f"log {row.row}", "proof", "log", (row.row, f"after {before.row}"))
        elif row.row == before.row + 1 and row.previous != before.hash:
            yield differing(f"log {row.row}", "proof", "log.previous", (row.previous, before.hash))


def _head_findings(bundle: Json, known: Known | None) -> Iterator[Finding]:
    head = bundle["head"]
    last = next((e["row"] for e in bundle["log"] if e["row"]["row"] == head["row"]), None)
    if last is None or last["hash"] != head["hash"]:
        what = "the last row of the log is not in the bundle"
        found = last["hash"] if last else "no row"
        yield differing(f"log {head['row']}", "proof", "head.hash", (found, head["hash"]), what)
    if known is None:
        return
    if known.hash != head["root"] or known.row not in (None, head["row"]):
        name = f"{head['row']}:{head['root']}"
        wanted = known.hash if known.row is None else f"{known.row}:{known.hash}"
        what = (
            "the bundle is tied to another head than the published one; ask for one that speaks "
            "up to that row: musnad proof ID --row N"
        )
        yield Finding("head", "proof", "head.root", name, wanted, what)
