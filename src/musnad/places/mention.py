"""A place expression → the gazetteer's candidates for its head, and what contains it.

The head is the first name that the gazetteer knows; names after it and adjectives of nationality
(العاصمة السورية دمشق) tell where it lies. Where only a nationality is named (الأراضي السورية) it
is that country that is meant; where nothing is (أمام البرلمان), the one that the article speaks of
there, if one is clearly ahead. A village whose name the gazetteer has is believed only where the
article speaks of its country.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from musnad.countries import SpokenOf, countries, named_countries
from musnad.places.choose import WELL_KNOWN, Surroundings, believed, ranked
from musnad.places.gazetteer import Entry, Named, generic, phrases, regions
from musnad.records import Place, PlaceKind, Step, Toponym
from musnad.script import Run, Word, words_of

MOST_CANDIDATES = 5
LONGEST_MENTION = 500
"""Characters of a mention that are read."""

SPOKEN_OF_LEAST = 0.4
"""Share of all countries named that one needs to be taken for a place without a name."""

SURE = 0.8
"""Share of a candidate from which on its position speaks for others."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """What the words of a place expression name.

    Attributes:
        head: the places that its head may be; empty where the gazetteer knows none.
        head_text: the words of the head.
        kind: what the generic noun before the head says.
        beside: codes of the countries that the mention names besides.
        nationality: the code of its first adjective, where it names no place.
        around: what the next name after the head may be.
    """

    text: str
    head: tuple[Entry, ...] = ()
    head_text: str = ""
    kind: PlaceKind | None = None
    beside: tuple[str, ...] = ()
    nationality: str = ""
    around: tuple[Entry, ...] = ()


def read_place(text: str) -> PlaceMention:
    """What a place expression names, before any choice."""
    words = words_of(text[:LONGEST_MENTION])
    runs = phrases().find(words)
    named = named_countries(text[:LONGEST_MENTION])
    adjectives = [n for n in named if n.adjective]
    runs = [r for r in runs if not any(n.at == words[r.start].start for n in adjectives)]
    if not runs:
        first = adjectives[0].code if adjectives else ""
        return PlaceMention(text, beside=tuple(n.code for n in adjectives), nationality=first)
    head = runs[0]
    inside = [_country(run.value) for run in runs[1:]]
    beside = (*(n.code for n in adjectives), *filter(None, inside))
    return PlaceMention(
        text,
        head.value.entries,
        _text(words, head),
        _kind(words, head),
        tuple(dict.fromkeys(beside)),
        around=runs[1].value.entries if len(runs) > 1 else (),
    )


def _text(words: Sequence[Word], run: Run[Named]) -> str:
    return " ".join(word.text for word in words[run.start : run.end])


def _country(named: Named) -> str:
    """The country of a containing place, if all places of its name are in one."""
    found = {entry.country for entry in named.entries if entry.ours} or {
        entry.country for entry in named.entries
    }
    return found.pop() if len(found) == 1 else ""


def _kind(words: Sequence[Word], head: Run[Named]) -> PlaceKind | None:
    """The kind that the last generic noun before the head names."""
    kinds = generic()
    for word in reversed(words[: head.start]):
        kind = kinds.get((word.key,)) or kinds.get((word.key[1:],))
        if kind:
            return kind
    return None


def resolve_places(
    texts: Sequence[str],
    *,
    at: Sequence[int] = (),
    text: str = "",
    home: str | None = None,
) -> list[Toponym]:
    """What the place expressions of one article mean, each seen beside the others.

    Args:
        texts: the expressions as written.
        at: where each begins in the article, in code points; as if all at its beginning if absent.
        text: the article; the countries that it names speak for places in them.
        home: the outlet's own country (alpha-3).
    """
    mentions = [read_place(t) for t in texts]
    starts = at or [0] * len(texts)
    beside = [(start, c) for start, m in zip(starts, mentions, strict=True) for c in m.beside]
    spoken_of = SpokenOf(text, named_places(text) if text else beside, home)
    first = [
        _toponym(m, a) for m, a in zip(mentions, _around(mentions, starts, spoken_of), strict=True)
    ]
    sure = [_sure(t) for t in first]
    spoken_of.add((at, p.country) for at, p in zip(starts, sure, strict=True) if p and p.country)
    positions = [_position(p) for p in sure]
    found = []
    for mention, around in zip(mentions, _around(mentions, starts, spoken_of), strict=True):
        near = [p for m, p in enumerate(positions) if p and texts[m] != mention.text]
        found.append(_toponym(mention, replace(around, near=near)))
    return found


def named_places(text: str) -> list[tuple[int, str]]:
    """Where a text names well-known places that lie in one country only, and in which (alpha-3)."""
    words = words_of(text)
    return [
        (words[run.start].start, code)
        for run in phrases().find(words)
        if not run.value.country and (code := _well_known(run.value))
    ]


def _well_known(named: Named) -> str:
    """The one country of a name's well-known places; "" if they are in several or none."""
    found = {e.country for e in named.entries if e.ours or e.population >= WELL_KNOWN}
    return found.pop() if len(found) == 1 else ""


