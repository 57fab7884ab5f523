"""A lake: readings as Parquet files by publication day, written batch by batch.

    lake/readings/date=2024-05-01/b…-000.parquet   one row a reading
    lake/frames/date=2024-05-01/b…-000.parquet     one row a frame
    lake/failures/b…-000.parquet                   one row a page that came to nothing
    lake/_musnad/lake.json, _musnad/batches/…      what it is, and the batches that it holds

A batch's files bear its id, which follows from its pages and the model: doing a batch twice writes
the same files again. Its commit is written last. Files without a commit, from a run that was cut
off, are removed when the lake is opened to be written; so each page is there once, however often
its batch was begun.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import pyarrow as pa

from musnad import __version__
from musnad.errors import LakeError
from musnad.ingest.items import Skipped
from musnad.ingest.lake_columns import TABLES
from musnad.ingest.lake_commits import COMMITS, FILE, MOST_BYTES, NAME, Commit
from musnad.ingest.lake_known import Seen
from musnad.ingest.lake_store import PART, Folder, Store, open_store
from musnad.records import canonical

try:
    import fcntl
except ImportError:  # not on Windows, where two runs at once are the user's to avoid
    fcntl = None  # type: ignore[assignment]

ABOUT = "_musnad/lake.json"
LOCK = "_musnad/lock"
FORMAT = 1

FAULTS = (LakeError, OSError, ValueError, TypeError, KeyError, RecursionError, pa.ArrowException)
"""What a damaged file gives when it is read."""


class Lake:
    """A folder or an address that holds readings as Parquet."""

    def __init__(self, store: Store) -> None:
        """Use `Lake.open`."""
        self.store = store

    @classmethod
    def open(cls, name: str, *, create: bool = False) -> Lake:
        """Open a lake by its folder or address (s3://bucket/lake).

        Raises:
            LakeError: there is none and none may be made, or something else lies there.
        """
        store = open_store(name)
        return cls.make(store) if create else cls._found(store)

    @classmethod
    def make(cls, store: Store) -> Lake:
        """The lake at a place, which is made where nothing lies yet.

        Raises:
            LakeError: something else lies there.
        """
        if not store.holds(ABOUT):
            if next(store.paths(""), None) is not None:
                raise LakeError(
                    f"{store.name} holds other files; name a new or empty folder for a lake"
                )
            made = {"format": FORMAT, "musnad": __version__, "tables": list(TABLES)}
            store.write(ABOUT, canonical(made))
        return cls._found(store)

    @classmethod
    def _found(cls, store: Store) -> Lake:
        name = store.name
        if not store.holds(ABOUT):
            raise LakeError(f"{name} is no lake; `musnad ingest … --out {name}` makes one")
        if (found := _about(store).get("format")) != FORMAT:
            raise LakeError(
                f"{name} is a lake of format {found!r}, expected {FORMAT}; read it with the "
                "version of musnad that wrote it"
            )
        return cls(store)

    def commits(self) -> Iterator[Commit | Skipped]:
        """The batches that it holds, in the order in which they were formed, each once."""
        known: set[str] = set()
        for path in sorted(self.store.paths(COMMITS)):
            name = NAME.fullmatch(path.rpartition("/")[2])
            if name is None or name[2] in known:
                continue
            try:
                commit = self.commit(path)
            except LakeError as error:
                yield Skipped(self.told(path), str(error), LakeError.__name__)
                continue
            known.add(commit.batch)
            yield commit

    def commit(self, path: str) -> Commit:
        """A batch's commit.

        Raises:
            LakeError: it can't be read; says which one.
        """
        place = self.told(path)
        with self.store.opened(path) as file:
            if file.size() > MOST_BYTES:
                raise LakeError(f"{place}: {file.size():,} bytes are too many for a commit")
            commit = Commit.from_bytes(file.read(), place=place)
        if commit.path != path:
            raise LakeError(f"{place}: bears another name than its number and batch ask for")
        return commit

    def told(self, path: str) -> str:
        """A path as a user knows it."""
        return f"{self.store.name.rstrip('/')}/{path}"

    def leftovers(self, batches: set[str]) -> Iterator[str]:
        """Files of ours that belong to none of these batches: of a run that was cut off."""
        for table in TABLES:
            for path in self.store.paths(table):
                name = path.rpartition("/")[2]
                found = FILE.fullmatch(path)
                unfinished = name.startswith(".b") and name.endswith(PART)
                if unfinished or (found and found[1] not in batches):
                    yield path

    @contextmanager
    def writing(self, *, model: str) -> Iterator[tuple[Seen, int]]:
        """The one writer's turn: which pages this model need not read, and the last batch's number.

        What a run that was cut off has left is removed. In a folder a second writer is refused; in
        an object store, which has no locks, take care that there is only one.

        Raises:
            LakeError: another run is writing, or a commit is damaged.
        """
        with _locked(self.store):
            seen, batches, last = Seen(), set[str](), 0
            for commit in self.commits():
                if isinstance(commit, Skipped):
                    raise LakeError(
                        f"{commit.reason}. What it held is not known any more: take the file away, "
                        "and its pages are read again"
                    )
                batches.add(commit.batch)
                last = max(last, commit.number)
                if commit.model == model:
                    for digits in commit.known:
                        seen.add(digits)
            for path in list(self.leftovers(batches)):
                self.store.remove(path)
            yield seen, last


def _about(store: Store) -> dict[str, Any]:
    """What a lake says of itself."""
    try:
        with store.opened(ABOUT) as file:
            found = json.loads(file.read(MOST_BYTES))
    except FAULTS as error:
        raise LakeError(f"{store.name.rstrip('/')}/{ABOUT}: can't be read ({error})") from error
    return found if isinstance(found, dict) else {}


@contextmanager
def _locked(store: Store) -> Iterator[None]:
    """No other run writes into this folder meanwhile; a run that is killed lets go by itself."""
    if fcntl is None or not isinstance(store, Folder):
        yield
        return
    with (store.root / LOCK).open("ab") as file:
        _lock(file, store.name)
        yield


def _lock(file: IO[bytes], name: str) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise LakeError(
            f"another run is writing into {name}; wait for its end, or give this one another "
            "folder: `musnad load` takes several"
        ) from error
