"""Which articles are versions of one page, and what changed between two of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from musnad.records import Article, Span, content_id
from musnad.script import fold

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src")
"""Beginnings of the names of address parameters that say who sent the reader, not which page."""


def page_of(article: Article, source: str | None) -> str:
    """The key that all versions of a page share.

    With an address, that address without scheme, "www.", tracking parameters and fragment. Without
    one, the source's name together with the title: two files of one name may hold any two pages.
    """
    if article.url:
        return plain_address(article.url)
    if source and article.title:
        return content_id("p", [source, fold(article.title)])
    return content_id("p", [source, article.text])


def plain_address(url: str) -> str:
    """An address without what does not change the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(TRACKING)
    ]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of lines that differs between two versions; an empty text where there is none.

    `old` and `new` are spans of the two articles' texts, whole lines without the last line end.
    """

    kind: Literal["added", "dropped", "changed"]
    old: Span
    new: Span
    old_text: str
    new_text: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "kind": self.kind,
            "old": list(self.old),
            "new": list(self.new),
            "old_text": self.old_text,
            "new_text": self.new_text,
        }


def changes(old: str, new: str) -> Iterator[Change]:
    """What changed from one text to another, line by line, in the order of the texts."""
    before, after = old.split("\n"), new.split("\n")
    kinds: dict[str, Literal["added", "dropped", "changed"]] = {
        "insert": "added",
        "delete": "dropped",
        "replace": "changed",
    }
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in kinds:
            old_span, new_span = _lines(before, a, b), _lines(after, c, d)
            yield Change(kinds[tag], old_span, new_span, old_span.of(old), new_span.of(new))


def _lines(lines: list[str], first: int, end: int) -> Span:
    """Where the lines from `first` up to `end` stand."""
    start = sum(len(line) + 1 for line in lines[:first])
    length = sum(len(line) + 1 for line in lines[first:end])
    if first == end:  # nothing: between two lines, or at the text's end
        start = min(start, sum(len(line) + 1 for line in lines) - 1)
        return Span(start, start)
    return Span(start, start + length - 1)
