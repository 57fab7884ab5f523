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
    closing_agency,
    head_credit,
    line_credit,
    standing_credit,
    tail_credit,
)
from musnad.pages.days import day_in, is_date_line
from musnad.pages.tables import agency_in
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
MOST_CAPTIONS = 50
MOST_CREDITS = 3
"""Lines between headline and body of which the last may be a dateline by its place alone."""

HEADLINE_WORDS = 7
"""A first line of so many words is the headline, no kicker or masthead above it."""

LONGEST_HEADLINE = 25
BELOW_WORDS = 16
"""A longer line below a short first one is no headline under its kicker, but text or caption."""

REPEATED_WORDS = 6
"""Shorter lines come again on purpose: a refrain, a speaker's name, a sub-heading."""

INITIALS_WORDS = 6
"""Below a closing credit, lines up to this length are editors' initials and counters."""

NAME_WORDS = 4
HOLDER_WORDS = 6
"""Words of an office's holder behind it, and behind a colon, where titles such as "Dr" stand."""

NOTICE_WORDS = 12
NOTICE_START = 30
"""Characters within which a notice's phrase begins in a longer line."""

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
    outlet: str | None = None
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
    lines = _parted(lines)
    opens = is_body if title else opens_body
    first = next((k for k, line in enumerate(lines) if opens(line.text)), len(lines))
    if first == 0 and title is None and len(lines) > 1 and _heads(lines[0].text, lines[1].text):
        first = 1
    _head(lines[:first], lines[first:], parts, title=title, outlet=outlet)
    _body(lines[first:], parts, outlet, title)
    return parts


def _heads(first: str, second: str) -> bool:
    """Whether a first line that might be running text heads what follows it."""
    return not first.endswith(".") or 2 * len(first.split()) <= len(second.split())


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


def _head(
    head: list[Line], body: list[Line], parts: Parts, *, title: str | None, outlet: str | None
) -> None:
    """Sort what stands above the body: masthead, kicker, headline, captions, credits."""
    lead = body[0].text if body else ""
    kept: list[str] = []
    seen: set[str] = set()
    after_office = False
    for line in head:
        text = line.text
        reason = _head_reason(text, seen, parts, after_office=after_office, outlet=outlet)
        after_office = reason == "masthead" and ":" not in text
        if reason:
            parts.drop(text, reason)
        else:
            kept.append(text)
            seen.add(fold(text))
    if title is None and not kept:
        kept = _taken_back(parts)
    if title is None:
        title = _headline(kept, lead)
    _place_head(kept, lead, parts, title=title, outlet=outlet)


def _taken_back(parts: Parts) -> list[str]:
    """The first line that only its words made furniture, where else no headline is left."""
    for number, (text, reason) in enumerate(parts.furniture):
        if reason in _BY_WORDS:
            del parts.furniture[number]
            return [text]
    return []


def _head_reason(
    text: str, seen: set[str], parts: Parts, *, after_office: bool, outlet: str | None
) -> str | None:
    key = fold(text)
    if _is_masthead(key):
        return "masthead"
    if after_office and len(text.split()) <= 4:
        return "name in the masthead"
    if key in seen:
        return "repeated line"
    credit = line_credit(text, outlet=outlet)
    if is_date_line(text):
        parts.day = parts.day or day_in(text)
        parts.credit(credit or _dated_credit(text))
        return "date line"
    if credit:
        parts.credit(credit)
        return "credit line"
    return furniture_reason(text)


def _is_masthead(key: str) -> bool:
    """Whether a folded line is a paper's imprint, or an office with no more than its holder.

    "Director-general of the organisation warns …" is a headline: it links words, or runs on.
    """
    if w.IMPRINT.match(key):
        return True
    rest = key
    while office := w.OFFICES.match(rest):  # "chairman and editor-in-chief" are two
        rest = rest[office.end() :].removeprefix(" و")
    if rest == key or ":" in rest.lstrip(" :"):
        return False
    words = re.findall(r"\w+", rest)
    most = HOLDER_WORDS if re.match(r"\s*[:\-–/]", rest) else NAME_WORDS
    return len(words) <= most and not any(x in w.VERBS or x in w.LINKING for x in words)


def _dated_credit(text: str) -> Credit:
    """`جدة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس` is a dateline as well as a date."""
    agency = agency_in(text)
    return Credit(text, agency) if agency else Credit()


def _headline(kept: list[str], lead: str) -> str | None:
    """The first line above the body that can be a headline: long enough, and no mere name."""
    if kept and (len(kept[0].split()) >= HEADLINE_WORDS or kept[0].endswith(("!", "؟", "…"))):
        return kept[0]
    likely = [
        t
        for number, t in enumerate(kept)
        if TITLE_WORDS <= len(t.split()) <= (BELOW_WORDS if number else LONGEST_HEADLINE)
        and not _is_caption(t, lead)
        and not (number and (t[0] in "*•-–" or _STRONG_END.search(t) or standing_credit(t)))
    ]
    longest = max((len(t.split()) for t in likely), default=0)
    return next((t for t in likely if len(t.split()) * 2 >= longest), kept[0] if kept else None)


def _place_head(
    kept: list[str], lead: str, parts: Parts, *, title: str | None, outlet: str | None
) -> None:
    at = next((k for k, t in enumerate(kept) if title and fold(t) == fold(title)), None)
    before = kept[:at] if at is not None else []
    after = kept[at + 1 :] if at is not None else kept
    if after and len(after) <= MOST_CREDITS and not parts.dateline:
        credit = standing_credit(after[-1], outlet=outlet)
        if credit:
            parts.credit(credit)
            parts.drop(after.pop(), "credit line")
    for text in before:
        _place_above(text, parts)
    if title:
        parts.blocks.append(("title", title))
    captions = [fold(text) for text in after if _is_caption(text, lead)]
    for text in after:
        if title and fold(text) == fold(title):
            parts.drop(text, "headline repeated")
        elif _is_caption(text, lead) or _begins_caption(text, captions):
            parts.drop(text, "caption")
        else:
            parts.blocks.append(("paragraph" if is_body(text) else "subhead", text))


