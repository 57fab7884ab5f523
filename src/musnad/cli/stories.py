"""`musnad stories` and `musnad story`: wire copy and its carriers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from musnad.cli.explained import ExplainOption, note
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
from musnad.ledger import Ledger
from musnad.ledger.overview import StoryMember, story_members
from musnad.ledger.overview import stories as find_stories
from musnad.show.safe import visible
from musnad.stories import FENCES, STRICT, Difference, Member, Story, difference, tell

HEADS = {
    "en": {
        "stories": ("id", "carriers", "outlets", "from", "to", "headline"),
        "story": ("day", "outlet", "agency", "characters", "of the first", "headline", "article"),
        "first": "first published by",
        "unknown": "not known",
        "left out": "left out",
        "added": "added",
        "changed": "changed",
        "reason": "since",
    },
    "ar": {
        "stories": ("المعرّف", "ناقلون", "ناشرون", "من", "إلى", "العنوان"),
        "story": ("اليوم", "الناشر", "الوكالة", "حروف", "من الأول", "العنوان", "المقال"),
        "first": "أول من نشر",
        "unknown": "غير معروف",
        "left out": "حُذف",
        "added": "أضيف",
        "changed": "تغير",
        "reason": "الدليل",
    },
}


def stories(  # noqa: PLR0913, PLR0917 - each is an option of the command
    ledger: LedgerOption = None,
    least: Annotated[int, typer.Option(min=1, help="Fewest carriers.")] = 2,
    since: Annotated[str, typer.Option(help="First day: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Last day.")] = "",
    outlet: Annotated[str, typer.Option(help="An outlet that carries it.")] = "",
    limit: LimitOption = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many are passed over.")] = 0,
    form: FormOption = Form.table,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
    explain: ExplainOption = False,
) -> None:
    """List wire copy that several outlets carry, the most carried first."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        found = find_stories(
            kept,
            least=least,
            since=day(since),
            until=day(until, last=True),
            outlet=outlet,
            limit=limit,
            offset=offset,
        )
    if explain:
        rules = ", ".join(f"{share:.0%} within {days} days" for days, share in FENCES)
        note(
            f"a story: articles of which one holds the other's runs of four words: {rules}; "
            f"{STRICT:.0%} where a day is unknown or the texts are short",
            f"carriers: {least} at least; days: {since or '…'} to {until or '…'}",
        )
    words: Any = HEADS[lang]["stories"]
    rows = [(s.story, s.carriers, s.outlets, s.begin, s.end, s.title) for s in found]
    put(
        Shape(form, output, lang),
        (line.to_dict() for line in found),
        lambda console: console.print(
            table(words, rows, numbers=words[1:3], whole=(words[0], *words[3:5]))
        ),
    )


def story(
    story_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a story (s…).")],
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
) -> None:
    """Show a story: who had it first, who carries it, what each left out or added."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        members = story_members(kept, story_id)
        told = tell(story_id, (_member(m) for m in members))
        base = told.first.article if told.first else members[0].article
        text = kept.article(base).text
        differences = {
            m.article: difference(text, kept.article(m.article).text)
            for m in members
            if m.article != base
        }
    rows = (
        m.to_dict()
        | {
            "first": told.first is not None and m.article == told.first.article,
            "against": base,
            "differences": [d.to_dict() for d in differences.get(m.article, [])],
        }
        for m in members
    )
    put(
        Shape(form, output, lang),
        rows,
        lambda console: _show(console, told, members, differences, lang),
    )


def _member(member: StoryMember) -> Member:
    published = date.fromisoformat(member.published) if member.published else None
    return Member(member.article, member.outlet, member.agency, published, 0, member.joined)


def _show(
    console: Console,
    told: Story,
    members: list[StoryMember],
    differences: dict[str, list[Difference]],
    lang: Lang,
) -> None:
    words: Any = HEADS[lang]
    first = told.first.outlet or told.first.article if told.first else words["unknown"]
    reason = f" ({words['reason']}: {told.reason})" if told.first else ""
    console.print(Text(f"{words['first']}: {visible(first)}{reason}", style="bold"))
    rows = [
        (
            m.published,
            m.outlet,
            m.agency,
            m.length,
            f"{m.containment:.0%}" if m.containment is not None else "",
            m.title,
            m.article,
        )
        for m in members
    ]
    heads = words["story"]
    console.print(table(heads, rows, numbers=heads[3:5], whole=(heads[0], heads[6])))
    for member in members:
        _show_differences(console, member, differences.get(member.article, []), words)


def _show_differences(
    console: Console,
    member: StoryMember,
    found: list[Difference],
    words: Any,  # noqa: ANN401
) -> None:
    if not found:
        return
    console.print(Text(f"\n{visible(member.outlet or member.article)}", style="bold"))
    for change in found:
        console.print(Text(f"   {words[change.kind]}", style="dim"))
        for sign, text, style in (
            ("-", change.first_text, "red"),
            ("+", change.other_text, "green"),
        ):
            if text:
                console.print(Text(f"   {sign} {visible(text)}", style=style))
