"""Gold beside system, frame by frame and role by role, the worst articles first.

Frames pair, and explicit spans are the same, as the scores have it. A span of the system that
only overlaps what the gold has, by less than a half, is `partial`: the scores count a miss and a
false alarm there, and so does the badness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from musnad.evaluation.articles import GoldArticle
from musnad.evaluation.coded import CodedFrame, CodedRole, coded
from musnad.evaluation.pairing import fitting, paired, same_mention
from musnad.records import FLAGS, ROLES, Reading

Verdict = Literal["right", "missed", "spurious", "wrong", "partial"]
"""`missed` has a gold side only, `spurious` a system side only, the others both. `wrong` are types
and antecedents, `partial` explicit spans."""


@dataclass(frozen=True, slots=True)
class ComparedRole:
    """A role in gold and in the reading."""

    verdict: Verdict
    role: str
    gold: CodedRole | None = None
    system: CodedRole | None = None

    def to_dict(self, text: str) -> dict[str, Any]:
        """JSON form; each side there is with the words of `text` that it covers."""
        sides = {"gold": self.gold, "system": self.system}
        return {"verdict": self.verdict, "role": self.role} | {
            name: side.to_dict() | {"text": side.span.of(text)}
            for name, side in sides.items()
            if side is not None
        }


@dataclass(frozen=True, slots=True)
class ComparedFrame:
    """A frame in gold and in the reading: its type, its roles in the scheme's order, its flags."""

    verdict: Verdict
    gold: CodedFrame | None = None
    system: CodedFrame | None = None
    roles: tuple[ComparedRole, ...] = ()
    flags: tuple[tuple[str, Verdict], ...] = ()

    @property
    def coded(self) -> CodedFrame:
        """The gold frame, or the system's where there is none."""
        found = self.gold or self.system
        assert found is not None, "a compared frame has at least one side"  # noqa: S101
        return found

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts of the type, the roles and the flags."""
        return [
            self.verdict,
            *(role.verdict for role in self.roles),
            *(verdict for _, verdict in self.flags),
        ]

    @property
    def faulty(self) -> bool:
        """Whether anything about it is not right."""
        return any(verdict != "right" for verdict in self.verdicts)

    def to_dict(self, text: str) -> dict[str, Any]:
        """JSON form."""
        sides = {"gold": self.gold, "system": self.system}
        return (
            {"verdict": self.verdict}
            | {
                name: {
                    "type": side.type,
                    "predicate": list(side.predicate),
                    "text": side.predicate.of(text),
                }
                for name, side in sides.items()
                if side is not None
            }
            | {
                "roles": [role.to_dict(text) for role in self.roles],
                "flags": dict(self.flags),
            }
        )


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """An article with its frames in gold and in the reading, in text order."""

    article: GoldArticle
    frames: tuple[ComparedFrame, ...]

    @property
    def decisions(self) -> int:
        """What both sides decided: types, roles and flags, the gold's and the system's."""
        return sum(_sides(verdict) for frame in self.frames for verdict in frame.verdicts)

    @property
    def errors(self) -> int:
        """The decisions that the other side does not share."""
        return sum(
            _sides(verdict)
            for frame in self.frames
            for verdict in frame.verdicts
            if verdict != "right"
        )

    @property
    def badness(self) -> float:
        """Errors among the decisions: 0 where all agree (or nobody found anything), 1 where none.

        It is one less the F1 over all decisions.
        """
        return self.errors / self.decisions if self.decisions else 0.0

    def to_dict(self) -> dict[str, Any]:
        """JSON form, with the words of the spans but without the text."""
        return {
            "id": self.article.id,
            "outlet": self.article.outlet,
            "errors": self.errors,
            "decisions": self.decisions,
            "badness": round(self.badness, 4),
            "frames": [frame.to_dict(self.article.text) for frame in self.frames],
        }


def _sides(verdict: Verdict) -> int:
    return 1 if verdict in ("missed", "spurious") else 2


def find_errors(
    gold: Mapping[GoldArticle, tuple[CodedFrame, ...]], readings: Mapping[str, Reading]
) -> list[ComparedArticle]:
    """All articles, the worst first; of equally bad ones those with more errors.

    Args:
        gold: articles with their gold frames.
        readings: what was read of them, by article id.
    """
    found = [
        ComparedArticle(
            article,
            tuple(compare(frames, [coded(f) for f in readings[article.id].frames], article.text)),
        )
        for article, frames in gold.items()
    ]
    return sorted(found, key=lambda item: (-item.badness, -item.errors, item.article.id))


def compare(
    gold: Sequence[CodedFrame], system: Sequence[CodedFrame], text: str
) -> list[ComparedFrame]:
    """The frames of one article beside each other, in text order."""
    pairs = paired(gold, system)
    found = [_pair(gold[i], system[j], text) for i, j in pairs]
    ours, theirs = {j for _, j in pairs}, {i for i, _ in pairs}
    found += [_alone("missed", f) for i, f in enumerate(gold) if i not in theirs]
    found += [_alone("spurious", f) for j, f in enumerate(system) if j not in ours]
    return sorted(found, key=lambda frame: frame.coded.predicate)


def _alone(verdict: Literal["missed", "spurious"], frame: CodedFrame) -> ComparedFrame:
    """A frame that only one side has, with all that it holds."""
    ordered = [role for name in ROLES for role in frame.all(name)]
    flags = tuple((flag, verdict) for flag in frame.flags)
    if verdict == "missed":
        roles = tuple(ComparedRole(verdict, role.role, gold=role) for role in ordered)
        return ComparedFrame(verdict, gold=frame, roles=roles, flags=flags)
    roles = tuple(ComparedRole(verdict, role.role, system=role) for role in ordered)
    return ComparedFrame(verdict, system=frame, roles=roles, flags=flags)


def _pair(gold: CodedFrame, system: CodedFrame, text: str) -> ComparedFrame:
    return ComparedFrame(
        "right" if gold.type == system.type else "wrong",
        gold,
        system,
        tuple(
            role
            for name in ROLES
            for found in (_spans(name, gold, system), _antecedents(name, gold, system, text))
            for role in found
        ),
        tuple(_flags(gold, system)),
    )


def _spans(name: str, gold: CodedFrame, system: CodedFrame) -> Iterator[ComparedRole]:
    """The explicit roles of one name, the gold's in order, then what the system has beyond."""
    theirs = [role for role in gold.all(name) if not role.implicit]
    ours = [role for role in system.all(name) if not role.implicit]
    same = dict(fitting([r.span for r in theirs], [r.span for r in ours]))
    free = [j for j in range(len(ours)) if j not in same.values()]
    for i, role in enumerate(theirs):
        touching = next((j for j in free if ours[j].span.overlap(role.span)), None)
        if i in same:
            yield ComparedRole("right", name, role, ours[same[i]])
        elif touching is not None:
            free.remove(touching)
            yield ComparedRole("partial", name, role, ours[touching])
        else:
            yield ComparedRole("missed", name, role)
    for j in free:
        yield ComparedRole("spurious", name, system=ours[j])


def _antecedents(
    name: str, gold: CodedFrame, system: CodedFrame, text: str
) -> Iterator[ComparedRole]:
    """The roles of one name left unsaid, by the gold or by the system.

    As in the scores, what the system takes for said is the right antecedent too where it fits.
    """
    free = [role for role in system.all(name) if role.implicit]
    for role in gold.all(name):
        if not role.implicit:
            continue
        right = [r for r in system.all(name) if same_mention(role, r, text=text)]
        right.sort(key=lambda r: r not in free)
        given = next(iter(right or free), None)
        if given in free:
            free.remove(given)
        verdict: Verdict = "right" if right else "wrong" if given else "missed"
        yield ComparedRole(verdict, name, role, given)
    for other in free:
        yield ComparedRole("spurious", name, system=other)


def _flags(gold: CodedFrame, system: CodedFrame) -> Iterator[tuple[str, Verdict]]:
    for flag in FLAGS:
        ours, theirs = flag in system.flags, flag in gold.flags
        if ours or theirs:
            yield flag, "right" if ours and theirs else "missed" if theirs else "spurious"
