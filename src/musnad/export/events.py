"""Rows of the event table: one for each frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from musnad.export.columns import NAMES
from musnad.export.plover import EVENT_SCALES, GDELT_QUADS, QUAD_CODES, cameo_root
from musnad.export.told import (
    Told,
    attribution,
    cue,
    depth,
    is_direct,
    is_statement,
    quotation,
)
from musnad.records import Entry, Frame, Role, state_of

Cell = str | int | float | bool | None
Row = dict[str, Cell]

JOINT = ";"
"""Between the values of a cell that has several."""

DIGITS = 4
"""Of a score: as in the JSON of a reading."""


def rows(entries: Iterable[Entry]) -> Iterator[Row]:
    """The rows of all entries, in order; keys are `columns.NAMES` in their order."""
    for entry in entries:
        told = Told(entry)
        for frame in entry.reading.frames:
            yield row(told, frame)


def row(told: Told, frame: Frame) -> Row:
    """The row of one frame."""
    cells = {
        **_head(told, frame),
        **_event(frame),
        **_party(told, "actor", frame.first("agent")),
        **_party(told, "recipient", frame.first("target")),
        **_words(told, frame),
        **_time(told, frame),
        **_place(told, frame),
        **_proof(told, frame),
    }
    return {name: cells[name] for name in NAMES}


def _head(told: Told, frame: Frame) -> Row:
    article, entry = told.article, told.entry
    return {
        "id": entry.id_of(frame),
        "article_id": entry.article_id,
        "reading_id": entry.reading_id,
        "story": entry.story,
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
        "agency": article.agency,
        "url": article.url,
        "title": article.title,
    }


def _event(frame: Frame) -> Row:
    root = cameo_root(frame)
    return {
        "event_type": frame.type,
        "event_mode": _joined(m.name for m in frame.modes),
        "event_context": _joined(c.name for c in frame.contexts),
        "is_statement": is_statement(frame),
        "claimed": frame.claimed,
        "flags": _joined(f.name for f in frame.flags),
        "cameo_root": root,
        "quad_code": QUAD_CODES.get(frame.type),
        "gdelt_quad_class": GDELT_QUADS[root],
        "event_scale": EVENT_SCALES.get(frame.type),
    }


def _joined(names: Iterable[str]) -> str | None:
    return JOINT.join(names) or None


def _party(told: Told, name: str, role: Role | None) -> Row:
    """The cells of an actor or a recipient."""
    keys = ("text", "start", "end", "unsaid", "code", "country", "name", "latin", "id")
    values: tuple[Cell, ...] = (None,) * len(keys)
    if role is not None:
        party = told.party(role)
        countries = _joined(party.countries)
        values = (
            role.text, role.span.start, role.span.end, role.unsaid, party.code, countries,
            party.name, party.latin or None, party.id,
        )  # fmt: skip
    return {f"{name}_{key}": value for key, value in zip(keys, values, strict=True)}


def _words(told: Told, frame: Frame) -> Row:
    contents, chain = frame.all("content"), told.chain(frame)
    medium, toll = frame.first("medium"), frame.first("toll")
    return {
        "quotation": quotation(frame),
        "quotation_start": contents[0].span.start if contents else None,
        "quotation_end": contents[-1].span.end if contents else None,
        "direct": is_direct(frame) if contents else None,
        "medium": medium.text if medium else None,
        "cue": cue(chain),
        "attribution": attribution(chain) or None,
        "chain_depth": depth(chain),
        "toll": toll.text if toll else None,
    }


def _time(told: Told, frame: Frame) -> Row:
    moment = told.moment(frame)
    return {
        "time_text": moment.text if moment else None,
        "timex": moment.value if moment else None,
        "date": moment.begin if moment else None,
        "enddate": moment.end if moment else None,
    }


def _place(told: Told, frame: Frame) -> Row:
    where = next(iter(told.places(frame)), None)
    return {
        "place_text": where.text if where else None,
        "place_name": where.name if where else None,
        "place_country": where.country if where else None,
        "place_admin": where.admin if where else None,
        "place_precision": where.kind if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
    }


def _proof(told: Told, frame: Frame) -> Row:
    model = told.reading.model
    return {
        "denies": told.denied(frame),
        "predicate": frame.text,
        "start": frame.span.start,
        "end": frame.span.end,
        "score": round(frame.score, DIGITS),
        "model": f"{model.name} {model.date}",
        "model_digest": model.digest,
        "judged": state_of(told.entry, frame) or None,
    }
