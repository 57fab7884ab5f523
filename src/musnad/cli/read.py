"""`musnad read`: pages in, attributed frames out."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from musnad.actors import Known
from musnad.cli.model_option import ModelOption
from musnad.cli.sources import open_source
from musnad.errors import MusnadError
from musnad.pipeline import Reader
from musnad.records import Reading
from musnad.show.page import render_html
from musnad.show.safe import visible
from musnad.show.text import TextStyle, render_text

log = logging.getLogger(__name__)


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
class Shape:
    """How readings are written; `many` where several sources were named, read or not."""

    form: Format
    lang: Lang
    many: bool


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read."""

    published: date | None = None
    kind: Kind = Kind.auto
    allow_private: bool = False


def read(  # noqa: PLR0913, PLR0917 - each is an option of the command
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
    names: Annotated[
        list[Path] | None,
        typer.Option(
            help="List of persons that you have (JRC-Names .tsv, Wikidata-style .csv or .jsonl); "
            "may be given several times."
        ),
    ] = None,
    model: ModelOption = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch private and loopback addresses too.")
    ] = False,
) -> None:
    """Read Arabic news pages: who said what, according to whom; who did what to whom."""
    if form is Format.html and len(sources) > 1:
        raise typer.BadParameter("html is one page a source: name one source at a time")
    options = ReadOptions(day.date() if day else None, kind, allow_private)
    reader = Reader.load(model, least=min_score, known=_known(names or []))
    failures: list[str] = []
    readings = _readings(reader, sources, options, failures)
    shape = Shape(form, lang, many=len(sources) > 1)
    done = _write_file(readings, shape, output) if output else _write(readings, shape, sys.stdout)
    if failures:
        raise typer.Exit(1 if done else 2)


def _known(paths: list[Path]) -> Known | None:
    """The user's lists as one; an earlier one is asked first."""
    lists = [Known.from_names(path) for path in paths]
    return reduce(or_, lists) if lists else None


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
            message = str(error) if str(error).startswith(f"{name}:") else f"{name}: {error}"
            typer.echo(f"musnad: {visible(message)}", err=True)
        except Exception as error:
            # no page may end the run of the others, whatever a parser makes of it
            failures.append(name)
            log.debug("unforeseen", exc_info=True)
            found = visible(f"{name}: {type(error).__name__}: {error}")
            typer.echo(f"musnad: {found}. Unforeseen; please report it with the page.", err=True)
        else:
            yield reading


def _write_file(readings: Iterator[Reading], shape: Shape, output: Path) -> int:
    """Write beside the file, then take its place; no file where nothing could be read.

    So `output` may be one of the sources, and a failure leaves no half a file.
    """
    if output.exists() and not output.is_file():
        with output.open("w", encoding="utf-8") as out:
            return _write(readings, shape, out)
    draft = output.with_name(f"{output.name}.part")
    try:
        with draft.open("w", encoding="utf-8") as out:
            done = _write(readings, shape, out)
        if done:
            draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
    return done


def _write(readings: Iterator[Reading], shape: Shape, out: TextIO) -> int:
    """Write the readings as they come; how many there were."""
    writers = {
        Format.text: _write_text,
        Format.json: _write_json,
        Format.jsonl: _write_jsonl,
        Format.html: _write_html,
    }
    return writers[shape.form](readings, shape, out)


def _write_text(readings: Iterator[Reading], shape: Shape, out: TextIO) -> int:
    console = Console(file=out, highlight=False, soft_wrap=True)
    style = TextStyle.of(console, shape.lang.value)
    count = 0
    for count, reading in enumerate(readings, 1):
        if count > 1:
            console.print("─" * 60, style="dim")
        console.print(render_text(reading, style=style), end="")
    return count


def _write_json(readings: Iterator[Reading], shape: Shape, out: TextIO) -> int:
    """One source's reading as an object, those of several as an array."""
    found = [reading.to_dict() for reading in readings]
    if found:
        json.dump(found if shape.many else found[0], out, ensure_ascii=False, indent=1)
        out.write("\n")
    return len(found)


def _write_jsonl(readings: Iterator[Reading], _: Shape, out: TextIO) -> int:
    count = 0
    for reading in readings:
        out.write(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n")
        out.flush()
        count += 1
    return count


def _write_html(readings: Iterator[Reading], shape: Shape, out: TextIO) -> int:
    """One self-contained page; `read` takes care that there is one source."""
    count = 0
    for reading in readings:
        out.write(render_html(reading, lang=shape.lang.value))
        count += 1
    return count
