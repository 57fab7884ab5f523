"""Placing articles into stories: groups of near-duplicates, as wire copy makes them.

An article joins the story of the article whose shingles it contains, or that contains its own, the
farthest, if that is far enough. How far depends on the days between them: daily texts of one form
(weather, exchange rates, congratulations, sentences) are alike for half of their words on different
days, copies of one dispatch differ by that much on one day. And it depends on what they share: runs
of words that stand in articles of other weeks too (long titles, formulas) tell little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from musnad.stories.fingerprint import Fingerprint, containment, shared

FENCES: tuple[tuple[int, float], ...] = ((1, 0.45), (3, 0.6), (30, 0.8))
"""Most days between two articles, and the least containment. Chosen by reading pairs of 31,000
Saudi articles of three weeks: below .45 of one day most pairs are of one topic only, and texts of
one form on other days seldom pass .6."""

STRICT = 0.8
"""Least containment where a day is unknown, where the texts are short, or where most of what they
share recurs on days far apart."""

SHORT = 60
"""Shingles of a short text, of some 65 words: half of it may be titles and formulas."""

RECURRING_DAYS = 4
"""Days from which on a shared run of words is no copy of the same dispatch but a formula."""

BRIDGE = 0.7
"""Least containment by which an article makes one story of two. One that is a copy of members of
both for a half only is mostly a summary of two events."""

LEAST_SHARED = 12
"""Shingles that two articles must share: less is a formula or a quotation."""

MOST_CANDIDATES = 40
"""Articles that are compared; those with the most keys in common come first."""

COMMON = 200
"""Articles from which on a key says nothing: it stems from a formula that hundreds share."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of an article when it is placed."""

    article: str
    fingerprint: Fingerprint
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that shares keys with another.

    Attributes:
        shared: how many keys they share.
        recurring: how many of these stand in articles `RECURRING_DAYS` and more away too.
    """

    article: str
    shared: int
    recurring: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Which article another one is a copy of, and how far the smaller lies in the larger."""

    article: str
    containment: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article was placed.

    Attributes:
        story: "s" and the digits of the id of its first member.
        joined: the nearest copy; None if the article is the first of its story.
        merged: other stories that are one with it now, since it is a copy of members of both.
    """

    story: str
    joined: Joined | None = None
    merged: tuple[str, ...] = ()


class Store(Protocol):
    """Where fingerprints and stories are kept."""

    def candidates(self, dated: Dated, *, common: int, days: int, far: int) -> Iterable[Candidate]:
        """Articles that share keys; keys of more than `common` articles don't count.

        A key recurs where one of its articles is `days` and more away. Articles that are more than
        `far` days away are no candidates.
        """
        ...

    def dated(self, article: str) -> Dated:
        """What is known of an article."""
        ...

    def story_of(self, article: str) -> str:
        """The story of an article."""
        ...

    def add(self, dated: Dated, story: str, joined: Joined | None) -> None:
        """Keep an article in a story."""
        ...

    def merge(self, story: str, into: str) -> None:
        """Make one story of two."""
        ...


def place(dated: Dated, store: Store) -> Placement:
    """Put an article into its story, or begin one; it is kept in the store.

    Articles may come in any order; each is placed once.
    """
    copies = sorted(_copies(dated, store), key=lambda c: (-c.containment, c.article))
    if not copies:
        story = f"s{dated.article[1:]}"
        store.add(dated, story, None)
        return Placement(story)
    story = store.story_of(copies[0].article)
    close = [store.story_of(c.article) for c in copies if c.containment >= BRIDGE]
    others = [other for other in dict.fromkeys(close) if other != story]
    for other in others:
        store.merge(other, story)
    store.add(dated, story, copies[0])
    return Placement(story, copies[0], tuple(others))


def _copies(dated: Dated, store: Store) -> Iterable[Joined]:
    found = store.candidates(dated, common=COMMON, days=RECURRING_DAYS, far=FENCES[-1][0])
    likely = sorted(found, key=lambda c: (c.recurring - c.shared, -c.shared, c.article))
    for candidate in likely[:MOST_CANDIDATES]:
        if candidate.article == dated.article:
            continue
        other = store.dated(candidate.article)
        formula = 2 * candidate.recurring > candidate.shared
        if is_copy(dated, other, formula=formula):
            yield Joined(other.article, containment(dated.fingerprint, other.fingerprint))


def is_copy(one: Dated, other: Dated, *, formula: bool = False) -> bool:
    """Whether one of two articles is the other, whole, cut or lightly edited.

    Args:
        one: an article.
        other: another.
        formula: whether most of what they share recurs on days far apart.
    """
    least = least_containment(one.published, other.published)
    if least is None or shared(one.fingerprint, other.fingerprint) < LEAST_SHARED:
        return False
    if formula or min(len(one.fingerprint), len(other.fingerprint)) < SHORT:
        least = max(least, STRICT)
    return containment(one.fingerprint, other.fingerprint) >= least


def least_containment(one: date | None, other: date | None) -> float | None:
    """How far one must lie in the other; None if the days are too far apart."""
    if one is None or other is None:
        return STRICT
    apart = abs((one - other).days)
    return next((least for days, least in FENCES if apart <= days), None)


@dataclass(slots=True)
class MemoryStore:
    """Fingerprints and stories in memory, for tests and small collections."""

    kept: dict[str, Dated] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    joined: dict[str, Joined | None] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    buckets: dict[int, list[str]] = field(default_factory=dict)

    def candidates(self, dated: Dated, *, common: int, days: int, far: int) -> Iterable[Candidate]:
        """See `Store`."""
        counts: dict[str, list[int]] = {}
        for key in dated.fingerprint.keys:
            bucket = self.buckets.get(key, ())
            if len(bucket) > common:
                continue
            recurs = any(self._apart(dated, article) >= days for article in bucket)
            for article in bucket:
                if self._apart(dated, article) <= far:
                    count = counts.setdefault(article, [0, 0])
                    count[0] += 1
                    count[1] += recurs
        return [Candidate(article, *count) for article, count in counts.items()]

    def _apart(self, dated: Dated, article: str) -> int:
        other = self.kept[article].published
        known = dated.published and other
        return abs((dated.published - other).days) if known else 0  # type: ignore[operator]

    def dated(self, article: str) -> Dated:
        """See `Store`."""
        return self.kept[article]

    def story_of(self, article: str) -> str:
        """See `Store`."""
        return self.stories[article]

    def add(self, dated: Dated, story: str, joined: Joined | None) -> None:
        """See `Store`."""
        self.kept[dated.article] = dated
        self.stories[dated.article] = story
        self.joined[dated.article] = joined
        self.members.setdefault(story, []).append(dated.article)
        for key in dated.fingerprint.keys:
            self.buckets.setdefault(key, []).append(dated.article)

    def merge(self, story: str, into: str) -> None:
        """See `Store`."""
        for article in self.members.pop(story):
            self.stories[article] = into
            self.members[into].append(article)
