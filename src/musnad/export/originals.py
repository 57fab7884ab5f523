"""What is kept beside an annotation tool's files: the items as they went out, in corpus format.

`musnad annotated` holds corrections against them: the tool's text must still be theirs, letter for
letter, and what changed is told apart from what was there.
"""

from __future__ import annotations

import re

from musnad.errors import ExportError

ORIGINAL = "original"
"""Stem of the two files."""

_FILE = re.compile(r"\w[\w.-]{0,99}")


def file_stem(article: str) -> str:
    """The id of an article as the stem of a file's name.

    Raises:
        ExportError: it has other characters than letters, digits, `.`, `-` and `_`.
    """
    if not _FILE.fullmatch(article):
        raise ExportError(
            f"{article[:60]!r} can't name a file; give the item an id of letters, digits, . - _"
        )
    return article
