"""What changes between two readings of the same articles, by two versions or two models.

Frames are paired as in the scores (best overlap of predicates first). A pair is the *same* where
predicate, type, roles, values and flags are equal; by how much probabilities differ is told apart.
The older reading need not be the right one: this counts changes, not faults.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from musnad.evaluation.coded import CodedFrame, CodedRole, coded
from musnad.evaluation.pairing import paired
from musnad.records import Frame, Reading, article_id

Fate = Literal["same", "changed", "moved", "retyped", "gone", "new"]
FATES: tuple[Fate, ...] = ("same", "changed", "moved", "retyped", "gone", "new")
"""Same; roles, values or flags changed; predicate moved; another type; found only before or now."""


@dataclass(frozen=True, slots=True)
class FrameChange:
    """What became of one frame.

    Attributes:
        article: its content id; title: its headline.
        before, after: type and predicate in words; "" where it was not found.
        what: names of what differs: roles, `norm`, `flags`.
        drift: by how much its probability changed, where it was found both times.
    """

    article: str
    title: str
    fate: Fate
    type: str
    before: str
    after: str
    what: tuple[str, ...] = ()
    drift: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "article": self.article,
            "title": self.title,
            "fate": self.fate,
            "type": self.type,
            "before": self.before,
            "after": self.after,
            "what": list(self.what),
            "drift": round(self.drift, 4),
        }


@dataclass(frozen=True, slots=True)
class Stability:
    """All changes between two sets of readings.

    Attributes:
        articles: read both times; only_before, only_after: the titles of those that were not.
    """

    articles: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changes: tuple[FrameChange, ...] = field(default=())

    @property
    def counts(self) -> dict[Fate, int]:
        """How many frames had each fate."""
        found = Counter(change.fate for change in self.changes)
        return {fate: found[fate] for fate in FATES}

    @property
    def by_type(self) -> dict[str, dict[Fate, int]]:
        """The same for each type; that of a retyped frame is the older one."""
        types = sorted({change.type for change in self.changes})
        return {
            name: {
                fate: sum(c.type == name and c.fate == fate for c in self.changes) for fate in FATES
            }
            for name in types
        }

    @property
    def share_same(self) -> float:
        """Frames that are the same, among all that were found at either time."""
        return self.counts["same"] / len(self.changes) if self.changes else 1.0

    @property
    def drift(self) -> float:
        """Mean change of the probabilities of frames that were found both times."""
        both = [c.drift for c in self.changes if c.fate not in ("gone", "new")]
        return sum(both) / len(both) if both else 0.0

    @property
    def whats(self) -> dict[str, int]:
        """How often each part of a frame changed, the most frequent first."""
        return dict(Counter(w for c in self.changes for w in c.what).most_common())

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "articles": self.articles,
            "only_before": list(self.only_before),
            "only_after": list(self.only_after),
            "frames": self.counts,
            "share_same": round(self.share_same, 4),
            "mean_drift": round(self.drift, 4),
            "by_type": self.by_type,
            "changed_parts": self.whats,
            "changes": [c.to_dict() for c in self.changes if c.fate != "same"],
        }


def stability(before: Iterable[Reading], after: Iterable[Reading]) -> Stability:
    """What changes between two sets of readings; articles are matched by their content."""
    old = {article_id(reading.article): reading for reading in before}
    new = {article_id(reading.article): reading for reading in after}
    changes = [c for key in old if key in new for c in _changes(key, old[key], new[key])]
    return Stability(
        sum(key in new for key in old),
        _titles(old, new),
        _titles(new, old),
        tuple(changes),
    )


def _titles(some: Mapping[str, Reading], others: Mapping[str, Reading]) -> tuple[str, ...]:
    return tuple(_title(some[key]) for key in some if key not in others)


def _title(reading: Reading) -> str:
    article = reading.article
    return article.title or article.text[:60].partition("\n")[0]


def _changes(key: str, before: Reading, after: Reading) -> list[FrameChange]:
    old, new = [coded(f) for f in before.frames], [coded(f) for f in after.frames]
    pairs = paired(old, new)
    title = _title(before)
    found = [_pair(key, title, before.frames[i], after.frames[j]) for i, j in pairs]
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    found += [
        FrameChange(key, title, "gone", f.type, _told(f), "")
        for i, f in enumerate(before.frames)
        if i not in left
    ]
    found += [
        FrameChange(key, title, "new", f.type, "", _told(f))
        for j, f in enumerate(after.frames)
        if j not in right
    ]
    return found


def _pair(key: str, title: str, before: Frame, after: Frame) -> FrameChange:
    what = _differing(coded(before), coded(after))
    fate: Fate = "changed" if what else "same"
    if before.span != after.span:
        fate = "moved"
    if before.type != after.type:
        fate = "retyped"
    drift = abs(before.score - after.score)
    return FrameChange(key, title, fate, before.type, _told(before), _told(after), what, drift)


def _differing(before: CodedFrame, after: CodedFrame) -> tuple[str, ...]:
    """Names of roles that differ in place or in being said, then `norm` and `flags`."""
    names = dict.fromkeys(r.role for frame in (before, after) for r in frame.roles)
    moved = [name for name in names if _places(before.all(name)) != _places(after.all(name))]
    same = [name for name in names if name not in moved]
    norms = any(
        [r.norm for r in before.all(name)] != [r.norm for r in after.all(name)] for name in same
    )
    flags = set(before.flags) != set(after.flags)
    return (*moved, *(["norm"] if norms else []), *(["flags"] if flags else []))


def _places(roles: Iterable[CodedRole]) -> list[tuple[object, ...]]:
    return sorted((r.span.start, r.span.end, r.implicit) for r in roles)


def _told(frame: Frame) -> str:
    return f"{frame.type} {frame.text}"
