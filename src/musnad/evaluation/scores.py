"""Scores of frames against gold, as the frame scheme defines them.

| score | a hit is |
|---|---|
| predicate | a system predicate that overlaps a gold predicate, one to one (`pairing`) |
| predicate+type | the same, with the same type |
| attribution | a paired frame with content: agents overlap, contents cover each other by half |
| role R | on paired frames, explicit spans with an intersection over union of a half |
| role R (chars) | the same by characters |
| agent code, agent country | on paired frames whose gold agent has a code |
| time value, place country | on roles found whose gold has a value |
| antecedent | on paired frames whose gold agent is unsaid: same place or same words |
| mode, context | names, on paired frames (mode: of the same type) that the gold has coded |

Roles of unpaired frames are misses or false alarms. Unsaid roles count for attribution, codes
and antecedents only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from musnad.evaluation.coded import CodedFrame, CodedRole
from musnad.evaluation.pairing import HALF, characters, fitting, paired, same_mention
from musnad.evaluation.rows import Row
from musnad.evaluation.tallies import Share, Tally
from musnad.records import FRAME_TYPES, ROLES, Span

COUNTRY = slice(3)
"""An actor code or a place begins with three letters for the country."""

NONE = Tally()

S = TypeVar("S", Tally, Share)


@dataclass(frozen=True, slots=True)
class FrameScores:
    """Scores of one article or of many; `+` adds them up.

    `roles`, `role_chars`: by role. `types`: by type. `shares`: accuracies by name. `labels`: modes
    and contexts.
    """

    predicate: Tally = NONE
    typed: Tally = NONE
    attribution: Tally = NONE
    roles: Mapping[str, Tally] = field(default_factory=dict)
    role_chars: Mapping[str, Tally] = field(default_factory=dict)
    types: Mapping[str, Tally] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    labels: Mapping[str, Tally] = field(default_factory=dict)

    def __add__(self, other: FrameScores) -> FrameScores:
        return FrameScores(
            predicate=self.predicate + other.predicate,
            typed=self.typed + other.typed,
            attribution=self.attribution + other.attribution,
            roles=_added(self.roles, other.roles, Tally()),
            role_chars=_added(self.role_chars, other.role_chars, Tally()),
            types=_added(self.types, other.types, Tally()),
            shares=_added(self.shares, other.shares, Share()),
            labels=_added(self.labels, other.labels, Tally()),
        )

    @property
    def all_roles(self) -> Tally:
        """The sum over roles."""
        return sum(self.roles.values(), Tally())

    def counts(self) -> dict[str, Tally | Share]:
        """All counts by the names of their rows, those too that `rows` leaves out; they add up."""
        found: dict[str, Tally | Share] = {
            PREDICATE: self.predicate,
            TYPED: self.typed,
            ATTRIBUTION: self.attribution,
            ALL_ROLES: self.all_roles,
        }
        for role in ROLES:
            found[f"role {role}"] = self.roles.get(role, NONE)
            found[f"role {role} (chars)"] = self.role_chars.get(role, NONE)
        found |= {name: self.shares.get(name, Share()) for name in SHARES}
        found |= self.labels
        return found | {
            f"type {name}": self.types[name] for name in FRAME_TYPES if name in self.types
        }

    def rows(self) -> list[Row]:
        """All scores as rows of a table, the chief ones first."""
        of_gold = {*self.labels, *(f"type {name}" for name in self.types)}
        rows = [(Row.of(name, score), any(score)) for name, score in self.counts().items()]
        return [
            row
            for row, counted in rows
            if row.name in ALWAYS or (row.support if row.name in of_gold else counted)
        ]


PREDICATE = "predicate"
TYPED = "predicate+type"
ATTRIBUTION = "attribution"
ALL_ROLES = "roles, all"
CHIEF = (PREDICATE, TYPED, ATTRIBUTION, ALL_ROLES)
"""The scores that sum an article up."""

AGENT_CODE = "agent code"
AGENT_COUNTRY = "agent country"
TIME_VALUE = "time value"
PLACE_COUNTRY = "place country"
ANTECEDENT = "antecedent"
SHARES = (AGENT_CODE, AGENT_COUNTRY, TIME_VALUE, PLACE_COUNTRY, ANTECEDENT)
ALWAYS = frozenset((*CHIEF, *SHARES))
"""Rows that stand in every table; others only where there is something to say."""


def _added(one: Mapping[str, S], other: Mapping[str, S], zero: S) -> dict[str, S]:
    """Two tables added name by name."""
    return {
        name: one.get(name, zero) + other.get(name, zero)
        for name in [*one, *(other.keys() - one.keys())]
    }


def score_frames(
    gold: Sequence[CodedFrame], system: Sequence[CodedFrame], *, text: str | None = None
) -> FrameScores:
    """The scores of one article.

    Args:
        gold: what an annotator coded.
        system: what a reader found.
        text: the article's text, by which antecedents in different places can be the same.
    """
    pairs = paired(gold, system)
    matched = [(gold[i], system[j]) for i, j in pairs]
    missed = _others(gold, {i for i, _ in pairs})
    spurious = _others(system, {j for _, j in pairs})
    same = sum(g.type == s.type for g, s in matched)
    return FrameScores(
        predicate=Tally.of(len(pairs), system=len(system), gold=len(gold)),
        typed=Tally.of(same, system=len(system), gold=len(gold)),
        attribution=Tally.of(
            sum(_attributed(g, s) for g, s in matched),
            system=sum(bool(f.all("content")) for f in system),
            gold=sum(bool(f.all("content")) for f in gold),
        ),
        roles={role: _spans_tally(role, matched, missed, spurious) for role in ROLES},
        role_chars={role: _chars_tally(role, matched, missed, spurious) for role in ROLES},
        types=_types(gold, system, matched),
        shares=_shares(matched, text),
        labels={
            MODE: _label_tally([(g.modes, s.modes) for g, s in matched if g.type == s.type]),
            CONTEXT: _label_tally([(g.contexts, s.contexts) for g, s in matched]),
        },
    )


MODE, CONTEXT = "mode", "context"
Names = tuple[str, ...] | None


def _label_tally(pairs: Sequence[tuple[Names, Names]]) -> Tally:
    """Names that both sides give, over frames that the gold has coded."""
    total = Tally()
    for gold, system in pairs:
        if gold is not None:
            shared = len({*gold} & {*(system or ())})
            total += Tally.of(shared, system=len({*(system or ())}), gold=len({*gold}))
    return total


Matched = Sequence[tuple[CodedFrame, CodedFrame]]


def _others(frames: Sequence[CodedFrame], taken: set[int]) -> list[CodedFrame]:
    return [frame for i, frame in enumerate(frames) if i not in taken]


def _attributed(gold: CodedFrame, system: CodedFrame) -> bool:
    """Whether the same source is given about the same content."""
    ours = characters(role.span for role in system.all("content"))
    theirs = characters(role.span for role in gold.all("content"))
    if not ours or not theirs or len(ours & theirs) / len(ours | theirs) < HALF:
        return False
    return any(_overlap(g, s) for g in gold.all("agent") for s in system.all("agent"))


def _overlap(one: CodedRole, other: CodedRole) -> bool:
    return one.span.overlap(other.span) > 0


def _said(frame: CodedFrame, role: str) -> list[Span]:
    """The explicit spans of a role."""
    return [r.span for r in frame.all(role) if not r.implicit]


def _spans_tally(
    role: str, matched: Matched, missed: Sequence[CodedFrame], spurious: Sequence[CodedFrame]
) -> Tally:
    """A role's explicit spans."""
    total = Tally(
        0,
        sum(len(_said(frame, role)) for frame in spurious),
        sum(len(_said(frame, role)) for frame in missed),
    )
    for gold, system in matched:
        theirs, ours = _said(gold, role), _said(system, role)
        hits = len(fitting(theirs, ours))
        total += Tally.of(hits, system=len(ours), gold=len(theirs))
    return total


