"""A reading as rows of the tables that are searched."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from musnad.errors import RecordError
from musnad.records import (
    Article,
    Chain,
    Entry,
    Frame,
    Reading,
    Role,
    Timex,
    Toponym,
)

LEVEL = 6
"""zlib's level: a reading of 25 frames packs from 37 to 5 kB in a millisecond."""

OPENING = "«\"“”„‟'‘"
"""Marks that begin a quotation."""

MOST_BYTES = 64_000_000
"""Largest record that is unpacked: what is larger was not written by us."""

Rows = dict[str, list[dict[str, Any]]]


def pack(record: bytes) -> bytes:
    """A record's canonical JSON, compressed."""
    return zlib.compress(record, LEVEL)


def unpack(packed: bytes) -> bytes:
    """The bytes behind `pack`.

    Raises:
        RecordError: the bytes are damaged, or unpack to more than `MOST_BYTES`.
    """
    engine = zlib.decompressobj()
    try:
        data = engine.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise RecordError(f"a stored record is damaged and can't be unpacked ({error})") from error
    if not engine.eof:
        raise RecordError("a stored record is cut off, or far larger than any that we write")
    return data


def rest_of(article: Article) -> dict[str, Any]:
    """What an article has beside the columns of its table."""
    data = article.to_dict()
    return {key: data[key] for key in ("blocks", "furniture", "notes")}


def record_of(reading: Reading) -> dict[str, Any]:
    """A reading's JSON form less the article."""
    data = reading.to_dict()
    del data["article"]
    return data


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows of a reading are put: numbers of rows, and who its actors are."""

    reading: int
    first_frame: int
    actors: Mapping[str, str] = field(default_factory=dict)
    """Ids of actors by the reading's own labels."""


def rows_of(entry: Entry, place: Place) -> Rows:
    """The rows of a reading by table. Values follow from the record alone."""
    reading = entry.reading
    numbers = {f.id: place.first_frame + n for n, f in enumerate(reading.frames)}
    chains = {c.frame: c for c in reading.chains}
    acting = _actors_by_span(reading, place.actors)
    rows: Rows = {
        "mentions": [_mention(place.reading, n, m) for n, m in enumerate(reading.mentions)],
        "frames": [_frame(entry, f, numbers[f.id], place.reading, chains) for f in reading.frames],
        "roles": [],
        "parties": [],
        "labels": [],
        "voices": [],
        "links": list(_links(reading, numbers)),
        "moments": list(_moments(reading, place.reading)),
        "places": list(_places(reading, place.reading)),
    }
    for frame in reading.frames:
        number = numbers[frame.id]
        rows["roles"] += [_role(number, n, r, acting) for n, r in enumerate(frame.roles)]
        rows["parties"] += _parties(number, frame)
        rows["labels"] += _labels(number, frame)
        if frame.id in chains:
            rows["voices"] += _voices(number, chains[frame.id], acting)
    return rows


def _actors_by_span(reading: Reading, actors: Mapping[str, str]) -> dict[tuple[int, int], str]:
    return {
        (r.span.start, r.span.end): actors[r.identity]
        for r in reading.resolved
        if r.kind == "actor" and r.identity and r.identity in actors
    }


def _mention(reading: int, n: int, mention: Any) -> dict[str, Any]:  # noqa: ANN401 - Mention
    return {
        "reading": reading,
        "n": n,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "kind": mention.kind,
        "score": round(mention.score, 4),
    }


def _frame(
    entry: Entry, frame: Frame, number: int, reading: int, chains: Mapping[str, Chain]
) -> dict[str, Any]:
    flags = {f.name for f in frame.flags}
    begin, until = _days(entry.reading, frame)
    published = entry.reading.article.published
    return {
        "row": number,
        "id": entry.id_of(frame),
        "reading": reading,
        "article": entry.article_id,
        "label": frame.id,
        "type": frame.type,
        "start": frame.span.start,
        "end": frame.span.end,
        "text": frame.text,
        "score": round(frame.score, 4),
        "within": frame.within,
        "claimed": frame.claimed,
        "negated": "neg" in flags,
        "future": "future" in flags,
        "hypothetical": "hypothetical" in flags,
        "direct": is_direct(frame),
        "depth": depth_of(chains.get(frame.id)),
        "published": published.isoformat() if published else None,
        "begin": begin,
        "until": until,
        "country": country_of(entry.reading, frame),
        "current": True,
    }


