"""What a user may name on the command line: files, `-`, addresses."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from musnad.errors import PageError, PageTooLarge
from musnad.pages import MAX_PAGE_BYTES
from musnad.pages.fetch import fetch


@dataclass(frozen=True, slots=True)
class Source:
    """A page's bytes with what is known of where they came from."""

    name: str
    data: bytes
    url: str | None = None
    content_type: str | None = None


def is_address(name: str) -> bool:
    """Whether a name is a web address rather than a file."""
    return name.lower().startswith(("http://", "https://"))


def open_source(name: str, *, allow_private: bool = False) -> Source:
    """The bytes behind a name; `-` is standard input.

    Raises:
        PageError: the file is missing, no file, or too large.
        FetchError: the address can't be fetched, or may not be.
    """
    if name == "-":
        return Source("-", _bounded(sys.stdin.buffer.read(MAX_PAGE_BYTES + 1), "standard input"))
    if is_address(name):
        page = fetch(name, allow_private=allow_private)
        return Source(name, page.data, page.final_url, page.content_type)
    try:
        with Path(name).open("rb") as file:
            data = file.read(MAX_PAGE_BYTES + 1)
    except OSError as error:
        raise PageError(f"{name}: {_trouble(error)}") from error
    return Source(name, _bounded(data, name))


def _trouble(error: OSError) -> str:
    """What stands between us and a file. Pipes and devices are files too, as `<(…)` gives them."""
    if isinstance(error, FileNotFoundError):
        return "does not exist; expected a file, '-' or an http(s) address"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name the pages in it"
    return f"can't be read ({error.strerror})"


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > MAX_PAGE_BYTES:
        limit = MAX_PAGE_BYTES // 1_000_000
        raise PageTooLarge(f"{name}: over {limit} MB; a news page is far smaller. Cut it first.")
    return data
