"""The questions that `ledger.py` puts to a filled ledger: some forty, of all kinds that it answers.

Words are common and rare ones of news; names and outlets are taken from the ledger itself, the most
frequent and one of the middle, since its persons are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from musnad.ledger import Ledger
from musnad.ledger import tables as t
from musnad.ledger.overview import dyad, stories, story_members, who
from musnad.ledger.search import Facet, Query, articles_with, facets, find

HITS = 20
FAMOUS, KNOWN = 0, 500
"""Places in the order of persons by their frequency."""

ONE_WORD = ("الحكومة", "النفط", "هدنة", "مطار", "قمح", "زلزال")
SEVERAL = ("وزير الخارجية", "أسعار النفط", "اتفاق وقف النار", "هدنة OR اتفاق", "الجيش -النفط")
PHRASES = ('"وزير الخارجية"', '"إطلاق النار"', '"مجلس الأمن الدولي"')
CODES = ("USA", "TURGOV", "IGOUNO")

Ask = Callable[[Ledger, bool], int]
"""Puts a question, with or without counting all hits; gives the number of hits or rows."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a group."""

    group: str
    name: str
    ask: Ask
    counts: bool = True
    """Whether its hits can be counted as well."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger holds that may be asked for."""

    famous: str
    known: str
    latin: str
    outlet: str
    story: str


def known(ledger: Ledger) -> Known:
    """Names of the ledger, to ask for."""
    times = func.count()
    spoken = (
        select(t.actors.c.name, t.actors.c.latin)
        .join(t.roles, t.roles.c.actor == t.actors.c.id)
        .where(t.actors.c.kind == "person")
        .group_by(t.actors.c.id, t.actors.c.name, t.actors.c.latin)
        .order_by(times.desc(), t.actors.c.id)
    )
    outlets = select(t.articles.c.outlet).group_by(t.articles.c.outlet)
    told = select(t.stories.c.story).group_by(t.stories.c.story).order_by(times.desc())
    with ledger.reading() as connection:
        persons = connection.execute(spoken.limit(KNOWN + 1)).all()
        outlet = connection.execute(outlets.order_by(times.desc()).limit(1)).scalar_one()
        story = connection.execute(told.limit(1)).scalar_one()
    latin = next((row.latin for row in persons if row.latin), "Ahmed")
    return Known(persons[FAMOUS].name, persons[-1].name, latin, str(outlet), str(story))


def questions(ledger: Ledger) -> list[Question]:
    """All questions."""
    names = known(ledger)
    return [*_words(), *_parties(names), *_filters(names), *_facets(), *_overviews(names)]


def _search(group: str, name: str, query: Query) -> Question:
    def ask(ledger: Ledger, count: bool) -> int:
        found = find(ledger, query, limit=HITS, count=count)
        return found.total if found.total is not None else len(found.hits)

    return Question(group, name, ask)


def _words() -> Iterator[Question]:
    for group, asked in (("one word", ONE_WORD), ("several words", SEVERAL), ("phrase", PHRASES)):
        yield from (_search(group, words, Query(words=words)) for words in asked)

    def texts(words: str) -> Ask:
        return lambda ledger, _: len(articles_with(ledger, words, limit=HITS))

    for words in ("الحكومة", '"وزير الخارجية"', "زلزال"):
        yield Question("articles by words", words, texts(words), counts=False)


def _parties(names: Known) -> Iterator[Question]:
    asked = (
        ("famous", names.famous), ("known", names.known), ("Latin", names.latin),
        ("title", "وزير الخارجية"),
    )  # fmt: skip
    for name, value in asked:
        yield _search("who, by name", name, Query(who=value))
    for code in CODES:
        yield _search("who, by code", code, Query(who=code))
    yield _search("who, by code", "USA of RUS", Query(who="USA", whom="RUS"))
    yield _search("who, by code", "SYR either", Query(party="SYR"))


def _filters(names: Known) -> Iterator[Question]:
    group = "type and days"
    yield _search(group, "ASSAULT", Query(types=("ASSAULT",)))
    march = Query(types=("ASSAULT",), since="2016-03-01", until="2016-03-31")
    yield _search(group, "ASSAULT, a month", march)
    year = Query(types=("SAY", "ACCUSE"), since="2018-01-01", until="2018-12-31")
    yield _search(group, "SAY, ACCUSE, a year", year)
    yield _search(group, "a day", Query(since="2019-05-05", until="2019-05-05"))
    event = Query(by="event", since="2017-06-01", until="2017-06-30")
    yield _search(group, "a month of events", event)
    group = "other filters"
    yield _search(group, "SYR", Query(country="SYR"))
    yield _search(group, "outlet", Query(outlet=names.outlet))
    yield _search(group, "agency, direct", Query(agency="رويترز", direct=True))
    yield _search(group, "mode", Query(modes=("aerial",)))
    yield _search(group, "context, depth 2", Query(contexts=("military",), depth=(2, None)))
    yield _search(group, "not judged", Query(judged="no", types=("THREATEN",)))
    mixed = Query(words="النفط", types=("SAY",), since="2018-01-01", who="USA")
    yield _search(group, "word, SAY, days, USA", mixed)


def _facets() -> Iterator[Question]:
    def count(query: Query, *names: Facet) -> Ask:
        return lambda ledger, _: sum(map(len, facets(ledger, query, names).values()))

    oil = Query(words="النفط")
    yield Question("facets", "word: type, outlet", count(oil, "type", "outlet"), counts=False)
    yield Question("facets", "word: month, agent", count(oil, "month", "agent"), counts=False)
    year = Query(types=("ASSAULT",), since="2018-01-01", until="2018-12-31")
    yield Question("facets", "type, year: country", count(year, "country"), counts=False)
    whole = count(Query(), "type", "month")
    yield Question("facets of all", "type, month", whole, counts=False)
    yield Question("facets of all", "agent", count(Query(), "agent"), counts=False)


def _overviews(names: Known) -> Iterator[Question]:
    def pair(one: str, other: str) -> Ask:
        return lambda ledger, _: sum(map(len, _points(ledger, one, other)))

    def actor(name: str) -> Ask:
        return lambda ledger, _: len(who(ledger, name))

    def listed(least: int, since: str = "", outlet: str = "") -> Ask:
        return lambda ledger, _: len(stories(ledger, least=least, since=since, outlet=outlet))

    for one, other in (("USA", "IRN"), ("TURGOV", "SYR"), (names.famous, "USA")):
        label = f"{one}, {other}" if one.isascii() else f"famous, {other}"
        yield Question("dyads", label, pair(one, other), counts=False)
    for label, name in (("famous", names.famous), ("known", names.known), ("TURGOV", "TURGOV")):
        yield Question("who", label, actor(name), counts=False)
    yield Question("stories", "all", listed(2), counts=False)
    yield Question("stories", "since 2022", listed(2, "2022-01-01"), counts=False)
    yield Question("stories", "outlet", listed(2, outlet=names.outlet), counts=False)
    members: Ask = lambda ledger, _: len(story_members(ledger, names.story))  # noqa: E731
    yield Question("one story", "largest", members, counts=False)


def _points(ledger: Ledger, one: str, other: str) -> tuple[tuple[object, ...], ...]:
    found = dyad(ledger, one, other)
    return found.forth, found.back
