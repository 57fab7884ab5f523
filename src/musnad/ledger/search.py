"""Searching the ledger's frames: full text and filters, hits with their evidence, facets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from musnad.errors import LedgerError
from musnad.ledger import tables as t
from musnad.ledger.asked import holds, understood
from musnad.ledger.parties import plays
from musnad.ledger.store import Ledger
from musnad.records import CONTEXTS, FRAME_TYPES, MODE_NAMES, ROLES

Sort = Literal["date", "oldest", "score"]
Judged = Literal["yes", "no", "confirm", "reject", "correct"]
DayOf = Literal["published", "event"]
Facet = Literal["type", "outlet", "agency", "country", "month", "agent", "mode", "context"]

CHUNK = 1_000
"""Hits that are loaded at once."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; what is not set does not matter.

    Attributes:
        words: see `musnad.ledger.asked`.
        who, whom: an agent, a target: a name in any spelling, an actor's id, a code or its country.
        party: either.
        types, modes, contexts: names of the ontology; one of each must hold.
        country: ISO 3166-1 alpha-3 of the place.
        since, until: first and last day, ISO 8601.
        by: which day: of publication, or of the act or statement itself.
        outlet, agency: as written on the page, whole.
        depth: least and most number of sources that hand the words on.
        direct, claimed, negated, future: flags.
        judged: whether a decision stands on it, or which.
        story, claim, article: their ids.
        least: smallest probability.
        all_readings: superseded readings and earlier versions too.
    """

    words: str = ""
    who: str = ""
    whom: str = ""
    party: str = ""
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    country: str = ""
    since: str = ""
    until: str = ""
    by: DayOf = "published"
    outlet: str = ""
    agency: str = ""
    depth: tuple[int | None, int | None] = (None, None)
    direct: bool | None = None
    claimed: bool | None = None
    negated: bool | None = None
    future: bool | None = None
    judged: Judged | None = None
    story: str = ""
    claim: str = ""
    article: str = ""
    least: float = 0.0
    all_readings: bool = False

    def checked(self) -> Query:
        """The query itself.

        Raises:
            LedgerError: a name is not one of the ontology.
        """
        for what, given, known in (
            ("type", self.types, FRAME_TYPES),
            ("mode", self.modes, MODE_NAMES),
            ("context", self.contexts, CONTEXTS),
        ):
            for name in given:
                if name not in known:
                    raise LedgerError(f"{name!r} is no {what}; expected one of {', '.join(known)}")
        return self


@dataclass(frozen=True, slots=True)
class HitRole:
    """A role of a hit: its words, its resolved value, and the actor's id if it is one."""

    role: str
    text: str
    norm: str | None
    actor: str | None
    unsaid: bool
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "role": self.role,
            "text": self.text,
            "norm": self.norm,
            "actor": self.actor,
            "unsaid": self.unsaid,
            "span": [self.start, self.end],
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame that was found, with its evidence.

    Attributes:
        id, article, story, claim: ids; the last two None where there is none.
        title, outlet, agency, published: of the article.
        type, predicate, span, score: the frame.
        roles: in the order of the frame.
        chain: names of the voices, the innermost first; None for a source that is not named.
        depth: how many of them are sources.
        flags: "neg", "future", "hypothetical" where they hold, "direct" for quotation marks,
            "claimed" for what lies in somebody's content.
        modes, contexts: names.
    """

    id: str
    article: str
    story: str | None
    claim: str | None
    title: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    type: str
    predicate: str
    span: tuple[int, int]
    score: float
    roles: tuple[HitRole, ...] = ()
    chain: tuple[str | None, ...] = ()
    depth: int = 0
    flags: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()

    def first(self, role: str) -> HitRole | None:
        """The first role of a name."""
        return next((r for r in self.roles if r.role == role), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "id": self.id,
            "article": self.article,
            "story": self.story,
            "claim": self.claim,
            "title": self.title,
            "outlet": self.outlet,
            "agency": self.agency,
            "published": self.published,
            "type": self.type,
            "predicate": self.predicate,
            "span": list(self.span),
            "score": self.score,
            "roles": [r.to_dict() for r in self.roles],
            "chain": list(self.chain),
            "depth": self.depth,
            "flags": list(self.flags),
            "modes": list(self.modes),
            "contexts": list(self.contexts),
        }

    def to_row(self) -> dict[str, Any]:
        """A flat row for tables: the first of each role."""
        firsts = {name: self.first(name) for name in ROLES}
        agent, target = firsts["agent"], firsts["target"]
        return {
            "id": self.id,
            "published": self.published,
            "outlet": self.outlet,
            "agency": self.agency,
            "type": self.type,
            "predicate": self.predicate,
            **{name: role.text if role else None for name, role in firsts.items()},
            "agent_code": agent.norm if agent else None,
            "target_code": target.norm if target else None,
            "chain": " ← ".join(name or "?" for name in self.chain),
            "depth": self.depth,
            "flags": " ".join(self.flags),
            "score": self.score,
            "title": self.title,
            "article": self.article,
            "story": self.story,
            "claim": self.claim,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and how many there are in all (None where that was not counted)."""

    hits: list[Hit] = field(default_factory=list)
    total: int | None = None


