"""The words of a place expression: its head, what contains it, what it borders on, whose it is.

The head is the first name that the gazetteer knows and the grammar lets stand; names after it and
adjectives of nationality (العاصمة السورية دمشق) tell where it lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.countries import named_countries
from musnad.places.gazetteer import WELL_KNOWN, Entry, Named, phrases
from musnad.places.grammar import (
    CONJUNCTIONS,
    CONTAINING,
    attached,
    has_article,
    is_adjective,
    is_plain,
    kind_of,
    marked_country,
    roles_of,
)
from musnad.records import PlaceKind
from musnad.script import Run, Word, words_of

LONGEST_MENTION = 500
"""Characters of a mention that are read."""

EPONYM_REACH = 2
"""Words before a name within which a building noun takes it as its own: فندق شتات بارك."""

BORDER_REACH = 3
"""Words before a country within which it is beside a border: الحدود الجنوبية مع تركيا."""

OWNER_REACH = 2
"""Words before an adjective within which it tells whose a building is: المركز الثقافي الفرنسي."""

SETTLEMENTS = frozenset({"city", "camp", "district"})
"""Kinds of generic nouns whose next word is a name or its beginning."""

BEYOND = "مع"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """What the words of a place expression name.

    Attributes:
        head: the places that its head may be; empty where the gazetteer knows none.
        head_text: the words of the head.
        kind: what the generic noun before the head says.
        beside: codes of the countries that the mention names besides, around the place.
        inside: what the name may be that the mention says to contain the head.
        inside_text: the words of that name.
        around: what the next name after the head may be.
        around_text: its words.
        nationality: code of the first adjective that tells where, not whose.
        owners: codes of the countries whose embassies the mention names: it is in none of them.
        border: codes of the countries on whose borders the place lies.
        beyond: whether the place is on the other side of that border: الحدود مع تركيا.
        capital: whether the capital of the country is meant.
        plain: whether the head is an ordinary word first.
    """

    text: str
    head: tuple[Entry, ...] = ()
    head_text: str = ""
    kind: PlaceKind | None = None
    beside: tuple[str, ...] = ()
    inside: tuple[Entry, ...] = ()
    inside_text: str = ""
    around: tuple[Entry, ...] = ()
    around_text: str = ""
    nationality: str = ""
    owners: tuple[str, ...] = ()
    border: tuple[str, ...] = ()
    beyond: bool = False
    capital: bool = False
    plain: bool = False


@dataclass(slots=True)
class _Sorted:
    """The names and adjectives of a mention by what they do in it."""

    names: list[Run[Named]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    border: list[str] = field(default_factory=list)


def read_place(text: str) -> PlaceMention:
    """What a place expression names, before any choice."""
    words = words_of(text[:LONGEST_MENTION])
    at_start = {word.start: n for n, word in enumerate(words)}
    adjectives = {
        at_start[n.at]: n.code for n in named_countries(text[:LONGEST_MENTION]) if n.adjective
    }
    found = _Sorted()
    for at, code in adjectives.items():
        _sort_adjective(words, at, code, found)
    nationality = found.beside[0] if found.beside else ""
    for run in phrases().find(words):
        if run.start not in adjectives:
            _sort_name(words, run, found)
    capital = any("capital" in roles_of(word) for word in words)
    common = PlaceMention(
        text,
        nationality=nationality,
        owners=tuple(found.owners),
        border=tuple(dict.fromkeys(found.border)),
        beyond=any(word.key == BEYOND for word in words),
        capital=capital,
        beside=tuple(dict.fromkeys(found.beside)),
    )
    return _with_names(common, words, found) if found.names else common


def _with_names(mention: PlaceMention, words: Sequence[Word], found: _Sorted) -> PlaceMention:
    head, *rest = found.names
    marked = marked_country(words[head.start])
    around = [_country(run.value) for run in rest]
    inside = next((run for run in rest if _contains(words, run)), None)
    beside = (*([marked] if marked else []), *found.beside, *filter(None, around))
    return PlaceMention(
        mention.text,
        head.value.entries,
        _text(words, head),
        kind_before(words, head.start),
        tuple(dict.fromkeys(beside)),
        inside=inside.value.entries if inside else (),
        inside_text=_text(words, inside) if inside else "",
        around=rest[0].value.entries if rest else (),
        around_text=_text(words, rest[0]) if rest else "",
        nationality=mention.nationality,
        owners=mention.owners,
        border=mention.border,
        beyond=mention.beyond,
        capital=mention.capital,
        plain=_is_plain(words, head) and not _after_generic(words, head.start),
    )


def _sort_adjective(words: Sequence[Word], at: int, code: str, found: _Sorted) -> None:
    before = [roles_of(word) for word in words[max(0, at - OWNER_REACH) : at]]
    if any("border" in roles for roles in before):
        found.border.append(code)
    elif any("embassy" in roles for roles in before):
        found.owners.append(code)
    elif not any("owner" in roles for roles in before):
        found.beside.append(code)


def _sort_name(words: Sequence[Word], run: Run[Named], found: _Sorted) -> None:
    if run.value.country and _on_border(words, run.start):
        found.border.append(run.value.country)
    elif _stands(words, run):
        found.names.append(run)


def _stands(words: Sequence[Word], run: Run[Named]) -> bool:
    """Whether the grammar lets a run of words be a name of a place here."""
    single = run.end - run.start == 1
    if run.value.country:
        generic_noun = single and kind_of(words[run.start]) and not words[run.start].definite
        return not generic_noun and not _is_eponym(words, run)
    if single and (is_adjective(words, run.start) or _is_part(words, run.start)):
        return False
    if not fits(words, run) or _is_eponym(words, run):
        return False
    return not _is_plain(words, run) or _explained_before(words, run.start)


def fits(words: Sequence[Word], run: Run[Named]) -> bool:
    """Whether a run has ال as the name has it, and nothing attached that a name can't have."""
    key = _key(words, run)
    before = attached(words[run.start], key)
    doubtful = not _well_known(run.value) or _is_plain(words, run)
    if run.value.bare and has_article(words[run.start], key) and doubtful:
        return False
    return not before.lstrip(CONJUNCTIONS).startswith("ك")


