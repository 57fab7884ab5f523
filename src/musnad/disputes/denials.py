"""Denials across articles, and what follows from them: the denial clock, and who is not answered.

Within an article the reader links a denial to what it denies. Here it is tied to the claims of
other articles, by evidence whose weights are a judgement of ours:

| evidence | weight | |
|---|---|---|
| words | 0.60 | times the share of what is denied that the claim says too, of four at least |
| party | 0.25 | the denier is the target or agent of the claim, or is named in it |
| speaker | 0.15 | who condemns what somebody said names the one who made the claim |
| story | 0.10 | both stand in copies of one story |
| accusation | 0.05 | a denial answers an accusation rather than a mere statement |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from musnad.disputes.claims import WINDOW
from musnad.disputes.lexicon import CALLED_FALSE, REPORT_STEMS, UTTERANCE_STEMS
from musnad.disputes.statement import (
    NOT,
    Statement,
    content_stems,
    forms,
    numbers_of,
    party,
    shared_words,
    statement,
    texts,
)
from musnad.disputes.told import Told
from musnad.script import stem, words_of

WORDS = 0.60
PARTY = 0.25
SPEAKER = 0.15
STORY = 0.10
ACCUSATION = 0.05
LEAST = 0.6
"""Least sum of the evidence between articles that are no copies of each other."""

LEAST_IN_STORY = 0.5
"""Least sum within copies of one story."""

LEAST_SHARE = 0.6
"""Share of what is denied that the claim must say in any case. The three were set by reading the
links found among 1,200 real articles that deny or accuse: below them most are of one topic only."""

SHARED, SHARED_IN_STORY = 3, 2
"""Words that both must have: one or two shared words are no proof."""

NAMED = 2
"""Words of the denier's name that the claim must have."""

LIKE_WORDINGS = 2
"""Tellings in the same words that are weighed, the earliest: copies say nothing new."""

SPELT_OUT = 4
"""Words of which the share is taken at least: two of two may be a chance."""

ACTS = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "SANCTION", "RETREAT", "PROTEST"})
"""Types of what is done rather than said."""

EARLIER = 1
"""Days that a denial may be dated before the claim: morning papers carry the day before."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial of a frame: by which frame, how sure, and why."""

    denier: Told
    denied: str
    score: float
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        who = next((p.text for p in self.denier.roles if p.role == "agent"), None)
        return {
            "frame": self.denier.id,
            "article": self.denier.article,
            "outlet": self.denier.outlet,
            "published": self.denier.published,
            "by": who,
            "denied": self.denied,
            "score": self.score,
            "reasons": list(self.reasons),
        }


