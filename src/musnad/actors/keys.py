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
from functools import cache

from rapidfuzz.distance import Levenshtein

from musnad.actors.lexicon import rows
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

TITLES = HONORIFICS | FATHER

_SOUNDS = str.maketrans("جگچثشصضظطڤپژذ", "غغتسسسددتفبزز")
"""Letters that newspapers choose between for one foreign sound."""

_FARTHER = str.maketrans("قغ", "كك")
"""Further ones, folded in keys only: قديروف and كديروف, غولن and كولن."""

_DROPPED = re.compile(r"(?<=.)[اويهء]")
_DOUBLED = re.compile(r"(.)\1+")
_GOD = fold("الله")

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
    found: list[str] = []
    glue = ""
    for written in re.split(r"[\s\-ـ]+", name):
        folded = fold(written)
        word = bare(folded)[0]
        if not word:
            continue
        if folded == _GOD and found and not glue:
            found[-1] += word
        elif word in JOINED:
            glue = word
        elif glue or word not in TITLES:
            found.append(_plain(glue + word))
            glue = ""
    return [*found, glue] if glue else found


def _plain(word: str) -> str:
    """A word without ال after عبد, and without بن written to it: عبدالله, بنعمر."""
    for head in JOINED:
        if word.startswith(head + "ال") and len(word) > len(head) + 3:
            return head + word.removeprefix(head + "ال")
    if word.startswith("بن") and len(word) >= len("بنعمر"):
        return word.removeprefix("بن")
    return word


def spelling(word: str) -> str:
    """A word folded by sound with its vowels kept, for a closer look than the key's."""
    text = _DOUBLED.sub(r"\1", bare(fold(word))[0].translate(_SOUNDS))
    return text[:-1] + "س" if text.endswith("ز") and len(text) > 1 else text


def _skeleton(word: str) -> str:
    text = spelling(word).translate(_FARTHER)
    return _DROPPED.sub("", "ا" + text[1:] if text.startswith("ه") else text)


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
    the shorter name must be in the longer one, in order. A surname, of one word or more, agrees
    with the end of a longer name by half only.
    """
    ours, theirs = name_words(one), name_words(other)
    if not ours or not theirs:
        return Agreement(0.0, (Step("no name", one or other),))
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    together = _skeleton("".join(ours)), _skeleton("".join(theirs))
    if len(ours) != len(theirs) and together[0] == together[1]:
        return Agreement(JOINED_WORDS, (Step("one word or more", one, other),))
    if len(ours) == len(theirs) == 1:
        alike = _alike(ours[0], theirs[0])
        return Agreement(alike, (Step("one word", one, other),))
    if len(ours) < len(theirs) and _alike(ours[0], theirs[0]) < ALIKE:
        return _surname(ours, theirs)
    if len(ours) == 1:
        return Agreement(FIRST_NAME, (Step("first name", one, other),))
    return _several(ours, theirs)


JOINED_WORDS = 0.9
FIRST_NAME = 0.4
SURNAME = 0.5
"""Scores of names written together and apart, of a first name, of a surname."""


def _surname(ours: Sequence[str], theirs: Sequence[str]) -> Agreement:
    """Whether the shorter name is the end of the longer: دي ميستورا, أوباما."""
    ends = list(zip(ours, theirs[-len(ours) :], strict=True))
    steps = tuple(Step(SURNAME_RULE, word, end) for word, end in ends)
    if all(_alike(word, end) >= ALIKE for word, end in ends):
        return Agreement(SURNAME, steps)
    return Agreement(0.0, (Step("other word", " ".join(ours), " ".join(theirs)),))


SURNAME_RULE = "surname"


def _several(ours: Sequence[str], theirs: Sequence[str]) -> Agreement:
    """Every word of the shorter name has its like in the longer one, in order."""
    at, scores, steps = 0, [], []
    for word in ours:
        likes = [(_alike(word, other), n) for n, other in enumerate(theirs[at:], at)]
        score, n = max(likes, key=lambda like: (like[0], -like[1]), default=(0.0, 0))
        if score < ALIKE or (at == 0 and n > 0):
            return Agreement(0.0, (Step("other word", word, " ".join(theirs)),))
        scores.append(score)
        steps.append(Step("spelling", word, theirs[n]))
        at = n + 1
    missing = len(theirs) - len(ours)
    return Agreement(sum(scores) / len(scores) * MISSING**missing, tuple(steps))


MISSING = 0.9
"""Factor for each word that one of two names leaves out."""


def _alike(one: str, other: str) -> float:
    """Likeness of two words by sound; 0 below ALIKE, and for different Arabic given names."""
    a, b = spelling(one), spelling(other)
    if a == b:
        return 1.0
    if {one, other} <= given_names():
        return 0.0
    near = Levenshtein.normalized_similarity(a, b)
    keys = _skeleton(one), _skeleton(other)
    if keys[0] == keys[1] and len(keys[0]) >= SHORTEST_KEY:
        return max(ALIKE, near)
    return near if near >= NEAR and (a[0] == b[0] or a[-1] == b[-1]) else 0.0


@cache
def given_names() -> frozenset[str]:
    """Arabic given names, as `name_words` has them: سالم and سليم are two, not two spellings."""
    arabic = (row["name"] for row in rows("given_names.csv") if row["origin"] == "arabic")
    return frozenset(word for name in arabic for word in name_words(name))


SHORTEST_KEY = 2
"""Consonants that two keys must share to speak for one word."""

NEAR = 0.8
"""Similarity of words whose consonants differ."""


def join_profiles(one: Profile, other: Profile) -> Agreement:
    """Whether actors of two articles are one: their names, supported by country and role.

    The same surname alone is not enough, and another country speaks against any name.
    """
    agreement = same_name(one.name, other.name)
    score, steps = agreement.score, list(agreement.steps)
    words = [name_words(one.name), name_words(other.name)]
    short = min(map(len, words)) == 1 or any(s.rule == SURNAME_RULE for s in steps)
    if not one.code or not other.code:
        steps.append(Step("no code", one.name, other.name))
        return Agreement(score * UNSUPPORTED if short else score, tuple(steps))
    steps.append(Step("code", one.code, other.code))
    if one.code[:3] != other.code[:3]:
        score *= OTHER_COUNTRY
    elif one.code == other.code:
        score = min(1.0, score + SUPPORT) if short and score else score
    elif short or len(words[0]) != len(words[1]):
        score *= OTHER_ROLE
    return Agreement(score, tuple(steps))


OTHER_COUNTRY = 0.4
OTHER_ROLE = 0.5
"""Factors: another country; another role where a name has words that the other lacks."""

SUPPORT = 0.2
"""What the same code adds to a surname."""

UNSUPPORTED = 0.9
"""Factor for a surname where a code is unknown: it stays below SAME."""
