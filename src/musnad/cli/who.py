"""`musnad who` and `musnad dyads`: actors, and pairs of them over time."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from musnad.cli.explained import ExplainOption, explain_name, note
from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.cli.listing import (
    Form,
    FormOption,
    LangOption,
    LimitOption,
    OutputOption,
    Shape,
    put,
    table,
)
from musnad.cli.read import Lang
from musnad.ledger import Ledger
from musnad.ledger.overview import ActorHit, Dyad, DyadPoint, dyad
from musnad.ledger.overview import who as find_actors
from musnad.show.safe import visible

HEADS = {
    "en": {
        "counts": ("statements", "as agent", "as target", "articles", "outlets"),
        "spelled": "spelled",
        "dyad": ("period", "statements", "carriers", "events", "types"),
        "nothing": "nothing is recorded",
        "nobody": "nobody of this name is recorded",
    },
    "ar": {
        "counts": ("أقوال", "فاعلا", "مستهدفا", "مقالات", "ناشرون"),
        "spelled": "كُتب",
        "dyad": ("الفترة", "أقوال", "مقالات", "أحداث", "الأنواع"),
        "nothing": "لا شيء مدون",
        "nobody": "لا أحد بهذا الاسم",
    },
}  # fmt: skip


class Period(StrEnum):
    """Lengths of periods."""

    day = "day"
    week = "week"
    month = "month"
    year = "year"


def who(
    name: Annotated[
        list[str], typer.Argument(help="A name in any spelling, Latin too, or a code.")
    ],
    ledger: LedgerOption = None,
    limit: LimitOption = 20,
    form: FormOption = Form.table,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
    explain: ExplainOption = False,
) -> None:
    """Tell the actors that a name may mean, with the spellings seen and how often they speak."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        if explain:
            explain_name(kept, "name", " ".join(name))
        found = find_actors(kept, " ".join(name), limit=limit)
    put(
        Shape(form, output, lang),
        (hit.to_dict() for hit in found),
        lambda console: _show_actors(console, found, lang),
    )


def _show_actors(console: Console, found: list[ActorHit], lang: Lang) -> None:
    words: Any = HEADS[lang]
    if not found:
        console.print(words["nobody"])
    for actor in found:
        named = "  ".join(visible(part) for part in (actor.name, actor.latin) if part)
        console.print(
            Text.assemble((f"{actor.id}  ", "dim"), (named, "bold"), f"  [{actor.code or '?'}]")
        )
        counts = zip(words["counts"], _counts(actor), strict=True)
        told = " · ".join(f"{label} {number:,}" for label, number in counts)
        days = f" · {actor.begin} – {actor.end}" if actor.begin else ""
        console.print(Padding(Text(told + days), (0, 0, 0, 3)))
        spelled = " · ".join(f"{visible(text)} ×{times}" for text, times in actor.spellings)
        console.print(Padding(Text(f"{words['spelled']}: {spelled}", "dim"), (0, 0, 1, 3)))


def _counts(actor: ActorHit) -> tuple[int, ...]:
    return actor.statements, actor.as_agent, actor.as_target, actor.articles, actor.outlets


def dyads(  # noqa: PLR0913, PLR0917 - the options of a command
    one: Annotated[str, typer.Argument(help="A name in any spelling, a code, an actor's id.")],
    other: Annotated[str, typer.Argument(help="The other one.")],
    ledger: LedgerOption = None,
    by: Annotated[Period, typer.Option(help="Length of the periods.")] = Period.month,
    window: Annotated[
        int, typer.Option(min=0, help="Days within which reports of one type are one event.")
    ] = 1,
    stated: Annotated[
        bool, typer.Option("--stated", help="Without what only lies in somebody's words.")
    ] = False,
    form: FormOption = Form.table,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
    explain: ExplainOption = False,
) -> None:
    """Tell what two parties said of and did to each other over time: three counts kept apart."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        if explain:
            explain_name(kept, "one", one)
            explain_name(kept, "other", other)
            note(f"one event: reports of one type, each {window} days at most after the last")
        found = dyad(kept, one, other, by=by.value, window=window, claimed=not stated)
    rows = (
        {"agent": agent, "target": target, **point.to_dict()}
        for agent, target, points in ((one, other, found.forth), (other, one, found.back))
        for point in points
    )
    put(Shape(form, output, lang), rows, lambda console: _show_dyad(console, found, lang))


def _show_dyad(console: Console, pair: Dyad, lang: Lang) -> None:
    words: Any = HEADS[lang]
    directions = ((pair.one, pair.other, pair.forth), (pair.other, pair.one, pair.back))
    for agent, target, points in directions:
        console.print(Text(f"{visible(agent)} → {visible(target)}", style="bold"))
        if points:
            heads = words["dyad"]
            found = table(heads, map(_point, points), numbers=heads[1:4], whole=heads[:1])
            console.print(found)
        else:
            console.print(Text(words["nothing"], style="dim"))
        console.print()


def _point(point: DyadPoint) -> tuple[object, ...]:
    types = sorted(point.by_type.items(), key=lambda pair: (-pair[1], pair[0]))
    told = ", ".join(f"{name} {times}" for name, times in types)
    return point.period, point.statements, point.carriers, point.events, told
