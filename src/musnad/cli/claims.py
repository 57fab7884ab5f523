"""`musnad claims`, `claim` and `anonymous`: what several articles tell, and who denies it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from musnad.cli.explained import ExplainOption, explain_query, note
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
    table,
)
from musnad.cli.read import Lang
from musnad.disputes import WINDOW, Anonymity, Clock, Denial, Step, Version
from musnad.inquiry import ClaimSummary, claim_summaries, claim_view, unnamed
from musnad.inquiry.claims import EVENTS_WITHIN
from musnad.ledger import Ledger
from musnad.ledger.search import Hit, Query
from musnad.show.safe import visible
from musnad.show.words import TYPE_WORDS

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "counts": "{statements} statements · {carriers} carriers · {events} events",
        "denied": "denied after {days} days by {who}",
        "unanswered": "no denial found",
        "versions": "Wordings",
        "told": "Told by",
        "denials": "Denials",
        "laundering": "Grown harder",
        "same day": "same day, order unknown",
        "anonymous": ("outlet", "statements", "unnamed", "share", "called"),
        "somebody": "somebody",
        "none": "nothing found",
        "dropped": "dropped", "added": "added", "changed": "changed",
        "softened": "softened", "hardened": "hardened", "turned": "turned",
    },
    "ar": {
        "counts": "أقوال {statements} · ناقلون {carriers} · أحداث {events}",
        "denied": "نُفي بعد {days} يوم: {who}",
        "unanswered": "لم يُعثر على نفي",
        "versions": "الصيغ",
        "told": "رواه",
        "denials": "النفي",
        "laundering": "اشتد",
        "same day": "في اليوم نفسه، والترتيب مجهول",
        "anonymous": ("الناشر", "أقوال", "بلا اسم", "النسبة", "سُمّوا"),
        "somebody": "مجهول",
        "none": "لا شيء",
        "dropped": "حُذف", "added": "أضيف", "changed": "تغير",
        "softened": "خُفف", "hardened": "شُدد", "turned": "قُلب",
    },
}  # fmt: skip

WindowOption = Annotated[
    int, typer.Option("--window", min=0, help="Days within which a denial answers a claim.")
]
EventsOption = Annotated[
    int, typer.Option("--events-within", min=0, help="Days within which reports are of one event.")
]


def claims(  # noqa: PLR0913, PLR0917 - each is an option of the command
    words: Annotated[str, typer.Argument(help="Words that one telling has; none for all.")] = "",
    ledger: LedgerOption = None,
    who: Annotated[str, typer.Option(help="Who says or does it: a name, a code, an id.")] = "",
    whom: Annotated[str, typer.Option(help="To, with or against whom.")] = "",
    kind: Annotated[
        list[str] | None, typer.Option("--type", help="SAY or a PLOVER type; may be repeated.")
    ] = None,
    outlet: Annotated[str, typer.Option(help="An outlet that tells it.")] = "",
    since: Annotated[str, typer.Option(help="First day: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Last day.")] = "",
    least: Annotated[int, typer.Option(min=1, help="Fewest articles that carry it.")] = 2,
    denied: Annotated[
        bool | None,
        typer.Option(
            "--denied/--unanswered", help="Only those that are denied, or not.", show_default=False
        ),
    ] = None,
    window: WindowOption = WINDOW,
    events: EventsOption = EVENTS_WITHIN,
    limit: LimitOption = 20,
    form: FormOption = Form.table,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
    explain: ExplainOption = False,
) -> None:
    """List claims: the same statement or act in several articles, with denials and three counts.

    A claim is what somebody is reported to have said or done; it is no fact.
    """
    query = Query(
        words=words,
        who=who,
        whom=whom,
        types=tuple(kind or ()),
        outlet=outlet,
        since=day(since),
        until=day(until, last=True),
    )
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        if explain:
            explain_query(kept, query)
            note(
                "a claim: frames of one type and source with like words, numbers, negations",
                f"a denial: within {window} days; an event: days at most {events} apart",
            )
        found = claim_summaries(
            kept, query, least=least, denied=denied, window=window, events=events, limit=limit
        )
    put(
        Shape(form, output, lang),
        (summary.to_dict() for summary in found),
        lambda console: _show_lines(console, found, lang),
    )


def _show_lines(console: Console, found: list[ClaimSummary], lang: Lang) -> None:
    words = WORDS[lang]
    if not found:
        console.print(words["none"])
    for one in found:
        line, told = one.line, words["counts"].format(**one.counts.to_dict())
        console.print(_lead(line.lead, lang))
        days = f"  {line.begin} – {line.end}" if line.begin else ""
        console.print(Padding(Text(told + days), (0, 0, 0, 3)))
        style = "yellow" if one.clock.denials else "dim"
        console.print(Padding(Text(_answered(one.clock, words), style), (0, 0, 0, 3)))
        console.print(Padding(Text(line.claim, "dim"), (0, 0, 1, 3)))


def _lead(lead: Hit, lang: Lang) -> Text:
    """Type, who, cue and content of a frame in one line."""
    agent, content = lead.first("agent"), lead.first("content") or lead.first("target")
    parts = [visible(role.text) for role in (agent, content) if role]
    parts.insert(1 if agent else 0, visible(lead.predicate))
    return Text.assemble(
        (TYPE_WORDS[lang].get(lead.type, lead.type), "bold"), "  ", " ".join(parts)
    )


def _answered(clock: Clock, words: dict[str, Any]) -> str:
    if not clock.denials:
        return str(words["unanswered"])
    first = clock.denials[0]
    days = "?" if clock.days is None else clock.days
    return str(words["denied"].format(days=days, who=_denier(first, words)))


def _denier(denial: Denial, words: dict[str, Any]) -> str:
    who = next((p.text for p in denial.denier.roles if p.role == "agent"), None)
    return visible(who) if who else str(words["somebody"])


def claim(
    claim_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a claim (c…) or of a frame (f…).")
    ],
    ledger: LedgerOption = None,
    window: WindowOption = WINDOW,
    events: EventsOption = EVENTS_WITHIN,
    form: FormOption = Form.table,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
) -> None:
    """Show a claim: who tells it by which chain, its wordings, who denies it, where it hardened."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        view = claim_view(kept, claim_id, window=window, events=events)

    def draw(console: Console) -> None:
        words = WORDS[lang]
        console.print(_lead(view.members[0], lang))
        console.print(Text(f"   {words['counts'].format(**view.counts.to_dict())}"))
        _show_members(console, view.members, words)
        _show_versions(console, view.versions, words)
        _show_denials(console, view.clock, words)
        _show_steps(console, view.steps, words)

    put(Shape(form, output, lang), [view.to_dict()], draw)


