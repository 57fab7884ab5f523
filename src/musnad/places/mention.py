"""A place expression → the gazetteer's candidates for what it names, ranked, with the reasons.

A head that lies nowhere in what is said to contain it is a place that the gazetteer lacks: what
contains it is then the answer (بلدة معان في ريف حماة). Where only a nationality is named (الأراضي
السورية) it is that country that is meant; where nothing is (أمام البرلمان), the one that the
article speaks of there, if one is clearly ahead. A village whose name the gazetteer has is believed
only where the article speaks of its country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from musnad.countries import SpokenOf, countries
from musnad.places.choose import Surroundings, believed, ranked
from musnad.places.expression import PlaceMention, fits, read_place
from musnad.places.gazetteer import WELL_KNOWN, Entry, Named, capital_of, phrases, regions
from musnad.places.grammar import stands_in_running_text
from musnad.records import Place, Step, Toponym
from musnad.script import words_of

MOST_CANDIDATES = 5

SPOKEN_OF_LEAST = 0.4
"""Share of all countries named that one needs to be taken for a place without a name."""

BORDER_OWN = 0.05
"""Share that the country on whose border a place lies has over its neighbours."""

SURE = 0.8
"""Share of a candidate from which on its position speaks for others."""


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
    """Where a text names well-known places that lie in one country only, and in which (alpha-3).

    Names that are ordinary words first (كان, الخبر) are left out.
    """
    words = words_of(text)
    return [
        (words[run.start].start, code)
        for run in phrases().find(words)
        if not run.value.country
        and (code := _well_known(run.value))
        and fits(words, run)
        and stands_in_running_text(words, run.start, run.end, run.value.first)
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
    """The first of the mention's readings that gives a place."""
    return (
        _by_name(mention, around)
        or _by_border(mention, around)
        or _by_nationality(mention)
        or _by_article(mention, around)
        or Toponym(mention.text, (), (Step("gazetteer", mention.text),))
    )


def _by_name(mention: PlaceMention, around: Surroundings) -> Toponym | None:
    """What the head names, or what contains it or stands beside it where the head is unknown."""
    head = _spoken_of(believed(mention.head, around), mention, around)
    inside = believed(mention.inside, around)
    whole = {entry.country for entry in inside if entry.ours} or {e.country for e in inside}
    lacking = len(whole) == 1 and whole != {""} and not any(e.country in whole for e in head)
    if head and not lacking:
        return _of_entries(mention, head, around, Step("name", mention.head_text))
    if inside:
        return _of_entries(mention, inside, around, Step("containing place", mention.inside_text))
    beside = believed(mention.around, around)
    if beside:
        return _of_entries(mention, beside, around, Step("name beside", mention.around_text))
    return None


def _spoken_of(
    head: Sequence[Entry], mention: PlaceMention, around: Surroundings
) -> Sequence[Entry]:
    """Of a name that is an ordinary word first, the places in countries that are spoken of."""
    named = {*around.spoken_of, *around.beside, around.home} - {""}
    if not mention.plain or not named:
        return head
    return [entry for entry in head if entry.country in named]


def _of_entries(
    mention: PlaceMention, found: Sequence[Entry], around: Surroundings, step: Step
) -> Toponym:
    order = ranked(found, around)
    places = [_place(entry, share) for entry, share, _ in order[:MOST_CANDIDATES]]
    first = order[0][0]
    steps = (replace(step, value=first.english), *order[0][2])
    if mention.capital and first.kind == "country":
        capital = capital_of(first.country)
        if capital:
            places[0] = _place(capital, places[0].score)
            steps = (*steps, Step("capital", first.country, capital.english))
    return Toponym(mention.text, tuple(places), steps)


def _by_border(mention: PlaceMention, around: Surroundings) -> Toponym | None:
    """The country on whose side of a border the article is; of two that are named, the first."""
    if not mention.border:
        return None
    named = countries().get(mention.border[0])
    if named is None:
        return None
    shares: Mapping[str, float] = {named.code: 1.0}
    if mention.beyond and mention.nationality:
        shares = {mention.nationality: 1.0}
    elif len(mention.border) == 1:
        sides = named.neighbours if mention.beyond else (named.code, *named.neighbours)
        found = {c: around.spoken_of.get(c, 0.0) for c in sides}
        found[named.code] = found.get(named.code, 0.0) + BORDER_OWN
        whole = sum(found.values())
        shares = {code: share / whole for code, share in found.items() if share}
    order = sorted(shares, key=lambda code: -shares[code])[:MOST_CANDIDATES]
    places = tuple(p for code in order if (p := _country_place(code, shares[code])))
    return Toponym(mention.text, places, (Step("border", mention.text, order[0]),))


def _by_nationality(mention: PlaceMention) -> Toponym | None:
    """The country of the first adjective, or its capital."""
    place = _country_place(mention.nationality, 1.0, capital=mention.capital)
    if place is None:
        return None
    step = Step("nationality", mention.text, mention.nationality)
    return Toponym(mention.text, (place,), (step, *_capital_step(place)))


def _by_article(mention: PlaceMention, around: Surroundings) -> Toponym | None:
    """The country that the article speaks of, for a place that has no name of its own."""
    shares = {c: s for c, s in around.spoken_of.items() if c not in mention.owners}
    code = max(shares, key=lambda c: shares[c], default="")
    share = shares.get(code, 0.0) / (sum(shares.values()) or 1.0)
    if share < SPOKEN_OF_LEAST:
        return None
    place = _country_place(code, share, capital=mention.capital)
    if place is None:
        return None
    step = Step("country context", f"{share:.0%}", code)
    return Toponym(mention.text, (place,), (step, *_capital_step(place)))


def _capital_step(place: Place) -> tuple[Step, ...]:
    capital = place.kind != "country"
    return (Step("capital", place.country or "", place.name),) if capital else ()


def _country_place(code: str, share: float, *, capital: bool = False) -> Place | None:
    """A country, or its capital, as a candidate."""
    country = countries().get(code)
    if country is None:
        return None
    entry = capital_of(code) if capital else None
    if entry:
        return _place(entry, share)
    return Place(country.english, country.arabic, "country", code, score=round(share, 4))


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
