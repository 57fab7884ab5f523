"""Cheap checks of what anybody may have written, before anything is built from it.

A block or a span is short to write and may be long to read back: a thousand blocks that each hold
the whole text would be a thousand texts. So blocks may not overlap, and a span is read back only
where the text beside it is as long as it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.errors import RecordError


def check_blocks(blocks: list[dict[str, Any]], text: str) -> None:
    """Refuse blocks that are not in order, overlap, or leave the text.

    Raises:
        RecordError: they do.
    """
    at = 0
    for block in blocks:
        start, end = _pair(block["span"])
        if not at <= start <= end <= len(text):
            raise RecordError(f"the block {start}:{end} overlaps another one or leaves the text")
        at = end


def check_spans(record: dict[str, Any], text: str) -> None:
    """Refuse spans that are not as long as the text that stands with them, or leave the article.

    Raises:
        RecordError: there is one.
    """
    for span, words in _spans(record):
        start, end = _pair(span)
        if not 0 <= start <= end <= len(text) or not isinstance(words, str):
            raise RecordError(f"the span {start}:{end} leaves the article's text")
        if end - start != len(words):
            raise RecordError(
                f"the span {start}:{end} has {end - start} characters, its words {len(words)}"
            )
        if text[start:end] != words:
            raise RecordError(
                f"at {start}:{end} stands {text[start:end][:60]!r}, not {words[:60]!r}"
            )


def _spans(record: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    for name in ("mentions", "withheld", "resolved"):
        for item in record[name]:
            yield item["span"], item["text"]
    for frame in record["frames"]:
        yield frame["predicate"], frame["text"]
        for role in frame["roles"]:
            yield role["span"], role["text"]


def _pair(span: Any) -> tuple[int, int]:  # noqa: ANN401 - JSON
    if not isinstance(span, list) or len(span) != 2 or not all(type(n) is int for n in span):
        raise RecordError(f"{str(span)[:60]} is no span; expected two whole numbers")
    return span[0], span[1]
