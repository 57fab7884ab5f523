"""The command line: thin commands over library functions.

Exit codes: 0 all done; 1 some sources failed, or faults were found; 2 nothing could be done;
130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from musnad import __version__
from musnad.cli import demo, examine, read, train
from musnad.errors import MusnadError

app = typer.Typer(
    name="musnad",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads Arabic news and tells who said what, according to whom.",
)
app.command()(read.read)
app.command()(demo.demo)
app.command()(examine.evaluate)
app.command()(examine.check)
app.command()(examine.model)
app.command()(train.train)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"musnad {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options that stand before a command."""


def main() -> None:
    """Run the command line; errors become one sentence on standard error."""
    try:
        app()
    except MusnadError as error:
        sys.stderr.write(f"musnad: {error}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.stderr.write("musnad: interrupted\n")
        sys.exit(130)
    except BrokenPipeError:
        # the reader of our output went away; python must not complain about it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
