"""Which of several places of one name is meant: by what stands beside it and in the article."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from musnad.places.gazetteer import WELL_KNOWN, Entry
from musnad.records import PlaceKind, Step

OURS = 0.55
"""Weight of a place of our own table, as of a town of some 300,000."""

COUNTRY = 1.2
"""Weight of a country: قطر, عمان, تونس are the states unless something else speaks for a town."""

BESIDE = 1.5
"""Weight of the country that the mention itself names: الأراضي السورية, in إدلب شمال سوريا."""

SPOKEN_OF = 0.8
"""Weight of the share that a country has in all that the article names."""

OUTLET = 0.25
"""Weight of the outlet's own country."""

KIND = 0.4
"""Weight of the generic noun's kind: محافظة تعز, مخيم جنين."""

NEAR = 0.3
"""Weight of nearness to the article's other places, at distance zero."""

REACH = 300.0
"""Kilometres at which that weight has fallen by a factor of e."""

SHARPNESS = 4.0
"""How much a lead in weight counts for a candidate's share."""

EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a mention and its article say of where they are.

    Attributes:
        beside: countries that the mention itself names besides the place.
        spoken_of: share of each country in what the article names.
        home: the outlet's country, or "".
        kind: what the generic noun before the name says it is.
        near: positions of the article's places that are certain.
    """

    beside: Sequence[str] = ()
    spoken_of: Mapping[str, float] = field(default_factory=dict)
    home: str = ""
    kind: PlaceKind | None = None
    near: Sequence[tuple[float, float]] = ()


def weigh(entry: Entry, around: Surroundings) -> dict[str, float]:
    """The weights that speak for a place, by the name of the rule."""
    size = math.log10(entry.population + 10) / 10
    weights = {"population": size}
    if entry.ours:
        weights["gazetteer"] = COUNTRY if entry.kind == "country" else OURS
    if entry.country and entry.country in around.beside and entry.kind != "country":
        weights["containing place"] = BESIDE
    if entry.country and entry.country == around.home:
        weights["home"] = OUTLET
    if around.kind and _same_kind(around.kind, entry.kind):
        weights["generic noun"] = KIND
    share = around.spoken_of.get(entry.country, 0.0)
    if share:
        weights["country context"] = SPOKEN_OF * share
    if entry.position and around.near:
        nearest = min(distance(entry.position, other) for other in around.near)
        weights["nearness"] = NEAR * math.exp(-nearest / REACH)
    return weights


def _same_kind(said: PlaceKind, kind: PlaceKind) -> bool:
    """Whether a generic noun fits; a region is often named after its town."""
    return said == kind or (said == "region" and kind == "city")


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two positions in degrees."""
    (a, b), (c, d) = (map(math.radians, one), map(math.radians, other))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


VILLAGE = 15_000
"""Inhabitants below which a place is believed only after a word for a settlement or beside a name
of its country: else most of what has its name is something else (Cabool in Missouri, كابول)."""


def believed(found: Sequence[Entry], around: Surroundings) -> list[Entry]:
    """The places that an article may mean: well-known ones, and those of countries it names.

    Where the mention itself names a country, small places elsewhere are not meant.
    """
    named = {*around.beside} or {*around.spoken_of, around.home}
    meant = {*around.beside} if around.kind is None else named
    return [
        entry
        for entry in _once(found)
        if entry.ours
        or entry.population >= WELL_KNOWN
        or entry.country in (named if entry.population >= VILLAGE else meant)
    ]


def _once(found: Sequence[Entry]) -> list[Entry]:
    """Each place once: a city that our own table has too is only there."""
    ours = {(e.country, key) for e in found if e.ours for key in (e.english, e.position) if key}
    return [
        e for e in found if e.ours or not {(e.country, e.english), (e.country, e.position)} & ours
    ]


def ranked(
    found: Sequence[Entry], around: Surroundings
) -> list[tuple[Entry, float, tuple[Step, ...]]]:
    """Candidates with their shares and the steps that speak for them, the likeliest first."""
    weights = [weigh(entry, around) for entry in found]
    totals = [math.exp(SHARPNESS * sum(w.values())) for w in weights]
    whole = sum(totals)
    order = sorted(range(len(found)), key=lambda n: -totals[n])
    return [(found[n], totals[n] / whole, _steps(found[n], weights[n])) for n in order]


def _steps(entry: Entry, weights: Mapping[str, float]) -> tuple[Step, ...]:
    rules = sorted(weights, key=lambda rule: -weights[rule])
    return tuple(Step(rule, entry.names[0], f"{weights[rule]:.2f}") for rule in rules)
