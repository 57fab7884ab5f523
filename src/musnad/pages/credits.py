"""Datelines, agency credits and bylines, wherever newsrooms put them.

`الرياض: واس` · `أ ف ب - طوكيو` · `الوئام - رويترز:` · `القاهرة (د ب أ) -` ·
`دمشق، سوريا (CNN) --` · `واشنطن - «الحياة»` · `جدة – فلان الفلاني` · `--(بترا)`

An inline dateline stays in its paragraph; a line that is nothing but a credit is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from musnad.pages.cities import CITIES
from musnad.pages.tables import AGENCIES, AGENCY, OUTLET_NAMES, agency_in
from musnad.pages.words import BYLINE, CAPTION, DESKS, LINKING, SOURCE_TAIL, VERBS
from musnad.script import fold

LONGEST_HEAD = 70
"""Characters within which a dateline ends; two places and two agencies stay under it."""

MOST_WORDS = 9
PART_WORDS = 5
LINE_WORDS = 7
BARE_WORDS = 3
"""An agency's line of so many words needs no separator."""

BESIDE_WORDS = 4
STANDING_WORDS = 11
NAME_WORDS = range(2, 5)
"""Words of a writer's name."""

_END = re.compile(r"\s*(?:--+|[-–—ـ](?=\s)|:\s*[-–—]?|/(?=\s))\s*")
_PARTS = re.compile(r"\s*(?:--+|[-–—ـ](?=\s)|\s[-–—]|:|/|[()«»\"\[\]،,])\s*")
_DASH = re.compile(r"[-–—]")
_BRACKETS = re.compile(r"[(«\"\[]([^)»\"\]]{1,40})[)»\"\]]")
_IN_BRACKETS = re.compile(r"^([^()«»:]{2,40}?)\s*\(([^()]{1,30})\)\s")
_STANDING = re.compile(
    r"^(?P<place>[^.؟!:()]{2,40}?)\s*(?P<mark>[-–—ـ:/]|\()\s*[^.؟!]{2,70}[:)]?\s*$"
)
_CLOSING_CREDIT = re.compile(r"[\s\-–—.]*\(\s*([^()]{1,40})\s*\)[\s./\w]{0,14}$")
_INLINE_CLOSING = re.compile(r"[(«]\s*([^()«»]{1,30}?)\s*[)»][\s.\-–—]*$")


@dataclass(frozen=True, slots=True)
class Credit:
    """What the head of a body says: dateline as written, agency's name, writer."""

    dateline: str | None = None
    agency: str | None = None
    byline: str | None = None

    def __bool__(self) -> bool:
        return bool(self.dateline or self.agency or self.byline)


def head_credit(paragraph: str, *, outlet: str | None = None) -> Credit:
    """The dateline and agency at the head of a paragraph: the longest run that is one."""
    best = Credit()
    for end in _END.finditer(paragraph[: LONGEST_HEAD + 4]):
        head = paragraph[: end.start()].strip()
        if not _only_names(head):
            break
        best = _head(head, mark=end.group(), outlet=outlet) or best
    if best:
        return best
    bracket = _IN_BRACKETS.match(paragraph[: LONGEST_HEAD + 10])
    if bracket and _only_names(bracket.group()) and AGENCY.search(fold(bracket.group(2))):
        return Credit(bracket.group().strip(), agency_in(bracket.group(2)))
    return Credit()


def _only_names(head: str) -> bool:
    """Whether a run of words holds neither a verb nor a word that links clauses."""
    if len(head) > LONGEST_HEAD:
        return False
    words = re.findall(r"\w+", fold(head))
    bare = (word.removeprefix("و") for word in words)
    return 0 < len(words) <= MOST_WORDS and not any(b in VERBS or b in LINKING for b in bare)


def _head(head: str, *, mark: str, outlet: str | None) -> Credit:
    """The credit in a head that a dash, colon or slash ends; none if it is mere words."""
    parts = [part for part in _PARTS.split(head) if part]
    if any(len(part.split()) > PART_WORDS for part in parts):
        return Credit()
    agency = agency_in(head)
    own = any(_is_outlet(part, outlet) for part in parts)
    if own and len(parts) == 1:
        return Credit()
    placed = any(_is_place(part) for part in parts)
    dashed = _DASH.search(mark) is not None
    if not (agency or own or (placed and (dashed or len(parts) > 1))):
        bracketed = dashed and _BRACKETS.search(head) is not None
        return Credit(head) if bracketed and len(head.split()) <= PART_WORDS else Credit()
    if agency and _is_outlet(agency, outlet):
        agency = None
    return Credit(head, agency, _writer(parts, outlet) if placed or own else None)


