"""`musnad evaluate`: how good the readings are, where they go wrong, what their scores are worth.

Everything that an option asks for is worked out once, in `Findings`, and then written as tables,
as JSON or as a page.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from musnad.cli.errors_text import render_errors
from musnad.cli.findings import Findings, Wanted
from musnad.cli.model_option import ModelOption
from musnad.cli.report import render_report
from musnad.cli.tables import bin_table, reliability_table, score_table, slice_table
from musnad.evaluation import Annotated as AnnotatedArticles
from musnad.evaluation import Part, corpus_part, evaluate_articles, load_gold
from musnad.pipeline import Reader
from musnad.show.text import TextStyle

WORST = 5


class TableFormat(StrEnum):
    """Forms of a table."""

    table = "table"
    json = "json"


class PartName(StrEnum):
    """Parts of a corpus."""

    train = "train"
    dev = "dev"
    test = "test"


class By(StrEnum):
    """Dimensions of a breakdown."""

    type = "type"
    role = "role"
    length = "length"
    outlet = "outlet"


def evaluate(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    gold: Annotated[
        Path | None,
        typer.Argument(help="Folder with articles.jsonl and gold.jsonl.", show_default=False),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(help="Instead of GOLD: a corpus folder, of which --part is read."),
    ] = None,
    part: Annotated[
        PartName | None,
        typer.Option(help="Part of the corpus; dev if none is named.", show_default=False),
    ] = None,
    errors: Annotated[
        bool,
        typer.Option("--errors", help="Show gold beside reading for the worst articles."),
    ] = False,
    worst: Annotated[
        int, typer.Option(min=1, help="How many articles --errors and --report show.")
    ] = WORST,
    by: Annotated[
        list[By] | None,
        typer.Option(help="Break the scores down; may be given several times."),
    ] = None,
    intervals: Annotated[
        bool,
        typer.Option(
            "--intervals",
            help="Add 95 % intervals, by bootstrap over articles: low and high of the F1 or of "
            "the one value; in JSON of every figure.",
        ),
    ] = False,
    reliability: Annotated[
        bool,
        typer.Option(
            "--reliability",
            help="Show what the probabilities are worth: calibration error (ECE) by kind and bin, "
            "and the part that is wrong (risk) when only the surest are kept.",
        ),
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(help="Write all of this as one HTML page that needs nothing else."),
    ] = None,
    dump: Annotated[
        Path | None, typer.Option(help="Write the readings here, one JSON object a line.")
    ] = None,
    form: Annotated[TableFormat, typer.Option("--format")] = TableFormat.table,
    model: ModelOption = None,
) -> None:
    """Score readings against gold frames; texts are read as given, with no page step."""
    articles = _articles(gold, corpus, part)
    found = Findings(articles, evaluate_articles(articles, Reader.load(model).read))
    if dump:
        lines = [json.dumps(row, ensure_ascii=False) for row in found.evaluation.system()]
        dump.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if report:
        name = str(gold) if gold else f"{corpus}, {part or PartName.dev}"
        report.write_text(render_report(found, name=name, worst=worst), encoding="utf-8")
    wanted = Wanted(
        by=tuple(dict.fromkeys(one.value for one in by or ())),
        intervals=intervals,
        reliability=reliability,
        worst=worst if errors else 0,
    )
    if form is TableFormat.json:
        json.dump(found.to_dict(wanted), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        _print(found, wanted)


def _articles(gold: Path | None, corpus: Path | None, part: PartName | None) -> AnnotatedArticles:
    """The articles that the user named, in one of the two ways."""
    if (gold is None) == (corpus is None):
        given = "both were given" if gold else "none was given"
        raise typer.BadParameter(f"expected either GOLD or --corpus, but {given}")
    if gold is not None and part is not None:
        raise typer.BadParameter("--part names a part of a --corpus; GOLD is read whole")
    if corpus is None:
        assert gold is not None  # noqa: S101 - for the type checker: one of the two is given
        return load_gold(gold)
    name: Part = (part or PartName.dev).value
    articles = corpus_part(corpus, name)
    if not articles:
        raise typer.BadParameter(
            f"the part {name} of {corpus} holds no items; {name}.txt there lists their ids"
        )
    return articles


def _print(found: Findings, wanted: Wanted) -> None:
    """The tables; columns that don't fit a terminal are folded, those in a file never."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDE
    bounds = found.intervals if wanted.intervals else None
    console.print(score_table(found.evaluation.rows(), bounds))
    if wanted.intervals and not bounds:
        console.print("No intervals: one article says nothing of how articles differ.")
    for by in wanted.by:
        table = slice_table(by, found.slices(by), terminal=console.is_terminal)
        _below(console, [table])
    if wanted.reliability:
        _below(console, [reliability_table(found.reliability), bin_table(found.reliability)])
    if wanted.worst:
        console.print()
        text = render_errors(found.errors[: wanted.worst], style=TextStyle.of(console, "en"))
        console.print(text, soft_wrap=True, end="")


WIDE = 160
"""Columns of a table that no terminal bounds."""


def _below(console: Console, tables: Sequence[object]) -> None:
    for table in tables:
        console.print()
        console.print(table)
