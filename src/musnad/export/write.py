"""Entries → a file or folder, whole or not at all."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from musnad.errors import ExportError, MissingExtra
from musnad.export.files import new_file, new_folder
from musnad.export.formats import DEFAULT, FORMATS, Format, Options
from musnad.records import Entry, is_judged, judged


def export(
    entries: Iterable[Entry], form: str, out: Path | BinaryIO, *, options: Options = DEFAULT
) -> int:
    """Write entries in a format; they are taken one by one.

    A file or folder is written beside its place and moved there at the end: what stood there
    before stays until then, and for good if anything fails.

    Args:
        entries: what to write.
        form: name of a format, one of `FORMATS`.
        out: the file or folder; or an open binary file, which takes formats of one file.
        options: how.

    Returns:
        How many records were written: rows, features, edges and so on, as the format has it.

    Raises:
        ExportError: there is no such format, or the place can't be written.
        MissingExtra: the format needs a library that is not installed.
    """
    chosen = _format(form)
    writer = _writer(chosen)
    taken = _taken(entries, options)
    if not isinstance(out, Path):
        if chosen.shape == "folder":
            raise ExportError(f"{form} is a folder of files; name a folder to write it to")
        return int(writer.write(taken, out, options))
    if chosen.shape == "folder":
        with new_folder(out) as folder:
            return int(writer.write(taken, folder, options))
    with new_file(out) as file:
        return int(writer.write(taken, file, options))


def _format(name: str) -> Format:
    try:
        return FORMATS[name]
    except KeyError:
        raise ExportError(f"unknown format {name!r}; known are {', '.join(FORMATS)}") from None


def _writer(form: Format) -> Any:  # noqa: ANN401 - a module with a function `write`
    if form.library and form.extra and importlib.util.find_spec(form.library) is None:
        raise MissingExtra(form.library, form.extra)
    return importlib.import_module(f"musnad.export.{form.module}")


def _taken(entries: Iterable[Entry], options: Options) -> Iterator[Entry]:
    for entry in entries:
        if not options.judged:
            yield entry
        elif is_judged(entry):
            yield judged(entry)
