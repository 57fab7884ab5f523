"""XML written by hand: tags with escaped attributes, texts without illegal characters."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from musnad.export.texts import xml_text

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_LINE_ENDS = {"\r": "&#13;"}
"""Readers turn a bare carriage return into a line feed."""


def tag(name: str, attributes: Mapping[str, str], *, close: bool = False) -> str:
    """An opening tag, or an empty element if `close`."""
    pairs = "".join(f" {key}={quoteattr(xml_text(value))}" for key, value in attributes.items())
    return f"<{name}{pairs}{'/' if close else ''}>"


def text(value: str | float | bool) -> str:
    """A value as text of an element."""
    return escape(plain_value(value), _LINE_ENDS)


def plain_value(value: str | float | bool) -> str:
    """A value as XML Schema writes it, without characters that XML can't hold."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml_text(value) if isinstance(value, str) else repr(value)