def find(
    ledger: Ledger,
    query: Query,
    *,
    sort: Sort = "date",
    limit: int = 20,
    offset: int = 0,
    count: bool = False,
) -> Found:
    """The frames that a query asks for.

    Args:
        ledger: where to look.
        query: what for.
        sort: newest first, oldest first, or the most probable first.
        limit: how many of them.
        offset: how many are passed over.
        count: whether to count all of them.

    Raises:
        LedgerError: the query names what the ontology has not.
    """
    with ledger.reading() as connection:
        conditions = conditions_of(connection, query.checked())
        page = _ordered(_chosen(conditions), sort)
        hits = list(_each(connection, page.limit(limit).offset(offset)))
        total = None
        if count:
            whole = select(func.count()).select_from(_chosen(conditions).subquery())
            total = connection.execute(whole).scalar_one()
    return Found(hits, total)


def each(ledger: Ledger, query: Query, *, sort: Sort = "date", most: int) -> Iterator[Hit]:
    """The frames that a query asks for, one after another, in bounded memory.

    The ledger is read as it stood at the beginning; writers are not kept waiting.
    """
    with ledger.reading() as connection:
        conditions = conditions_of(connection, query.checked())
        yield from _each(connection, _ordered(_chosen(conditions), sort).limit(most))


def _each(connection: Connection, chosen: Select[Any]) -> Iterator[Hit]:
    numbers = list(connection.execute(chosen).scalars())
    for at in range(0, len(numbers), CHUNK):
        yield from hits_at(connection, numbers[at : at + CHUNK])


def facets(
    ledger: Ledger, query: Query, names: Sequence[Facet], *, most: int = 20
) -> dict[str, list[tuple[str, int]]]:
    """How often each value of a facet occurs among the frames that a query asks for."""
    with ledger.reading() as connection:
        conditions = conditions_of(connection, query.checked())
        return {
            name: [(str(r[0]), r[1]) for r in connection.execute(_facet(name, conditions, most))]
            for name in names
        }


def _facet(name: Facet, conditions: list[Any], most: int) -> Any:  # noqa: ANN401 - a query
    """Values and counts, the most frequent first."""
    counted = func.count()
    if name == "agent":
        return _agents(conditions, most)
    value: Any
    source: Any = t.frames
    if name in ("mode", "context"):
        value = t.labels.c.name
        source = t.frames.join(
            t.labels, and_(t.labels.c.frame == t.frames.c.row, t.labels.c.kind == name)
        )
    elif name in ("outlet", "agency"):
        value = t.articles.c[name]
        source = t.frames.join(t.articles, t.articles.c.id == t.frames.c.article)
    elif name == "month":
        value = func.substr(t.frames.c.published, 1, 7)
    else:
        value = t.frames.c[name]
    return (
        select(value, counted)
        .select_from(source)
        .where(*conditions, value.is_not(None))
        .group_by(value)
        .order_by(counted.desc(), value)
        .limit(most)
    )


