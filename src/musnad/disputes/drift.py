"""Quotation drift: the versions of one quotation, aligned, with what was dropped, added, softened.

Versions are aligned word by word on folded forms (Python's difflib, after Ratcliff and Obershelp).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from musnad.disputes.lexicon import BOOSTERS, HEDGES, NEGATORS
from musnad.disputes.statement import texts
from musnad.disputes.told import Told
from musnad.script import Word, fold, words_of

Kind = Literal["dropped", "added", "changed", "softened", "hardened", "turned"]

LEADING = frozenset(
    fold(word) for word in ("أن", "إن", "بأن", "أنه", "إنه", "بأنه", "أنها", "إنها")
)
"""Words between cue and content that say nothing."""

MOST_VERSIONS = 50
"""Versions that are compared; wire copy has a handful."""

MOST_WORDS = 600
"""Words of a version that are aligned."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from the first version.

    Attributes:
        kind: "softened" where a hedge came or a booster went, "hardened" the other way round,
            "turned" where a negation came or went.
        before: words of the first version; after: of this one; "" where there are none.
    """

    kind: Kind
    before: str
    after: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"kind": self.kind, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a quotation, by whom it is carried, and how it differs from the first."""

    text: str
    frames: tuple[str, ...]
    outlets: tuple[str, ...]
    begin: str | None
    direct: bool
    changes: tuple[Change, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "text": self.text,
            "frames": list(self.frames),
            "outlets": list(self.outlets),
            "begin": self.begin,
            "direct": self.direct,
            "changes": [c.to_dict() for c in self.changes],
        }


def drift(members: Sequence[Told]) -> list[Version]:
    """The wordings of a claim, the earliest first (of one day, the longest); [] without content."""
    groups: dict[tuple[str, ...], list[Told]] = {}
    for member in members:
        content = " … ".join(texts(member, "content"))
        if content:
            key = tuple(fold(word.text) for word in _said(content))
            groups.setdefault(key, []).append(member)
    versions = [_version(found) for found in groups.values()]
    versions.sort(key=lambda v: (v.begin or "9", -len(v.text), v.text))
    if not versions:
        return []
    first, *others = versions[:MOST_VERSIONS]
    return [first, *(_against(first, version) for version in others)]


def changes(before: str, after: str) -> list[Change]:
    """What one wording has that the other has not."""
    ours, theirs = _said(before), _said(after)
    matcher = SequenceMatcher(
        None, [_plain(w) for w in ours], [_plain(w) for w in theirs], autojunk=False
    )
    found = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            old = before[ours[i].start : ours[j - 1].end] if j > i else ""
            new = after[theirs[k].start : theirs[m - 1].end] if m > k else ""
            found.append(Change(_kind(ours[i:j], theirs[k:m]), old, new))
    return found


def _version(members: Sequence[Told]) -> Version:
    members = sorted(members, key=lambda m: (m.published or "9", m.id))
    outlets = dict.fromkeys(m.outlet for m in members if m.outlet)
    return Version(
        " … ".join(texts(members[0], "content")),
        tuple(m.id for m in members),
        tuple(outlets),
        members[0].published,
        any("direct" in m.flags for m in members),
    )


def _against(first: Version, version: Version) -> Version:
    return Version(
        version.text,
        version.frames,
        version.outlets,
        version.begin,
        version.direct,
        tuple(changes(first.text, version.text)),
    )


def _said(text: str) -> Sequence[Word]:
    """The words of a content, without what leads over to it."""
    found = words_of(text)[:MOST_WORDS]
    return found[1:] if found and fold(found[0].text) in LEADING else found


def _plain(word: Word) -> str:
    return fold(word.text)


def _kind(old: Sequence[Word], new: Sequence[Word]) -> Kind:
    before, after = {_plain(w) for w in old}, {_plain(w) for w in new}
    if bool(before & NEGATORS) != bool(after & NEGATORS):
        return "turned"
    weaker = len(after & HEDGES) - len(before & HEDGES) - len(after & BOOSTERS)
    weaker += len(before & BOOSTERS)
    if weaker:
        return "softened" if weaker > 0 else "hardened"
    if old and new:
        return "changed"
    return "dropped" if old else "added"
