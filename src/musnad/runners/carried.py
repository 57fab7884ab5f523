"""A reader made ready for another machine, where the model's folder may lie elsewhere."""

from __future__ import annotations

import io
import pickle
import tempfile
from pathlib import Path
from typing import Any

from musnad.errors import ModelError
from musnad.model import MODEL_FOLDER, Model
from musnad.pipeline import Reader


def carried(reader: Reader) -> bytes:
    """The reader as bytes that `arrived` understands on any machine with this version of musnad.

    The shipped model is not carried: it lies in the package there as well. The files of another
    model are.
    """
    out = io.BytesIO()
    _Pickler(out, protocol=pickle.HIGHEST_PROTOCOL).dump((reader.model_id, reader))
    return out.getvalue()


def arrived(data: bytes) -> Reader:
    """The reader behind `carried`.

    Raises:
        ModelError: this machine has another model or another version of musnad.
    """
    sent, reader = pickle.loads(data)  # noqa: S301 - the first machine's own bytes
    here = Reader(reader.model).model_id
    if here != sent:
        raise ModelError(
            f"this machine reads with {here.name} {here.date} {here.digest[:12]} of musnad "
            f"{here.musnad}, the first one with {sent.name} {sent.date} {sent.digest[:12]} of "
            f"musnad {sent.musnad}; install the same version everywhere"
        )
    found: Reader = reader
    return found


class _Pickler(pickle.Pickler):
    """Puts the model's files, or no more than its being the shipped one, where its folder stood."""

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 - pickle's own protocol
        if not isinstance(obj, Model):
            return NotImplemented
        return _placed, (_files(obj.folder), obj.threads)


def _files(folder: Path) -> dict[str, bytes]:
    """A model folder's files by name; none for the shipped one."""
    if folder.resolve() == MODEL_FOLDER.resolve():
        return {}
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _placed(files: dict[str, bytes], threads: int) -> Model:
    """The model of these files. It is read whole, so that its folder is not needed any more."""
    if not files:
        return Model.load(threads=threads)
    with tempfile.TemporaryDirectory(prefix="musnad-model-") as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        return Model.load(Path(folder), threads=threads)
