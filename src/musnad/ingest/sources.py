"""What a user names → items: pages, folders, archives, tables, addresses; each in bounded memory.

Sources are the same, in the same order, whenever something is read again. What is wrong with one
record or file among many is told in its place, and the others are read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from musnad.errors import SourceError
from musnad.ingest.archives import read_tar, read_zip
from musnad.ingest.columns import Columns
from musnad.ingest.folders import files_of
from musnad.ingest.items import DAMAGED, NO_PAGE, Item, Skipped
from musnad.ingest.kinds import FileKind, kind_of
from musnad.ingest.names import OTHERS, is_of, shown, suffixes
from musnad.ingest.packed import Stream, open_file, read_bounded, unpacked
from musnad.ingest.tables_csv import read_csv
from musnad.ingest.tables_json import read_json, read_lines
from musnad.ingest.tables_parquet import read_parquet
from musnad.ingest.warc import read_warc
from musnad.pages import MAX_PAGE_BYTES
from musnad.pages.fetch import fetch

Kind = Literal["auto", "page", "json", "jsonl", "csv", "parquet", "zip", "tar", "warc", "wacz"]

TABLES: dict[FileKind, Callable[..., Iterator[Item | Skipped]]] = {
    "json": read_json,
    "jsonl": read_lines,
    "csv": read_csv,
    "parquet": read_parquet,
}


def open_items(
    name: str,
    *,
    columns: Mapping[str, str] | None = None,
    kind: Kind = "auto",
    start: str | None = None,
    allow_private: bool = False,
) -> Iterator[Item | Skipped]:
    """The items of a file, a folder or an address.

    Args:
        name: as the user gives it.
        columns: our field → a table's column, where the known names don't do.
        kind: what the file is; "auto" looks at its first bytes and its name.
        start: the source of the last item that is done; what comes after it is given.
        allow_private: also fetch from addresses that are not public.

    Raises:
        SourceError: the file can't be read at all, or no column is known to hold the text. What
            shows later, in the midst of a file, is given as `Skipped`.
        FetchError: the address can't be fetched, or may not be.
    """
    if kind not in get_args(Kind):
        raise SourceError(f"{kind!r} is no kind of source; choose of {', '.join(get_args(Kind))}")
    reading = _Reading(Columns.of(columns), kind, start)
    if name.lower().startswith(("http://", "https://")):
        items = _fetched(name, allow_private=allow_private)
    elif os.path.isdir(name):  # noqa: PTH112 - Path's own raises where it may not look
        items = reading.folder(Path(name), _told(name))
    else:
        items = reading.file(Path(name), _told(name))
    return _behind(_going_on(items, _told(name)), start) if start else _going_on(items, _told(name))


def _told(name: str) -> str:
    """A name as the user gave it, with what a terminal or database can't take made visible."""
    return shown(name).replace("\\#", "#")


def _fetched(url: str, *, allow_private: bool) -> Iterator[Item | Skipped]:
    page = fetch(url, allow_private=allow_private)
    yield Item(url, page.data, url=page.final_url, content_type=page.content_type)


def _going_on(items: Iterator[Item | Skipped], name: str) -> Iterator[Item | Skipped]:
    """Items; an error after the first of them is told as what was set aside."""
    given = False
    try:
        for item in items:
            yield item
            given = True
    except SourceError as error:
        if not given:
            raise
        yield Skipped(f"{name}!", str(error), DAMAGED)


