"""What a ledger hands out: a reading with its ids, where it came from, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from musnad.records.frames import Frame
from musnad.records.ids import article_id, content_id, frame_id
from musnad.records.reading import Reading
from musnad.records.tabled import Tabled

Verdict = Literal["confirm", "reject", "correct", "merge", "split"]
"""What a reviewer may decide: the first three on a frame, the last two on an actor."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a reviewer; a row that is never changed.

    Attributes:
        number: its number in the ledger, from 1.
        subject: id of the frame or of the actor that was judged.
        verdict: what was decided.
        change: what a correction changes: "type" (a frame type), "predicate" ([start, end]),
            "roles" (a list of {"role", "span", "implicit"} that replaces the frame's roles),
            "flags" (a list of names), "actor" / "time" / "place" ({"span", "norm"}), "denies"
            (id of the frame that this one denies, or None); for `merge` and `split`
            {"into": id of the other actor}.
        reviewer, reason: who decided, and why ("" where not said).
        at: when, ISO 8601 in UTC.
        model: digest of the weights that had written the record.
        undoes: number of the judgement that this one takes back; None for others.
        undone: whether a later judgement takes this one back.
    """

    number: int
    subject: str
    verdict: Verdict
    reviewer: str
    at: str
    change: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    model: str = ""
    undoes: int | None = None
    undone: bool = False

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "number": self.number,
            "subject": self.subject,
            "verdict": self.verdict,
            "reviewer": self.reviewer,
            "at": self.at,
            "change": self.change,
            "reason": self.reason,
            "model": self.model,
            "undoes": self.undoes,
            "undone": self.undone,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Judgement:
        """Inverse of `to_dict`."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's bytes came from.

    Attributes:
        source: file name, address, or archive and the record in it.
        sha256: of the bytes as they came, in hexadecimal.
        size: their number.
        seen: when they were read, ISO 8601 in UTC.
    """

    source: str
    sha256: str
    size: int
    seen: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "source": self.source,
            "sha256": self.sha256,
            "size": self.size,
            "seen": self.seen,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Origin:
        """Inverse of `to_dict`."""
        return cls(data["source"], data["sha256"], data["size"], data["seen"])


@dataclass(frozen=True, slots=True)
class Entry(Tabled):
    """A reading as a ledger keeps it.

    Attributes:
        article_id, reading_id: content ids; see `musnad.records.ids`.
        frame_ids: the content id of each frame, by its id within the reading ("f1" …).
        origins: where its bytes were found, the earliest first.
        story: id of the group of near-duplicates that the article belongs to.
        judgements: those on its frames that stand, in order.
    """

    reading: Reading
    article_id: str
    reading_id: str
    frame_ids: MappingProxyType[str, str]
    origins: tuple[Origin, ...] = ()
    story: str | None = None
    judgements: tuple[Judgement, ...] = ()

    @classmethod
    def of(
        cls,
        reading: Reading,
        *,
        origins: tuple[Origin, ...] = (),
        story: str | None = None,
        judgements: tuple[Judgement, ...] = (),
    ) -> Entry:
        """The entry of a reading, with the ids that follow from its content."""
        article = article_id(reading.article)
        frames = {f.id: frame_id(article, f) for f in reading.frames}
        return cls(
            reading,
            article,
            reading_id(article, reading),
            MappingProxyType(frames),
            origins,
            story,
            judgements,
        )

    def id_of(self, frame: Frame) -> str:
        """The content id of one of the reading's frames."""
        return self.frame_ids[frame.id]


def reading_id(article: str, reading: Reading) -> str:
    """The id of a reading of the article with this id: what was found, and by which model.

    Scores don't count, since another processor may round them otherwise.
    """
    data = reading.to_dict()
    del data["article"]
    return content_id("r", {"article": article, "found": _without_scores(data)})


_PLAIN = frozenset((str, int, bool, type(None)))
"""Types of JSON values that hold nothing, fractions aside; most values are of one of them."""


def _without_scores(data: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """JSON data less the fractions in it."""
    kind = type(data)
    if kind is dict:
        return {
            key: value if type(value) in _PLAIN else _without_scores(value)
            for key, value in data.items()
            if type(value) is not float
        }
    if kind is list:
        return [value if type(value) in _PLAIN else _without_scores(value) for value in data]
    return data
