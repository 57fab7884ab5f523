"""Does a frame deny, and how does it refer to what it denies?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from musnad.frames.denial_words import (
    ACCUSATION_NOUNS,
    DEMONSTRATIVES,
    DENYING,
    FALSE,
    LEADING,
    POINTING,
    PRONOUNS,
    REFUSING,
    REPORT_NOUNS,
    REPORT_VERBS,
    VERBAL_NOUNS,
)
from musnad.frames.words import each_form, forms, stem
from musnad.records import STATEMENT_TYPES, Frame, Span

Reference = Literal["accusation", "report", "pointing"]

WHAT = "ما"
"""Before a verb of reporting: `ما ذكرته`, also `لما`, `بما`."""
ARTICLE = "ال"


def denies(text: str, frame: Frame) -> bool:
    """Whether a frame says that something said or alleged is not so."""
    if frame.type not in STATEMENT_TYPES or any(flag.name == "neg" for flag in frame.flags):
        return False
    cue = forms(text, frame.span)
    if any(_any_form(word, DENYING) for word in cue) or _has_run(cue, FALSE):
        return True
    if any(_any_form(word, REFUSING) for word in cue):
        return reference(text, frame) in ("accusation", "report")
    return frame.type in ("SAY", "REJECT") and _calls_false(text, frame)


def reference(text: str, frame: Frame) -> Reference | None:
    """How a denial refers to what it denies; None if it spells it out in its own words."""
    spans = denied_spans(frame)
    if not spans or _has_object_pronoun(text, frame):
        return "pointing"
    heads = [_head(each_form(text, span)) for span in spans]
    if any(_any_form(word, ACCUSATION_NOUNS) for _, word in heads):
        return "accusation"
    if any(
        _any_form(word, REPORT_VERBS if before.endswith(WHAT) else REPORT_NOUNS)
        for before, word in heads
    ):
        return "report"
    points = (all(word in POINTING for word in each_form(text, span)) for span in spans)
    return "pointing" if any(points) else None


def _head(words: Iterable[str]) -> tuple[str, str]:
    """The first word that may refer back, and the word before it; farther in, it is the story's.

    `صحة هذه الاتهامات` gives `الاتهامات`, `كل ما ذكرته الصحيفة` gives `ذكرته` after `ما`.
    """
    before = ""
    for word in words:
        if word not in LEADING and not word.endswith(WHAT):
            return before, word
        before = word
    return before, ""


def denied_spans(frame: Frame) -> list[Span]:
    """What is denied: the content; where it has none, a spelt-out target."""
    contents = [role.span for role in frame.all("content")]
    return contents or [role.span for role in frame.all("target") if not role.unsaid]


def _calls_false(text: str, frame: Frame) -> bool:
    """Whether a statement says that a known claim is false (`هذه الاتهامات لا أساس لها`).

    The claim must be definite: who spreads `روايات كاذبة` denies nothing.
    """
    if reference(text, frame) not in ("accusation", "report"):
        return False
    clauses = [forms(text, span) for span in denied_spans(frame)]
    return any(_has_run(clause, FALSE) and _definite(*_head(clause)) for clause in clauses)


def _definite(before: str, word: str) -> bool:
    """Whether a noun is known to the reader: by article, demonstrative or `ما`."""
    return word.startswith(ARTICLE) or before in DEMONSTRATIVES or before.endswith(WHAT)


def _has_object_pronoun(text: str, frame: Frame) -> bool:
    """Whether the cue carries what it denies as a pronoun (`تنفيه`)."""
    cue = forms(text, frame.span)
    return any(word not in DENYING and _bare(word) & (DENYING - VERBAL_NOUNS) for word in cue)


def _any_form(word: str, family: frozenset[str]) -> bool:
    """Whether a word, or what is left of it without attached particles, is in a family."""
    return word in family or bool((_bare(word) | _bare(stem(word)) | {stem(word)}) & family)


def _bare(word: str) -> frozenset[str]:
    """A word without each attached pronoun that it may carry."""
    return frozenset(word.removesuffix(p) for p in PRONOUNS if word.endswith(p))


def _has_run(words: tuple[str, ...], runs: Iterable[tuple[str, ...]]) -> bool:
    """Whether one of the runs stands among the words, attached particles aside."""
    bare = tuple(stem(word) if word not in _SHORT else word for word in words)
    return any(
        run in (words[i : i + len(run)], bare[i : i + len(run)])
        for run in runs
        for i in range(len(words) - len(run) + 1)
    )


_SHORT = frozenset(word for run in FALSE for word in run if len(word) <= 3)
