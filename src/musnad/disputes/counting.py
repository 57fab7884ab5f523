"""Three counts that are kept apart: statements, carriers, events; and who speaks without a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from musnad.disputes.lexicon import QUANTIFIERS, UNNAMED, WITHHELD
from musnad.disputes.told import Told
from musnad.script import fold, words_of

MOST_FORMS = 8
"""Ways of writing an unnamed source that are told for an outlet."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a claim is told (frames), by how many articles, and of how many events."""

    statements: int
    carriers: int
    events: int

    def to_dict(self) -> dict[str, int]:
        """JSON form."""
        return {"statements": self.statements, "carriers": self.carriers, "events": self.events}


def counts(members: Sequence[Told], *, window: int = 1) -> Counts:
    """The three counts of frames of one claim.

    Args:
        members: the frames.
        window: days within which reports are of one event. Undated ones count by story.
    """
    days = sorted({date.fromisoformat(m.published) for m in members if m.published})
    events = sum(1 for n, day in enumerate(days) if not n or (day - days[n - 1]).days > window)
    known = {m.story for m in members if m.published and m.story}
    undated = {m.story or m.article for m in members if not m.published} - known
    return Counts(len(members), len({m.article for m in members}), events + len(undated))


@dataclass(slots=True)
class Anonymity:
    """How often an outlet's statements have no named source.

    Attributes:
        outlet: its name; None for articles without.
        statements: all; unnamed: those of sources without a name (`مصادر مطلعة`).
        forms: how these are written, with the number of times.
    """

    outlet: str | None
    statements: int = 0
    unnamed: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Of unnamed ones among all."""
        return self.unnamed / self.statements if self.statements else 0.0

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "outlet": self.outlet,
            "statements": self.statements,
            "unnamed": self.unnamed,
            "share": round(self.share, 4),
            "forms": [
                {"text": text, "times": times} for text, times in self.forms.most_common(MOST_FORMS)
            ],
        }


def is_unnamed(source: str, *, named: bool = False) -> bool:
    """Whether a source has no name: `مصدر أمني`, `شهود عيان`, `مسؤول رفض الكشف عن هويته`.

    Args:
        source: as written.
        named: whether a person's name was found in it.
    """
    words = [fold(word.text) for word in words_of(source)]
    if any(word in WITHHELD for word in words):
        return True
    head = next((w for w in words if w not in QUANTIFIERS and not w.isdecimal()), "")
    return not named and (head in UNNAMED or head.removeprefix("ال") in UNNAMED)


def anonymous_sources(told: Iterable[tuple[str | None, str, bool, int]]) -> list[Anonymity]:
    """The table of outlets, those with the most unnamed sources first.

    Args:
        told: outlet, source as written, whether it names a person, and how many statements.
    """
    found: dict[str | None, Anonymity] = {}
    for outlet, source, named, times in told:
        row = found.setdefault(outlet, Anonymity(outlet))
        row.statements += times
        if is_unnamed(source, named=named):
            row.unnamed += times
            row.forms[source] += times
    return sorted(found.values(), key=lambda r: (-r.unnamed, -r.statements, r.outlet or ""))
