"""The option that names a ledger, the same for every command that has one."""

from __future__ import annotations

import os
from typing import Annotated

import typer

VARIABLE = "MUSNAD_LEDGER"

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        "-l",
        help=f"File or postgresql:// address of the ledger [default: ${VARIABLE}].",
        show_default=False,
    ),
]


def ledger_name(given: str | None) -> str:
    """The ledger that was named, or the one of the environment."""
    name = given or os.environ.get(VARIABLE)
    if not name:
        raise typer.BadParameter(
            f"no ledger is named; give --ledger FILE, or set {VARIABLE}", param_hint="--ledger"
        )
    return name
