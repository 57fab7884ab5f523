"""The files of a folder and of those in it: sorted, each folder once, hidden ones left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from musnad.ingest.items import DAMAGED, NO_PAGE, Skipped
from musnad.ingest.names import OTHERS, is_hidden, shown, suffixes

DEEPEST = 64
"""Folders within folders; file systems allow more, people have fewer."""


def files_of(folder: Path, *, name: str) -> Iterator[tuple[Path, str] | Skipped]:
    """(path, source) of each file, in the order of the names, folders among files.

    Links are followed. A folder that was entered before, by whatever name, is not entered again.
    """
    entered: set[str] = set()
    waiting: list[Iterator[tuple[Path | None, str]]] = [
        iter([(folder, name.rstrip("/" + os.sep) or "/")])
    ]
    while waiting:
        path, source = next(waiting[-1], (None, ""))
        if path is None:
            waiting.pop()
        elif os.path.isdir(path):  # noqa: PTH112 - Path's own raises where it may not look
            real = os.path.realpath(path)
            if real in entered or len(waiting) > DEEPEST:
                yield Skipped(source, "this folder was read before, or lies too deep", NO_PAGE)
                continue
            entered.add(real)
            names = _names(path)
            if isinstance(names, str):
                yield Skipped(source, names, DAMAGED)
                continue
            waiting.append(_children(path, source.rstrip("/"), names))
        elif suffixes(path.name)[0] not in OTHERS:
            yield path, source


def _children(folder: Path, source: str, names: list[str]) -> Iterator[tuple[Path | None, str]]:
    for name in names:
        yield folder / name, f"{source}/{shown(name)}"


def _names(folder: Path) -> list[str] | str:
    """The names in a folder that are not hidden; or why they can't be had."""
    try:
        return sorted(name for name in os.listdir(folder) if not is_hidden(name))  # noqa: PTH208
    except OSError as error:
        return f"the folder can't be read ({error.strerror})"
