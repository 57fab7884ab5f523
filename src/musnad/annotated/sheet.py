"""One corrected article as an annotation tool gives it back, before anything is believed of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from musnad.export.marked import Mark

SHOWN = 60
"""Characters of a foreign text that a message quotes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a project, with its place.

    Attributes:
        file: in which it stands.
        place: where in it: a line, the name of a region or of an element; "" for all of it.
        item: id of the article; "" where it is not known.
        message: what is there, and what was expected.
    """

    file: str
    place: str
    item: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: [{self.item}] {self.message}" if self.item else f"{where}: {self.message}"

    def to_dict(self) -> dict[str, str]:
        """JSON form."""
        return {
            "file": self.file,
            "place": self.place,
            "item": self.item,
            "message": self.message,
        }


@dataclass(slots=True)
class Sheet:
    """An article with the marks and ties that a tool has for it.

    Attributes:
        file: where it stands.
        id: of the article.
        text: as the tool shows it.
        fit: how a text was made fit for this tool, one character for one.
        annotator: who made it, where several may have; "" if the project does not say.
        marks: by name; offsets are code points of `text`, and may be wrong.
        places: where each mark stands in the file.
        ties: names of two marks, and where the tie stands.
        faults: for which the article is held back.
        remarks: what was passed over or trimmed.
    """

    file: str
    id: str
    text: str
    fit: Callable[[str], str]
    annotator: str = ""
    marks: dict[str, Mark] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    ties: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)

    def fault(self, place: str, message: str) -> None:
        """Note something for which the article is held back."""
        self.faults.append(Finding(self.file, place, self.id, message))

    def remark(self, place: str, message: str) -> None:
        """Note something that was passed over."""
        self.remarks.append(Finding(self.file, place, self.id, message))

    def add(self, mark: Mark, place: str) -> None:
        """Take in a mark."""
        if mark.name in self.marks:
            self.fault(place, f"{quoted(mark.name)} stands a second time")
        self.marks[mark.name] = mark
        self.places[mark.name] = place


def quoted(value: Any) -> str:  # noqa: ANN401 - whatever a file holds
    """A foreign value as a message shows it: short, on one line."""
    text = value if isinstance(value, str) else repr(value)
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return repr(short)
