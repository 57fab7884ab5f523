"""What the commands over a ledger have in common: forms of output, and how a record looks."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any, Literal, cast

import typer
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from musnad.cli.read import Lang
from musnad.errors import LedgerError
from musnad.export.csv_table import guarded
from musnad.ledger.search import Hit, HitRole
from musnad.show.safe import isolated, visible
from musnad.show.words import FLAG_WORDS, ROLE_WORDS, TYPE_WORDS


class Form(StrEnum):
    """Forms of output."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


FormOption = Annotated[Form, typer.Option("--format", "-f", help="Form of the output.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="File to write.")]
LimitOption = Annotated[int, typer.Option(min=1, max=100_000, help="How many at most.")]
LangOption = Annotated[Lang, typer.Option(help="Language of the labels.")]

Row = Mapping[str, Any]
Draw = Callable[[Console], None]

_PADDING = re.compile(r" +(?=\n)")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
LAST = {4: "-12-31", 7: "-31"}
FIRST = {4: "-01-01", 7: "-01"}


@dataclass(frozen=True, slots=True)
class Shape:
    """Where and how a command writes."""

    form: Form
    output: Path | None
    lang: Lang = Lang.en


def put(shape: Shape, rows: Iterable[Row], draw: Draw) -> None:
    """Write the rows in the form that was asked for; `draw` does so for people."""
    with _opened(shape.output) as out:
        if shape.form is Form.table:
            draw(Console(file=cast("IO[str]", Unpadded(out)), highlight=False))
        elif shape.form is Form.json:
            json.dump(list(rows), out, ensure_ascii=False, indent=1)
            out.write("\n")
        elif shape.form is Form.jsonl:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            _write_csv(rows, out)


class Unpadded:
    """A text stream that leaves out the spaces with which tables fill their lines."""

    def __init__(self, out: IO[str]) -> None:
        self.out = out

    def write(self, text: str) -> int:
        """Write what ends in whole lines."""
        self.out.write(_PADDING.sub("", text))
        return len(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self.out, name)


@contextmanager
def _opened(output: Path | None) -> Any:  # noqa: ANN401 - an iterator of open files
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8", newline="") as out:
        yield out


def _write_csv(rows: Iterable[Row], out: IO[str]) -> None:
    """A line for each row; lists and objects within are JSON. Cells can't become formulas."""
    writer: Any = None
    for row in rows:
        flat = {key: _cell(value) for key, value in row.items()}
        if writer is None:
            writer = csv.DictWriter(out, flat, lineterminator="\n")
            writer.writeheader()
        writer.writerow(flat)


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, list | dict):
        return guarded(json.dumps(value, ensure_ascii=False)) if value else ""
    return value


def day(written: str | None, *, last: bool = False) -> str:
    """A day, or the first (or last) one of a month or year; "" if none is given.

    Raises:
        LedgerError: it is no day.
    """
    if not written:
        return ""
    if not _DAY.fullmatch(written):
        raise LedgerError(f"{written!r} is no day; expected YYYY, YYYY-MM or YYYY-MM-DD")
    return written + (LAST if last else FIRST).get(len(written), "")


# ── for people ───────────────────────────────────────────────────────────────────────────────


def show_hits(hits: Sequence[Hit], total: int | None, lang: Lang) -> Draw:
    """Draws hits, each with its words, its chain and its ids."""

    def draw(console: Console) -> None:
        for hit in hits:
            console.print(_hit(hit, lang, terminal=console.is_terminal))
        console.print(Text(_counted(len(hits), total, lang), style="dim"))

    return draw


def _counted(shown: int, total: int | None, lang: Lang) -> str:
    if total is None or total == shown:
        return f"{shown:,} records" if lang is Lang.en else f"سجلات: {shown:,}"
    return (
        f"{shown:,} of {total:,} records" if lang is Lang.en else f"سجلات: {shown:,} من {total:,}"
    )


def _hit(hit: Hit, lang: Lang, *, terminal: bool) -> Group:
    name = TYPE_WORDS[lang].get(hit.type, hit.type)
    head = Text.assemble(
        (name, "bold"),
        "  ",
        (isolated(visible(hit.predicate), terminal=terminal), "bold cyan"),
        f"  {hit.score:.0%}",
    )
    for flag in hit.flags:
        head.append(f"  {FLAG_WORDS[lang].get(flag, flag)}", style="yellow")
    lines: list[Any] = [head]
    lines += [_role(role, lang, terminal=terminal) for role in hit.roles]
    chain = " ← ".join(visible(voice) if voice else "?" for voice in hit.chain)
    if chain:
        words = ROLE_WORDS[lang]["chain"]
        lines.append(_line(words, isolated(chain, terminal=terminal)))
    where = "  ·  ".join(
        isolated(visible(part), terminal=terminal)
        for part in (hit.published, hit.outlet, hit.title)
        if part
    )
    lines.append(Padding(Text(where, style="dim"), (0, 0, 0, 3)))
    lines.append(Padding(Text(hit.id, style="dim"), (0, 0, 1, 3)))
    return Group(*lines)


def _role(role: HitRole, lang: Lang, *, terminal: bool) -> Any:  # noqa: ANN401 - a grid
    text = isolated(visible(role.text), terminal=terminal)
    shown = f"({text})" if role.unsaid else text
    norm = f"  [{visible(role.norm)}]" if role.norm else ""
    return _line(ROLE_WORDS[lang].get(role.role, role.role), shown + norm)


def _line(label: str, text: str) -> Any:  # noqa: ANN401 - a grid
    """A label and its words, folded under each other."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=8, style="dim")
    grid.add_column(overflow="fold")
    grid.add_row(label, Text(text))
    return Padding(grid, (0, 0, 0, 3))


def table(
    names: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    numbers: Sequence[str] = (),
    whole: Sequence[str] = (),
) -> Table:
    """A plain table; `numbers` stand to the right, and ids in `whole` are never folded."""
    found = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in names:
        justify: Literal["right", "left"] = "right" if name in numbers else "left"
        found.add_column(name, justify=justify, overflow="fold", no_wrap=name in whole)
    for row in rows:
        found.add_row(*(Text(visible(_told(value))) for value in row))
    return found


def _told(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)
