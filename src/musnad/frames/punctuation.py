"""Characters that spans are trimmed of or balanced by. Data only.

Source: the punctuation that Arabic newsrooms use, with the Unicode names beside the odd ones.
"""

from __future__ import annotations

INVISIBLE = frozenset(
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\ufeff"
)
"""Zero width characters and bidi controls: they carry no word at the edge of a span."""

STOPS = frozenset(".،,؛;:…-–—/\\|")
"""Marks that part clauses; none belongs to the edge of a span. Question and exclamation marks
are left: they are part of what is said. Kashida is no stop: `1436هـ` ends with it."""

QUOTES: tuple[frozenset[str], ...] = (
    frozenset('"“”„‟＂'),
    frozenset("«»"),
    frozenset("‹›"),
)
"""Quotation marks by family. Newsrooms mix the members of a family and turn them around, so a
family is balanced by count, not by direction."""

BRACKETS: tuple[tuple[str, str], ...] = (("(", ")"), ("[", "]"), ("{", "}"))
"""Opening and closing brackets."""

GAP = frozenset(".،؟!… \u00a0")
"""What may stand between the end of a content and the quotation mark that closes it."""

MAX_GAP = 2
"""At most a stop and a space."""
