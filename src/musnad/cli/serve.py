"""`musnad serve`: the reading room in the browser."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from musnad.cli.ledger_option import VARIABLE, LedgerOption
from musnad.cli.model_option import ModelOption
from musnad.errors import LedgerError, MissingExtra

_LIBRARIES = ("argon2", "fastapi", "uvicorn", "jinja2", "python_multipart")
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
    accounts: Annotated[
        Path | None,
        typer.Option(help="File of `musnad accounts`: only who has one may enter."),
    ] = None,
    model: ModelOption = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Show a fictional week; it is gone afterwards.")
    ] = False,
) -> None:
    """Open the reading room: the ledger in the browser, and pages read in place."""
    for library in _LIBRARIES:
        if importlib.util.find_spec(library) is None:
            raise MissingExtra(library, "serve")
    if accounts is None and not _is_loopback(host):
        raise LedgerError(
            f"{host} can be reached by others, and without accounts anybody could read and decide: "
            f"make accounts (`musnad accounts add NAME --role reviewer`) and give --accounts FILE"
        )
    # found by name at call time, since the web server is no part of a reader's installation
    service = importlib.import_module("musnad.service")
    uvicorn = importlib.import_module("uvicorn")
    hosts = ("localhost", "127.0.0.1", "[::1]", *(name or ()))
    if host not in ANYWHERE:
        hosts = (*hosts, host)
    kept = str(accounts) if accounts else None

    def options_of(ledger_name: str | None) -> Any:  # noqa: ANN401 - the web room's own options
        return service.ServiceOptions(ledger_name, hosts, lang, kept, model)

    shown = f"[{host}]" if ":" in host else host
    with (
        _week(model) if demo else nullcontext(ledger or os.environ.get(VARIABLE)) as name_of_ledger
    ):
        app = service.create_app(options_of(name_of_ledger))
        typer.echo(f"The reading room is open at http://{shown}:{port}/ (Ctrl-C closes it)")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _week(model: Path | None) -> Iterator[str]:
    """A ledger of the fictional week, for as long as it is looked at."""
    fill = importlib.import_module("musnad.ingest.demo").fill_demo
    reader = importlib.import_module("musnad.pipeline").Reader.load(model)
    with TemporaryDirectory(prefix="musnad-") as folder:
        path = Path(folder) / "demo.ledger"
        typer.echo("Reading a fictional week (some seconds) …")
        with importlib.import_module("musnad.ledger").Ledger.open(path) as kept:
            fill(kept, reader=reader)
        yield str(path)
