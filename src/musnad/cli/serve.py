"""`musnad serve`: the reading room in the browser."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from musnad.cli.ledger_option import VARIABLE, LedgerOption
from musnad.errors import MissingExtra

_LIBRARIES = ("fastapi", "uvicorn", "jinja2", "python_multipart")
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what a user may choose


def serve(
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8808,
    name: Annotated[
        list[str] | None,
        typer.Option(help="Host name under which it may be asked; may be given several times."),
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the interface: en or ar.")] = "en",
    demo: Annotated[
        bool, typer.Option("--demo", help="Show a fictional week; it is gone afterwards.")
    ] = False,
) -> None:
    """Open the reading room: the ledger in the browser, and pages read in place."""
    for library in _LIBRARIES:
        if importlib.util.find_spec(library) is None:
            raise MissingExtra(library, "serve")
    # found by name at call time, since the web server is no part of a reader's installation
    service = importlib.import_module("musnad.service")
    uvicorn = importlib.import_module("uvicorn")
    hosts = ("localhost", "127.0.0.1", "[::1]", *(name or ()))
    if host not in ANYWHERE:
        hosts = (*hosts, host)
    shown = f"[{host}]" if ":" in host else host
    with _week() if demo else nullcontext(ledger or os.environ.get(VARIABLE)) as name_of_ledger:
        app = service.create_app(service.ServiceOptions(name_of_ledger, hosts, lang))
        typer.echo(f"The reading room is open at http://{shown}:{port}/ (Ctrl-C closes it)")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


@contextmanager
def _week() -> Iterator[str]:
    """A ledger of the fictional week, for as long as it is looked at."""
    fill = importlib.import_module("musnad.ingest.demo").fill_demo
    reader = importlib.import_module("musnad.pipeline").Reader.load()
    with TemporaryDirectory(prefix="musnad-") as folder:
        path = Path(folder) / "demo.ledger"
        typer.echo("Reading a fictional week (some seconds) …")
        with importlib.import_module("musnad.ledger").Ledger.open(path) as kept:
            fill(kept, reader=reader)
        yield str(path)
