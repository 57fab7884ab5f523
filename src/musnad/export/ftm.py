"""FollowTheMoney: actors, the articles that name them, and where they do; one entity a line.

An actor is written once; a `Mention` ties it to each article. Only persons and bodies that are
named are entities: "شهود عيان" and "مصدر أمني" are none. A person's name is without titles; the
fullest mention is its description. Schemata and properties are those
of FollowTheMoney 4 (https://followthemoney.tech).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from musnad.countries import Country, countries
from musnad.export.formats import Options
from musnad.export.json_text import write_lines
from musnad.export.seen import Seen
from musnad.export.texts import one_line
from musnad.export.told import Party, Told
from musnad.records import Actor, Entry, content_id
from musnad.records.meant import actor_codes

STATE = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
"""Roles of bodies of a state."""

LANGUAGE = "ara"

Entity = dict[str, Any]


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the entities; their number."""
    with Seen() as seen:
        return write_lines(_entities(entries, seen), out)


def _entities(entries: Iterable[Entry], seen: Seen) -> Iterator[Entity]:
    for entry in entries:
        if seen.is_new(entry.article_id):
            yield _article(entry)
        told = Told(entry)
        for identity, party in told.parties():
            schema = schema_of(party)
            if schema is None:
                continue
            if seen.is_new(party.id):
                yield _actor(party, schema, told.actors(identity))
            mention = content_id("t", [entry.article_id, party.id])
            if seen.is_new(mention):
                yield _mention(mention, entry, party, schema)


def schema_of(party: Party) -> str | None:
    """The schema of an actor; None if it is no entity."""
    codes = actor_codes(party.code)
    if party.kind == "party" or len(codes) > 1:
        return None  # some people, or two bodies such as "الصين وروسيا"
    if party.kind == "person":
        return "Person"
    return "PublicBody" if any(STATE.intersection(code.roles) for code in codes) else "Organization"


def _article(entry: Entry) -> Entity:
    article = entry.reading.article
    return _entity(
        entry.article_id,
        "Article",
        title=article.title,
        author=article.byline,
        publisher=article.outlet,
        publishedAt=article.published.isoformat() if article.published else None,
        sourceUrl=article.url,
        language=LANGUAGE,
    )


def _actor(party: Party, schema: str, said: list[Actor]) -> Entity:
    """The entity of an actor, from what its mentions in the first article say."""
    entity = _entity(party.id, schema, name=party.name, alias=party.latin)
    properties = entity["properties"]
    if places := [country.alpha2.lower() for country in _countries(party)]:
        properties["country"] = places
    if schema == "Person":
        names = [one_line(actor.name) for actor in said if actor.name]
        properties["name"] = [max(names, key=len, default=one_line(party.name))]
        properties["description"] = [one_line(party.name)]
        if held := dict.fromkeys(one_line(actor.title) for actor in said if actor.title):
            properties["position"] = list(held)
    return entity


def _countries(party: Party) -> Iterator[Country]:
    known = countries()
    for code in party.countries:
        if code in known:
            yield known[code]


def _mention(made: str, entry: Entry, party: Party, schema: str) -> Entity:
    return _entity(
        made,
        "Mention",
        document=entry.article_id,
        resolved=party.id,
        name=party.name,
        detectedSchema=schema,
    )


def _entity(made: str, schema: str, **properties: str | None) -> Entity:
    kept = {name: [one_line(value)] for name, value in properties.items() if value}
    return {"id": made, "schema": schema, "properties": kept}
