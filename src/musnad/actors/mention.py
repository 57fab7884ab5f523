"""One mention → titles, nationality, body, name, and the code that follows from them.

The code is composed as CAMEO composes it: country or organisation first, then the role. The role
is that of the first title or body that has one of its own; a head such as رئيس or المتحدث باسم
takes it from what follows, and what stands after لدى ("accredited to") is not asked. The country is
the first one named after the head, or the one that the chosen body belongs to. Parties joined by
و or commas are read one by one and share what they name in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from musnad.actors.latin import first_names, is_known, latin_of
from musnad.actors.lexicon import PRESS, Entry, Hit, hits
from musnad.actors.sets import (
    ACCREDITED,
    COUNTS,
    OWN_STARTS,
    OWN_WORDS,
    PARTICLES,
    PORTFOLIOS,
    QUALIFIERS,
)
from musnad.records import Actor, ActorCode, Step
from musnad.script import Run, Word, fold, words_of
from musnad.script.words import CONJUNCTIONS

ORGANISATION = "IGO"
PEOPLE = "CVL"
STATE = "GOV"
TAKEN_OVER = frozenset(("MIL", "REB", "OPP", "PTY", "LAB"))
"""Roles that a body standing right after them replaces: مقاتلو داعش, قوات الحوثيين."""

LONGEST_NAME = 7
"""Words of the longest personal name that is believed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One party of a mention, with what the tables say of it."""

    words: Sequence[Word]
    hits: Sequence[Hit]

    def text(self, hit: Hit) -> str:
        """The words of a hit."""
        return " ".join(word.text for word in self.words[hit.start : hit.end])


@dataclass(frozen=True, slots=True)
class PartReading:
    """What one party's words say.

    Attributes:
        country: alpha-3, "IGO", "INT"; "" if the words name none.
        roles: CAMEO roles; () if the words name none.
        firm: whether the role is the title's own, not one that merely holds where nothing follows.
        candidates: other codes that it may have, the likeliest first.
        latin: the name in Latin letters, if a list of known persons has it.
    """

    country: str = ""
    roles: tuple[str, ...] = ()
    firm: bool = False
    title: str = ""
    nationality: str = ""
    body: str = ""
    name: str = ""
    steps: tuple[Step, ...] = field(default=())
    candidates: tuple[str, ...] = ()
    latin: str = ""


def read_actor(text: str) -> Actor:
    """What a mention says by itself; what it leaves open stays open.

    Example:
        >>> read_actor("وزير الخارجية القطري خالد العطية").code
        'QATGOV'
    """
    return actor_of(text, read_parts(text))


def actor_of(text: str, parts: Sequence[PartReading]) -> Actor:
    """The record of a mention's parties."""
    codes = tuple(
        dict.fromkeys(ActorCode(p.country or None, p.roles) for p in parts if p.country or p.roles)
    )
    first = parts[0] if parts else PartReading()
    return Actor(
        text=text,
        codes=codes,
        title=first.title,
        nationality=first.nationality,
        body=first.body or None,
        name=first.name,
        latin=_latin(first),
        candidates=first.candidates if len(parts) == 1 else (),
        steps=tuple(step for part in parts for step in part.steps),
    )


def _latin(part: PartReading) -> str:
    """The name in Latin letters where it begins with a given name; else the body's name."""
    words = part.name.split()
    if part.latin:
        return part.latin
    if words and (fold(words[0]) in first_names() or is_known(part.name)):
        return latin_of(part.name)
    return part.body


def read_parts(text: str) -> list[PartReading]:
    """The parties of a mention, what they share given to each."""
    words = words_of(text)
    return _shared([read_part(part) for part in _parted(words, hits(words))])


def _parted(words: Sequence[Word], found: Sequence[Hit]) -> list[Part]:
    """Cuts a mention where a new party begins."""
    cuts = [0]
    portfolio = False
    for hit in found:
        if hit.start and _begins(words[hit.start], hit, portfolio=portfolio):
            cuts.append(hit.start)
            portfolio = False
        portfolio = portfolio or _unjoined(words[hit.start]) in PORTFOLIOS
    ends = [*cuts[1:], len(words)]
    return [_part(words, found, a, b) for a, b in zip(cuts, ends, strict=True) if a < b]


def _part(words: Sequence[Word], found: Sequence[Hit], start: int, end: int) -> Part:
    own = [
        Run(h.start - start, h.end - start, h.value)
        for h in found
        if start <= h.start and h.end <= end
    ]
    part = Part(words[start:end], own)
    return Part(part.words, [h for h in own if _believed(part, h)])


