"""`musnad read`: pages in, attributed frames out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from musnad.cli.html import render_html
from musnad.cli.sources import open_source
from musnad.cli.text import TextStyle, render_text
from musnad.errors import MusnadError
from musnad.pipeline import Reader
from musnad.records import Reading


class Format(StrEnum):
    """Forms of output."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


class Kind(StrEnum):
    """What a page is; `auto` looks."""

    auto = "auto"
    html = "html"
    text = "text"


class Lang(StrEnum):
    """Language of the labels."""

    en = "en"
    ar = "ar"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read."""

    published: date | None = None
    kind: Kind = Kind.auto
    allow_private: bool = False


def read(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|-|URL…", help="Pages to read.")],
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Publication date, if you know it."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f")] = Format.text,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write.")] = None,
    kind: Annotated[Kind, typer.Option(help="What the pages are.")] = Kind.auto,
    lang: Annotated[Lang, typer.Option(help="Language of the labels.")] = Lang.en,
    min_score: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out frames less probable than this.")
    ] = 0.0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch private and loopback addresses too.")
    ] = False,
) -> None:
    """Read Arabic news pages: who said what, according to whom; who did what to whom."""
    if form is Format.html and len(sources) > 1:
        raise typer.BadParameter("html is one page a source: name one source at a time")
    options = ReadOptions(day.date() if day else None, kind, allow_private)
    reader = Reader.load(least=min_score)
    failures: list[str] = []
    readings = _readings(reader, sources, options, failures)
    if output:
        with output.open("w", encoding="utf-8") as out:
            done = _write(readings, form, lang, out)
    else:
        done = _write(readings, form, lang, sys.stdout)
    if failures:
        raise typer.Exit(1 if done else 2)


def _readings(
    reader: Reader, sources: list[str], options: ReadOptions, failures: list[str]
) -> Iterator[Reading]:
    """Readings of the sources that can be read; the others are told and noted."""
    for name in sources:
        try:
            source = open_source(name, allow_private=options.allow_private)
            reading = reader.read_page(
                source.data,
                url=source.url,
                content_type=source.content_type,
                published=options.published,
                kind=options.kind.value,
            )
        except MusnadError as error:
            failures.append(name)
            message = str(error) if name in str(error) else f"{name}: {error}"
            typer.echo(f"musnad: {message}", err=True)
            continue
        yield reading


def _write(readings: Iterator[Reading], form: Format, lang: Lang, out: TextIO) -> int:
    """Write the readings as they come; how many there were."""
    writers = {
        Format.text: _write_text,
        Format.json: _write_json,
        Format.jsonl: _write_jsonl,
        Format.html: _write_html,
    }
    return writers[form](readings, lang, out)


def _write_text(readings: Iterator[Reading], lang: Lang, out: TextIO) -> int:
    console = Console(file=out, highlight=False, soft_wrap=True)
    style = TextStyle(lang.value, terminal=console.is_terminal)
    count = 0
    for count, reading in enumerate(readings, 1):
        if count > 1:
            console.print("─" * 60, style="dim")
        console.print(render_text(reading, style=style), end="")
    return count


def _write_json(readings: Iterator[Reading], _: Lang, out: TextIO) -> int:
    """One reading as an object, several as an array."""
    found = [reading.to_dict() for reading in readings]
    if found:
        json.dump(found[0] if len(found) == 1 else found, out, ensure_ascii=False, indent=1)
        out.write("\n")
    return len(found)


def _write_jsonl(readings: Iterator[Reading], _: Lang, out: TextIO) -> int:
    count = 0
    for reading in readings:
        out.write(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n")
        out.flush()
        count += 1
    return count


def _write_html(readings: Iterator[Reading], lang: Lang, out: TextIO) -> int:
    """One self-contained page; `read` takes care that there is one source."""
    count = 0
    for reading in readings:
        out.write(render_html(reading, lang=lang.value))
        count += 1
    return count
