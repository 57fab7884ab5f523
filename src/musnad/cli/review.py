"""`musnad review`: one record at a time, decided with one key; works over pipes as well."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

import typer

from musnad.cli.corrected import Typed
from musnad.cli.judge import ByOption, found, on_frame, reviewer
from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.cli.record_text import Manner, changes_in_words, record_lines
from musnad.errors import MusnadError
from musnad.ledger import Ledger
from musnad.ledger.decisions import Said
from musnad.ledger.judge import FrameVerdict, judgements_of
from musnad.ledger.judge import undo as take_back
from musnad.ledger.review_queue import QueueItem, queue
from musnad.records import FRAME_TYPES, Judgement
from musnad.show.safe import visible

BATCH = 20
"""Records that are taken out of the queue at once."""

KEYS = """\
c [why]            confirm
r [why]            reject
t TYPE [why]       correct the type
s ROLE=WORDS       correct a span: s agent=الجيش، s predicate=قصف، s target=
n                  next, decide later
u                  undo the last decision of this session
q                  quit"""


@dataclass(slots=True)
class Session:
    """A reviewer at work: who it is, what was passed over, what was decided."""

    ledger: Ledger
    reviewer: str
    types: tuple[str, ...]
    passed: set[str] = field(default_factory=set)
    made: list[Judgement] = field(default_factory=list)

    def items(self) -> Iterator[QueueItem]:
        """What waits, the most urgent first; asked for anew, since others decide as well."""
        while True:
            items = queue(self.ledger, limit=BATCH, types=self.types, skip=self.passed)
            if not items:
                return
            for item in items:
                self.passed.add(item.frame)
                if item.half_judged or not judgements_of(self.ledger, item.frame):
                    yield item


def review(
    ledger: LedgerOption = None,
    by: ByOption = None,
    kind: Annotated[
        list[str] | None, typer.Option("--type", help="Only of this type; may be given often.")
    ] = None,
) -> None:
    """Review records one by one, the most urgent first; each key is a line of its own."""
    types = tuple(name.upper() for name in kind or ())
    with Ledger.open(ledger_name(ledger), create=False) as kept:
        session = Session(kept, reviewer(by), types)
        manner = Manner(terminal=sys.stdout.isatty())
        typer.echo(KEYS)
        for item in session.items():
            _show(session, item, manner)
            if not _decided(session, item, manner):
                break
        else:
            typer.echo("Nothing more waits for a decision.")
    typer.echo(f"{len(session.made)} decisions.")


def _show(session: Session, item: QueueItem, manner: Manner) -> None:
    entry, frame = found(session.ledger, item.frame)
    typer.echo(f"\n── {item.frame}  urgency {item.urgency:.2f}: {item.why()}")
    for line in record_lines(entry, frame, manner=manner):
        typer.echo(line)


def _decided(session: Session, item: QueueItem, manner: Manner) -> bool:
    """Take lines until this record is done; False if the reviewer has enough."""
    while True:
        typer.echo("c r t s n u q> ", nl=False)
        line = sys.stdin.readline()
        if not line:
            typer.echo("")
            return False
        key, _, rest = line.strip().partition(" ")
        key, rest = key.lower(), rest.strip()
        if key == "q":
            return False
        if key == "n":
            return True
        try:
            done = _step(session, item, key, rest)
        except MusnadError as error:
            typer.echo(visible(str(error)))
            continue
        if done:
            return True
        if key == "s":
            _show(session, item, manner)


def _step(session: Session, item: QueueItem, key: str, rest: str) -> bool:
    """Do what a key asks for; whether the record is done with it."""
    if key == "u":
        _undo(session)
    elif key in ("c", "r"):
        _keep(session, item, "confirm" if key == "c" else "reject", Typed(), rest)
    elif key == "t":
        kind, _, why = (rest or _asked("type: ")).partition(" ")
        if kind.upper() not in FRAME_TYPES:
            typer.echo(f"types: {', '.join(FRAME_TYPES)}")
            return False
        _keep(session, item, "correct", Typed(type=kind), why.strip())
    elif key == "s":
        given = rest or _asked("role=words: ")
        name, _, words = given.partition("=")
        is_predicate = name.strip().lower() == "predicate"
        typed = Typed(predicate=words.strip()) if is_predicate else Typed(roles=(given,))
        _keep(session, item, "correct", typed, "")
    else:
        typer.echo(KEYS)
    return key in ("c", "r", "t")


def _asked(prompt: str) -> str:
    typer.echo(prompt, nl=False)
    return sys.stdin.readline().strip()


def _keep(session: Session, item: QueueItem, verdict: FrameVerdict, typed: Typed, why: str) -> None:
    said = Said(session.reviewer, why)
    for made in on_frame(session.ledger, item.frame, verdict, typed, said):
        session.made.append(made)
        change = f": {visible(changes_in_words(made))}" if made.change else ""
        typer.echo(f"{made.number}  {made.verdict}{change}")


def _undo(session: Session) -> None:
    if not session.made:
        typer.echo("nothing to undo in this session; `musnad undo NUMBER` undoes any decision")
        return
    last = session.made.pop()
    made = take_back(session.ledger, last.number, reviewer=session.reviewer)
    session.passed.discard(last.subject)
    typer.echo(f"{made.number}  undoes {last.number}: {last.verdict} {last.subject} waits again")