def _believed(part: Part, hit: Hit) -> bool:
    """Whether a hit is what it looks like: not a family's name, not a common word."""
    if hit.value.kind == "nationality":
        return not _is_surname(part, hit)
    return _stands_alone(hit, part.hits, len(part.words))


def _is_surname(part: Part, hit: Hit) -> bool:
    """An adjective agrees with its noun: in اللواء تركي بن جزاع and محمد المصري it is a name."""
    if hit.start == 0:
        return False
    before = part.words[hit.start - 1]
    if not part.words[hit.start].definite:
        return before.definite
    explained = any(h.start < hit.start <= h.end for h in part.hits)
    return not (before.definite or explained or _is_particle(before) or before.after_comma)


def _stands_alone(hit: Hit, around: Sequence[Hit], size: int) -> bool:
    """Papers are named with common words: such a name must stand alone or beside صحيفة or قناة."""
    if hit.value.kind != "body" or hit.value.roles != (PRESS,) or hit.end - hit.start == size:
        return True
    return any(
        h.value.kind == "title" and h.value.roles == (PRESS,) and h.end == hit.start for h in around
    )


def _unjoined(word: Word) -> str:
    """A word's key without a joined و or ف, where it is no part of the word."""
    joined = word.key[:1] in CONJUNCTIONS and word.key[1:] in PORTFOLIOS
    return word.key[1:] if joined else word.key


def _begins(word: Word, hit: Hit, *, portfolio: bool) -> bool:
    """Whether a hit is the beginning of a further party."""
    kind = hit.value.kind
    if word.after_comma and kind in {"country", "city"}:
        return True
    if word.text[:1] not in CONJUNCTIONS or not _joined(word):
        return False
    return kind in {"body", "country", "city"} or (kind != "nationality" and not portfolio)


def _joined(word: Word) -> bool:
    """Whether the word's first letter is a joined و or ف, not one of its own."""
    own = fold(word.text)
    return not (own.startswith(OWN_STARTS) or own in OWN_WORDS)


def _shared(parts: list[PartReading]) -> list[PartReading]:
    """A role named once holds for all parties, and so does a country."""
    if len(parts) < 2:
        return parts
    out: list[PartReading] = []
    for part in parts:
        before = out[-1] if out else None
        bare = part.roles == (STATE,) and not part.firm and not part.title
        if before and before.title and bare and part.country not in {"", ORGANISATION}:
            part = replace(part, roles=before.roles)  # noqa: PLW2901 - the part, completed
        out.append(part)
    if any(p.roles for p in out):
        out = [p for p in out if p.roles]
    named = [p.country for p in out if p.country]
    if named and named[0] not in {ORGANISATION, "INT"}:
        out = [p if p.country or not p.roles else replace(p, country=named[0]) for p in out]
    return out


def read_part(part: Part) -> PartReading:
    """What the words of one party say."""
    asked = _asked(part)
    roles = _role(part, asked)
    country = _country(part, asked, roles)
    titles = [h for h in part.hits if h.value.kind in {"title", "head"}]
    nation = next((h for h in part.hits if h.value.kind == "nationality"), None)
    body = next((h for h in part.hits if h.value.kind == "body"), None)
    return PartReading(
        country=country.code,
        roles=roles.roles,
        firm=roles.firm,
        title=part.text(titles[0]) if titles else "",
        nationality=part.text(nation) if nation else "",
        body=body.value.english if body else "",
        name=_name(part),
        steps=(*roles.steps, *country.steps),
    )


@dataclass(frozen=True, slots=True)
class _Role:
    roles: tuple[str, ...] = ()
    firm: bool = False
    entry: Entry | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class _Country:
    code: str = ""
    steps: tuple[Step, ...] = ()


def _asked(part: Part) -> list[Hit]:
    """The hits that speak of the party itself: none after لدى and its like."""
    stop = next((i for i, w in enumerate(part.words) if fold(w.text) in ACCREDITED), None)
    before = [h for h in part.hits if stop is None or h.end <= stop]
    return before or list(part.hits)


def _role(part: Part, asked: Sequence[Hit]) -> _Role:
    titled = [h for h in asked if h.value.kind in {"title", "body"}]
    own = next((h for h in titled if not _in_name(part, h)), next(iter(titled), None))
    if own is not None:
        after = next((h for h in asked if h.start == own.end), None)
        if _taken_over(own, after):
            return _of(part, after, "body")
        return _qualified(part, own, _of(part, own, own.value.kind))
    head = next((h for h in asked if h.value.kind == "head"), None)
    if head is not None:
        step = Step("head", part.text(head), "".join(head.value.roles))
        return _Role(head.value.roles, steps=(step,))
    return _bare(part, asked)


