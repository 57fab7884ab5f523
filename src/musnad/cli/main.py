"""The command line: thin commands over library functions.

Exit codes: 0 all done; 1 some sources failed, or faults were found; 2 nothing could be done;
130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command

from musnad import __version__
from musnad.errors import MusnadError
from musnad.show.safe import visible

COMMANDS = {
    "read": "musnad.cli.read",
    "demo": "musnad.cli.demo",
    "ingest": "musnad.cli.ingest",
    "watch": "musnad.cli.watch",
    "load": "musnad.cli.load",
    "runs": "musnad.cli.runs",
    "search": "musnad.cli.search",
    "who": "musnad.cli.who",
    "dyads": "musnad.cli.who",
    "stories": "musnad.cli.stories",
    "story": "musnad.cli.stories",
    "claims": "musnad.cli.claims",
    "claim": "musnad.cli.claims",
    "anonymous": "musnad.cli.claims",
    "embed": "musnad.cli.embed",
    "export": "musnad.cli.export",
    "annotated": "musnad.cli.annotated",
    "queue": "musnad.cli.queue",
    "review": "musnad.cli.review",
    "judge": "musnad.cli.judge",
    "undo": "musnad.cli.judge",
    "judgements": "musnad.cli.judge",
    "verify": "musnad.cli.verify",
    "proof": "musnad.cli.verify",
    "serve": "musnad.cli.serve",
    "accounts": "musnad.cli.accounts",
    "mcp": "musnad.cli.mcp",
    "evaluate": "musnad.cli.evaluate",
    "stability": "musnad.cli.stability",
    "check": "musnad.cli.examine",
    "model": "musnad.cli.examine",
    "train": "musnad.cli.train",
    "doctor": "musnad.cli.doctor",
}
"""Commands and the modules that hold a function of their name, in the order of the help page."""


class Commands(TyperGroup):
    """Commands whose modules are imported when they are called.

    `musnad read` needs no database and `musnad search` no model, and neither waits for the other's.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - Click's own contexts
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        """The command of a name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        function = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        alone = typer.Typer(
            add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
        )
        alone.command(cmd_name)(function)
        return get_command(alone)


app = typer.Typer(
    cls=Commands,
    name="musnad",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads Arabic news and tells who said what, according to whom.",
)


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
    _speak_utf8()
    try:
        app()
    except MusnadError as error:
        _give_up(str(error))
    except KeyboardInterrupt:
        sys.stderr.write("musnad: interrupted\n")
        sys.exit(130)
    except BrokenPipeError:
        # the reader of our output went away; python must not complain about it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _give_up(f"{error.filename or 'input or output'}: {error.strerror or error}")


def _give_up(message: str) -> NoReturn:
    sys.stderr.write(f"musnad: {visible(message)}\n")
    sys.exit(2)


def _speak_utf8() -> None:
    """Arabic can be written, whatever the locale (C, or a Windows code page) proposes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
