"""What an entry tells of a frame, put the way that several formats need it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from musnad.records import (
    STATEMENT_TYPES,
    Actor,
    Chain,
    Entry,
    Frame,
    Identity,
    Mention,
    Place,
    Resolved,
    Role,
    Span,
    Timex,
    Toponym,
    content_id,
)
from musnad.records.meant import actor_codes

ARROW = " ← "
"""Between the voices of a chain, from the inner one outward."""

UNNAMED = "؟"
"""A voice whose frame names no source."""

PARTED = " … "
"""Between the parts of a quotation that its cue interrupts."""

OPENING = "«\"“”„‟'‘"
"""Marks that begin a quotation."""

OPENING_REACH = 7
"""Letters in which the opening mark must stand: a complementizer of up to four letters, a space."""

FULL_NAME = 2
"""Words of a folded name from which on it is one person's."""

COUNTRY = 3
"""Letters of a country's code."""

ACTING = frozenset(("agent", "target"))
"""Roles that name actors."""

BODY_KINDS = frozenset(("ORG", "GOV", "GROUP", "MEDIA"))
"""Kinds of mention that are bodies."""

COVERED = 0.6
"""Share of an actor's words that a body's mention takes if they name the body itself: all of
"وزارة العدل", half of "مصدر في وزارة العدل"."""


PartyKind = Literal["person", "body", "party"]

SUPRANATIONAL = frozenset(("IGO", "INT"))
"""What stands for a country in the codes of bodies that belong to none."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who a role names.

    Attributes:
        id: the same for the same actor in all articles, as far as name and code tell.
        kind: a person or a body, where a mention of that kind was seen in its words; else a party.
        name: fullest mention in the article.
        latin: in Latin letters; "" if unknown.
        code: CAMEO-style code; None if unknown.
    """

    id: str
    kind: PartyKind
    name: str
    latin: str
    code: str | None

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes of its parties; of international bodies none."""
        found = [c.country for c in actor_codes(self.code) if c.country]
        return tuple(dict.fromkeys(c for c in found if c not in SUPRANATIONAL))


@dataclass(frozen=True, slots=True)
class Moment:
    """When: as written, its TIMEX3 value, first and last day."""

    text: str
    value: str | None
    begin: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Where:
    """Where: as written, and what it was resolved to.

    `latitude` and `longitude` are None where only a country, a sea or an area is known.
    """

    text: str
    name: str | None
    country: str | None
    admin: str | None
    kind: str | None
    latitude: float | None
    longitude: float | None


class Told:
    """The frames of one entry, with what belongs to each found once."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.reading = entry.reading
        self.article = entry.reading.article
        self._frames = {f.id: f for f in entry.reading.frames}
        self._chains = {c.frame: c for c in entry.reading.chains}
        self._meanings = {(r.kind, r.span): r for r in entry.reading.resolved}
        self._denials = {x.source: x.target for x in entry.reading.links if x.kind == "denies"}
        self._identities = {i.id: i for i in entry.reading.identities}
        self._actors: dict[str, list[Resolved]] = {i: [] for i in self._identities}
        for resolved in entry.reading.resolved:
            if resolved.kind == "actor" and resolved.identity in self._actors:
                self._actors[resolved.identity].append(resolved)
        self._mentions = sorted(entry.reading.mentions, key=lambda m: m.span)
        self._ends = [m.span.end for m in self._mentions]
        self._parties = {i.id: self._party(i) for i in entry.reading.identities}

    def frame(self, label: str) -> Frame:
        """The frame of this id within the reading."""
        return self._frames[label]

    def chain(self, frame: Frame) -> Chain:
        """The frame's chain; an empty one if there is none."""
        return self._chains.get(frame.id) or Chain(frame.id, ())

    def outer(self, frame: Frame) -> Frame | None:
        """The frame in whose content this one lies."""
        return self._frames.get(frame.within) if frame.within else None

    def denied(self, frame: Frame) -> str | None:
        """The content id of the frame that this one denies."""
        link = self._denials.get(frame.id)
        return self.entry.frame_ids.get(link) if link else None

    def party(self, role: Role) -> Party:
        """Whom an agent or target names."""
        meaning = self._meanings.get(("actor", role.span))
        actor = meaning.value if meaning and isinstance(meaning.value, Actor) else None
        identity = self._identities.get(meaning.identity or "") if meaning else None
        if identity is None:
            return _bare_party(role, actor)
        party = self._parties[identity.id]
        return replace(party, code=role.norm) if role.norm else party

    def parties(self) -> Iterator[tuple[Identity, Party]]:
        """The actors of the article's frames; those of frames that were rejected are none."""
        acting = {r.span for f in self.reading.frames for r in f.roles if r.role in ACTING}
        for identity in self.reading.identities:
            if any(resolved.span in acting for resolved in self._actors[identity.id]):
                yield identity, self._parties[identity.id]

    def _party(self, identity: Identity) -> Party:
        made = actor_id(identity, self.actors(identity))
        kind = self._kind(self._actors[identity.id])
        return Party(made, kind, identity.name, identity.latin, identity.code)

    def _kind(self, own: Iterable[Resolved]) -> PartyKind:
        """Whether the words of an actor hold a person's name, or are a body's."""
        kind: PartyKind = "party"
        for resolved in own:
            for mention in self._under(resolved.span):
                if mention.kind == "PER":
                    return "person"
                covered = mention.span.overlap(resolved.span)
                wide = resolved.span.end - resolved.span.start
                if mention.kind in BODY_KINDS and covered >= COVERED * wide:
                    kind = "body"
            if isinstance(resolved.value, Actor) and resolved.value.body:
                kind = "body"
        return kind

    def _under(self, span: Span) -> Iterator[Mention]:
        """The mentions that share letters with a span."""
        for mention in islice(self._mentions, bisect_right(self._ends, span.start), None):
            if mention.span.start >= span.end:
                return
            yield mention

    def actors(self, identity: Identity) -> list[Actor]:
        """What the mentions of an actor say of it, in the order of the text."""
        return [r.value for r in self._actors[identity.id] if isinstance(r.value, Actor)]

    def moment(self, frame: Frame) -> Moment | None:
        """When, by the first time that is known, else by the first that is written."""
        found: list[Moment] = []
        for role in frame.all("time"):
            meaning = self._meanings.get(("time", role.span))
            timex = meaning.value if meaning and isinstance(meaning.value, Timex) else None
            if timex is None:
                found.append(Moment(role.text, role.norm, None, None))
            else:
                found.append(Moment(role.text, timex.value, timex.begin, timex.end))
        known = (m for m in found if m.begin or m.end)
        return next(known, found[0] if found else None)

    def places(self, frame: Frame) -> list[Where]:
        """Where, one for each place role, those that are known first."""
        found = [self._where(role) for role in frame.all("place")]
        return sorted(found, key=lambda where: where.kind is None)

    def _where(self, role: Role) -> Where:
        meaning = self._meanings.get(("place", role.span))
        toponym = meaning.value if meaning and isinstance(meaning.value, Toponym) else None
        place = toponym.place if toponym else None
        if place is None:
            country = role.norm[:COUNTRY] if role.norm else None
            return Where(role.text, None, country, None, None, None, None)
        latitude, longitude = (place.latitude, place.longitude) if located(place) else (None, None)
        return Where(
            role.text, place.name, place.country, place.admin, place.kind, latitude, longitude
        )