def _qualified(part: Part, own: Hit, role: _Role) -> _Role:
    """A party that is armed, a member of parliament in opposition: the adjective says more."""
    for word in part.words[own.end :]:
        better = QUALIFIERS.get(word.key, {}).get("".join(role.roles))
        if better:
            step = Step("adjective", word.text, better)
            return replace(role, roles=(better,), steps=(*role.steps, step))
    return role


def _in_name(part: Part, hit: Hit) -> bool:
    """Whether a title is rather a family's name: الدكتور ماهر الجندي."""
    if hit.start == 0 or hit.end - hit.start > 1 or hit.value.kind == "body":
        return False
    before = part.words[hit.start - 1]
    explained = any(h.start < hit.start <= h.end for h in part.hits)
    return part.words[hit.start].definite and not explained and not _is_particle(before)


def _taken_over(own: Hit, after: Hit | None) -> bool:
    """Whether the body right after a title says better who it is."""
    if after is None or after.value.kind != "body" or own.value.kind != "title":
        return False
    intergovernmental = after.value.country == ORGANISATION and own.value.roles == (STATE,)
    return intergovernmental or own.value.roles[0] in TAKEN_OVER


def _of(part: Part, hit: Hit | None, rule: str) -> _Role:
    if hit is None:
        return _Role()
    step = Step(rule, part.text(hit), hit.value.country + "".join(hit.value.roles))
    return _Role(hit.value.roles, firm=True, entry=hit.value, steps=(step,))


def _bare(part: Part, asked: Sequence[Hit]) -> _Role:
    """A country or its capital alone is its government; a people is its people."""
    first = next(iter(asked), None)
    if first is None or _unexplained(part):
        return _Role()
    whole = first.start == 0 and first.end == len(part.words)
    if first.value.kind in {"country", "city"} and whole:
        return _Role((STATE,), steps=(Step("state", part.text(first), STATE),))
    if first.value.kind == "nationality":
        return _Role((PEOPLE,), steps=(Step("people", part.text(first), PEOPLE),))
    return _Role()


def _unexplained(part: Part) -> bool:
    """Whether most of the party's words are in no table."""
    known = sum(h.end - h.start for h in part.hits)
    counted = sum(_is_particle(word) or word.key in COUNTS for word in part.words)
    return (known + counted) * 2 < len(part.words)


def _country(part: Part, asked: Sequence[Hit], role: _Role) -> _Country:
    if role.entry is not None and role.entry.country:
        return _Country(role.entry.country)
    naming = [
        h
        for h in asked
        if h.value.kind in {"nationality", "country", "city"} and not _of_the_person(part, h)
    ]
    bodies = [
        h for h in asked if h.value.kind == "body" and h.value.country not in {"", ORGANISATION}
    ]
    for hit in sorted((*naming, *bodies), key=lambda h: h.start):
        rule = hit.value.kind
        return _Country(hit.value.country, (Step(rule, part.text(hit), hit.value.country),))
    return _Country()


def _of_the_person(part: Part, hit: Hit) -> bool:
    """Whether a nationality is the person's own: رئيسة البعثة، الكندية صوفي لابلانت."""
    titled = any(h.value.kind in {"title", "head"} and h.end <= hit.start for h in part.hits)
    named = hit.end < len(part.words) and all(h.start != hit.end for h in part.hits)
    return (
        hit.value.kind == "nationality" and titled and named and part.words[hit.start].after_comma
    )


def _name(part: Part) -> str:
    """The personal name: the longest run of words that no table explains.

    It begins at the first given name that is known; where none is, a run that begins with ال is a
    name only if it is one word (a surname), for a given name seldom has it.
    """
    known = {i for h in part.hits for i in range(h.start, h.end)}
    runs: list[list[Word]] = [[]]
    for at, word in enumerate(part.words):
        if at in known or _is_particle(word):
            runs.append([])
        else:
            runs[-1].append(word)
    best = max(runs, key=len)
    given = next((n for n, word in enumerate(best) if fold(word.text) in first_names()), 0)
    best = best[given:]
    if not best or len(best) > LONGEST_NAME or (best[0].definite and len(best) > 1):
        return ""
    return " ".join(w.text for w in best)


def _is_particle(word: Word) -> bool:
    folded = fold(word.text)
    counted = word.key in COUNTS or any(c.isdigit() for c in folded)
    return counted or folded in PARTICLES or word.key in PARTICLES


def explained(steps: Iterable[Step]) -> str:
    """The steps in one line, for people."""
    return " · ".join(f"{s.rule}: {s.text} → {s.value}" for s in steps)
