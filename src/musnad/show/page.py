"""A reading as one web page that needs nothing else.

The page asks for nothing from the network: its style and script stand in it, and its content
security policy admits these two by their digests and nothing more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad.records import ROLES, Article, Block, Frame, Reading
from musnad.show.cards import Cards, family
from musnad.show.escape import attribute, shown, web_address
from musnad.show.labels import LABELS
from musnad.show.pieces import PREDICATE, Paint, Piece, by_line, cut, paints
from musnad.show.policy import policy
from musnad.show.resolved import actor_items, place_items, time_items
from musnad.show.script import SCRIPT
from musnad.show.style import STYLE

FAMILY_ORDER = ("say", "accord", "dispute", "help", "force")
HEADINGS = {"title": "h1", "subhead": "h2"}


def render_html(reading: Reading, *, lang: str = "en") -> str:
    """The page of a reading: right to left, every frame marked in the text with its chain.

    Args:
        reading: what was read.
        lang: language of the labels, "en" or "ar"; the text itself is never changed.

    Raises:
        ValueError: there are no labels in this language.
    """
    parts = page_parts(reading, lang=lang)
    return "\n".join(
        (
            '<!doctype html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy(STYLE, SCRIPT)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">',
            f"<title>{parts.title}</title>",
            f"<style>{STYLE}</style>\n</head>\n<body>",
            parts.header,
            parts.desk,
            parts.frames,
            *parts.folded,
            parts.footer,
            f"<script>{SCRIPT}</script>\n</body>\n</html>\n",
        )
    )


@dataclass(frozen=True, slots=True)
class PageParts:
    """The parts of a reading's page, each of them safe HTML.

    Attributes:
        title: the headline, for an attribute or a title element.
        header: what is known of the article, and the colours that occur.
        desk: the article with its marks, and the panel beside it.
        frames: a card for each frame.
        folded: actors, times, places, what was withheld and left out, each folded.
        footer: who read it.
    """

    title: str
    header: str
    desk: str
    frames: str
    folded: tuple[str, ...]
    footer: str


def page_parts(reading: Reading, *, lang: str = "en") -> PageParts:
    """The parts of a reading's page, to be set in another page with `STYLE` and `SCRIPT`.

    Raises:
        ValueError: there are no labels in this language.
    """
    if lang not in LABELS:
        raise ValueError(f"lang is {lang!r}; labels exist in: {', '.join(LABELS)}")
    cards = Cards(reading, lang=lang)
    return PageParts(
        title=attribute(reading.article.title or cards.words["untitled"]),
        header=_header(reading, cards),
        desk=(
            f'<div class="desk">\n<main class="story">{_story(reading)}{_layer(cards)}</main>'
            f'<aside class="panel" aria-live="polite"><p>{cards.word("panel")}</p></aside>\n</div>'
        ),
        frames=_frames(reading, cards),
        folded=(*_resolved(reading, cards), *_left_out(reading.article, cards)),
        footer=_footer(reading, cards),
    )


def _header(reading: Reading, cards: Cards) -> str:
    return (
        f'<header>\n<p class="meta">{" ".join(_meta(reading.article, cards))}</p>\n'
        f'<ul class="legend">{_legend(reading.frames, cards)}</ul>\n</header>'
    )


def _meta(article: Article, cards: Cards) -> Iterator[str]:
    """What is known of the article, each with its label."""
    facts = (
        ("outlet", article.outlet),
        ("published", article.published.isoformat() if article.published else None),
        ("agency", article.agency),
        ("byline", article.byline),
        ("dateline", article.dateline),
        ("address", article.url),
    )
    for key, fact in facts:
        if fact:
            yield f"<span><b>{cards.word(key)}</b> {_fact(key, fact)}</span>"


def _fact(key: str, fact: str) -> str:
    address = web_address(fact) if key == "address" else None
    text = f"<bdi>{shown(fact)}</bdi>"
    return f'<a rel="noreferrer" href="{attribute(address)}">{text}</a>' if address else text


def _legend(frames: Sequence[Frame], cards: Cards) -> str:
    """The colours that occur, with the number of their frames."""
    counts = Counter(map(family, frames))
    return "".join(
        f'<li class="{name}">{cards.word(name)} <bdi>{counts[name]}</bdi></li>'
        for name in FAMILY_ORDER
        if counts[name]
    )


def _story(reading: Reading) -> str:
    """The article's lines with their marks."""
    blocks = reading.article.blocks
    marks = by_line([block.span for block in blocks], list(paints(reading.frames)))
    anchored: set[int] = set()
    return "\n".join(
        _line(reading, block, cut(block.span, found), anchored)
        for block, found in zip(blocks, marks, strict=True)
    )


