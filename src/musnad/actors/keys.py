"""Spelling-folded keys of names."""

from __future__ import annotations

from musnad.script import fold


def name_key(name: str) -> str:
    """The key of a name."""
    key = fold(name)
    return key.removeprefix("ال") if len(key) > 4 else key