def is_direct(frame: Frame) -> bool:
    """Whether the frame's content is given in quotation marks, as far as its beginning tells.

    A complementizer of up to four letters (أن، إن، بأن، بأنه) may stand before the mark.
    """
    content = frame.first("content")
    if content is None:
        return False
    head = content.text[:7]
    return any(mark in head for mark in OPENING)


def depth_of(chain: Chain | None) -> int:
    """How many sources hand the words on, the agency and the outlet not counted."""
    return sum(v.kind == "source" for v in chain.voices) if chain else 0


def _days(reading: Reading, frame: Frame) -> tuple[str | None, str | None]:
    """First and last day of the frame's first time that is known."""
    for role in frame.all("time"):
        found = reading.meaning(role.span, "time")
        if found and isinstance(found.value, Timex) and (found.value.begin or found.value.end):
            timex = found.value
            return _day(timex.begin), _day(timex.end)
    return None, None


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def country_of(reading: Reading, frame: Frame) -> str | None:
    """The country of the frame's first place that is known."""
    for role in frame.all("place"):
        found = reading.meaning(role.span, "place")
        if found and isinstance(found.value, Toponym) and found.value.place:
            return found.value.place.country
    return None


def _role(number: int, n: int, role: Role, acting: Mapping[tuple[int, int], str]) -> dict[str, Any]:
    is_actor = role.role in ("agent", "target")
    return {
        "frame": number,
        "n": n,
        "role": role.role,
        "start": role.span.start,
        "end": role.span.end,
        "text": role.text,
        "score": round(role.score, 4),
        "unsaid": role.unsaid,
        "norm": role.norm,
        "actor": acting.get((role.span.start, role.span.end)) if is_actor else None,
    }


def _parties(number: int, frame: Frame) -> Iterator[dict[str, Any]]:
    """The codes of those who act or are met; of a joined one (USA+GBR) each."""
    for n, role in enumerate(frame.roles):
        if role.role in ("agent", "target") and role.norm:
            for m, code in enumerate(role.norm.split("+")):
                if code:
                    yield {
                        "frame": number,
                        "n": n,
                        "m": m,
                        "role": role.role,
                        "country": code[:3],
                        "code": code,
                    }


def _labels(number: int, frame: Frame) -> Iterator[dict[str, Any]]:
    for kind, found in (("mode", frame.modes), ("context", frame.contexts)):
        for label in found:
            yield {
                "frame": number,
                "kind": kind,
                "name": label.name,
                "score": round(label.score, 4),
            }


def _voices(
    number: int, chain: Chain, acting: Mapping[tuple[int, int], str]
) -> Iterator[dict[str, Any]]:
    for n, voice in enumerate(chain.voices):
        start, end = (voice.span.start, voice.span.end) if voice.span else (None, None)
        spoken = voice.kind == "source" and start is not None and end is not None
        yield {
            "frame": number,
            "n": n,
            "kind": voice.kind,
            "name": voice.name,
            "start": start,
            "end": end,
            "label": voice.frame,
            "cue": voice.cue,
            "actor": acting.get((start or 0, end or 0)) if spoken else None,
        }


def _links(reading: Reading, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for link in reading.links:
        yield {
            "kind": link.kind,
            "source": numbers[link.source],
            "target": numbers[link.target],
            "score": round(link.score, 4),
            "reason": link.reason,
        }


def _moments(reading: Reading, number: int) -> Iterator[dict[str, Any]]:
    for found in reading.resolved:
        if isinstance(found.value, Timex):
            timex = found.value
            yield {
                "reading": number,
                "start": found.span.start,
                "end": found.span.end,
                "text": found.text,
                "type": timex.type,
                "value": timex.value,
                "modifier": timex.modifier,
                "begin": timex.begin,
                "until": timex.end,
            }


def _places(reading: Reading, number: int) -> Iterator[dict[str, Any]]:
    for found in reading.resolved:
        if isinstance(found.value, Toponym):
            place = found.value.place
            yield {
                "reading": number,
                "start": found.span.start,
                "end": found.span.end,
                "text": found.text,
                "name": place.name if place else None,
                "kind": place.kind if place else None,
                "country": place.country if place else None,
                "admin": place.admin if place else None,
                "latitude": place.latitude if place else None,
                "longitude": place.longitude if place else None,
                "score": round(place.score, 4) if place else None,
            }
