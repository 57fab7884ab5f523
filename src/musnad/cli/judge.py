"""`musnad judge`, `undo` and `judgements`: decisions of reviewers, and what became of them."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from enum import Enum, StrEnum
from itertools import islice
from typing import Annotated

import typer

from musnad.cli.corrected import Change, Typed, changes_of
from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.cli.record_text import Manner, changes_in_words, decision_line, record_lines
from musnad.errors import LedgerError
from musnad.ledger import Ledger
from musnad.ledger.decisions import Said
from musnad.ledger.disagreements import disagreements
from musnad.ledger.judge import FrameVerdict, history, judgements_of
from musnad.ledger.judge import judge as decide
from musnad.ledger.judge import undo as take_back
from musnad.ledger.merging import merge, split
from musnad.records import Entry, Frame, Judgement, judged
from musnad.show.safe import visible

REVIEWER = "MUSNAD_REVIEWER"


class Decision(Enum):
    """What may be decided; no StrEnum, since a text's own `split` is something else."""

    confirm = "confirm"
    reject = "reject"
    correct = "correct"
    merge = "merge"
    split = "split"


ON_FRAMES: dict[Decision, FrameVerdict] = {
    Decision.confirm: "confirm",
    Decision.reject: "reject",
    Decision.correct: "correct",
}


class Form(StrEnum):
    """Forms of output."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help=f"Who decides [default: ${REVIEWER}]."),
]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why.")]
FormOption = Annotated[Form, typer.Option("--format", "-f")]


def reviewer(given: str | None) -> str:
    """The name that was given, or the one of the environment."""
    name = given or os.environ.get(REVIEWER)
    if not name:
        raise typer.BadParameter(
            f"say who decides: give --by NAME, or set {REVIEWER}", param_hint="--by"
        )
    return name


def judge(  # noqa: PLR0913, PLR0917 - each is an option of the command
    record: Annotated[str, typer.Argument(metavar="ID", help="Of a frame (f…) or an actor (n…).")],
    decision: Annotated[
        Decision,
        typer.Argument(
            metavar="confirm|reject|correct|merge|split", help="The last two are for actors."
        ),
    ],
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = "",
    kind: Annotated[str | None, typer.Option("--type", help="correct: another type.")] = None,
    predicate: Annotated[
        str | None, typer.Option(metavar="WORDS|START:END", help="correct: another predicate.")
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=WORDS",
            help="correct: set a role; words@2 for their second occurrence, (words) for one that "
            "its clause does not spell out, nothing to take it away.",
        ),
    ] = None,
    norm: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="correct: what a role means, as agent=YEMREB."),
    ] = None,
    flags: Annotated[
        str | None, typer.Option(metavar="neg,future,…", help="correct: all flags; '' for none.")
    ] = None,
    denies: Annotated[
        str | None, typer.Option(metavar="ID|none", help="correct: the frame that it denies.")
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="merge, split: the other actor.")
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="split: a spelling that is somebody else.")
    ] = None,
    frame: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="split: a frame in which it is somebody else."),
    ] = None,
) -> None:
    """Confirm, reject or correct a record; merge or split an actor. Nothing is ever overwritten."""
    said = Said(reviewer(by), why)
    typed = Typed(kind, predicate, tuple(role or ()), tuple(norm or ()), flags, denies)
    _fitting(decision, typed != Typed(), bool(name or frame), into)
    with Ledger.open(ledger_name(ledger), create=False) as kept:
        if decision is Decision.merge:
            made = [merge(kept, record, into=into or "", reviewer=said.reviewer, reason=why)]
        elif decision is Decision.split:
            made = [split(kept, record, names=name or (), frames=frame or (), into=into, said=said)]
        else:
            made = on_frame(kept, record, ON_FRAMES[decision], typed, said)
        for one in made:
            _tell(kept, one)


def _fitting(decision: Decision, corrects: bool, splits: bool, into: str | None) -> None:
    """Options that belong to another decision are refused, not overlooked."""
    if corrects and decision is not Decision.correct:
        raise typer.BadParameter(
            f"{decision.value} takes no --type, --predicate, --role, --norm, --flags, --denies; "
            f"these belong to correct"
        )
    if splits and decision is not Decision.split:
        raise typer.BadParameter("--name and --frame belong to split")
    if into and decision not in (Decision.merge, Decision.split):
        raise typer.BadParameter("--into belongs to merge and split")
    if decision is Decision.merge and not into:
        raise typer.BadParameter("merge into whom? Give --into ACTOR", param_hint="--into")


def on_frame(
    ledger: Ledger, record: str, verdict: FrameVerdict, typed: Typed, said: Said
) -> list[Judgement]:
    """Decide on a frame; several decisions where several values of one kind are corrected."""
    changes: list[Change | None] = [None]
    if verdict == "correct":
        entry, frame = found(ledger, record)
        changes = [*changes_of(typed, frame, entry.reading.article.text)]
    return [
        decide(
            ledger,
            record,
            verdict,
            reviewer=said.reviewer,
            reason=said.reason,
            change=change,
        )
        for change in changes
    ]


def found(ledger: Ledger, record: str) -> tuple[Entry, Frame]:
    """A frame as its corrections left it, in its latest reading; as it was read if rejected."""
    if not record.startswith("f"):
        raise LedgerError(f"{record}: expected the id of a frame, f and twenty digits")
    entry = ledger.entry(record)
    label = next(label for label, name in entry.frame_ids.items() if name == record)
    now = judged(entry)
    frame = next((f for f in now.reading.frames if f.id == label), None)
    return (now, frame) if frame is not None else (entry, entry.reading.frame(label))


def _tell(ledger: Ledger, made: Judgement) -> None:
    change = f": {visible(changes_in_words(made))}" if made.change else ""
    typer.echo(f"{made.number}  {made.verdict} {made.subject}{change}")
    if made.verdict == "correct":
        entry, frame = found(ledger, made.subject)
        manner = Manner(terminal=sys.stdout.isatty())
        typer.echo("\n".join(list(record_lines(entry, frame, manner=manner))[2:]))
    typer.echo(f"`musnad undo {made.number}` takes it back.")


def undo(
    number: Annotated[int, typer.Argument(help="Of the decision; `musnad judgements` lists them.")],
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Take back a decision, or take back that it was taken back. Both rows stay."""
    with Ledger.open(ledger_name(ledger), create=False) as kept:
        made = take_back(kept, number, reviewer=reviewer(by), reason=why)
    typer.echo(f"{made.number}  undoes {number}: {made.verdict} {made.subject}")


