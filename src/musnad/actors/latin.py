"""Latin rendering of Arabic-script names, for display only."""

from __future__ import annotations


def latin_of(name: str) -> str:
    """A readable Latin rendering of a name."""
    return name
