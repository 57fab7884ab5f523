"""Any text made safe to stand in a page, and to look like what it is."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, bidi embeddings, overrides and isolates, lone surrogates: they can make a page show
other than it holds, or can't be written at all. Plain marks (LRM, RLM, ALM) and joiners are
everyday Arabic and stay."""


def shown(text: str) -> str:
    """The text for an element's content; hidden characters are drawn by their code."""
    return _HIDDEN.sub(
        lambda found: f'<span class="control">U+{ord(found[0]):04X}</span>', escape(text)
    )


def attribute(text: str) -> str:
    """The text for an attribute's value; hidden characters are replaced."""
    return _HIDDEN.sub("\ufffd", escape(text))


def web_address(text: str | None) -> str | None:
    """The address if it is one that a page may link to."""
    if text is None or _HIDDEN.search(text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None