class Denials:
    """Denials of a period, looked up by what they deny.

    Args:
        told: denials, each with the words that say what is denied.
        linked: what denials deny within their own articles: frame by the ids of denials.
    """

    def __init__(
        self, told: Iterable[tuple[Told, str]], linked: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._told: dict[str, tuple[Told, frozenset[str], frozenset[float]]] = {}
        self._condemns: set[str] = set()
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        self._linked: dict[str, set[str]] = defaultdict(set)
        for frame, words in told:
            said = frozenset(found.removeprefix(NOT) for found in content_stems(words))
            stems = said - REPORT_STEMS
            self._told[frame.id] = (frame, stems, frozenset(numbers_of(words)))
            if said & UTTERANCE_STEMS:
                self._condemns.add(frame.id)
            for found in stems:
                for form in forms(found):
                    self._by_stem[form].add(frame.id)
        for denier, denied in (linked or {}).items():
            for frame_id in denied:
                self._linked[frame_id].add(denier)

    def of(self, members: Sequence[Told], *, window: int = WINDOW) -> list[Denial]:
        """What denies a claim, told by these frames; each denial once, the earliest first."""
        best: dict[str, Denial] = {}
        wordings: dict[frozenset[str], int] = {}
        for member in members:
            given = statement(member)
            if given is None or member.type == "REJECT" or member.id in self._told:
                continue  # two who reject one thing agree with each other
            times = wordings[given.words] = wordings.get(given.words, 0) + 1
            said = self._of(given, window) if times <= LIKE_WORDINGS else ()
            for found in (*self._linked_to(member), *said):
                known = best.get(found.denier.id)
                if known is None or found.score > known.score:
                    best[found.denier.id] = found
        return sorted(best.values(), key=lambda d: (d.denier.published or "9", d.denier.id))

    def _linked_to(self, member: Told) -> Iterable[Denial]:
        for denier_id in self._linked.get(member.id, ()):
            if denier_id in self._told:
                denier = self._told[denier_id][0]
                yield Denial(denier, member.id, 1.0, ("linked in its article",))

    def _of(self, given: Statement, window: int) -> Iterable[Denial]:
        if CALLED_FALSE.intersection(given.stems):
            return  # two who reject one thing agree with each other
        member, said = given.told, given.words
        likely = {
            denier_id
            for word in said
            for form in forms(word)
            for denier_id in self._by_stem.get(form, ())
        }
        for denier_id in likely:
            denier, stems, numbers = self._told[denier_id]
            if numbers <= given.numbers and _answers(denier, member, window):
                speaker = _speaker(stems, member) if denier_id in self._condemns else None
                found = _weighed(denier, member, stems, said, speaker)
                if speaker != frozenset() and found:
                    yield found


def _answers(denier: Told, member: Told, window: int) -> bool:
    """Whether a frame may deny another at all: somebody else's words, at the time or after."""
    if denier.id == member.id or denier.article == member.article:
        return False  # within an article the reader has decided
    ours, theirs = party(denier, "agent"), party(member, "agent")
    told = member.type not in ACTS
    if told and (_same_words(denier, member) or (ours is not None and ours == theirs)):
        return False  # nobody denies his own words, but what he did
    if not denier.published or not member.published:
        return denier.story is not None and denier.story == member.story
    apart = date.fromisoformat(denier.published) - date.fromisoformat(member.published)
    return timedelta(days=-EARLIER) <= apart <= timedelta(days=window)


def _speaker(stems: frozenset[str], member: Told) -> frozenset[str]:
    """The words by which a denial names who made the statement."""
    return stems & {stem(w.text) for text in texts(member, "agent") for w in words_of(text)}


def _same_words(denier: Told, member: Told) -> bool:
    """Whether both are spoken by the same, as they are written."""
    ours, theirs = (
        {word for text in texts(told, "agent") for word in text.split()}
        for told in (denier, member)
    )
    return bool(ours and theirs) and len(ours & theirs) == min(len(ours), len(theirs))


def _weighed(
    denier: Told,
    member: Told,
    stems: frozenset[str],
    said: frozenset[str],
    speaker: frozenset[str] | None,
) -> Denial | None:
    """The denial with its evidence; None if that is not enough."""
    denied = stems - speaker if speaker else stems
    shared, size = shared_words(denied, said), len(denied)
    score = WORDS * shared / max(size, SPELT_OUT)
    reasons = [f"{shared} of {size} words"]
    copies = denier.story is not None and denier.story == member.story
    for weight, holds, reason in (
        (PARTY, _concerned(denier, member), "the denier is a party of the claim"),
        (SPEAKER, bool(speaker), "names the speaker of the claim"),
        (STORY, copies, "copies of one story"),
        (ACCUSATION, member.type == "ACCUSE", "answers an accusation"),
    ):
        if holds:
            score += weight
            reasons.append(reason)
    least, words = (LEAST_IN_STORY, SHARED_IN_STORY) if copies else (LEAST, SHARED)
    if member.type == "ACCUSE" and shared == size and _concerned(denier, member):
        words = SHARED_IN_STORY  # the accused denies the very words of the accusation
    score = round(min(score, 1.0), 3)
    if score < least or shared < words or shared < LEAST_SHARE * size:
        return None
    return Denial(denier, member.id, score, tuple(reasons))


def _concerned(denier: Told, member: Told) -> bool:
    who = party(denier, "agent")
    if who is not None:
        for name in ("target", "agent"):
            meant = party(member, name)
            if meant is not None and (meant == who or _same_country(meant, who)):
                return True
    names = {stem(w.text) for text in texts(denier, "agent") for w in words_of(text)}
    said = {stem(w.text) for text in texts(member, "content", "target") for w in words_of(text)}
    return len(names & said) >= NAMED


def _same_country(one: str, other: str) -> bool:
    """Codes of one country: its ministry answers for its army."""
    coded = one[:3].isupper() and other[:3].isupper()
    return coded and one[:3] == other[:3]


# ── the clock ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a claim stood before it was denied, and who carries the denial.

    Attributes:
        begin: first day of the claim; denied: first day of a denial; None where unknown.
        days: between the two.
        denials: the earliest first.
        carriers: articles that tell the claim; before: those up to the first denial's day;
        both: those that tell a denial as well.
    """

    begin: str | None
    denied: str | None
    days: int | None
    denials: tuple[Denial, ...]
    carriers: int
    before: int
    both: int

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "begin": self.begin,
            "denied": self.denied,
            "days": self.days,
            "carriers": self.carriers,
            "carriers_before": self.before,
            "carriers_of_both": self.both,
            "denials": [d.to_dict() for d in self.denials],
        }


def denial_clock(members: Sequence[Told], denials: Sequence[Denial]) -> Clock:
    """The clock of one claim.

    Args:
        members: the frames that tell it.
        denials: those of `Denials.of`.
    """
    begin = min((m.published for m in members if m.published), default=None)
    denied = min((d.denier.published for d in denials if d.denier.published), default=None)
    days = (
        (date.fromisoformat(denied) - date.fromisoformat(begin)).days if begin and denied else None
    )
    carriers = {m.article for m in members}
    dated = {m.article: m.published for m in members}
    return Clock(
        begin,
        denied,
        days,
        tuple(denials),
        len(carriers),
        sum(1 for a in carriers if denied is None or (dated[a] or "9") <= denied),
        len(carriers & {d.denier.article for d in denials}),
    )
