"""`musnad accounts`: who may sign in to the reading room."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from musnad.errors import MissingExtra
from musnad.show.safe import visible


class Act(StrEnum):
    """What is done."""

    add = "add"
    remove = "remove"
    list = "list"


class Role(StrEnum):
    """What somebody may do."""

    reader = "reader"
    reviewer = "reviewer"
    admin = "admin"


def accounts(
    act: Annotated[Act, typer.Argument(help="add (also: a new password), remove or list.")],
    name: Annotated[str, typer.Argument(help="Whose account.")] = "",
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.reader,
    file: Annotated[Path, typer.Option(help="File of the accounts.")] = Path("accounts.json"),
) -> None:
    """Make, change, remove and list accounts; the password is asked for, or read from a pipe."""
    if importlib.util.find_spec("argon2") is None:
        raise MissingExtra("argon2-cffi", "serve")
    known: Any = importlib.import_module("musnad.service.accounts").Accounts(file)
    if act is Act.list:
        for account in known.all().values():
            typer.echo(f"{account.role:9} {visible(account.name)}")
        return
    if not name.strip():
        raise typer.BadParameter("whose account? give a name")
    if act is Act.remove:
        known.remove(name)
        typer.echo(f"removed: {visible(name)}")
        return
    known.put(name, role.value, _password())
    typer.echo(f"{role.value}: {visible(name)}, in {file}")


def _password() -> str:
    """The password, typed twice without being shown, or the first line of a pipe."""
    if sys.stdin.isatty():
        return str(typer.prompt("password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")
