"""Frames as annotation and scoring know them: type, spans, values, flags; no text, no scores.

The JSON form is that of the frame scheme's scorer:
`{"type", "predicate": [start, end], "roles": [{"role", "span", "implicit", "norm"?}], "flags"}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from musnad.errors import CorpusError
from musnad.records import (
    CONTEXTS,
    FLAGS,
    FRAME_TYPES,
    MODE_NAMES,
    ROLES,
    Frame,
    Reading,
    Span,
)


@dataclass(frozen=True, slots=True)
class CodedRole:
    """A role: its span, or its antecedent's where it is unsaid (`implicit`), and its value."""

    role: str
    span: Span
    implicit: bool = False
    norm: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON form; `norm` only where there is one."""
        data = {"role": self.role, "span": list(self.span), "implicit": self.implicit}
        return data | ({"norm": self.norm} if self.norm else {})


@dataclass(frozen=True, slots=True)
class CodedFrame:
    """A frame as coded by an annotator or a reader.

    `modes` and `contexts` are None where nobody has coded them; () means none holds.
    """

    type: str
    predicate: Span
    roles: tuple[CodedRole, ...] = ()
    flags: tuple[str, ...] = ()
    modes: tuple[str, ...] | None = None
    contexts: tuple[str, ...] | None = None

    def all(self, role: str) -> list[CodedRole]:
        """All roles of one name, in order."""
        return [r for r in self.roles if r.role == role]

    def to_dict(self) -> dict[str, Any]:
        """JSON form; modes and contexts only where they were coded."""
        data: dict[str, Any] = {
            "type": self.type,
            "predicate": list(self.predicate),
            "roles": [role.to_dict() for role in self.roles],
            "flags": list(self.flags),
        }
        if self.modes is not None:
            data["modes"] = list(self.modes)
        if self.contexts is not None:
            data["contexts"] = list(self.contexts)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, size: int) -> CodedFrame:
        """Inverse of `to_dict`.

        Args:
            data: the JSON form.
            size: length of the text, which no span may pass.

        Raises:
            CorpusError: a field is missing or ill-formed, a name is not in the scheme, or a span
                lies outside the text.
        """
        try:
            roles = tuple(
                CodedRole(
                    _known(r["role"], ROLES, "role"),
                    _span(r["span"], size),
                    implicit=bool(r.get("implicit", False)),
                    norm=r.get("norm") or None,
                )
                for r in data["roles"]
            )
            return cls(
                _known(data["type"], FRAME_TYPES, "type"),
                _span(data["predicate"], size),
                roles,
                tuple(_known(f, FLAGS, "flag") for f in data.get("flags", ())),
                _known_all(data.get("modes"), MODE_NAMES, "mode"),
                _known_all(data.get("contexts"), CONTEXTS, "context"),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CorpusError(f"ill-formed frame ({type(error).__name__}: {error})") from None


def _span(value: Any, size: int) -> Span:  # noqa: ANN401 - anything may stand in a file
    start, end = value
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= size):
        raise CorpusError(f"span {value!r} does not lie in the text of {size} characters")
    return Span(start, end)


def _known(name: Any, names: tuple[str, ...], what: str) -> str:  # noqa: ANN401
    if name not in names:
        raise CorpusError(f"unknown {what} {name!r}; known are {', '.join(names)}")
    return str(name)


def _known_all(
    value: Any,  # noqa: ANN401
    names: tuple[str, ...],
    what: str,
) -> tuple[str, ...] | None:
    return None if value is None else tuple(_known(name, names, what) for name in value)


def coded(frame: Frame) -> CodedFrame:
    """A reading's frame without its text and scores."""
    return CodedFrame(
        frame.type,
        frame.span,
        tuple(CodedRole(r.role, r.span, r.unsaid, r.norm) for r in frame.roles),
        tuple(flag.name for flag in frame.flags),
        tuple(mode.name for mode in frame.modes),
        tuple(context.name for context in frame.contexts),
    )


def reading_to_system(article_id: str, reading: Reading) -> dict[str, Any]:
    """The form of a reading that the frame scheme's scorer takes, one JSON object an article."""
    return {"id": article_id, "frames": [coded(frame).to_dict() for frame in reading.frames]}
