"""Frames, the chains of attribution that follow from them, and links between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from musnad.records.span import Span


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a frame.

    Explicit roles have their own `span`. Unsaid ones (dropped subject, attached pronoun, passive)
    have `unsaid` True and `span` is the fullest mention in the article, found elsewhere.
    `norm` is the resolved value (actor code, ISO 8601 time, place) where one is known.
    """

    role: str
    span: Span
    text: str
    score: float
    unsaid: bool = False
    norm: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON form; `implicit` is the frame scheme's word for unsaid."""
        data: dict[str, Any] = {
            "role": self.role,
            "span": list(self.span),
            "text": self.text,
            "score": round(self.score, 4),
            "implicit": self.unsaid,
        }
        return data | ({"norm": self.norm} if self.norm else {})

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Role:
        """Inverse of `to_dict`."""
        return cls(
            role=data["role"],
            span=Span(*data["span"]),
            text=data["text"],
            score=data["score"],
            unsaid=data["implicit"],
            norm=data.get("norm"),
        )


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag of a frame (`neg`, `future`, `hypothetical`) with its probability."""

    name: str
    score: float


WithheldReason = Literal["two candidates", "unsure", "damaged text", "other language"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A value that the model saw but that is too unsure to stand in a record.

    Attributes:
        frame: id of the frame it would have belonged to.
        role, span, text, score, unsaid: as in `Role`.
        reason: why it is withheld.
    """

    frame: str
    role: str
    span: Span
    text: str
    score: float
    unsaid: bool
    reason: WithheldReason

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "frame": self.frame,
            "role": self.role,
            "span": list(self.span),
            "text": self.text,
            "score": round(self.score, 4),
            "implicit": self.unsaid,
            "reason": self.reason,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Withheld:
        """Inverse of `to_dict`."""
        return cls(
            data["frame"],
            data["role"],
            Span(*data["span"]),
            data["text"],
            data["score"],
            data["implicit"],
            data["reason"],
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A PLOVER mode or context of a frame with its probability."""

    name: str
    score: float

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"name": self.name, "score": round(self.score, 4)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Label:
        """Inverse of `to_dict`."""
        return cls(data["name"], data["score"])


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate of a type with its roles.

    Attributes:
        id: "f1", "f2" … in the order of the predicates in the text.
        span, text: the predicate.
        score: calibrated probability that the frame holds with this type.
        within: id of the innermost frame in whose content this predicate lies; None if none.
        claimed: True where it lies in somebody's content: it is then reported, not stated, by
            the outlet, and never a fact.
        modes: how it was done, in PLOVER's terms for its type.
        contexts: what it is about, the likeliest first.
    """

    id: str
    type: str
    span: Span
    text: str
    score: float
    roles: tuple[Role, ...] = ()
    flags: tuple[Flag, ...] = ()
    within: str | None = None
    claimed: bool = False
    modes: tuple[Label, ...] = ()
    contexts: tuple[Label, ...] = ()

    def all(self, role: str) -> list[Role]:
        """All roles of one name, in order."""
        return [r for r in self.roles if r.role == role]

    def first(self, role: str) -> Role | None:
        """The first role of one name, or None."""
        return next((r for r in self.roles if r.role == role), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "id": self.id,
            "type": self.type,
            "predicate": list(self.span),
            "text": self.text,
            "score": round(self.score, 4),
            "roles": [r.to_dict() for r in self.roles],
            "flags": [f.name for f in self.flags],
            "flag_scores": {f.name: round(f.score, 4) for f in self.flags},
            "within": self.within,
            "claimed": self.claimed,
            "modes": [m.to_dict() for m in self.modes],
            "contexts": [c.to_dict() for c in self.contexts],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Frame:
        """Inverse of `to_dict`."""
        return cls(
            id=data["id"],
            type=data["type"],
            span=Span(*data["predicate"]),
            text=data["text"],
            score=data["score"],
            roles=tuple(Role.from_dict(r) for r in data["roles"]),
            flags=tuple(Flag(n, data["flag_scores"][n]) for n in data["flags"]),
            within=data["within"],
            claimed=data["claimed"],
            modes=tuple(Label.from_dict(m) for m in data.get("modes", ())),
            contexts=tuple(Label.from_dict(c) for c in data.get("contexts", ())),
        )


VoiceKind = Literal["source", "agency", "outlet"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain: somebody who hands the words on.

    `frame` is the id of the frame whose agent speaks; None for the agency and the outlet.
    `span` is where the name stands in the text; None where it stands outside it (an outlet known
    from the address) or where the source is not named. `name` is the text to show, None if the
    frame names no source.
    """

    kind: VoiceKind
    name: str | None
    span: Span | None = None
    frame: str | None = None
    cue: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "kind": self.kind,
            "name": self.name,
            "span": list(self.span) if self.span else None,
            "frame": self.frame,
            "cue": self.cue,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Voice:
        """Inverse of `to_dict`."""
        span = Span(*data["span"]) if data["span"] else None
        return cls(data["kind"], data["name"], span, data["frame"], data["cue"])


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of attribution of a frame: innermost voice first, the outlet last.

    For a statement the first voice is its own agent; for an act it is whoever reports the act.
    """

    frame: str
    voices: tuple[Voice, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"frame": self.frame, "voices": [v.to_dict() for v in self.voices]}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Chain:
        """Inverse of `to_dict`."""
        return cls(data["frame"], tuple(Voice.from_dict(v) for v in data["voices"]))


LinkKind = Literal["denies"]


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two frames of one article, such as a denial and what it denies."""

    kind: LinkKind
    source: str
    target: str
    score: float
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "kind": self.kind,
            "source": self.source,
            "target": self.target,
            "score": round(self.score, 4),
            "reason": self.reason,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Link:
        """Inverse of `to_dict`."""
        return cls(data["kind"], data["source"], data["target"], data["score"], data["reason"])
