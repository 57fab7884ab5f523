"""What a mention resolves to: a time, a place, an actor, each with the steps that led there.

The written mention stays where it is, in the article; these values stand beside it. None of them
is a guess: where the tables and the text do not settle a value, it is None and the steps say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from musnad.records.span import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a resolution: which rule or table spoke, on which words, and what it gave.

    Attributes:
        rule: name of the grammar rule or table, such as "weekday", "nationality", "gazetteer".
        text: the words of the mention (or of another mention) that it read.
        value: what it gave: a code, a date, a name; "" where it only ruled something out.
    """

    rule: str
    text: str
    value: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"rule": self.rule, "text": self.text, "value": self.value}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Step:
        """Inverse of `to_dict`."""
        return cls(data["rule"], data["text"], data["value"])


TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexModifier = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER",
    "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression in the terms of TIMEX3 (ISO-TimeML) and as an interval.

    Attributes:
        text: the expression as written.
        type: TIMEX3 type.
        value: TIMEX3 value, as full as article date and text allow: "2015-08-02",
            "2015-08-02T21:30", "2015-08-02TNI", "2015-W31", "2015-08", "2022", "XXXX-08-15",
            "XXXX-WXX-2", "P3D", "PRESENT_REF", "PAST_REF"; None if it is not understood.
        modifier: TIMEX3 modifier (`START` for مطلع, `END` for أواخر, `APPROX` for نحو …).
        begin, end: first and last day (or minute) of the interval, ISO 8601, both inclusive;
            None where open or unknown.
        steps: how it was read.
    """

    text: str
    type: TimexType
    value: str | None
    modifier: TimexModifier | None = None
    begin: str | None = None
    end: str | None = None
    steps: tuple[Step, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "text": self.text,
            "type": self.type,
            "value": self.value,
            "modifier": self.modifier,
            "begin": self.begin,
            "end": self.end,
            "steps": [s.to_dict() for s in self.steps],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Timex:
        """Inverse of `to_dict`."""
        return cls(
            data["text"],
            data["type"],
            data["value"],
            data["modifier"],
            data["begin"],
            data["end"],
            tuple(Step.from_dict(s) for s in data["steps"]),
        )


PlaceKind = Literal["country", "region", "city", "district", "camp", "sea", "river", "site", "area"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a mention may mean.

    Attributes:
        name, arabic: its name in English and in Arabic.
        kind: what it is; "area" for what crosses borders (الشرق الأوسط).
        country: ISO 3166-1 alpha-3 (XKX for Kosovo); None for seas and areas.
        admin: first-level region in English, if known.
        latitude, longitude: degrees; a central point.
        score: share of this candidate among all, 0 to 1.
    """

    name: str
    arabic: str
    kind: PlaceKind
    country: str | None
    admin: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    score: float = 1.0

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "name": self.name,
            "arabic": self.arabic,
            "kind": self.kind,
            "country": self.country,
            "admin": self.admin,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "score": round(self.score, 4),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Place:
        """Inverse of `to_dict`."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place expression and what it may mean.

    Attributes:
        text: the expression as written.
        candidates: the likeliest first; empty where nothing is known.
        steps: how the first one was chosen.
    """

    text: str
    candidates: tuple[Place, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def place(self) -> Place | None:
        """The chosen place, or None."""
        return self.candidates[0] if self.candidates else None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "text": self.text,
            "candidates": [c.to_dict() for c in self.candidates],
            "steps": [s.to_dict() for s in self.steps],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Toponym:
        """Inverse of `to_dict`."""
        return cls(
            data["text"],
            tuple(Place.from_dict(c) for c in data["candidates"]),
            tuple(Step.from_dict(s) for s in data["steps"]),
        )


@dataclass(frozen=True, slots=True)
class ActorCode:
    """One party of an actor mention; "الصين وروسيا" has two.

    Attributes:
        country: ISO 3166-1 alpha-3, "IGO" or "INT"; None if unknown.
        roles: CAMEO roles and bodies in order: ("GOV",), ("GOV", "MIL"), ("UNO",).
    """

    country: str | None
    roles: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (self.country or "") + "".join(self.roles)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"country": self.country, "roles": list(self.roles)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ActorCode:
        """Inverse of `to_dict`."""
        return cls(data["country"], tuple(data["roles"]))


@dataclass(frozen=True, slots=True)
class Actor:
    """What an actor mention says of who it is.

    Attributes:
        text: the mention as written.
        codes: one for each party, in order; empty where nothing is known.
        title: the words of title or office; "" if none.
        nationality: the words that give the country.
        body: name of the body in English, if it is a known one.
        name: the words of the personal name; "" if none.
        latin: Latin rendering of the name or body for display.
        candidates: other readings of the code, the likeliest first, each with its steps' rule.
        steps: how the code was derived.
    """

    text: str
    codes: tuple[ActorCode, ...] = ()
    title: str = ""
    nationality: str = ""
    body: str | None = None
    name: str = ""
    latin: str = ""
    candidates: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def code(self) -> str | None:
        """CAMEO-style code, parties joined by "+"; None if unknown."""
        return "+".join(str(c) for c in self.codes) or None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "text": self.text,
            "code": self.code,
            "codes": [c.to_dict() for c in self.codes],
            "title": self.title,
            "nationality": self.nationality,
            "body": self.body,
            "name": self.name,
            "latin": self.latin,
            "candidates": list(self.candidates),
            "steps": [s.to_dict() for s in self.steps],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Actor:
        """Inverse of `to_dict`."""
        return cls(
            data["text"],
            tuple(ActorCode.from_dict(c) for c in data["codes"]),
            data["title"],
            data["nationality"],
            data["body"],
            data["name"],
            data["latin"],
            tuple(data["candidates"]),
            tuple(Step.from_dict(s) for s in data["steps"]),
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """One actor of an article: the mentions that mean the same person or body.

    Attributes:
        id: "a1", "a2" … in the order of the first mentions.
        name: the fullest mention.
        key: spelling-folded key of the personal name or the body, for joining across articles.
        code, latin: as in `Actor`, from the fullest mention.
        mentions: indices into the list of mentions that was resolved, in order.
        steps: why each later mention joined; one step a mention.
    """

    id: str
    name: str
    key: str
    code: str | None
    latin: str
    mentions: tuple[int, ...]
    steps: tuple[Step, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "id": self.id,
            "name": self.name,
            "key": self.key,
            "code": self.code,
            "latin": self.latin,
            "mentions": list(self.mentions),
            "steps": [s.to_dict() for s in self.steps],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Identity:
        """Inverse of `to_dict`."""
        return cls(
            data["id"],
            data["name"],
            data["key"],
            data["code"],
            data["latin"],
            tuple(data["mentions"]),
            tuple(Step.from_dict(s) for s in data["steps"]),
        )


ResolvedKind = Literal["time", "place", "actor"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the words at one span of the article mean: a time, a place or an actor.

    Attributes:
        identity: id of the actor within the article, where the value is an actor.
    """

    span: Span
    text: str
    value: Timex | Toponym | Actor
    identity: str | None = None

    @property
    def kind(self) -> ResolvedKind:
        """What it is."""
        return _KINDS[type(self.value)]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "kind": self.kind,
            "span": list(self.span),
            "text": self.text,
            "identity": self.identity,
            "value": self.value.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Resolved:
        """Inverse of `to_dict`."""
        value = _VALUES[data["kind"]].from_dict(data["value"])
        return cls(Span(*data["span"]), data["text"], value, data["identity"])


_VALUES: dict[str, type[Timex | Toponym | Actor]] = {
    "time": Timex,
    "place": Toponym,
    "actor": Actor,
}
_KINDS: dict[type, ResolvedKind] = {Timex: "time", Toponym: "place", Actor: "actor"}