def _behind(items: Iterator[Item | Skipped], start: str) -> Iterator[Item | Skipped]:
    """The items behind one.

    Raises:
        SourceError: there is no such item.
    """
    if not any(item.source == start for item in items):
        raise SourceError(
            f"{start} is not there any more, so that it is not known where to go on; read it all "
            "again: what is in the ledger is passed over"
        )
    yield from items


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a source, as the user asked for it."""

    columns: Columns
    kind: Kind
    start: str | None

    def folder(self, folder: Path, name: str) -> Iterator[Item | Skipped]:
        """The items of all files of a folder; one that can't be read stops nothing."""
        start = self.start
        for found in files_of(folder, name=name):
            if isinstance(found, Skipped):
                yield found
                continue
            path, source = found
            if start and not is_of(start, source):
                continue
            start = None
            yield from self._in_folder(path, source)

    def _in_folder(self, path: Path, source: str) -> Iterator[Item | Skipped]:
        given = False
        try:
            for item in self.file(path, source, among=True):
                yield item
                given = True
        except SourceError as error:
            yield Skipped(f"{source}!" if given else source, str(error), DAMAGED)

    def file(self, path: Path, name: str, *, among: bool = False) -> Iterator[Item | Skipped]:
        """The items of a file; `among` others, it is passed over if it is of another kind."""
        with open_file(path, name=name) as stream:
            yield from self._stream(stream, name, among=among)

    def _stream(self, stream: Stream, name: str, *, among: bool) -> Iterator[Item | Skipped]:
        """The items of a file that is at its beginning; first what is packed is unpacked."""
        kind: FileKind = kind_of(stream.peek(512), name)
        if kind in ("zip", "wacz") and self.kind in ("auto", "zip", "wacz"):
            yield from self._zip(stream, name, wacz="wacz" in (kind, self.kind))
            return
        if kind == "warc" and self.kind in ("auto", "warc"):
            yield from read_warc(stream, name=name)
            return
        plain = unpacked(stream, name=name)
        if plain is not stream:
            kind = kind_of(plain.peek(4096), name)
            if kind in ("parquet", "zip", "wacz"):
                raise SourceError(f"{name}: is a compressed {kind} file; unpack it first")
        if self.kind not in ("auto", kind):
            if among:
                return
            kind = self.kind
        yield from self._of_kind(kind, plain, name)

    def _of_kind(self, kind: FileKind, stream: Stream, name: str) -> Iterator[Item | Skipped]:
        if kind == "other":
            yield Skipped(name, "is neither a page nor a table nor an archive", NO_PAGE)
        elif kind == "page":
            yield _page(stream, name)
        elif kind == "tar":
            yield from read_tar(stream, name=name, read=self._member, start=self.start)
        elif kind == "warc":
            yield from read_warc(stream, name=name)
        elif kind in TABLES:
            first = _number(name, self.start)
            yield from TABLES[kind](stream, name=name, columns=self.columns, first=first)
        else:
            raise SourceError(f"{name}: is no {kind} file")

    def _zip(self, stream: Stream, name: str, *, wacz: bool) -> Iterator[Item | Skipped]:
        read = self._wacz_member if wacz else self._member
        yield from read_zip(stream, name=name, read=read, start=self.start)

    def _member(self, stream: Stream, source: str) -> Iterator[Item | Skipped]:
        """The items of one file in an archive."""
        if suffixes(source)[0] in OTHERS:
            return
        plain = unpacked(stream, name=source)
        kind = kind_of(plain.peek(4096), source)
        if kind in ("zip", "wacz", "tar", "parquet"):
            what = "table that can't be read within" if kind == "parquet" else "archive in"
            yield Skipped(source, f"a {kind} {what} an archive; take it out first", NO_PAGE)
        elif self.kind in ("auto", "zip", "tar", kind):
            yield from self._of_kind(kind, plain, source)

    def _wacz_member(self, stream: Stream, source: str) -> Iterator[Item | Skipped]:
        """The pages of a crawl within WACZ; its indexes and lists are no pages."""
        if suffixes(source)[0] == ".warc":
            yield from read_warc(stream, name=source)


def _page(stream: Stream, name: str) -> Item | Skipped:
    data = read_bounded(stream, MAX_PAGE_BYTES)
    if data is None:
        limit = MAX_PAGE_BYTES // 1_000_000
        raise SourceError(f"{name}: over {limit} MB; a news page is far smaller")
    return Item(name, data)


def _number(name: str, start: str | None) -> int:
    """The record of a table to begin with."""
    place = start.removeprefix(f"{name}#") if start and start.startswith(f"{name}#") else ""
    return int(place) if place.isascii() and place.isdigit() and len(place) < 16 else 1