def judgements(
    subject: Annotated[
        str | None, typer.Argument(metavar="ID", help="Of a frame or an actor; all if left out.")
    ] = None,
    ledger: LedgerOption = None,
    differing: Annotated[
        bool, typer.Option("--disagreements", help="Only where reviewers contradict each other.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many, the latest first.")] = 50,
    form: FormOption = Form.text,
) -> None:
    """List decisions, the latest first; undone ones are marked."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        if differing:
            _disagreements(kept, subject, limit, form)
        else:
            _history(kept, subject, limit, form)


def _history(ledger: Ledger, subject: str | None, limit: int, form: Form) -> None:
    shown = list(islice(history(ledger, subject=subject), limit))
    if form is not Form.text:
        written([j.to_dict() for j in shown], form)
        return
    if not shown:
        typer.echo("No decisions yet; `musnad queue` shows what waits for one.")
    manner = Manner(terminal=sys.stdout.isatty())
    for judgement in shown:
        typer.echo(decision_line(judgement, manner=manner))
    if subject and subject.startswith("f"):
        for held in judgements_of(ledger, subject):
            if held.carried:
                told = decision_line(replace(held, subject=held.carried), manner=manner)
                typer.echo(f"{told}  (of an earlier reading; holds for {_HOLDS[held.holds]})")


_HOLDS = {"whole": "this record too", "predicate and type": "predicate and type of this record"}


def _disagreements(ledger: Ledger, subject: str | None, limit: int, form: Form) -> None:
    every = (d for d in disagreements(ledger) if subject in (None, d.subject))
    shown = list(islice(every, limit))
    if form is not Form.text:
        written([d.to_dict() for d in shown], form)
        return
    if not shown:
        typer.echo("Nowhere do reviewers contradict each other.")
    manner = Manner(terminal=sys.stdout.isatty())
    for one in shown:
        typer.echo(f"{one.subject}: {one.point}; {one.stands} stands")
        for side in one.sides:
            typer.echo(decision_line(side, manner=manner))


def written(rows: list[dict[str, object]], form: Form) -> None:
    """Rows as one JSON list, or a line each."""
    if form is Form.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))
