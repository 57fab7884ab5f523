"""Denials tied to what they deny: `نفى …` to the accusation or report in the same article.

A frame denies if its words say so (`denial_words`): refusing a proposal is no denial, nor is
keeping silent, nor a denial that did not happen. For every denial each other claim or act in the
article is scored; the best one is linked if it reaches the caller's threshold.

The score is a sum of the evidence, at most 1:

| evidence | weight | |
|---|---|---|
| party | 0.20–0.25 | the denier is the accused, or did the act, or is named by the claim |
| words | 0.30 | times the share of what the denial denies that the claim says too |
| reference | 0.10–0.30 | `هذه الاتهامات`, `ذلك`, an attached pronoun, or nothing (`REFERENCE`) |
| speaker | 0.15 | what is denied names the speaker of the claim (`رواية السكان`) |
| clause | 0.40 | the claim is itself the object of the denial (`نفى اتهامات المعارضة له`) |
| nearness | 0.15 | divided by 1 + half the number of lines between; less for later claims |
| adjacency | 0.10 | a denial that refers back follows this claim and no other lies between |
| accusation | 0.05 | a denial answers an accusation rather than a mere statement |

The weights were set by reading the links found in the project's own fictional corpus: 139 denials
in 374 items, 69 linked, about one link in six doubtful. Most of the others deny what nobody in
the article has claimed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.frames.denial_cues import Reference, denied_spans, denies, reference
from musnad.frames.denial_words import (
    ACCUSATION_NOUNS,
    FUNCTION_WORDS,
    POINTING,
    REPORT_NOUNS,
    REPORT_VERBS,
    TITLES,
    UTTERANCES,
)
from musnad.frames.words import forms, stem, stems, words
from musnad.records import STATEMENT_TYPES, Article, Frame, Link, Span

PARTY = 0.25
NAMED = 0.20
WORDS = 0.30
SPEAKER = 0.15
CLAUSE = 0.40
NEAR = 0.15
ACCUSATION = 0.05
ADJACENT = 0.10
LATER = 0.1
LATER_OF_HEADLINE = 0.5
"""Parts of the nearness that a claim gets if it follows its denial: that is rare in the body
(`رغم نفي …`), while a headline denies what the body tells."""

REFERENCE: dict[tuple[Reference, bool], float] = {
    ("accusation", True): 0.30,
    ("accusation", False): 0.10,
    ("report", True): 0.15,
    ("report", False): 0.25,
    ("pointing", True): 0.25,
    ("pointing", False): 0.15,
}
"""Weight of a reference, by whether the claim is an accusation. `هذه الاتهامات` below an accusation
is nearly a proof; `ذلك` may mean anything said before."""

MIN_WORDS = 3
"""The share of words is taken of at least so many: one shared word is no proof."""
SHOWN_WORDS = 3
"""Most shared words that a reason quotes."""
BARE_WORDS = 4
"""Most words of a bare reference (`هذه الرواية جملة وتفصيلا`)."""
CLAUSE_REACH = 4
"""A claim is the object of the denial if it begins within so many words of the denied clause."""
NEAREST = 150
"""Frames on either side of a denial that are weighed: more than a long article has in all."""

_EMPTY = frozenset(
    stem(word)
    for word in FUNCTION_WORDS | POINTING | ACCUSATION_NOUNS | REPORT_NOUNS | REPORT_VERBS
)
_TITLES = frozenset(stem(word) for word in TITLES)
_UTTERANCES = frozenset(stem(word) for word in UTTERANCES)
_CLAIMS = frozenset({"ACCUSE", "SAY"})


@dataclass(frozen=True, slots=True)
class _Claim:
    """A frame as a denial or as the object of one: stems of its parts."""

    frame: Frame
    line: int
    speaker: frozenset[str]
    accused: frozenset[str]
    said: frozenset[str]


@dataclass(slots=True)
class _Evidence:
    """A growing score and the phrases that explain it."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, weight: float, reason: str = "") -> None:
        self.score = min(1.0, self.score + weight)
        if reason:
            self.reasons.append(reason)


def denials(article: Article, frames: Sequence[Frame], *, least: float) -> tuple[Link, ...]:
    """Links from denials to what they deny, in the order of the denials.

    Args:
        article: the article.
        frames: all its frames, nested, in text order.
        least: least score of a link.
    """
    deniers = [frame for frame in frames if denies(article.text, frame)]
    if not deniers:
        return ()
    court = _Court(article, frames, {frame.id for frame in deniers})
    found = (court.best(frame) for frame in deniers)
    return tuple(link for link in found if link is not None and link.score >= least)


