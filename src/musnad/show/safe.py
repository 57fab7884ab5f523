"""Text from the open web, made safe to print in a terminal.

Control characters (terminal escapes among them) and the invisible marks that reorder text are
shown as their code points; nothing else changes.
"""

from __future__ import annotations

import unicodedata

RTL_ISOLATE, POP_ISOLATE = "\u2067", "\u2069"
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """`text` on one line, with what could steer the terminal shown as ⟨U+XXXX⟩."""
    return "".join(_shown(c) for c in " ".join(text.split()))


def _shown(char: str) -> str:
    if char in _REORDERING or unicodedata.category(char) in {"Cc", "Cs", "Co", "Zl", "Zp"}:
        return f"⟨U+{ord(char):04X}⟩"
    return char


def isolated(text: str, *, terminal: bool) -> str:
    """`text` as one right-to-left run on a terminal; unchanged in a file or pipe."""
    return f"{RTL_ISOLATE}{text}{POP_ISOLATE}" if terminal else text