def _show_members(console: Console, members: Sequence[Hit], words: dict[str, Any]) -> None:
    console.print(Text(f"\n{words['told']}", "bold"))
    for m in members:
        chain = " ← ".join(visible(voice) if voice else "?" for voice in m.chain)
        head = "  ".join(part for part in (m.published, visible(m.predicate), chain) if part)
        console.print(Padding(Text.assemble(head, (f"  {m.id}", "dim")), (0, 0, 0, 3)))


def _show_versions(console: Console, versions: Sequence[Version], words: dict[str, Any]) -> None:
    if not versions:
        return
    console.print(Text(f"\n{words['versions']}", "bold"))
    for version in versions:
        outlets = "، ".join(visible(o) for o in version.outlets)
        console.print(Padding(Text(visible(version.text)), (0, 0, 0, 3)))
        console.print(Padding(Text(f"{version.begin or '?'}  {outlets}", "dim"), (0, 0, 0, 3)))
        for change in version.changes:
            sides = (change.before and f"- {visible(change.before)}") or ""
            added = (change.after and f"+ {visible(change.after)}") or ""
            told = "  ".join(part for part in (words[change.kind], sides, added) if part)
            console.print(Padding(Text(told, "yellow"), (0, 0, 0, 6)))


def _show_denials(console: Console, clock: Clock, words: dict[str, Any]) -> None:
    console.print(Text(f"\n{words['denials']}: {_answered(clock, words)}", "bold"))
    for denial in clock.denials:
        d = denial.denier
        head = "  ".join(
            p for p in (d.published, _denier(denial, words), visible(d.predicate)) if p
        )
        said = next((p.text for p in d.roles if p.role == "content"), "")
        console.print(Padding(Text(f"{head} {visible(said)}"), (0, 0, 0, 3)))
        why = f"{visible(d.outlet or '?')}  {denial.score:.0%}: {', '.join(denial.reasons)}  {d.id}"
        console.print(Padding(Text(why, "dim"), (0, 0, 0, 3)))


def _show_steps(console: Console, steps: Sequence[Step], words: dict[str, Any]) -> None:
    if not steps:
        return
    console.print(Text(f"\n{words['laundering']}", "bold"))
    for s in steps:
        told = f"{s.kind}: {visible(s.before)} ({visible(s.from_outlet or '?')})"
        told += f"  →  {visible(s.after)} ({visible(s.to_outlet or '?')})"
        note = f"  [{words['same day']}]" if s.same_day else ""
        console.print(Padding(Text(told + note), (0, 0, 0, 3)))


def anonymous(
    ledger: LedgerOption = None,
    since: Annotated[str, typer.Option(help="First day: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Last day.")] = "",
    form: FormOption = Form.table,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
) -> None:
    """Count by outlet how many statements come from sources without a name."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        found = unnamed(kept, since=day(since), until=day(until, last=True))
    put(
        Shape(form, output, lang),
        (row.to_dict() for row in found),
        lambda console: _show_anonymous(console, found, WORDS[lang]),
    )


def _show_anonymous(console: Console, found: list[Anonymity], words: dict[str, Any]) -> None:
    heads = words["anonymous"]
    rows = (
        (
            row.outlet or "?",
            row.statements,
            row.unnamed,
            f"{row.share:.1%}",
            " · ".join(f"{text} ×{times}" for text, times in row.forms.most_common(4)),
        )
        for row in found
    )
    console.print(table(heads, rows, numbers=heads[1:4], whole=heads[:1]))