class _Court:
    """Weighs the claims of one article against its denials."""

    def __init__(self, article: Article, frames: Sequence[Frame], deniers: set[str]) -> None:
        self._text = article.text
        starts = [block.span.start for block in article.blocks]
        body = (n for n, block in enumerate(article.blocks) if block.kind == "paragraph")
        self._headline = next(body, len(article.blocks))
        """Number of the last line above the first paragraph, counted from 1."""
        self._deniers = deniers
        self._order = [self._claim(f, bisect_right(starts, f.span.start)) for f in frames]
        self._claims = {claim.frame.id: claim for claim in self._order}

    def _claim(self, frame: Frame, line: int) -> _Claim:
        act = frame.type not in STATEMENT_TYPES
        said = self._stems(frame, "content", *(("target", "place", "toll") if act else ()))
        return _Claim(
            frame=frame,
            line=line,
            speaker=self._stems(frame, "agent") - _TITLES - _EMPTY,
            accused=(
                self._stems(frame, "target") - _TITLES - _EMPTY
                if frame.type == "ACCUSE"
                else frozenset()
            ),
            said=(said | stems(self._text, frame.span)) - _EMPTY,
        )

    def _stems(self, frame: Frame, *names: str) -> frozenset[str]:
        """The stems of all spans of some roles."""
        spans = [role.span for role in frame.roles if role.role in names]
        return frozenset().union(*(stems(self._text, span) for span in spans))

    def best(self, denier: Frame) -> Link | None:
        """The link to the likeliest object of a denial, the nearest of equals."""
        denial = self._claims[denier.id]
        here = self._order.index(denial)
        around = self._order[max(0, here - NEAREST) : here + NEAREST]
        possible = [claim for claim in around if self._possible(denial, claim)]
        if not possible:
            return None
        weighed = [(self._weigh(denial, claim, possible), claim.frame) for claim in possible]
        evidence, frame = max(
            weighed, key=lambda x: (x[0].score, -abs(x[1].span.start - denier.span.start))
        )
        return Link("denies", denier.id, frame.id, evidence.score, "; ".join(evidence.reasons))

    def _possible(self, denial: _Claim, claim: _Claim) -> bool:
        """Whether a frame can be what is denied.

        Not itself, nor another denial, nor what did not happen, nor a frame around the denial, nor
        the denier's own statement, nor a claim of others than those whose words are condemned; of
        the frames inside it only a claim that somebody else made.
        """
        frame, denier = claim.frame, denial.frame
        if frame.type == "REJECT" or any(flag.name == "neg" for flag in frame.flags):
            return False
        if frame.id in self._deniers or self._others_words(denial, claim):
            return False
        if frame.id == denier.id or self._around(frame, denier):
            return False
        if frame.type in STATEMENT_TYPES and _same(denial.speaker, claim.speaker):
            return False
        if frame.within == denier.id:
            return frame.type in _CLAIMS and bool(claim.speaker)
        return not self._around(denier, frame)

    def _others_words(self, denial: _Claim, claim: _Claim) -> bool:
        """Whether somebody else's words are condemned (`استنكر تصريحات فلان`), not this claim."""
        spans = denied_spans(denial.frame)
        said = frozenset().union(*(stems(self._text, span) for span in spans))
        named = said - _EMPTY - _TITLES
        return bool(said & _UTTERANCES and named) and not named & claim.speaker

    def _around(self, outer: Frame, frame: Frame) -> bool:
        """Whether `outer` holds a frame: directly in a content, or by nesting."""
        if any(role.span.contains(frame.span) for role in outer.all("content")):
            return True
        at = frame.within
        while at is not None and at != outer.id:
            at = self._claims[at].frame.within
        return at is not None

    def _weigh(self, denial: _Claim, claim: _Claim, rivals: Sequence[_Claim]) -> _Evidence:
        """The evidence that `denial` denies `claim`."""
        evidence = _Evidence()
        evidence.add(ACCUSATION if claim.frame.type == "ACCUSE" else 0.0)
        related = self._weigh_words(denial, claim, evidence)
        if claim.frame.type in STATEMENT_TYPES or related:
            self._weigh_party(denial, claim, evidence)
        if related or not self._spells_out(denial.frame):
            self._weigh_reference(denial, claim, rivals, evidence)
        self._weigh_place(denial, claim, evidence)
        return evidence

    def _weigh_words(self, denial: _Claim, claim: _Claim, evidence: _Evidence) -> bool:
        """Shared words of what is denied and what is claimed, and the claim's speaker named."""
        spans = denied_spans(denial.frame)
        denied = frozenset().union(*(stems(self._text, span) for span in spans)) - _EMPTY
        claimed = claim.said | claim.accused
        about = denied - denial.speaker
        shared = about & claimed
        if shared:
            share = len(shared) / max(MIN_WORDS, min(len(about), len(claimed)))
            evidence.add(WORDS * min(1.0, share), f"both mention {self._quote(spans, shared)}")
        speaker = denied & claim.speaker
        if speaker and claim.frame.type in _CLAIMS:
            named = self._quote(spans, speaker)
            evidence.add(SPEAKER, f"what is denied names the speaker ({named})")
        return bool(shared or speaker)

    def _spells_out(self, denier: Frame) -> bool:
        """Whether a denied report is told at length, so that a claim must share words with it."""
        told = sum(len(forms(self._text, span)) for span in denied_spans(denier))
        return told > BARE_WORDS and reference(self._text, denier) == "report"

    def _weigh_party(self, denial: _Claim, claim: _Claim, evidence: _Evidence) -> None:
        """Whether the denier is the one accused, the one who acted, or one whom the claim names."""
        spans = [role.span for role in denial.frame.all("agent")]
        act = claim.frame.type not in STATEMENT_TYPES
        if accused := denial.speaker & claim.accused:
            evidence.add(PARTY, f"the denier is accused ({self._quote(spans, accused)})")
        elif act and (acted := denial.speaker & claim.speaker):
            evidence.add(PARTY, f"the denier is said to have acted ({self._quote(spans, acted)})")
        elif named := denial.speaker & claim.said:
            evidence.add(NAMED, f"the claim names the denier ({self._quote(spans, named)})")

    def _weigh_reference(
        self, denial: _Claim, claim: _Claim, rivals: Sequence[_Claim], evidence: _Evidence
    ) -> None:
        """Whether the denial's words point back, or are about this very claim."""
        denier, frame = denial.frame, claim.frame
        if frame.type not in _CLAIMS:
            return
        kind = reference(self._text, denier)
        earlier = frame.span.start < denier.span.start
        if kind and (earlier or denial.line <= self._headline):
            evidence.add(REFERENCE[kind, frame.type == "ACCUSE"], _REFERS[kind])
            if earlier and frame is _last_before(denier, rivals):
                evidence.add(ADJACENT, "no other claim lies between")
        if frame.within == denier.id and self._is_object(denier, frame):
            evidence.add(CLAUSE, "the denied words are this claim itself")

    def _weigh_place(self, denial: _Claim, claim: _Claim, evidence: _Evidence) -> None:
        """Nearness, counted in lines."""
        nearness = NEAR / (1 + abs(denial.line - claim.line) / 2)
        if claim.frame.span.start > denial.frame.span.start:
            in_headline = denial.line <= self._headline
            nearness *= LATER_OF_HEADLINE if in_headline else LATER
        evidence.add(nearness)

    def _is_object(self, denier: Frame, claim: Frame) -> bool:
        """Whether a claim stands at the head of the denied clause."""
        at = claim.span.start
        return any(
            span.start <= at and len(self._text[span.start : at].split()) < CLAUSE_REACH
            for span in denied_spans(denier)
        )

    def _quote(self, spans: Sequence[Span], wanted: frozenset[str]) -> str:
        """A few of the words of some spans, as they are written, the longest first."""
        found = {
            word.span.of(self._text)
            for span in spans
            for word in words(self._text, span)
            if stem(word.form) in wanted
        }
        return "، ".join(sorted(found, key=lambda w: (-len(w), w))[:SHOWN_WORDS])


_REFERS: dict[Reference, str] = {
    "accusation": "the denial refers back to an accusation",
    "report": "the denial refers back to a report",
    "pointing": "the denial points back to what was said",
}


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name's words hold the other's; a blank name is nobody's."""
    return bool(one and other) and (one <= other or other <= one)


def _last_before(denier: Frame, claims: Sequence[_Claim]) -> Frame | None:
    """The last accusation or statement before a denial."""
    earlier = [
        c.frame
        for c in claims
        if c.frame.type in _CLAIMS and c.frame.span.start < denier.span.start
    ]
    return max(earlier, key=lambda frame: frame.span.start, default=None)