def _agents(conditions: list[Any], most: int) -> Any:  # noqa: ANN401 - a query
    """Names of those who act, counted by actor before the names are looked up."""
    times = func.count().label("times")
    acting = (
        select(t.roles.c.actor, times)
        .select_from(t.frames)
        .join(t.roles, and_(t.roles.c.frame == t.frames.c.row, t.roles.c.role == "agent"))
        .where(*conditions, t.roles.c.actor.is_not(None))
        .group_by(t.roles.c.actor)
        .order_by(times.desc(), t.roles.c.actor)
        .limit(most)
        .subquery()
    )
    return (
        select(t.actors.c.name, acting.c.times)
        .join(acting, acting.c.actor == t.actors.c.id)
        .order_by(acting.c.times.desc(), t.actors.c.name)
    )


def _chosen(conditions: list[Any]) -> Select[Any]:
    return select(t.frames.c.row).where(*conditions)


def _ordered(query: Select[Any], sort: Sort) -> Select[Any]:
    """Frames without day stand last; of one day in the order in which they were read."""
    if sort == "score":
        return query.order_by(t.frames.c.score.desc(), t.frames.c.row)
    if sort == "oldest":
        return query.order_by(t.frames.c.published.asc().nulls_last(), t.frames.c.row)
    return query.order_by(t.frames.c.published.desc().nulls_last(), t.frames.c.row.desc())


def conditions_of(connection: Connection, query: Query) -> list[Any]:
    """The conditions of a query on the table of frames."""
    found: list[Any] = [] if query.all_readings else [t.frames.c.current]
    question = understood(query.words)
    if question:
        dialect = connection.dialect.name
        found.append(holds(question, t.frames.c.row, "search_frames", dialect))
    parties = (
        (query.who, ("agent",)),
        (query.whom, ("target",)),
        (query.party, ("agent", "target")),
    )
    found += [plays(connection, roles, name) for name, roles in parties if name]
    return [*found, *_plain(query), *_days(query), *_of_article(query), *_judged(query)]


def _plain(query: Query) -> list[Any]:
    """Conditions on the frame itself and its labels."""
    frames = t.frames.c
    found: list[Any] = []
    if query.types:
        found.append(frames.type.in_(query.types))
    for kind, names in (("mode", query.modes), ("context", query.contexts)):
        if names:
            named = select(t.labels.c.frame).where(t.labels.c.kind == kind)
            found.append(frames.row.in_(named.where(t.labels.c.name.in_(names))))
    if query.country:
        found.append(frames.country == query.country)
    least, most = query.depth
    found += [frames.depth >= least] if least is not None else []
    found += [frames.depth <= most] if most is not None else []
    for name in ("direct", "claimed", "negated", "future"):
        wanted = getattr(query, name)
        if wanted is not None:
            found.append(frames[name] == wanted)
    if query.least:
        found.append(frames.score >= query.least)
    if query.claim:
        found.append(frames.id.in_(select(t.claims.c.frame).where(t.claims.c.claim == query.claim)))
    return found


def _days(query: Query) -> list[Any]:
    """Conditions on days; an event's own days must overlap those that are asked for."""
    if query.by == "event":
        first, last = t.frames.c.begin, t.frames.c.until
        known = [first.is_not(None)] if query.since or query.until else []
        found = known + ([func.coalesce(last, first) >= query.since] if query.since else [])
        return found + ([func.coalesce(first, last) <= query.until] if query.until else [])
    found = [t.frames.c.published >= query.since] if query.since else []
    return found + ([t.frames.c.published <= query.until] if query.until else [])


def _of_article(query: Query) -> list[Any]:
    found: list[Any] = []
    if query.article:
        found.append(t.frames.c.article == query.article)
    if query.outlet or query.agency:
        named = select(t.articles.c.id)
        if query.outlet:
            named = named.where(t.articles.c.outlet == query.outlet)
        if query.agency:
            named = named.where(t.articles.c.agency == query.agency)
        found.append(t.frames.c.article.in_(named))
    if query.story:
        told = select(t.stories.c.article).where(t.stories.c.story == query.story)
        found.append(t.frames.c.article.in_(told))
    return found