def located(place: Place) -> bool:
    """Whether a place's coordinates say where: a country's or an area's middle does not."""
    fine = place.kind not in COARSE
    return fine and place.latitude is not None and place.longitude is not None


COARSE = frozenset(("country", "sea", "area"))
"""Kinds of place whose central point would be read as a place where nothing happened."""


def is_statement(frame: Frame) -> bool:
    """Whether the frame is somebody's words rather than an act."""
    return frame.type in STATEMENT_TYPES


def quotation(frame: Frame) -> str | None:
    """What is said, its parts joined; None if the frame has no content."""
    return PARTED.join(role.text for role in frame.all("content")) or None


def is_direct(frame: Frame) -> bool:
    """Whether the content is given in quotation marks, as far as its beginning tells."""
    content = frame.first("content")
    return content is not None and any(m in content.text[:OPENING_REACH] for m in OPENING)


def attribution(chain: Chain) -> str:
    """The chain as one line, "A ← B ← outlet"; a voice without name is a question mark."""
    return ARROW.join(voice.name or UNNAMED for voice in chain.voices)


def depth(chain: Chain) -> int:
    """How many sources hand the words on, the agency and the outlet not counted."""
    return sum(voice.kind == "source" for voice in chain.voices)


def cue(chain: Chain) -> str | None:
    """The words by which the innermost voice speaks."""
    return chain.voices[0].cue if chain.voices else None


def actor_id(identity: Identity, actors: Iterable[Actor]) -> str:
    """The id of an actor, made of what it shares with those of other articles, as the ledger's.

    Persons with a name of two words and more are one under one name and country, so are bodies;
    all others under one name and code.

    Args:
        identity: the actor.
        actors: what its mentions say.
    """
    said = list(actors)
    kind = "body" if any(a.body for a in said) else "party"
    kind = "person" if any(a.name for a in said) else kind
    key = identity.key or identity.name
    full = kind == "person" and len(key.split()) >= FULL_NAME
    country = (identity.code or "")[:COUNTRY] or None
    what = country if kind == "body" or full else identity.code
    return content_id("n", [kind, key, what, 0])


def _bare_party(role: Role, actor: Actor | None) -> Party:
    """Whom a role names that was resolved to no identity: its own words."""
    code = role.norm or (actor.code if actor else None)
    made = content_id("n", ["party", role.text, code, 0])
    return Party(made, "party", role.text, actor.latin if actor else "", code)