def _line(reading: Reading, block: Block, pieces: Sequence[Piece], anchored: set[int]) -> str:
    tag = HEADINGS.get(block.kind, "p")
    body = "".join(_piece(reading, piece, anchored) for piece in pieces)
    return f'<{tag} class="{attribute(block.kind)}">{body}</{tag}>'


def _piece(reading: Reading, piece: Piece, anchored: set[int]) -> str:
    """A piece of text in one element that names its frames; `anchored` grows with its anchors."""
    text = shown(piece.span.of(reading.article.text))
    if not piece.paints:
        return text
    frames = " ".join(str(number) for number in dict.fromkeys(p.frame for p in piece.paints))
    roles = " ".join(f"{p.frame}-{attribute(p.role).replace(' ', '_')}" for p in piece.paints)
    names = f'data-f="{frames}" data-r="{roles}"'
    predicates = sorted(
        (p for p in piece.paints if p.role == PREDICATE),
        key=lambda p: (p.frame in anchored, p.span.end - p.span.start),
    )
    if not predicates:
        return f"<span {names}>{text}</span>"
    return _predicate(reading, text, names, predicates, anchored)


def _predicate(
    reading: Reading, text: str, names: str, predicates: Sequence[Paint], anchored: set[int]
) -> str:
    """A piece of a predicate: a link to the card of its frame."""
    number, *others = (paint.frame for paint in predicates)
    for other in others:
        if other not in anchored:
            anchored.add(other)
            text = f'<span id="at-{other}" tabindex="-1">{text}</span>'
    frame = reading.frames[number]
    place = ' tabindex="-1"' if number in anchored else f' id="at-{number}"'
    anchored.add(number)
    look = family(frame) + (" claimed" if frame.claimed else "")
    return f'<a href="#frame-{number}"{place} class="{look}" data-go="{number}" {names}>{text}</a>'


def _layer(cards: Cards) -> str:
    """The empty layer in which the script writes the names of roles, with these names."""
    names = " ".join(f'data-{role}="{attribute(cards.words[role])}"' for role in ROLES)
    return f'<div class="labels" aria-hidden="true" lang="{cards.lang}" {names}></div>'


def _frames(reading: Reading, cards: Cards) -> str:
    body = (
        f'<ol class="list">\n{cards.all()}\n</ol>'
        if reading.frames
        else f'<p class="state">{cards.word("no_frames")}</p>'
    )
    return f'<section class="frames">\n<h2>{cards.word("frames")}</h2>\n{body}\n</section>'


def _resolved(reading: Reading, cards: Cards) -> Iterator[str]:
    """Who, when and where, folded."""
    for key, items in (
        ("actors", list(actor_items(reading, cards))),
        ("times", list(time_items(reading, cards))),
        ("places", list(place_items(reading, cards))),
    ):
        if items:
            yield _folded(cards.word(key), len(items), "".join(items))


def _left_out(article: Article, cards: Cards) -> Iterator[str]:
    """Withheld values, the page's furniture and the remarks on it, folded."""
    values = list(cards.withheld())
    if values:
        yield _folded(cards.word("withheld"), len(values), "".join(values))
    if article.furniture:
        items = "".join(
            f'<li><span class="kind">{shown(piece.reason)}</span> '
            f"<bdi>{shown(piece.text)}</bdi></li>"
            for piece in article.furniture
        )
        yield _folded(cards.word("furniture"), len(article.furniture), items)
    if article.notes:
        items = "".join(f"<li><bdi>{shown(note)}</bdi></li>" for note in article.notes)
        yield _folded(cards.word("notes"), len(article.notes), items)


def _folded(title: str, count: int, items: str) -> str:
    return f"<details><summary>{title} <bdi>({count})</bdi></summary><ul>{items}</ul></details>"


def _footer(reading: Reading, cards: Cards) -> str:
    named = " ".join(str(value) for value in reading.model.to_dict().values() if value)
    return f"<footer>{cards.word('model')} <bdi>{shown(named)}</bdi></footer>"
