"""The option that names a model, the same for every command that reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ModelOption = Annotated[
    Path | None,
    typer.Option(
        "--model",
        metavar="FOLDER",
        envvar="MUSNAD_MODEL",
        help="Folder of another model than the shipped one, as `musnad train` writes it.",
        show_default=False,
    ),
]