def _around(
    mentions: Sequence[PlaceMention], starts: Sequence[int], spoken_of: SpokenOf
) -> list[Surroundings]:
    home = spoken_of.home or ""
    return [
        Surroundings(m.beside, spoken_of.shares(start), home, m.kind)
        for start, m in zip(starts, mentions, strict=True)
    ]


def resolve_place(text: str, *, home: str | None = None) -> Toponym:
    """What one place expression means by itself.

    Example:
        >>> resolve_place("محافظة تعز جنوب غربي اليمن").place.country
        'YEM'
    """
    return resolve_places([text], home=home)[0]


def norm_of(place: Place) -> str:
    """The short value of a place: its country, or country and name; the name alone at sea."""
    if place.kind == "country":
        return place.country or place.name
    return f"{place.country} {place.name}" if place.country else place.name


def _sure(toponym: Toponym) -> Place | None:
    """The chosen place, if it is well ahead and has a name of its own."""
    place = toponym.place
    named = any(step.rule == "name" for step in toponym.steps)
    return place if place and named and place.score >= SURE else None


def _position(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _toponym(mention: PlaceMention, around: Surroundings) -> Toponym:
    head = believed(mention.head, around)
    if not head and mention.around:
        head = believed(mention.around, around)
    if not head:
        return _by_nationality(mention) if mention.nationality else _by_article(mention, around)
    order = ranked(head, around)
    places = tuple(_place(entry, share) for entry, share, _ in order[:MOST_CANDIDATES])
    step = Step("name", mention.head_text, places[0].name)
    return Toponym(mention.text, places, (step, *order[0][2]))


def _by_article(mention: PlaceMention, around: Surroundings) -> Toponym:
    """The country that the article speaks of, for a place that has no name of its own."""
    code = max(around.spoken_of, key=lambda c: around.spoken_of[c], default="")
    share = around.spoken_of.get(code, 0.0)
    country = countries().get(code)
    if country is None or share < SPOKEN_OF_LEAST:
        return Toponym(mention.text, (), (Step("gazetteer", mention.text),))
    place = Place(country.english, country.arabic, "country", code, score=round(share, 4))
    return Toponym(mention.text, (place,), (Step("country context", f"{share:.0%}", code),))


def _by_nationality(mention: PlaceMention) -> Toponym:
    country = countries().get(mention.nationality)
    if country is None:
        return Toponym(mention.text, (), (Step("gazetteer", mention.text),))
    place = Place(country.english, country.arabic, "country", country.code)
    step = Step("nationality", mention.text, country.code)
    return Toponym(mention.text, (place,), (step,))


def _place(entry: Entry, share: float) -> Place:
    latitude, longitude = entry.position or (None, None)
    return Place(
        name=entry.english,
        arabic=entry.names[0],
        kind=entry.kind,
        country=entry.country or None,
        admin=regions().get(entry.admin),
        latitude=latitude,
        longitude=longitude,
        score=round(share, 4),
    )
