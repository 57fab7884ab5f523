"""The actors of one article: later short mentions joined to their fullest, countries completed.

A short mention (الوزير, a surname, المنظمة) joins the nearest fuller one that can be the same; it
then has that one's role and country. An office that names no country and joins none belongs to
the country that the article speaks of around it, weighed by nearness; where no country is clearly
ahead, to none. Each of these is told in a step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from musnad.actors.joining import Joined, Mentioned, join
from musnad.actors.keys import name_key
from musnad.actors.known import Known
from musnad.actors.lexicon import Hit, hits, parted
from musnad.actors.mention import PartReading, actor_of, read_parts
from musnad.countries import SpokenOf
from musnad.records import Actor, Identity, Step
from musnad.script import Word, words_of

LEAD = 0.2
"""Share of an article's namings that a country needs to be taken for an office without one."""

STATELESS = frozenset(("", "IGO", "INT"))


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor as the article has it; `at` is where it begins, in code points."""

    text: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class ActorReading:
    """The actors of an article, one for each mention, and who is the same as whom."""

    actors: tuple[Actor, ...] = ()
    identities: tuple[Identity, ...] = ()


def resolve_actors(
    mentions: Sequence[ActorMention],
    *,
    text: str = "",
    others: Sequence[ActorMention] = (),
    around: Iterable[tuple[int, str]] = (),
    home: str | None = None,
    known: Known | None = None,
    day: date | None = None,
) -> ActorReading:
    """The actors of an article's mentions.

    Args:
        mentions: what is to be resolved, in the order of the text.
        text: the article. The countries that it names tell what an office without one belongs to,
            and the bodies that it names what a later الوكالة or المنظمة is.
        others: further persons and bodies that the article names; short mentions may mean them.
        around: further countries that the article speaks of: where (code points), which (alpha-3).
        home: the outlet's own country (alpha-3).
        known: persons known from elsewhere; our own table if None.
        day: the article's date, for which known persons' offices hold.
    """
    known = known if known is not None else Known.shipped()
    words = words_of(text)
    named = hits(words)
    bodies = [_as_mention(text, words, h) for h in named if h.value.kind == "body"]
    asked = [_mentioned(m) for m in mentions]
    own = [*asked, *(_mentioned(m) for m in (*others, *bodies))]
    order = sorted(range(len(own)), key=lambda n: (own[n].at, n))
    joined = _in_order(own, order)
    places = SpokenOf(text, (*around, *_abroad(words, named)), home)
    completed: dict[int, list[PartReading]] = {}
    for at in sorted(range(len(own)), key=lambda n: joined[n].at != n):
        root = joined[at]
        full = completed.get(root.at, []) if root.at != at else []
        parts = own[at].parts if full else _recognised(own[at].parts, known, day)
        completed[at] = _completed(own[at], parts, full, root.step, places)
    actors = tuple(actor_of(m.text, completed[at]) for at, m in enumerate(own))
    size = len(asked)
    return ActorReading(actors[:size], _identities(own, actors, joined[:size]))


def _mentioned(mention: ActorMention) -> Mentioned:
    return Mentioned(mention.text, mention.at, words_of(mention.text), read_parts(mention.text))


def _as_mention(text: str, words: Sequence[Word], hit: Hit) -> ActorMention:
    start, end = words[hit.start].start, words[hit.end - 1].end
    return ActorMention(text[start:end], start)


def _in_order(own: Sequence[Mentioned], order: Sequence[int]) -> list[Joined]:
    """Who is the same as whom, by index in `own`, where `order` is that of the text."""
    found = join([own[n] for n in order])
    joined = [Joined(n) for n in range(len(own))]
    for place, fullest in enumerate(found):
        joined[order[place]] = replace(fullest, at=order[fullest.at])
    return joined


def _abroad(words: Sequence[Word], named: Sequence[Hit]) -> list[tuple[int, str]]:
    """The countries whose bodies and capitals a text names, and where."""
    return [
        (words[hit.start].start, hit.value.country)
        for hit in named
        if hit.value.kind in {"body", "city"} and hit.value.country not in STATELESS
    ]


def _recognised(parts: Sequence[PartReading], known: Known, day: date | None) -> list[PartReading]:
    """Parties whose personal names are known, with the office of that time where none is named."""
    return [_office(part, known, day) if part.name else part for part in parts]


def _office(part: PartReading, known: Known, day: date | None) -> PartReading:
    actor = known.find(part.name, day=day)
    if actor is None:
        return part
    part = replace(part, latin=actor.latin)
    if not actor.code:
        return replace(part, steps=(*part.steps, Step("known person", part.name, actor.latin)))
    country, roles = parted(actor.code)
    if part.country not in {"", country} or (part.firm and part.country):
        return part
    step = Step("known person", part.name, f"{actor.latin}, {actor.code}")
    roles = part.roles if part.firm and country not in STATELESS else roles
    return replace(part, country=country, roles=roles, firm=True, steps=(*part.steps, step))


def _completed(
    mention: Mentioned,
    parts: Sequence[PartReading],
    full: Sequence[PartReading],
    why: Step | None,
    places: SpokenOf,
) -> list[PartReading]:
    """A mention's parties with what the fullest mention and the article add."""
    parts = list(parts)
    if len(parts) == 1 and full and why:
        parts = _inherited(parts[0], full, why)
    return [_placed(part, mention.at, places) for part in parts]


def _inherited(part: PartReading, full: Sequence[PartReading], why: Step) -> list[PartReading]:
    """A short mention's party with the role and country of the fullest one."""
    if part.firm and part.country:
        return [part]
    if why.rule == "same words" or len(full) > 1:
        return [replace(p, steps=(*p.steps, why)) for p in full]
    given = full[0]
    roles = given.roles or part.roles
    country = given.country or part.country
    return [replace(part, roles=roles, country=country, firm=True, steps=(*part.steps, why))]


def _placed(part: PartReading, at: int, places: SpokenOf) -> PartReading:
    """A party that names no country, with the one that the article speaks of."""
    if part.country or not part.roles:
        return part
    shares = sorted(places.shares(at).items(), key=lambda row: -row[1])
    role = "".join(part.roles)
    others = tuple(code + role for code, share in shares if share >= CANDIDATE)
    if not shares or shares[0][1] < LEAD:
        return replace(part, candidates=others)
    country, share = shares[0]
    step = Step("article", f"{share:.0%}", country)
    return replace(part, country=country, candidates=others[1:], steps=(*part.steps, step))


CANDIDATE = 0.1
"""Share from which on a country is told as one that it may be."""


def _identities(
    own: Sequence[Mentioned], actors: Sequence[Actor], joined: Sequence[Joined]
) -> tuple[Identity, ...]:
    """The actors of the article in the order of their first mentions."""
    groups: dict[int, list[int]] = {}
    for at, fullest in enumerate(joined):
        groups.setdefault(fullest.at, []).append(at)
    return tuple(
        Identity(
            id=f"a{number}",
            name=own[root].text,
            key=name_key(actors[root].name or actors[root].body or own[root].text),
            code=actors[root].code,
            latin=actors[root].latin,
            mentions=tuple(members),
            steps=tuple(
                step for at in members if at != root and (step := joined[at].step) is not None
            ),
        )
        for number, (root, members) in enumerate(groups.items(), 1)
    )
