"""Marks → Reading: the straight road of this room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from musnad.frames.antecedents import NAMED_ROLES, Names
from musnad.frames.chains import chain
from musnad.frames.denials import denials
from musnad.frames.nesting import enclosing
from musnad.frames.overlaps import apart
from musnad.frames.roles import roles
from musnad.frames.spans import strip
from musnad.frames.speakers import continued
from musnad.frames.thresholds import DEFAULT, Thresholds
from musnad.frames.withholding import rivals_of, withheld
from musnad.records import (
    FLAGS,
    FRAME_TYPES,
    Article,
    Flag,
    Frame,
    Label,
    Marks,
    Mention,
    MentionMark,
    ModelId,
    PredicateMark,
    Reading,
    Role,
)


def assemble(
    article: Article, marks: Marks, model: ModelId, *, thresholds: Thresholds = DEFAULT
) -> Reading:
    """The reading that an article's marks add up to.

    Frames come in the order of their predicates, with ids "f1", "f2" …; of overlapping
    predicates the best scored stays. Every span reads back from the article's text.

    Args:
        article: the article.
        marks: what the model saw in it, in any order.
        model: which model that was.
        thresholds: least scores of marks, flags and links.
    """
    mentions = _mentions(article.text, marks.mentions, thresholds)
    stripped = _stripped(article.text, marks.predicates, thresholds)
    said = _frames(article.text, stripped, thresholds)
    rivals = rivals_of(said, stripped)
    spoken = continued(_nested(said), thresholds.continuity)
    named = _named(article, spoken, mentions)
    frames, left = withheld(article.text, named, rivals, thresholds.withholding)
    by_id = {frame.id: frame for frame in frames}
    return Reading(
        article=article,
        mentions=tuple(mentions),
        frames=tuple(frames),
        chains=tuple(chain(article, frame, by_id) for frame in frames),
        links=denials(article, frames, least=thresholds.denial),
        model=model,
        withheld=left,
    )


def _mentions(text: str, marks: Iterable[MentionMark], thresholds: Thresholds) -> list[Mention]:
    stripped = [
        replace(mark, span=span)
        for mark in marks
        if mark.score >= thresholds.mention and (span := strip(text, mark.span)) is not None
    ]
    return [Mention(m.span, m.span.of(text), m.kind, m.score) for m in apart(stripped)]


def _stripped(
    text: str, marks: Iterable[PredicateMark], thresholds: Thresholds
) -> list[PredicateMark]:
    """The predicates that stay, in text order."""
    found = [
        replace(mark, span=span)
        for mark in marks
        if mark.score >= thresholds.predicate
        and mark.type in FRAME_TYPES
        and (span := strip(text, mark.span)) is not None
    ]
    return apart(found)


def _frames(text: str, marks: Iterable[PredicateMark], thresholds: Thresholds) -> list[Frame]:
    """Frames with their roles as marked, not yet nested."""
    return [
        Frame(
            id=f"f{number}",
            type=mark.type,
            span=mark.span,
            text=mark.span.of(text),
            score=mark.score,
            roles=roles(text, mark, least=thresholds.role),
            flags=_flags(mark, thresholds.flag),
            modes=_labels(mark.modes, thresholds.mode),
            contexts=_labels(mark.contexts, thresholds.context),
        )
        for number, mark in enumerate(marks, 1)
    ]


def _flags(mark: PredicateMark, least: float) -> tuple[Flag, ...]:
    """Probable flags in the scheme's order."""
    scores = dict(mark.flags)
    return tuple(Flag(name, scores[name]) for name in FLAGS if scores.get(name, 0.0) >= least)


def _labels(scored: Iterable[tuple[str, float]], least: float) -> tuple[Label, ...]:
    """Probable modes or contexts, the likeliest first."""
    found = [Label(name, score) for name, score in scored if score >= least]
    return tuple(sorted(found, key=lambda label: -label.score))


def _named(article: Article, frames: list[Frame], mentions: list[Mention]) -> list[Frame]:
    """Frames whose unsaid participants are shown by their fullest mention."""
    names = Names(article.text, frames, mentions)
    return [
        replace(
            frame,
            roles=tuple(_widened(article, frame, role, names) for role in frame.roles),
        )
        for frame in frames
    ]


def _widened(article: Article, frame: Frame, role: Role, names: Names) -> Role:
    if not role.unsaid or role.role not in NAMED_ROLES:
        return role
    span = names.fullest(role.span, before=_horizon(article, frame))
    return replace(role, span=span, text=span.of(article.text))


def _horizon(article: Article, frame: Frame) -> int:
    """Up to where a name may be taken from: a headline's names are spelt out in the lead."""
    lead = next((b.span for b in article.blocks if b.kind == "paragraph"), None)
    if lead is not None and frame.span.start < lead.start:
        return lead.end
    return frame.span.start


def _nested(frames: list[Frame]) -> list[Frame]:
    """Frames that know what they lie within."""
    return [
        frame if outer is None else replace(frame, within=frames[outer].id, claimed=True)
        for frame, outer in zip(frames, enclosing(frames), strict=True)
    ]
