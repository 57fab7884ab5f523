"""The article: a page's text as published, letter for letter, and what was left out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from musnad.records.span import Span

BlockKind = Literal["kicker", "title", "subhead", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of `Article.text`, with what it is."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of the page that is not part of the article, and why it was left out."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    r"""A news article.

    Attributes:
        text: kicker, title, sub-headings and paragraphs in reading order, parted by "\n";
            each line is a run of the page's own characters.
        blocks: the lines of `text` in order; a line's span excludes its line end.
        outlet: name or site that published it, as found; None if unknown.
        byline, agency, dateline: as written on the page; None if absent.
        published: publication date; None if unknown (never guessed from the clock).
        url: address it came from, if known.
        furniture: what was left out, in page order.
        notes: remarks for the user, such as a repaired encoding.
    """

    text: str
    blocks: tuple[Block, ...]
    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    published: date | None = None
    url: str | None = None
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self, kind: BlockKind) -> list[str]:
        """The strings of all blocks of one kind."""
        return [block.span.of(self.text) for block in self.blocks if block.kind == kind]

    @property
    def title(self) -> str | None:
        """The headline, if the page has one."""
        return next(iter(self.lines("title")), None)

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs without headline, kicker and sub-headings."""
        return self.lines("paragraph")

    def to_dict(self) -> dict[str, Any]:
        """JSON form; adds `title`, `kicker`, `subheads`, `paragraphs` for readers of the JSON."""
        return {
            "title": self.title,
            "kicker": self.lines("kicker"),
            "subheads": self.lines("subhead"),
            "byline": self.byline,
            "agency": self.agency,
            "dateline": self.dateline,
            "published": self.published.isoformat() if self.published else None,
            "outlet": self.outlet,
            "url": self.url,
            "paragraphs": self.paragraphs,
            "text": self.text,
            "blocks": [{"kind": b.kind, "span": list(b.span)} for b in self.blocks],
            "furniture": [{"text": f.text, "reason": f.reason} for f in self.furniture],
            "notes": list(self.notes),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Article:
        """Inverse of `to_dict`."""
        return cls(
            text=data["text"],
            blocks=tuple(Block(b["kind"], Span(*b["span"])) for b in data["blocks"]),
            outlet=data.get("outlet"),
            byline=data.get("byline"),
            agency=data.get("agency"),
            dateline=data.get("dateline"),
            published=date.fromisoformat(data["published"]) if data.get("published") else None,
            url=data.get("url"),
            furniture=tuple(Furniture(f["text"], f["reason"]) for f in data.get("furniture", ())),
            notes=tuple(data.get("notes", ())),
        )

    @classmethod
    def from_text(cls, text: str, **fields: Any) -> Article:  # noqa: ANN401 - passed through
        """An article from text as given: the first line is the title, the others paragraphs.

        Nothing is stripped: empty lines stay in `text` and belong to no block.
        """
        blocks: list[Block] = []
        at = 0
        for line in text.split("\n"):
            if line.strip():
                kind: BlockKind = "paragraph" if blocks else "title"
                blocks.append(Block(kind, Span(at, at + len(line))))
            at += len(line) + 1
        return cls(text=text, blocks=tuple(blocks), **fields)