def _chars_tally(
    role: str, matched: Matched, missed: Sequence[CodedFrame], spurious: Sequence[CodedFrame]
) -> Tally:
    """A role's characters; those of a false alarm count as often as they are covered."""
    total = Tally(
        0,
        sum(span.end - span.start for frame in spurious for span in _said(frame, role)),
        sum(len(characters(_said(frame, role))) for frame in missed),
    )
    for gold, system in matched:
        theirs, ours = characters(_said(gold, role)), characters(_said(system, role))
        total += Tally.of(len(ours & theirs), system=len(ours), gold=len(theirs))
    return total


def _types(
    gold: Sequence[CodedFrame], system: Sequence[CodedFrame], matched: Matched
) -> dict[str, Tally]:
    hits = Counter(g.type for g, s in matched if g.type == s.type)
    theirs, ours = Counter(f.type for f in gold), Counter(f.type for f in system)
    return {
        name: Tally.of(hits[name], system=ours[name], gold=theirs[name])
        for name in FRAME_TYPES
        if ours[name] or theirs[name]
    }


def _shares(matched: Matched, text: str | None) -> dict[str, Share]:
    """Accuracies over the paired frames of an article."""
    total = dict.fromkeys(SHARES, Share())
    for gold, system in matched:
        for name, share in (
            (AGENT_CODE, _agent_codes(gold, system, slice(None))),
            (AGENT_COUNTRY, _agent_codes(gold, system, COUNTRY)),
            (TIME_VALUE, _values(gold, system, "time", slice(None))),
            (PLACE_COUNTRY, _values(gold, system, "place", COUNTRY)),
            (ANTECEDENT, _antecedents(gold, system, text)),
        ):
            total[name] += share
    return total


def _agent_codes(gold: CodedFrame, system: CodedFrame, part: slice) -> Share:
    """Whether some agent has the gold's code, or the part of it that counts."""
    wanted = [role.norm for role in gold.all("agent") if role.norm]
    given = {(role.norm or "")[part] for role in system.all("agent")}
    return Share(sum(code[part] in given for code in wanted), len(wanted))


def _values(gold: CodedFrame, system: CodedFrame, role: str, part: slice) -> Share:
    """Whether a role found has the gold's value; roles not found aren't asked."""
    right = asked = 0
    for wanted in gold.all(role):
        given = {(r.norm or "")[part] for r in system.all(role) if _overlap(r, wanted)}
        if wanted.norm and given:
            asked += 1
            right += wanted.norm[part] in given
    return Share(right, asked)


def _antecedents(gold: CodedFrame, system: CodedFrame, text: str | None) -> Share:
    """Whether an agent left unsaid is pointed to where gold has it, or to the same words."""
    wanted = [role for role in gold.all("agent") if role.implicit]
    right = sum(
        any(same_mention(role, given, text=text) for given in system.all("agent"))
        for role in wanted
    )
    return Share(right, len(wanted))
