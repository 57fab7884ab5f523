"""What times, places and actors of a reading's frames mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from musnad.actors import ActorMention, Known, resolve_actors
from musnad.dates import TimeMention, resolve_times
from musnad.dates import norm_of as time_norm
from musnad.pages import home_of
from musnad.places import named_places, resolve_places
from musnad.places import norm_of as place_norm
from musnad.records import (
    Actor,
    Article,
    Frame,
    Identity,
    Reading,
    Resolved,
    ResolvedKind,
    Role,
    Span,
    Timex,
    Toponym,
)

KINDS: dict[str, ResolvedKind] = {
    "agent": "actor",
    "target": "actor",
    "time": "time",
    "place": "place",
}
"""Which roles are resolved, and as what."""

NAMING = frozenset(("PER", "ORG", "GOV", "GROUP", "MEDIA"))
"""Kinds of mentions that short actor mentions may mean."""

PLANNED = "future"
"""Flag of frames whose times lie ahead."""

LEAST_SHARE = 0.5
"""Share of a place among its candidates from which on its country speaks for actors beside it."""


def resolve(reading: Reading, *, known: Known | None = None) -> Reading:
    """The reading with its roles resolved; their text stays as written.

    Args:
        reading: as assembled.
        known: persons that the user knows; our own table if None.
    """
    article = reading.article
    home = home_of(article.outlet)
    times = _times(article, reading.frames)
    places = _places(article, _spans(reading.frames, "place"), home)
    actors, identities = _actors(reading, places, home, known)
    resolved = sorted((*times, *places, *actors), key=lambda r: (r.span, r.kind))
    values = {(r.kind, r.span): _norm(r) for r in resolved}
    return replace(
        reading,
        frames=tuple(_with_norms(frame, values) for frame in reading.frames),
        resolved=tuple(resolved),
        identities=identities,
    )


def _spans(frames: Iterable[Frame], kind: ResolvedKind) -> list[Span]:
    """Where the roles of one kind stand, each place once, in the order of the text."""
    return sorted({r.span for f in frames for r in f.roles if KINDS.get(r.role) == kind})


def _times(article: Article, frames: tuple[Frame, ...]) -> list[Resolved]:
    spans = _spans(frames, "time")
    planned = {
        r.span for f in frames for r in f.all("time") if any(g.name == PLANNED for g in f.flags)
    }
    mentions = [TimeMention(span.of(article.text), span in planned) for span in spans]
    found = resolve_times(mentions, published=article.published, text=article.text)
    return [
        Resolved(span, m.text, timex) for span, m, timex in zip(spans, mentions, found, strict=True)
    ]


def _places(article: Article, spans: list[Span], home: str | None) -> list[Resolved]:
    texts = [span.of(article.text) for span in spans]
    starts = [span.start for span in spans]
    found = resolve_places(texts, at=starts, text=article.text, home=home)
    return [
        Resolved(span, text, toponym)
        for span, text, toponym in zip(spans, texts, found, strict=True)
    ]


def _actors(
    reading: Reading, places: Iterable[Resolved], home: str | None, known: Known | None
) -> tuple[list[Resolved], tuple[Identity, ...]]:
    article = reading.article
    spans = _spans(reading.frames, "actor")
    others = [ActorMention(m.text, m.span.start) for m in reading.mentions if m.kind in NAMING]
    mentions = [ActorMention(span.of(article.text), span.start) for span in spans]
    found = resolve_actors(
        mentions,
        text=article.text,
        others=others,
        around=(*named_places(article.text), *_around(places)),
        home=home,
        day=article.published,
        known=known,
    )
    whose = {at: identity.id for identity in found.identities for at in identity.mentions}
    rows = zip(spans, mentions, found.actors, strict=True)
    actors = [
        Resolved(span, mention.text, actor, whose.get(at))
        for at, (span, mention, actor) in enumerate(rows)
    ]
    return actors, found.identities


def _around(places: Iterable[Resolved]) -> list[tuple[int, str]]:
    """Where which countries are spoken of, as the places tell."""
    return [
        (r.span.start, place.country)
        for r in places
        if isinstance(r.value, Toponym)
        and (place := r.value.place) is not None
        and place.country
        and place.score >= LEAST_SHARE
    ]


def _norm(resolved: Resolved) -> str | None:
    """The short value that stands with a role."""
    value = resolved.value
    if isinstance(value, Timex):
        return time_norm(value)
    if isinstance(value, Actor):
        return value.code
    return place_norm(value.place) if value.place else None


def _with_norms(frame: Frame, values: dict[tuple[ResolvedKind, Span], str | None]) -> Frame:
    return replace(frame, roles=tuple(_with_norm(role, values) for role in frame.roles))


def _with_norm(role: Role, values: dict[tuple[ResolvedKind, Span], str | None]) -> Role:
    kind = KINDS.get(role.role)
    return replace(role, norm=values[kind, role.span]) if kind else role
