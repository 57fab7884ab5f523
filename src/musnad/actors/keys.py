"""Names under their spellings: keys that fold habits of transliteration, and how names agree.

A key only says which names are worth comparing. Arabic newspapers write g as ج, غ, ك or ق, drop and
double long vowels (نتنياهو, نتانياهو), and end in ش or س as the source language has it (غوتيريش,
غوتيريس); the key folds all of these, and so it folds some names that differ (سالم, سليم). The
comparison looks closer, and `join` asks for the support of country and role besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from musnad.records import Step
from musnad.script import fold
from musnad.script.words import bare

_HONORIFICS = """
السيد السيدة الدكتور الدكتورة المهندس المهندسة الأستاذ الأستاذة الشيخ الشيخة الأمير الأميرة الملك
السلطان اللواء العميد العقيد المقدم الرائد النقيب الفريق المشير الجنرال الركن أول السفير القاضي
المحامي النائب الوزير الرئيس المستشار الحاج سمو معالي سعادة فخامة جلالة البابا القس الأنبا المطران
البطريرك آية الله حجة الإسلام الإمام د م
"""
HONORIFICS = frozenset(bare(fold(word))[0] for word in _HONORIFICS.split())
JOINED = ("عبد", "ابو", "ابي", "ام")
"""Words that are one name with the next: عبد الله and عبدالله, أبو بكر and أبوبكر."""

FATHER = frozenset(("بن", "ابن", "بنت", "ال", "ولد"))
"""Words between names; آل is folded to ال."""

_SOUNDS = str.maketrans("جگچقثشصضظطڤپژذ", "غغتكسسسددتفبزز")
"""Letters that newspapers choose between for one foreign sound."""

_DROPPED = re.compile(r"(?<=.)[اويه]")
_DOUBLED = re.compile(r"(.)\1+")

ALIKE = 0.75
"""Similarity from which on two words are spellings of one: one letter in four may differ."""

SAME = 0.5
"""Score from which on two profiles are taken for one actor."""


def name_key(name: str) -> str:
    """The key of a name: its words without titles, folded by sound, vowels dropped.

    Example:
        >>> name_key("نتنياهو") == name_key("نتانياهو")
        True
    """
    return " ".join(_skeleton(word) for word in name_words(name))


def name_words(name: str) -> list[str]:
    """The words of a name that tell persons apart: no titles, no بن, عبد joined to the next."""
    words = [bare(fold(word))[0] for word in re.split(r"[\s\-ـ]+", name) if word]
    found: list[str] = []
    glue = ""
    for word in words:
        if word in JOINED:
            glue = word
        elif (word in HONORIFICS and not glue) or (word in FATHER and not glue):
            continue
        else:
            found.append(glue + word)
            glue = ""
    return found if found or not glue else [glue]


def spelling(word: str) -> str:
    """A word folded by sound with its vowels kept, for a closer look than the key's."""
    return _DOUBLED.sub(r"\1", bare(fold(word))[0].translate(_SOUNDS))


def _skeleton(word: str) -> str:
    return _DROPPED.sub("", spelling(word))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two names or actors agree: 0 to 1, and why."""

    score: float
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor to be compared with one of another article.

    Attributes:
        name: personal name, or the body's.
        code: CAMEO-style code; None if unknown.
    """

    name: str
    code: str | None = None


def same_name(one: str, other: str) -> Agreement:
    """How far two names can be one person's or body's.

    First words must be spellings of one another (أحمد علي صالح is علي صالح's son), and all words of
    the shorter name must be in the longer one, in order. A single word agrees with a longer name's
    last, or its first, only by half.
    """
    ours, theirs = name_words(one), name_words(other)
    if not ours or not theirs:
        return Agreement(0.0, (Step("no name", one or other),))
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    if len(ours) == 1:
        return _single(ours[0], theirs)
    return _several(ours, theirs)


def _single(word: str, words: Sequence[str]) -> Agreement:
    if len(words) == 1:
        alike = _alike(word, words[0])
        return Agreement(alike if alike >= ALIKE else 0.0, (Step("one word", word, words[0]),))
    last, first = _alike(word, words[-1]), _alike(word, words[0])
    if last >= ALIKE:
        return Agreement(0.5 * last, (Step("surname", word, words[-1]),))
    if first >= ALIKE:
        return Agreement(0.4 * first, (Step("first name", word, words[0]),))
    return Agreement(0.0, (Step("other word", word, words[-1]),))


def _several(ours: Sequence[str], theirs: Sequence[str]) -> Agreement:
    """Every word of the shorter name has its like in the longer one, in order."""
    if _alike(ours[0], theirs[0]) < ALIKE:
        return Agreement(0.0, (Step("other first name", ours[0], theirs[0]),))
    at, scores, steps = 0, [], []
    for word in ours:
        rest = [(_alike(word, other), n) for n, other in enumerate(theirs[at:], at)]
        likes = [(score, n) for score, n in rest if score >= ALIKE]
        if not likes:
            return Agreement(0.0, (Step("other word", word, " ".join(theirs)),))
        score, n = max(likes, key=lambda like: (like[0], -like[1]))
        scores.append(score)
        steps.append(Step("spelling", word, theirs[n]))
        at = n + 1
    whole = sum(scores) / len(scores)
    missing = len(theirs) - len(ours)
    return Agreement(whole * MISSING**missing, tuple(steps))


MISSING = 0.9
"""Factor for each word that one of two names leaves out."""


def _alike(one: str, other: str) -> float:
    """Likeness of two words by sound; 0 where their keys are far apart."""
    a, b = spelling(one), spelling(other)
    if a == b:
        return 1.0
    skeletons = _skeleton(one), _skeleton(other)
    if skeletons[0] == skeletons[1] and len(skeletons[0]) >= SHORTEST_KEY:
        return max(ALIKE, Levenshtein.normalized_similarity(a, b))
    near = Levenshtein.normalized_similarity(a, b)
    return near if near >= NEAR and a[:1] == b[:1] and a[-1:] == b[-1:] else 0.0


SHORTEST_KEY = 3
"""Consonants that two keys must share to speak for one word."""

NEAR = 0.8
"""Similarity of words whose consonants differ."""


def join_profiles(one: Profile, other: Profile) -> Agreement:
    """Whether actors of two articles are one: their names, supported by country and role.

    The same short name alone is not enough, and another country speaks against any name.
    """
    agreement = same_name(one.name, other.name)
    score, steps = agreement.score, list(agreement.steps)
    words = min(len(name_words(one.name)), len(name_words(other.name)))
    if one.code and other.code:
        country = one.code[:3] == other.code[:3]
        steps.append(Step("country", one.code, other.code))
        score *= 1.0 if country else OTHER_COUNTRY
        if country and one.code == other.code and words == 1:
            score += SUPPORT * (agreement.score > 0)
    elif words == 1:
        score *= UNSUPPORTED
        steps.append(Step("unsupported", one.name, other.name))
    return Agreement(min(1.0, score), tuple(steps))


OTHER_COUNTRY = 0.4
SUPPORT = 0.2
UNSUPPORTED = 0.9
"""Factors: another country, the same code for a single name, no code for a single name."""