def _judged(query: Query) -> list[Any]:
    if query.judged is None:
        return []
    undone = select(t.judgements.c.undoes).where(t.judgements.c.undoes.is_not(None))
    standing = select(t.judgements.c.subject).where(
        t.judgements.c.row.not_in(undone), t.judgements.c.undoes.is_(None)
    )
    if query.judged in ("yes", "no"):
        inside = t.frames.c.id.in_(standing)
        return [inside if query.judged == "yes" else ~inside]
    return [t.frames.c.id.in_(standing.where(t.judgements.c.verdict == query.judged))]


def hits_of(connection: Connection, rows: Sequence[Any]) -> list[Hit]:
    """Hits of frames, in the order of the rows that hold their numbers as `row`."""
    return hits_at(connection, [row.row for row in rows])


def hits_at(connection: Connection, numbers: Sequence[int]) -> list[Hit]:
    """Hits of the frames with these numbers, in their order; bounded by the caller."""
    query = (
        select(
            t.frames,
            t.articles.c.title,
            t.articles.c.outlet,
            t.articles.c.agency,
            t.stories.c.story,
            t.claims.c.claim,
        )
        .join(t.articles, t.articles.c.id == t.frames.c.article)
        .outerjoin(t.stories, t.stories.c.article == t.frames.c.article)
        .outerjoin(t.claims, t.claims.c.frame == t.frames.c.id)
        .where(t.frames.c.row.in_(numbers))
    )
    found = {row.row: row for row in connection.execute(query)}
    roles = _grouped(connection, t.roles, numbers)
    voices = _grouped(connection, t.voices, numbers)
    labels = _grouped(connection, t.labels, numbers)
    return [
        _hit(found[n], roles.get(n, []), voices.get(n, []), labels.get(n, []))
        for n in numbers
        if n in found
    ]


def _grouped(
    connection: Connection,
    table: Any,  # noqa: ANN401
    numbers: Sequence[int],
) -> dict[int, list[Row[Any]]]:
    """Rows of a table of parts of frames by frame, in order."""
    order = table.c.n if "n" in table.c else table.c.score.desc()
    query = select(table).where(table.c.frame.in_(numbers)).order_by(table.c.frame, order)
    found: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.frame, []).append(row)
    return found


FLAGS = {"negated": "neg", "future": "future", "hypothetical": "hypothetical"}


def _hit(
    row: Row[Any], roles: list[Row[Any]], voices: list[Row[Any]], labels: list[Row[Any]]
) -> Hit:
    flags = [name for column, name in FLAGS.items() if getattr(row, column)]
    flags += [name for name in ("direct", "claimed") if getattr(row, name)]
    return Hit(
        id=row.id,
        article=row.article,
        story=row.story,
        claim=row.claim,
        title=row.title,
        outlet=row.outlet,
        agency=row.agency,
        published=row.published,
        type=row.type,
        predicate=row.text,
        span=(row.start, row.end),
        score=row.score,
        roles=tuple(
            HitRole(r.role, r.text, r.norm, r.actor, r.unsaid, r.start, r.end) for r in roles
        ),
        chain=tuple(v.name for v in voices),
        depth=row.depth,
        flags=tuple(flags),
        modes=tuple(x.name for x in labels if x.kind == "mode"),
        contexts=tuple(x.name for x in labels if x.kind == "context"),
    )


def articles_with(ledger: Ledger, words: str, *, limit: int = 20) -> list[str]:
    """Ids of current articles whose text answers a question, the newest first."""
    question = understood(words)
    if not question:
        return []
    with ledger.reading() as connection:
        condition = holds(question, t.articles.c.row, "search_articles", connection.dialect.name)
        query = (
            select(t.articles.c.id)
            .where(t.articles.c.current, or_(condition))
            .order_by(t.articles.c.published.is_(None), t.articles.c.published.desc())
            .limit(limit)
        )
        return list(connection.execute(query).scalars())