def _place_above(text: str, parts: Parts) -> None:
    """A line above the headline: masthead, kicker, or a stray word."""
    if w.OUTLET_HEADS.match(fold(text)) and len(text.split()) < HEADLINE_WORDS:
        parts.outlet = parts.outlet or re.sub(r"\s*\([^()]*\)\s*$", "", text)
        parts.drop(text, "masthead")
    elif standing_credit(text).byline:
        parts.credit(standing_credit(text))
        parts.drop(text, "credit line")
    elif len(text.split()) >= 2:
        parts.blocks.append(("kicker", text))
    else:
        parts.drop(text, "line above the headline")


def _is_caption(text: str, lead: str) -> bool:
    """Whether a short line only repeats a name of the lead, or names a picture."""
    key = fold(text)
    if w.CAPTION.search(key) and len(text.split()) <= 10:
        return True
    return len(text.split()) <= 12 and bool(key) and key in fold(lead)


def _begins_caption(text: str, captions: list[str]) -> bool:
    """A caption cut short stands above or below the same caption in full."""
    key = fold(text)
    return any(caption.startswith(key) for caption in captions[:MOST_CAPTIONS])


def _body(body: list[Line], parts: Parts, outlet: str | None, title: str | None) -> None:
    notices = _notices_from(body)
    last = max((k for k, line in enumerate(body) if is_body(line.text)), default=-1)
    seen = {fold(text) for _, text in parts.blocks}
    in_list = closed = False
    written = 0
    for number, line in enumerate(body):
        text = line.text
        later = number < last
        reason = "page notice" if number >= notices else None
        reason = reason or _body_reason(
            text, parts, seen, later=later, written=written, title=title, outlet=outlet
        )
        if reason is None and in_list and not _ends_list(text):
            reason = "list below a heading such as “read also”"
        if reason is None and closed and len(text.split()) <= INITIALS_WORDS and not later:
            reason = "editor's mark below the closing credit"
        if reason:
            in_list = in_list or reason == "related stories"
            closed = closed or reason == "closing credit"
            parts.drop(text, reason)
            continue
        in_list = False
        seen.add(fold(text))
        if written == 0:
            parts.credit(head_credit(text, outlet=outlet))
        subhead = _is_subhead(line, later=later)
        written += not subhead
        parts.blocks.append(("subhead" if subhead else "paragraph", text))
    if parts.blocks:
        parts.agency = parts.agency or closing_agency(parts.blocks[-1][1])


def _notices_from(body: list[Line]) -> int:
    """Where the closing notices begin: at the end, also long lines that hold such phrases."""
    at = len(body)
    while at > 1 and _is_closing_notice(body[at - 1].text):
        at -= 1
    return at


def _is_closing_notice(text: str) -> bool:
    key = fold(text)
    found = [match.start() for match in w.NOTICE.finditer(key)]
    return bool(found) and (
        len(found) > 1 or found[0] <= NOTICE_START or len(text.split()) <= LONGEST_HEADLINE
    )


def _parted(lines: list[Line]) -> list[Line]:
    """Lines, with a notice that is glued to a paragraph's end made a line of its own."""
    parted: list[Line] = []
    for line in lines:
        glued = w.GLUED.search(line.text)
        if glued and glued.start() > NOTICE_START:
            parted.append(Line(line.text[: glued.start()].rstrip(), line.heading))
            parted.append(Line(line.text[glued.start() :]))
        else:
            parted.append(line)
    return parted


def _ends_list(text: str) -> bool:
    return len(text.split()) >= LIST_WORDS or (is_body(text) and bool(_STRONG_END.search(text)))


def _is_subhead(line: Line, *, later: bool) -> bool:
    count = len(line.text.split())
    plain = not _SENTENCE_END.search(line.text) and not line.text.rstrip().endswith((":", "،"))
    marked = line.heading and count <= LONGEST_HEADLINE
    return later and (marked or (plain and count <= SUBHEAD_WORDS))


def _body_reason(
    text: str,
    parts: Parts,
    seen: set[str],
    *,
    later: bool,
    written: int,
    title: str | None,
    outlet: str | None,
) -> str | None:
    key = fold(text)
    if title and key == fold(title):
        return "headline repeated"
    if key in seen and len(text.split()) >= REPEATED_WORDS:
        return "repeated line"
    tail = tail_credit(text)
    if tail:
        parts.credit(tail)
        return "closing credit"
    credit = line_credit(text, outlet=outlet) if written == 0 or not later else Credit()
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


def _is_notice(_: str, key: str, count: int) -> bool:
    """Short lines that open with such a phrase, or hold one that running text never holds."""
    if w.COUNTER.match(key):
        return True
    sure = w.NOTICE.search(key)
    if sure is not None and (count <= NOTICE_WORDS or sure.start() <= NOTICE_START):
        return True
    return count <= NOTICE_WORDS and w.TAIL.match(key) is not None


_REASONS: tuple[tuple[str, Callable[[str, str, int], bool]], ...] = (
    ("rule or ornament", lambda text, _, __: not any(c.isalnum() for c in text)),
    ("end mark", lambda _, key, __: w.END_MARK.match(key) is not None),
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
    ("page notice", _is_notice),
)
"""Reasons in the order in which they are asked: (reason, holds(line, folded line, words))."""

_BY_WORDS = frozenset(
    ("tags", "share or print buttons", "related stories", "page notice", "credit line")
)
