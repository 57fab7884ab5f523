"""The reading of one article: the unit that is printed, stored, exported and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from musnad.errors import RecordError
from musnad.records.article import Article
from musnad.records.frames import Chain, Frame, Link, Role, Withheld
from musnad.records.looks import LOOKS
from musnad.records.resolved import Identity, Resolved, ResolvedKind
from musnad.records.span import Span
from musnad.records.tabled import Tabled


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity mention in the article's text, with its kind and probability."""

    span: Span
    text: str
    kind: str
    score: float

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "span": list(self.span),
            "text": self.text,
            "kind": self.kind,
            "score": round(self.score, 4),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Mention:
        """Inverse of `to_dict`."""
        return cls(Span(*data["span"]), data["text"], data["kind"], data["score"])


@dataclass(frozen=True, slots=True)
class ModelId:
    """Which model read the article: name, date, and a digest of its weights."""

    name: str
    date: str
    digest: str
    musnad: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "name": self.name,
            "date": self.date,
            "digest": self.digest,
            "musnad": self.musnad,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ModelId:
        """Inverse of `to_dict`."""
        return cls(data["name"], data["date"], data["digest"], data["musnad"])


@dataclass(frozen=True, slots=True)
class Reading(Tabled):
    """Article, mentions, frames, chains and links, and the model that found them.

    Attributes:
        withheld: values that were too unsure to stand in a frame.
        resolved: what times, places and actors of the frames mean, in the order of the text.
        identities: the actors of the article; the indices of `Identity.mentions` count the
            actors among `resolved`.
    """

    article: Article
    mentions: tuple[Mention, ...]
    frames: tuple[Frame, ...]
    chains: tuple[Chain, ...]
    links: tuple[Link, ...]
    model: ModelId
    withheld: tuple[Withheld, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    identities: tuple[Identity, ...] = ()

    def __post_init__(self) -> None:
        text = self.article.text
        roles = [r for f in self.frames for r in f.roles]
        items: list[Mention | Frame | Role | Withheld | Resolved] = [
            *self.mentions,
            *self.frames,
            *roles,
            *self.withheld,
            *self.resolved,
        ]
        for item in items:
            if item.span.of(text) != item.text:
                raise RecordError(
                    f"{type(item).__name__} at {tuple(item.span)} says {item.text!r}, "
                    f"but the article reads {item.span.of(text)!r} there"
                )

    def __str__(self) -> str:
        return LOOKS.text(self) if LOOKS.text else repr(self)

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the article with its chains, right to left."""
        return LOOKS.html(self) if LOOKS.html else None

    def frame(self, frame_id: str) -> Frame:
        """The frame of this id; KeyError if there is none."""
        for frame in self.frames:
            if frame.id == frame_id:
                return frame
        raise KeyError(frame_id)

    def meaning(self, span: Span, kind: ResolvedKind) -> Resolved | None:
        """What a span of a role was resolved to; None if it was not looked at as this kind."""
        return next((r for r in self.resolved if r.span == span and r.kind == kind), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "article": self.article.to_dict(),
            "mentions": [m.to_dict() for m in self.mentions],
            "frames": [f.to_dict() for f in self.frames],
            "chains": [c.to_dict() for c in self.chains],
            "links": [x.to_dict() for x in self.links],
            "model": self.model.to_dict(),
            "withheld": [w.to_dict() for w in self.withheld],
            "resolved": [r.to_dict() for r in self.resolved],
            "identities": [i.to_dict() for i in self.identities],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Reading:
        """Inverse of `to_dict`.

        Raises:
            RecordError: a span does not read back to the text stored beside it.
        """
        return cls(
            article=Article.from_dict(data["article"]),
            mentions=tuple(Mention.from_dict(m) for m in data["mentions"]),
            frames=tuple(Frame.from_dict(f) for f in data["frames"]),
            chains=tuple(Chain.from_dict(c) for c in data["chains"]),
            links=tuple(Link.from_dict(x) for x in data["links"]),
            model=ModelId.from_dict(data["model"]),
            withheld=tuple(Withheld.from_dict(w) for w in data.get("withheld", ())),
            resolved=tuple(Resolved.from_dict(r) for r in data.get("resolved", ())),
            identities=tuple(Identity.from_dict(i) for i in data.get("identities", ())),
        )
