"""From lines of a page to the lines of its article, and why each other line was left out.

The same rules serve what an extractor found in HTML and text copied from a screen. Nothing is
changed within a line, and nothing disappears: a line is a block of the article or a piece of
furniture with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from musnad.pages import words as w
from musnad.pages.credits import (
    Credit,
    head_credit,
    line_credit,
    standing_credit,
    tail_credit,
)
from musnad.pages.days import day_in, is_date_line
from musnad.records.article import BlockKind
from musnad.script import fold

BODY_WORDS = 12
"""A line of so many words is a paragraph, whatever it ends with."""

SENTENCE_WORDS = 5
"""A line of so many words that ends a sentence is a paragraph."""

QUESTION_WORDS = 16
"""A question or an announcement of so many words is a paragraph; shorter ones head articles."""

LONG_WORDS = 30
"""No headline is so long."""

SUBHEAD_WORDS = 9
TITLE_WORDS = 3
MOST_CREDITS = 3
"""Lines between headline and body of which the last may be a dateline by its place alone."""

LIST_WORDS = 18
"""Below a heading such as "read also", shorter lines that end no sentence are its list."""

_SENTENCE_END = re.compile(r"[.؟!?…»\"”)]\s*$")
_STRONG_END = re.compile(r"[.؟!?…]\s*[»\"”)]?\s*$")


@dataclass(slots=True)
class Line:
    """A line of the page; `heading` where the markup says that it is a heading."""

    text: str
    heading: bool = False


@dataclass(slots=True)
class Parts:
    """What the lines turned out to be."""

    blocks: list[tuple[BlockKind, str]] = field(default_factory=list)
    furniture: list[tuple[str, str]] = field(default_factory=list)
    dateline: str | None = None
    agency: str | None = None
    byline: str | None = None
    day: date | None = None

    def drop(self, line: str, reason: str) -> None:
        """Leave a line out."""
        self.furniture.append((line, reason))

    def credit(self, credit: Credit) -> None:
        """Note a credit where none is known yet."""
        self.dateline = self.dateline or credit.dateline
        self.agency = self.agency or credit.agency
        self.byline = self.byline or credit.byline


def sort_lines(lines: list[Line], *, title: str | None = None, outlet: str | None = None) -> Parts:
    """Sort a page's lines.

    Args:
        lines: non-empty lines in page order.
        title: the headline if the markup gave it; else it is sought above the body.
        outlet: the outlet's name, which heads some datelines.
    """
    parts = Parts()
    opens = is_body if title else opens_body
    first = next((k for k, line in enumerate(lines) if opens(line.text)), len(lines))
    if first == 0 and title is None and len(lines) > 1 and not lines[0].text.endswith("."):
        first = 1
    _head(lines[:first], lines[first:], parts, title)
    _body(lines[first:], parts, outlet, title)
    return parts


def is_body(line: str) -> bool:
    """Whether a line is a paragraph of running text."""
    count = len(line.split())
    if _is_furniture(line) and count < 2 * BODY_WORDS:
        return False
    return count >= BODY_WORDS or (count >= SENTENCE_WORDS and bool(_STRONG_END.search(line)))


def opens_body(line: str) -> bool:
    """Whether a line begins the body where no markup tells the headline.

    Headlines run to twenty words and more, but end no sentence.
    """
    count = len(line.split())
    bare = line.rstrip('»"”) ')
    ended = (bare.endswith(".") and count >= SENTENCE_WORDS) or (
        bare.endswith(("؟", "!", ":")) and count >= QUESTION_WORDS
    )
    return (ended or count >= LONG_WORDS) and not _is_furniture(line)


def _head(head: list[Line], body: list[Line], parts: Parts, title: str | None) -> None:
    """Sort what stands above the body: masthead, kicker, headline, captions, credits."""
    lead = body[0].text if body else ""
    kept: list[str] = []
    after_office = False
    for line in head:
        text = line.text
        reason = _head_reason(text, kept, parts, after_office=after_office)
        after_office = reason == "masthead"
        if reason:
            parts.drop(text, reason)
        else:
            kept.append(text)
    if title is None:
        title = _headline(kept, lead)
    _place_head(kept, lead, parts, title)


def _head_reason(text: str, kept: list[str], parts: Parts, *, after_office: bool) -> str | None:
    key = fold(text)
    if w.MASTHEAD.match(key):
        return "masthead"
    if after_office and len(text.split()) <= 4:
        return "name in the masthead"
    if any(fold(other) == key for other in kept):
        return "repeated line"
    credit = line_credit(text)
    if credit:
        parts.credit(credit)
        return "credit line"
    if is_date_line(text):
        parts.day = parts.day or day_in(text)
        return "date line"
    return furniture_reason(text)


def _headline(kept: list[str], lead: str) -> str | None:
    """The first line above the body that can be a headline: long enough, and no mere name."""
    likely = [t for t in kept if len(t.split()) >= TITLE_WORDS and not _is_caption(t, lead)]
    longest = max((len(t.split()) for t in likely), default=0)
    return next((t for t in likely if len(t.split()) * 2 >= longest), kept[0] if kept else None)


def _place_head(kept: list[str], lead: str, parts: Parts, title: str | None) -> None:
    at = next((k for k, t in enumerate(kept) if title and fold(t) == fold(title)), None)
    before = kept[:at] if at is not None else []
    after = kept[at + 1 :] if at is not None else kept
    if after and len(after) <= MOST_CREDITS and not parts.dateline:
        credit = standing_credit(after[-1])
        if credit:
            parts.credit(credit)
            parts.drop(after.pop(), "credit line")
    for text in before:
        if len(text.split()) >= 2:
            parts.blocks.append(("kicker", text))
        else:
            parts.drop(text, "line above the headline")
    if title:
        parts.blocks.append(("title", title))
    for number, text in enumerate(after):
        if title and fold(text) == fold(title):
            parts.drop(text, "headline repeated")
        elif _is_caption(text, lead) or _begins_another(text, after, number, lead):
            parts.drop(text, "caption")
        else:
            parts.blocks.append(("paragraph" if is_body(text) else "subhead", text))


def _is_caption(text: str, lead: str) -> bool:
    """Whether a short line only repeats a name of the lead, or names a picture."""
    key = fold(text)
    if w.CAPTION.search(key) and len(text.split()) <= 10:
        return True
    return len(text.split()) <= 12 and bool(key) and key in fold(lead)


def _begins_another(text: str, lines: list[str], number: int, lead: str) -> bool:
    """A caption cut short stands above the same caption in full."""
    key = fold(text)
    return any(
        fold(other).startswith(key) and _is_caption(other, lead)
        for k, other in enumerate(lines)
        if k != number
    )


def _body(body: list[Line], parts: Parts, outlet: str | None, title: str | None) -> None:
    in_list = False
    written = 0
    notices = _notices_from(body)
    last = max((k for k, line in enumerate(body) if is_body(line.text)), default=-1)
    seen = {fold(text) for _, text in parts.blocks}
    for number, line in enumerate(body):
        text = line.text
        if number >= notices:
            parts.drop(text, "page notice")
            continue
        later = number < last
        reason = _repeated(text, seen, title)
        reason = reason or _body_reason(text, parts, later=later, written=written)
        if reason is None and in_list and not _ends_list(text):
            reason = "list below a heading such as “read also”"
        if reason:
            in_list = in_list or reason == "related stories"
            parts.drop(text, reason)
            continue
        in_list = False
        seen.add(fold(text))
        if written == 0:
            parts.credit(head_credit(text, outlet=outlet))
        if _is_subhead(line, later=later):
            parts.blocks.append(("subhead", text))
        else:
            written += 1
            parts.blocks.append(("paragraph", text))


def _notices_from(body: list[Line]) -> int:
    """Where the closing notices begin: at the end, also long lines that hold such a phrase."""
    at = len(body)
    while at > 1 and w.TAIL.search(fold(body[at - 1].text)):
        at -= 1
    return at


def _ends_list(text: str) -> bool:
    return len(text.split()) >= LIST_WORDS or (is_body(text) and bool(_STRONG_END.search(text)))


def _is_subhead(line: Line, *, later: bool) -> bool:
    short = len(line.text.split()) <= SUBHEAD_WORDS
    plain = not _SENTENCE_END.search(line.text) and not line.text.rstrip().endswith((":", "،"))
    return later and short and (line.heading or plain)


def _repeated(text: str, seen: set[str], title: str | None) -> str | None:
    key = fold(text)
    if title and key == fold(title):
        return "headline repeated"
    return "repeated line" if key in seen and len(text.split()) > 2 else None


def _body_reason(text: str, parts: Parts, *, later: bool, written: int) -> str | None:
    tail = tail_credit(text)
    if tail:
        parts.credit(tail)
        return "closing credit"
    credit = line_credit(text) if written == 0 or not later else Credit()
    if credit:
        parts.credit(credit)
        return "credit line"
    return furniture_reason(text)


def _is_furniture(text: str) -> bool:
    return furniture_reason(text) is not None


def furniture_reason(text: str) -> str | None:
    """Why a line is furniture by its own words; None if it is not."""
    key = fold(text)
    count = len(text.split())
    return next((reason for reason, holds in _REASONS if holds(text, key, count)), None)


def _related(text: str, key: str, count: int) -> bool:
    """A heading such as "read also", or one with a story's title behind it."""
    heads = w.RELATED.match(key) is not None
    return heads and (count <= 6 or ":" in text[:25] or not _STRONG_END.search(text))


def _tail_like(_: str, key: str, count: int) -> bool:
    """Notices are short, or begin with their phrase; running text that holds one is not."""
    found = w.TAIL.search(key)
    return found is not None and (count <= 10 or found.start() <= 30)


_REASONS: tuple[tuple[str, Callable[[str, str, int], bool]], ...] = (
    ("rule or ornament", lambda text, _, __: not any(c.isalnum() for c in text)),
    ("bare address", lambda text, _, __: w.URL_LINE.match(text) is not None),
    (
        "tags",
        lambda text, key, count: (
            w.HASHTAGS.match(text) is not None or (w.TAGS.match(key) is not None and count <= 40)
        ),
    ),
    (
        "copyright or picture credit",
        lambda text, _, count: (
            w.COPYRIGHT.match(text) is not None
            or (w.CREDIT_LINE.search(text) is not None and count <= 12)
        ),
    ),
    ("share or print buttons", lambda _, key, __: w.SHARE.match(key) is not None),
    ("related stories", _related),
    ("page notice", _tail_like),
)
"""Reasons in the order in which they are asked: (reason, holds(line, folded line, words))."""
