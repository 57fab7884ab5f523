"""Claims with what follows from them: counts, denials and their delay, wordings, steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from musnad.disputes import (
    WINDOW,
    Anonymity,
    Clock,
    Counts,
    Denials,
    Step,
    Version,
    anonymous_sources,
    counts,
    denial_clock,
    drift,
    laundering,
)
from musnad.ledger import Ledger
from musnad.ledger.claims import (
    ClaimLine,
    claim_members,
    claims,
    denials_between,
    members_of,
    sources_by_outlet,
)
from musnad.ledger.search import Hit, Query

MOST_WEIGHED = 2_000
"""Claims whose denials are looked up to fill a page of denied or unanswered ones."""

BATCH = 50
"""Claims whose tellings are loaded at once."""

EVENTS_WITHIN = 1
"""Days within which reports are of one event, unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class ClaimSummary:
    """A claim in one line, with its three counts and its denials."""

    line: ClaimLine
    counts: Counts
    clock: Clock

    def to_dict(self) -> dict[str, Any]:
        """JSON form; `denial` is null where none was found."""
        denial = self.clock.to_dict() if self.clock.denials else None
        return self.line.to_dict() | self.counts.to_dict() | {"denial": denial}


@dataclass(frozen=True, slots=True)
class ClaimView:
    """All that is known of a claim.

    Attributes:
        claim: its id.
        members: the frames that tell it, by day.
        counts: statements, carriers, events.
        clock: its denials and their delay.
        versions: its wordings, the first one first.
        steps: where it grew harder from one outlet to the next.
    """

    claim: str
    members: tuple[Hit, ...]
    counts: Counts
    clock: Clock
    versions: tuple[Version, ...]
    steps: tuple[Step, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "claim": self.claim,
            "counts": self.counts.to_dict(),
            "clock": self.clock.to_dict(),
            "versions": [v.to_dict() for v in self.versions],
            "laundering": [s.to_dict() for s in self.steps],
            "members": [m.to_dict() for m in self.members],
        }


def claim_summaries(
    ledger: Ledger,
    query: Query | None = None,
    *,
    least: int = 2,
    denied: bool | None = None,
    window: int = WINDOW,
    events: int = EVENTS_WITHIN,
    limit: int = 20,
    offset: int = 0,
) -> list[ClaimSummary]:
    """Claims with counts and denials, those with the most carriers first.

    Args:
        ledger: where to look.
        query: conditions that one telling at least must meet.
        least: fewest articles that carry it.
        denied: only those with a denial (True) or without (False); of these the first
            `MOST_WEIGHED` claims are looked through.
        window: days within which a denial answers a claim.
        events: days within which reports are of one event.
        limit: how many.
        offset: how many are passed over.
    """
    if denied is None:
        lines = claims(ledger, query, least=least, limit=limit, offset=offset)
    else:
        lines = claims(ledger, query, least=least, limit=MOST_WEIGHED)
    denials = _denials(ledger, [d for line in lines for d in (line.begin, line.end)], window)
    wanted = len(lines) if denied is None else offset + limit
    found: list[ClaimSummary] = []
    for at in range(0, len(lines), BATCH):
        batch = lines[at : at + BATCH]
        members = members_of(ledger, [line.claim for line in batch])
        for line in batch:
            told = members[line.claim]
            clock = denial_clock(told, denials.of(told, window=window))
            if denied is None or bool(clock.denials) == denied:
                found.append(ClaimSummary(line, counts(told, window=events), clock))
        if len(found) >= wanted:
            break
    return found if denied is None else found[offset:wanted]


def claim_view(
    ledger: Ledger, claim: str, *, window: int = WINDOW, events: int = EVENTS_WITHIN
) -> ClaimView:
    """A claim with all that is known of it.

    Args:
        ledger: where to look.
        claim: id of the claim, or of a frame that tells it.
        window: days within which a denial answers it.
        events: days within which reports are of one event.

    Raises:
        NoSuchRecord: there is no such claim.
    """
    members = claim_members(ledger, claim)
    denials = _denials(ledger, [m.published for m in members], window)
    return ClaimView(
        members[0].claim or claim,
        tuple(members),
        counts(members, window=events),
        denial_clock(members, denials.of(members, window=window)),
        tuple(drift(members)),
        tuple(laundering(members)),
    )


def unnamed(ledger: Ledger, *, since: str = "", until: str = "") -> list[Anonymity]:
    """How many statements of each outlet come from sources without a name."""
    return anonymous_sources(sources_by_outlet(ledger, since=since, until=until))


def _denials(ledger: Ledger, days: Sequence[str | None], window: int) -> Denials:
    known = sorted(day for day in days if day)
    begin, end = (known[0], known[-1]) if known else (None, None)
    return Denials(*denials_between(ledger, begin, end, window=window))
