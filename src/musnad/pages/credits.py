"""Datelines, agency credits and bylines, wherever newsrooms put them.

`الرياض: واس` · `أ ف ب - طوكيو` · `الوئام - رويترز:` · `القاهرة (د ب أ) -` ·
`دمشق، سوريا (CNN) --` · `واشنطن - «الحياة»` · `جدة – فلان الفلاني` · `--(بترا)`

An inline dateline stays in its paragraph; a line that is nothing but a credit is furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from musnad.pages.tables import AGENCY, agency_in
from musnad.pages.words import BYLINE, SOURCE_TAIL
from musnad.script import fold

LONGEST_HEAD = 70
"""Characters within which a dateline ends; two places and two agencies stay under it."""

MOST_WORDS = 8
LINE_WORDS = 7
PLACE_WORDS = 3
"""Words of a place that stands alone before a dash."""

_DASHES = frozenset(("-", "–", "—", "--"))
STANDING_WORDS = 11

_END = re.compile(r"\s*(?:--+|[-–—ـ](?=\s)|:\s*-?|/(?=\s))\s*")
_BRACKETS = re.compile(r"[(«\"\[]([^)»\"\]]{1,40})[)»\"\]]")
_VERB_LIKE = re.compile(
    r"^(?:قال|قالت|اعلن|اعلنت|اكد|اكدت|ذكر|ذكرت|افاد|افادت|كشف|كشفت|قتل|دعا|دعت|طالب|نفي|نفت|راي|شدد|بحث|اتهم|وصل|عقد)$"
)
_STANDING = re.compile(
    r"^(?P<place>[^.؟!:()]{2,40}?)\s*(?:[-–—ـ:/]|\(|\sفي\s)\s*[^.؟!]{2,70}[:)]?\s*$"
)
_CLOSING_CREDIT = re.compile(r"[\s\-–—.]*\(\s*([^()]{1,40})\s*\)[\s.]*$")


@dataclass(frozen=True, slots=True)
class Credit:
    """What the head of a body says: dateline as written, agency's name, writer."""

    dateline: str | None = None
    agency: str | None = None
    byline: str | None = None

    def __bool__(self) -> bool:
        return bool(self.dateline or self.agency or self.byline)


def head_credit(paragraph: str, *, outlet: str | None = None) -> Credit:
    """The dateline and agency at the head of a paragraph."""
    for end in _END.finditer(paragraph[: LONGEST_HEAD + 4]):
        head = paragraph[: end.start()].strip()
        credit = _head(head, mark=end.group().strip(), outlet=outlet)
        if credit:
            longer = _longer_head(paragraph, end.end(), outlet)
            return longer or credit
    bracket = re.match(r"^([^()«»:]{2,40}?)\s*\(([^()]{1,30})\)\s", paragraph)
    if bracket and AGENCY.search(fold(bracket.group(2))):
        return Credit(bracket.group(0).strip(), agency_in(bracket.group(2)))
    return Credit()


def _longer_head(paragraph: str, at: int, outlet: str | None) -> Credit:
    """A head of two separators, `الوئام - رويترز:` or `الرياض - واس -`."""
    end = _END.search(paragraph, at, at + 40)
    if end is None:
        return Credit()
    head = paragraph[: end.start()].strip()
    second = paragraph[at : end.start()].strip()
    named = AGENCY.search(fold(second)) or _BRACKETS.fullmatch(second)
    return _head(head, mark=end.group().strip(), outlet=outlet) if named else Credit()


def _head(head: str, *, mark: str, outlet: str | None) -> Credit:
    words = head.split()
    if not 0 < len(words) <= MOST_WORDS or len(head) > LONGEST_HEAD:
        return Credit()
    if any(_VERB_LIKE.match(fold(w).removeprefix("و")) for w in words):
        return Credit()
    agency = agency_in(head)
    slug = outlet is not None and fold(outlet) in fold(head)
    if agency or slug:
        bare = agency is None and fold(head).strip('«»"() ') == fold(outlet or "")
        own = outlet is not None and agency is not None and fold(agency) in fold(outlet)
        return Credit(None if bare else head, None if own else agency)
    plain = mark.startswith(("--", "-", "–", "—")) and _BRACKETS.search(head)
    place = mark in _DASHES and len(words) <= PLACE_WORDS and not head.endswith(("،", ","))
    return Credit(head) if (plain and len(words) <= 5) or place else Credit()


def line_credit(line: str, *, outlet: str | None = None) -> Credit:
    """What a line says that is nothing but a dateline, an agency's credit or a byline."""
    words = line.split()
    if not words or len(words) > LINE_WORDS or line.rstrip().endswith((".", "؟", "!")):
        return Credit()
    if BYLINE.match(fold(line)):
        return Credit(byline=line.strip())
    agency = agency_in(line)
    if agency and _only_names(line, agency):
        return Credit(line.strip() if _has_place(line) else None, agency)
    if outlet and fold(outlet) in fold(line) and _END.search(line) and len(words) <= 5:
        return Credit(dateline=line.strip())
    return Credit()


def standing_credit(line: str) -> Credit:
    """A dateline by its place alone: the short line just above the body, `جدة: فلان الفلاني`.

    Two short parts around a separator, or a place with something in brackets, and no verb.
    """
    words = [fold(word).removeprefix("و") for word in line.split()]
    if not 2 <= len(words) <= STANDING_WORDS or any(_VERB_LIKE.match(word) for word in words):
        return Credit()
    parted = _STANDING.match(line)
    if parted is None or len(parted.group("place").split()) > 4:
        return Credit()
    return Credit(dateline=line.strip(), agency=agency_in(line))


def _only_names(line: str, agency: str) -> bool:
    """Whether an agency's line holds nothing but names and separators around it."""
    rest = AGENCY.sub(" ", fold(line))
    words = re.findall(r"\w+", rest)
    return bool(agency) and len(words) <= 4 and not any(_VERB_LIKE.match(w) for w in words)


def _has_place(line: str) -> bool:
    return bool(re.findall(r"\w{3,}", AGENCY.sub(" ", fold(line))))


def tail_credit(line: str) -> Credit:
    """A closing credit: `--(بترا)`, `المصدر: وكالات`."""
    source = SOURCE_TAIL.match(line)
    if source:
        return Credit(agency=agency_in(source.group("name")) or source.group("name").strip())
    closing = _CLOSING_CREDIT.fullmatch(line)
    agency = agency_in(closing.group(1)) if closing else None
    return Credit(agency=agency)