def _well_known(named: Named) -> bool:
    return any(entry.ours or entry.population >= WELL_KNOWN for entry in named.entries)


def _key(words: Sequence[Word], run: Run[Named]) -> str:
    return run.value.first or words[run.start].key


def _is_plain(words: Sequence[Word], run: Run[Named]) -> bool:
    return not run.value.country and is_plain(words, run.start, run.end, _key(words, run))


def _explained_before(words: Sequence[Word], at: int) -> bool:
    """Whether a name that is a plain word begins the mention or follows a word of the grammar."""
    return at == 0 or kind_of(words[at - 1]) is not None or bool(roles_of(words[at - 1]))


def _after_generic(words: Sequence[Word], at: int) -> bool:
    """Whether a name follows a generic noun in the construct state: مدينة الباب."""
    return at > 0 and not words[at - 1].definite and kind_of(words[at - 1]) is not None


def _is_eponym(words: Sequence[Word], run: Run[Named]) -> bool:
    """Whether a building or street has the name: شارع حلب."""
    if attached(words[run.start], _key(words, run)) not in {"", "ال"}:
        return False
    for at in range(run.start - 1, max(-1, run.start - 1 - EPONYM_REACH), -1):
        roles = roles_of(words[at])
        if words[at + 1].after_comma or (roles and "eponym" not in roles):
            return False
        if "eponym" in roles:
            return not words[at].definite
    return False


def _is_part(words: Sequence[Word], at: int) -> bool:
    """Whether a name ends a longer one that no table has: قرية كوه سبز."""
    if at < 2 or words[at].definite or words[at].after_comma or words[at - 1].after_comma:
        return False
    first, second = words[at - 2], words[at - 1]
    if first.definite or second.definite or kind_of(second) or roles_of(second):
        return False
    return kind_of(first) in SETTLEMENTS and attached(words[at], words[at].key) == ""


def _on_border(words: Sequence[Word], at: int) -> bool:
    near = words[max(0, at - BORDER_REACH) : at]
    return any("border" in roles_of(word) for word in near)


def _contains(words: Sequence[Word], run: Run[Named]) -> bool:
    before = attached(words[run.start], _key(words, run)).lstrip(CONJUNCTIONS)
    if before.startswith(CONTAINING):
        return True
    at = run.start - 1
    while at > 0 and kind_of(words[at]) and "within" not in roles_of(words[at]):
        at -= 1
    return at >= 0 and "within" in roles_of(words[at])


def kind_before(words: Sequence[Word], at: int) -> PlaceKind | None:
    """The kind that the last generic noun before a name says it is."""
    return next((kind for word in reversed(words[:at]) if (kind := kind_of(word))), None)


def _text(words: Sequence[Word], run: Run[Named]) -> str:
    return " ".join(word.text for word in words[run.start : run.end])


def _country(named: Named) -> str:
    """The country of a containing place, if all places of its name are in one."""
    found = {entry.country for entry in named.entries if entry.ours} or {
        entry.country for entry in named.entries
    }
    return found.pop() if len(found) == 1 else ""
