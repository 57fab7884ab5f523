"""Fuller names: an unsaid participant is shown by the fullest mention the article has of it.

The model points at an antecedent. This module looks for a fuller mention of the same participant
among the spelt-out agents and targets and the entity mentions. It takes one only where the words
prove it, in three ways:

- the fuller mention *begins* with the antecedent and goes on with an apposition
  (`الرئيس الصيني` → `الرئيس الصيني شي جين بينج`), but not with a further party (`الصين` is not
  `الصين وروسيا`);
- the antecedent is a person's name, with or without a title, or the end of one, and part of the
  name that *ends* the fuller mention (`دوجاريك` → `المتحدث باسم جوتيريش ستيفان دوجاريك`), unless
  the name only says whose spokesman, aide or son is meant (`المتحدث باسم جوتيريش` is not
  `جوتيريش`);
- the antecedent is a noun with the article and nothing else, and the fuller mention begins with
  that noun (`الوزير` → `وزير الخارجية سالم الحامد`, `الصحيفة` → `صحيفة الفجر`).

Where two candidates contradict each other, the antecedent stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from musnad.frames.words import MIN_STEM, Word, words
from musnad.records import Frame, Mention, Span
from musnad.script import fold

NAMED_ROLES = ("agent", "target")
"""Roles whose spans are names of participants."""

POOL = 200
"""Most candidates weighed for one antecedent, the nearest ones. An article has a few dozen
names; only a page made to be slow has more."""

_AND = fold("و")
_ARTICLE = fold("ال")


class Name(NamedTuple):
    """A mention of a participant: its words, and the person's name at its end if there is one."""

    span: Span
    words: tuple[str, ...]
    person: tuple[str, ...]


class Names:
    """All mentions of participants in an article, found by their words."""

    def __init__(self, text: str, frames: Iterable[Frame], mentions: Iterable[Mention]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda m: m.span)
        self._starts = [mention.span.start for mention in self._mentions]
        self._by_word: dict[str, list[Name]] = defaultdict(list)
        said = (
            role.span
            for frame in frames
            for role in frame.roles
            if role.role in NAMED_ROLES and not role.unsaid
        )
        for span in sorted({*said, *(mention.span for mention in self._mentions)}):
            name = self._name(span)
            for word in {*(_noun(w) for w in name.words[:1]), *name.words[:1], *name.person}:
                self._by_word[word].append(name)

    def fullest(self, span: Span, *, before: int) -> Span:
        """The fullest mention of the participant named at `span`; `span` itself if none is fuller.

        Args:
            span: the antecedent.
            before: only mentions that begin before this offset count.
        """
        name = self._name(span)
        if not name.words:
            return span
        last = self._covering(self._last_word(span))
        other = last is not None and last.kind != "PER"
        pool = [c for c in self._candidates(name, before) if _extends(c, name, other=other)]
        around = [c for c in pool if c.span.contains(span)]
        return _agreed(around or pool) or span

    def _candidates(self, name: Name, before: int) -> list[Name]:
        keys = (name.words[0], name.words[-1], _noun(name.words[0]))
        known = {c for word in keys for c in self._by_word.get(word, ())}
        fuller = [c for c in known if c.span.start < before and len(c.words) > len(name.words)]
        return sorted(fuller, key=lambda c: -c.span.start)[:POOL]

    def _name(self, span: Span) -> Name:
        found = words(self._text, span)
        return Name(span, tuple(word.form for word in found), self._person(span, found))

    def _person(self, span: Span, found: list[Word]) -> tuple[str, ...]:
        """The words of the person's name that ends the span, () if it ends otherwise."""
        last = self._covering(found[-1].span) if found else None
        if last is None or last.kind != "PER":
            return ()
        name = tuple(w.form for w in found if last.span.contains(w.span))
        ahead = found[: len(found) - len(name)]
        if self._follows_a_party(ahead):
            return ()
        if not ahead or ahead[-1].form.startswith(_ARTICLE) or self._covering(ahead[-1].span):
            return name
        return ()

    def _follows_a_party(self, ahead: list[Word]) -> bool:
        """Whether another person's name and a word with `و` stand ahead: two parties, not one."""
        named = False
        for word in ahead:
            covering = self._covering(word.span)
            named = named or (covering is not None and covering.kind == "PER")
            if named and word.form.startswith(_AND):
                return True
        return False

    def _last_word(self, span: Span) -> Span:
        return words(self._text, span)[-1].span

    def _covering(self, span: Span) -> Mention | None:
        """The entity mention around a word."""
        at = bisect_left(self._starts, span.start + 1)
        mention = self._mentions[at - 1] if at else None
        return mention if mention and mention.span.contains(span) else None


def _extends(fuller: Name, name: Name, *, other: bool) -> bool:
    """Whether `fuller` names the same participant with more words.

    `other`: the antecedent ends with something that has a name and is no person.
    """
    size = len(name.words)
    if fuller.words[:size] == name.words:
        return not fuller.words[size].startswith(_AND)
    if size == 1 and _is_definite(name.words[0]) and fuller.words[0] == _noun(name.words[0]):
        return True
    if other or not fuller.person:
        return False
    if name.person:
        return _is_run(name.person, fuller.person) and _is_run(name.words, fuller.words)
    return size == 1 and name.words[0] == fuller.person[-1]


def _is_definite(word: str) -> bool:
    return word.startswith(_ARTICLE) and len(word) - len(_ARTICLE) >= MIN_STEM


def _noun(word: str) -> str:
    """A definite noun without its article; other words as they are."""
    return word[len(_ARTICLE) :] if _is_definite(word) else word


def _is_run(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether `part` stands in `whole` without a gap."""
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def _agreed(pool: list[Name]) -> Span | None:
    """The fullest candidate, the nearest of equals; None where candidates contradict it."""
    if not pool:
        return None
    best = max(pool, key=lambda c: (len(c.words), c.span.start))
    return best.span if all(_compatible(c, best) for c in pool) else None


def _compatible(one: Name, best: Name) -> bool:
    """Whether two mentions can mean one participant."""
    if set(one.words) <= set(best.words):
        return True
    one_name, best_name = set(one.person), set(best.person)
    return bool(one_name) and (one_name <= best_name or best_name <= one_name)
