"""`musnad search`: frames of a ledger, by words and filters, or by meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from sqlalchemy import select

from musnad.cli.explained import ExplainOption, explain_query
from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.cli.listing import (
    Form,
    FormOption,
    LangOption,
    LimitOption,
    OutputOption,
    Shape,
    day,
    put,
    show_hits,
)
from musnad.cli.read import Lang
from musnad.errors import LedgerError
from musnad.ledger import Ledger
from musnad.ledger import tables as t
from musnad.ledger.search import Found, Query, conditions_of, find, hits_of
from musnad.ledger.vectors import nearest, without_vectors
from musnad.meaning import Embedder, unpacked


class SortBy(StrEnum):
    """Orders of hits."""

    date = "date"
    oldest = "oldest"
    score = "score"


class DayOf(StrEnum):
    """Which day is meant."""

    published = "published"
    event = "event"


class JudgedAs(StrEnum):
    """What was decided."""

    yes = "yes"
    no = "no"
    confirm = "confirm"
    reject = "reject"
    correct = "correct"


def search(  # noqa: PLR0913, PLR0917 - each is an option of the command
    words: Annotated[
        str,
        typer.Argument(help='Words in any form; "a phrase"; -not; one OR other. None for all.'),
    ] = "",
    ledger: LedgerOption = None,
    who: Annotated[
        str, typer.Option(help="Who speaks or acts: a name in any spelling, a code, an actor's id.")
    ] = "",
    whom: Annotated[str, typer.Option(help="To, with or against whom.")] = "",
    party: Annotated[str, typer.Option(help="Either of the two.")] = "",
    kind: Annotated[
        list[str] | None, typer.Option("--type", help="SAY or a PLOVER type; may be repeated.")
    ] = None,
    mode: Annotated[list[str] | None, typer.Option(help="A PLOVER mode.")] = None,
    context: Annotated[list[str] | None, typer.Option(help="A PLOVER context.")] = None,
    country: Annotated[str, typer.Option(help="Of the place: ISO 3166-1 alpha-3.")] = "",
    since: Annotated[str, typer.Option(help="First day: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Last day.")] = "",
    by: Annotated[
        DayOf, typer.Option(help="Day of publication, or of the act itself.")
    ] = DayOf.published,
    outlet: Annotated[str, typer.Option(help="As written on the page.")] = "",
    agency: Annotated[str, typer.Option(help="As credited on the page.")] = "",
    least_depth: Annotated[
        int | None, typer.Option(min=0, help="Fewest sources that hand the words on.")
    ] = None,
    most_depth: Annotated[int | None, typer.Option(min=0, help="Most of them.")] = None,
    direct: Annotated[
        bool | None,
        typer.Option("--direct/--indirect", help="In quotation marks or not.", show_default=False),
    ] = None,
    claimed: Annotated[
        bool | None,
        typer.Option(
            "--claimed/--stated",
            help="In somebody's words, or stated by the outlet.",
            show_default=False,
        ),
    ] = None,
    negated: Annotated[
        bool | None, typer.Option("--negated/--positive", show_default=False)
    ] = None,
    future: Annotated[bool | None, typer.Option("--future/--past", show_default=False)] = None,
    judged: Annotated[JudgedAs | None, typer.Option(help="Decided by a reviewer, or how.")] = None,
    story: Annotated[str, typer.Option(help="Id of a story (s…).")] = "",
    claim: Annotated[str, typer.Option(help="Id of a claim (c…).")] = "",
    article: Annotated[str, typer.Option(help="Id of an article (a…).")] = "",
    min_score: Annotated[float, typer.Option(min=0.0, max=1.0)] = 0.0,
    all_readings: Annotated[
        bool, typer.Option("--all-readings", help="Superseded readings and earlier versions too.")
    ] = False,
    meaning: Annotated[
        str, typer.Option(help="A question in any language; nearest in meaning first.")
    ] = "",
    sort: Annotated[SortBy, typer.Option(help="Newest, oldest or likeliest first.")] = SortBy.date,
    limit: LimitOption = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many are passed over.")] = 0,
    form: FormOption = Form.table,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
    explain: ExplainOption = False,
) -> None:
    """Find statements and acts: who said or did what, to whom, with the words that prove it."""
    query = Query(
        words=words,
        who=who,
        whom=whom,
        party=party,
        types=tuple(kind or ()),
        modes=tuple(mode or ()),
        contexts=tuple(context or ()),
        country=country.upper(),
        since=day(since),
        until=day(until, last=True),
        by=by.value,
        outlet=outlet,
        agency=agency,
        depth=(least_depth, most_depth),
        direct=direct,
        claimed=claimed,
        negated=negated,
        future=future,
        judged=judged.value if judged else None,
        story=story,
        claim=claim,
        article=article,
        least=min_score,
        all_readings=all_readings,
    )
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        if explain:
            explain_query(kept, query)
        if meaning:
            found = _by_meaning(kept, query, meaning, limit)
        else:
            found = find(kept, query, sort=sort.value, limit=limit, offset=offset, count=True)
    rows = (hit.to_row() if form is Form.csv else hit.to_dict() for hit in found.hits)
    put(Shape(form, output, lang), rows, show_hits(found.hits, found.total, lang))


def _by_meaning(ledger: Ledger, query: Query, question: str, limit: int) -> Found:
    """The frames nearest to a question, among those that the other filters leave."""
    missing = sum(len(batch) for batch in without_vectors(ledger))
    if missing:
        raise LedgerError(
            f"{missing:,} records can't be found by meaning yet; `musnad embed` prepares them"
        )
    with ledger.reading() as connection:
        among = select(t.frames.c.id).where(*conditions_of(connection, query.checked()))
    near = nearest(
        ledger, Embedder.load().query(question), unpack=unpacked, most=limit, among=among
    )
    order = {found.frame: n for n, found in enumerate(near)}
    rows = select(t.frames.c.row, t.frames.c.id).where(
        t.frames.c.current, t.frames.c.id.in_(list(order))
    )
    with ledger.reading() as connection:
        ranked = sorted(connection.execute(rows), key=lambda row: order[row.id])
        return Found(hits_of(connection, ranked), None)