def _is_outlet(part: str, outlet: str | None) -> bool:
    """Whether a part names the outlet, in full or in short."""
    if outlet is None or len(part) < 2:
        return False
    short, full = sorted((f" {fold(part)} ", f" {fold(outlet)} "), key=len)
    return short in full


def _writer(parts: list[str], outlet: str | None) -> str | None:
    """The part that is a person's name: of two to four words, no place, agency or outlet."""
    for part in parts:
        named = len(part.split()) in NAME_WORDS and not _is_place(part)
        body = fold(part) in OUTLET_NAMES or _is_outlet(part, outlet) or agency_in(part)
        if named and not body and part[0].isalpha() and not CAPTION.search(fold(part)):
            return part
    return None


def _is_place(part: str) -> bool:
    """Whether a part is a city, or a word such as "follow-up" that stands in a city's place."""
    return fold(part) in CITIES or fold(part) in DESKS


def line_credit(line: str, *, outlet: str | None = None) -> Credit:
    """What a line says that is nothing but a dateline, an agency's credit or a byline."""
    words = line.split()
    if not words or len(words) > LINE_WORDS or line.rstrip().endswith((".", "؟", "!")):
        return Credit()
    if BYLINE.match(fold(line)):
        return Credit(byline=line.strip())
    agency = agency_in(line)
    parted = len(words) <= BARE_WORDS or _PARTS.search(line.strip(" .-–—()")) is not None
    if agency and parted and _only_names(line) and len(list(_besides(line))) <= BESIDE_WORDS:
        return Credit(line.strip() if _has_place(line) else None, agency)
    if outlet and fold(outlet) in fold(line) and _END.search(line) and len(words) <= 5:
        return Credit(dateline=line.strip())
    return Credit()


def standing_credit(line: str, *, outlet: str | None = None) -> Credit:
    """A dateline by its place alone: the short line just above the body, `جدة: فلان الفلاني`.

    Two short parts around a separator, or a place with something in brackets, no verb, and a
    place, outlet or agency that is known; without one, only a few words around a dash.
    """
    if not 2 <= len(line.split()) <= STANDING_WORDS or not _only_names(line):
        return Credit()
    parted = _STANDING.match(line)
    if parted is None or len(parted.group("place").split()) > 4 or CAPTION.search(fold(line)):
        return Credit()
    parts = [part for part in _PARTS.split(line) if part]
    placed = any(_is_place(part) or _is_outlet(part, outlet) for part in parts)
    agency = agency_in(line)
    brief = parted.group("mark") in "-–—ـ" and len(line.split()) <= PART_WORDS
    if not (placed or agency or brief):
        return Credit()
    return Credit(line.strip(), agency, _writer(parts, outlet) if placed else None)


def _besides(line: str) -> Iterator[str]:
    """Words of a line that are not its agencies'."""
    return (found.group() for found in re.finditer(r"\w+", AGENCY.sub(" ", fold(line))))


def _has_place(line: str) -> bool:
    return any(len(word) >= 3 for word in _besides(line))


def tail_credit(line: str) -> Credit:
    """A closing credit: `--(بترا)`, `المصدر: وكالات`."""
    source = SOURCE_TAIL.match(line)
    if source and _only_names(source.group("name")):
        return Credit(agency=agency_in(source.group("name")) or source.group("name").strip())
    closing = _CLOSING_CREDIT.fullmatch(line)
    agency = agency_in(closing.group(1)) if closing else None
    return Credit(agency=agency)


def closing_agency(paragraph: str) -> str | None:
    """The agency in brackets at a paragraph's very end: `… أمس. (رويترز)`."""
    found = _INLINE_CLOSING.search(paragraph[-40:])
    named = found is not None and fold(found.group(1)) in AGENCIES
    return agency_in(found.group(1)) if found and named else None
