"""The Python face: one call that reads, with a reader that is loaded once."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Literal

from musnad.errors import PageError
from musnad.pages.fetch import fetch
from musnad.pipeline import Reader
from musnad.records import Article, Reading
from musnad.show import render_text  # noqa: F401 - readings print as text from here on

LONGEST_NAME = 1024
"""A longer text is no file name."""

_LOCK = threading.Lock()
_READER: list[Reader] = []


def read(
    source: str | bytes | Path | Article,
    *,
    url: str | None = None,
    published: date | None = None,
    kind: Literal["auto", "html", "text"] = "auto",
) -> Reading:
    """The reading of a page, a text or an article, with the shipped model.

    The model is loaded at the first call and kept; one call reads at a time. For many articles and
    other models see `musnad.Reader`.

    Args:
        source: bytes of a page; text of an article, or HTML; a path; the name of a file that
            exists; an http(s) address; an `Article`.
        url: address that the page came from; tells the outlet, often the day.
        published: publication date, if you know it.
        kind: what the page is; "auto" looks.

    Raises:
        PageError: it can't become an article; says why.
        FetchError: the address can't be fetched, or may not be.
    """
    data = source
    if isinstance(data, str) and _is_address(data):
        page = fetch(data)
        data, url = page.data, url or page.final_url
    elif isinstance(data, Path) or (isinstance(data, str) and _is_file(data)):
        data = _bytes_of(Path(data))
    with _LOCK:
        if not _READER:
            _READER.append(Reader.load())
        if isinstance(data, Article):
            return _READER[0].read(data)
        if not isinstance(data, str | bytes):
            raise TypeError(f"{type(source).__name__}; expected bytes, str, Path or Article")
        return _READER[0].read_page(data, url=url, published=published, kind=kind)


def _is_address(source: str) -> bool:
    one_word = len(source) < LONGEST_NAME and not any(c.isspace() for c in source)
    return one_word and source.lower().startswith(("http://", "https://"))


def _is_file(source: str) -> bool:
    if len(source) > LONGEST_NAME or "\n" in source or "\0" in source:
        return False
    try:
        return Path(source).is_file()
    except OSError:
        return False


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PageError(f"{path} can't be read ({error.strerror or error})") from error
