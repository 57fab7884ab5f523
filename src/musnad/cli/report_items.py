"""Articles of the report: the running text with what was missed and found, then frame by frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from musnad.cli.errors_text import SIGNS, summary
from musnad.evaluation import ComparedArticle, ComparedFrame, ComparedRole
from musnad.evaluation.coded import CodedFrame, CodedRole
from musnad.records import Span
from musnad.show.escape import attribute, shown
from musnad.show.pieces import Paint, by_line, cut
from musnad.show.text import shortened


class Mark(NamedTuple):
    """A run of the text with its class and what it is."""

    span: Span
    look: str
    title: str


def item_section(item: ComparedArticle) -> str:
    """One article."""
    outlet = f" · <bdi>{shown(item.article.outlet)}</bdi>" if item.article.outlet else ""
    frames = "".join(_frame(frame, item.article.text) for frame in item.frames)
    return (
        f'<section class="item"><h3><bdi>{shown(item.article.id)}</bdi>{outlet}</h3>'
        f'<p class="soft">{summary(item)}</p>'
        f'<div class="text" lang="ar" dir="rtl">{_text(item)}</div>'
        f'<ul class="frames">{frames}</ul></section>'
    )


def marks(frame: ComparedFrame) -> Iterator[Mark]:
    """What of a frame is marked in the text: its predicates, and all role spans not right."""
    for side in (frame.gold, frame.system):
        if side is not None and not (frame.verdict == "right" and side is frame.system):
            title = f"{frame.verdict}: {_types(frame)}"
            yield Mark(side.predicate, f"p-{frame.verdict}", title)
    for role in frame.roles:
        if role.verdict == "right":
            continue
        what = f"{role.role} of {frame.coded.type} ({role.verdict})"
        if role.gold is not None:
            yield Mark(role.gold.span, "missed", f"gold: {what}")
        if role.system is not None:
            yield Mark(role.system.span, "spurious", f"read: {what}")


def _text(item: ComparedArticle) -> str:
    """The lines of the article, each piece of text in one element at most."""
    text = item.article.text
    found = [mark for frame in item.frames for mark in marks(frame)]
    paints = [Paint(mark.span, number, mark.look) for number, mark in enumerate(found)]
    lines = list(_lines(text))
    return "".join(
        "<p>"
        + "".join(_piece(piece.span.of(text), piece.paints, found) for piece in cut(line, touching))
        + "</p>"
        for line, touching in zip(lines, by_line(lines, paints), strict=True)
    )


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _piece(text: str, paints: tuple[Paint, ...], found: list[Mark]) -> str:
    if not paints:
        return shown(text)
    looks = " ".join(dict.fromkeys(paint.role for paint in paints))
    title = "; ".join(dict.fromkeys(found[paint.frame].title for paint in paints))
    return f'<span class="{attribute(looks)}" title="{attribute(title)}">{shown(text)}</span>'


def _types(frame: ComparedFrame) -> str:
    sides: list[CodedFrame] = [side for side in (frame.gold, frame.system) if side is not None]
    return " → ".join(dict.fromkeys(side.type for side in sides))


def _sign(verdict: str, sign: str) -> str:
    return f'<span class="sign s-{verdict}" title="{verdict}">{sign}</span>'


def _frame(frame: ComparedFrame, text: str) -> str:
    predicates = dict.fromkeys(
        side.predicate.of(text) for side in (frame.gold, frame.system) if side is not None
    )
    words = " / ".join(f'<bdi lang="ar">{shown(words)}</bdi>' for words in predicates)
    flags = "".join(
        f'<span class="flag">{_sign(verdict, SIGNS[verdict])}{shown(flag)}</span>'
        for flag, verdict in frame.flags
    )
    roles = "".join(_role(role, text) for role in frame.roles)
    return (
        f'<li class="{frame.verdict}">{_sign(frame.verdict, SIGNS[frame.verdict])}'
        f'<span class="type">{shown(_types(frame))}</span>{words}{flags}'
        f'<ul class="roles">{roles}</ul></li>'
    )


def _role(role: ComparedRole, text: str) -> str:
    gold, system = role.gold, role.system
    if gold is None or system is None or gold.span == system.span:
        values = _value(gold or system, text)
    else:
        values = (
            f'<div><span class="side">gold</span>{_value(gold, text)}</div>'
            f'<div><span class="side">read</span>{_value(system, text)}</div>'
        )
    look = ' class="ok"' if role.verdict == "right" else ""
    sign = _sign(role.verdict, SIGNS[role.verdict])
    return f"<li{look}><span>{sign}{shown(role.role)}</span><div>{values}</div></li>"


def _value(role: CodedRole | None, text: str) -> str:
    if role is None:
        return ""
    words = f'<bdi lang="ar">{shown(shortened(role.span.of(text)))}</bdi>'
    return f"({words})" if role.implicit else words
