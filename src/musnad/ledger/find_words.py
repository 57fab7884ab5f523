"""Finds words that a reviewer types in an article: to the letter first, then in any spelling."""

from __future__ import annotations

import re

from musnad.errors import LedgerError
from musnad.records import Span
from musnad.script import fold

PLACE = re.compile(r"(\d{1,9}):(\d{1,9})")
NTH = re.compile(r"(.*)@(\d{1,4})", re.DOTALL)
CUT = re.compile(r"\s*(?:…|\.\.\.)\s*")

SHOWN = 5
"""Places that an error lists."""

AROUND = 15
"""Characters beside each of them."""

MOST = 10_000
"""Occurrences that are looked at."""


def find_words(text: str, given: str, *, near: int = 0) -> Span:
    """Where words stand in a text: the occurrence nearest to a place.

    Args:
        text: the article's text.
        given: the words; "words@n" for their n-th occurrence; "first … last" for a run that
            begins and ends with these words; "start:end" for a place in numbers.
        near: the place, such as the beginning of the predicate.

    Raises:
        LedgerError: they don't stand there; tells where folded or single words of them do.
    """
    place = PLACE.fullmatch(given.strip())
    if place:
        return _numbers(int(place[1]), int(place[2]), text)
    nth = NTH.fullmatch(given)
    words, number = (nth[1].strip(), int(nth[2])) if nth else (given.strip(), 0)
    if not fold(words):
        raise LedgerError(f"{given!r} has no words; give words of the article, or start:end")
    found = _cut(text, words, near) or _all(text, words)
    if not found:
        raise LedgerError(f"{words!r} does not stand in the article{_hint(text, words)}")
    if nth:
        if not 1 <= number <= len(found):
            places = _listed(text, found)
            raise LedgerError(f"{words!r} stands there {len(found)} times, not {number}: {places}")
        return found[number - 1]
    return min(found, key=lambda s: (not _is_whole(text, s), abs(s.start - near), s.start))


def _numbers(start: int, end: int, text: str) -> Span:
    if not 0 <= start < end <= len(text):
        raise LedgerError(f"{start}:{end} is no place in a text of {len(text)} characters")
    return Span(start, end)


def _cut(text: str, words: str, near: int) -> list[Span]:
    """The run from the words before "…" to those after; nothing where none are left out."""
    parts = CUT.split(words)
    if len(parts) != 2 or not all(fold(part) for part in parts) or _all(text, words):
        return []
    heads, tails = _all(text, parts[0]), _all(text, parts[1])
    runs = [
        Span(head.start, tail.end)
        for head in heads
        if (tail := next((t for t in tails if t.start >= head.end), None))
    ]
    return sorted(runs, key=lambda s: (abs(s.start - near), s.start))[:1]


def _all(text: str, words: str) -> list[Span]:
    """All occurrences, to the letter; folded ones where there are none."""
    exact = list(_occurrences(text, words))
    if exact:
        return [Span(at, at + len(words)) for at in exact]
    folded, starts, ends = _map(text)
    key = fold(words)
    return [Span(starts[at], ends[at + len(key) - 1]) for at in _occurrences(folded, key)]


def _occurrences(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < MOST:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _map(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and where each of its characters begins and ends in the text.

    Marks that folding drops belong to the letter before.
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(text):
        folded = " " if char.isspace() else fold(char)
        if folded == " " and letters[-1:] == [" "]:
            continue
        if not folded and ends and letters[-1] != " ":
            ends[-1] = at + 1
        for letter in folded:
            letters.append(letter)
            starts.append(at)
            ends.append(at + 1)
    return "".join(letters), starts, ends


def _is_whole(text: str, span: Span) -> bool:
    """Whether the run ends where a word ends, and begins where one begins."""
    before, after = text[: span.start][-1:], text[span.end : span.end + 1]
    return not (before.isalnum() or after.isalnum())


def _hint(text: str, words: str) -> str:
    """What of the words stands in the text."""
    for word in sorted(words.split(), key=len, reverse=True):
        found = _all(text, word)
        if found:
            return f"; {word!r} does: {_listed(text, found)}"
    return ""


def _listed(text: str, found: list[Span]) -> str:
    shown = [
        f"{s.start}:{s.end} «{text[max(0, s.start - AROUND) : s.end + AROUND].strip()}»"
        for s in found[:SHOWN]
    ]
    more = ", …" if len(found) > SHOWN else ""
    return "، ".join(" ".join(line.split()) for line in shown) + more
