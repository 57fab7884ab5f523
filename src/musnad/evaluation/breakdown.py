"""Scores broken down by type of frame, by role, by length of the article, by outlet.

By type, a frame of the system belongs where its gold partner belongs, and to its own type if it
has none; so predicates, attributions and roles of all types add up to those of the whole. Only
`predicate+type` is that of the type as the score table has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from musnad.evaluation.articles import GoldArticle
from musnad.evaluation.coded import CodedFrame, coded
from musnad.evaluation.pairing import paired
from musnad.evaluation.rows import Row
from musnad.evaluation.scores import CHIEF, PREDICATE, TYPED, FrameScores, score_frames
from musnad.records import FRAME_TYPES, ROLES, Reading

Dimension = Literal["type", "role", "length", "outlet"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

LENGTHS = ((100, "<100"), (200, "100-199"), (400, "200-399"))
"""Bins of article lengths in words, each with the length that is too long for it."""
LONGEST = "400+"

NO_OUTLET = "(no outlet)"
SPANS, CHARACTERS = "spans", "characters"

Gold = Mapping[GoldArticle, tuple[CodedFrame, ...]]


class Slice(NamedTuple):
    """The scores of one part of the whole: a name, and rows that have the score's name.

    `articles` is the number of articles that the slice has something of.
    """

    name: str
    articles: int
    rows: tuple[Row, ...]

    def row(self, name: str) -> Row | None:
        """The row of a score; None if there was nothing to score."""
        return next((row for row in self.rows if row.name == name), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        rows = [row.to_dict() for row in self.rows]
        return {"name": self.name, "articles": self.articles, "scores": rows}


def columns(by: Dimension) -> tuple[str, ...]:
    """The names of the rows that slices may have."""
    return (SPANS, CHARACTERS) if by == "role" else CHIEF


def breakdown(gold: Gold, readings: Mapping[str, Reading], *, by: Dimension) -> list[Slice]:
    """The slices along one dimension, in the scheme's order, by length, or the largest first.

    Args:
        gold: articles with their gold frames.
        readings: what was read of them, by article id.
        by: the dimension.
    """
    sides = [
        (article, frames, [coded(frame) for frame in readings[article.id].frames])
        for article, frames in gold.items()
    ]
    return list(_DIMENSIONS[by](sides))


Sides = Sequence[tuple[GoldArticle, tuple[CodedFrame, ...], list[CodedFrame]]]


def length_bin(article: GoldArticle) -> str:
    """The bin of an article's length."""
    words = len(article.text.split())
    return next((name for end, name in LENGTHS if words < end), LONGEST)


def _by_length(sides: Sides) -> Iterator[Slice]:
    found = _grouped(sides, length_bin)
    for name in (*(name for _, name in LENGTHS), LONGEST):
        if name in found:
            yield found[name]


def _by_outlet(sides: Sides) -> Iterator[Slice]:
    found = _grouped(sides, lambda article: article.outlet or NO_OUTLET)
    yield from sorted(found.values(), key=lambda part: (-part.articles, part.name))


def _grouped(sides: Sides, key: Callable[[GoldArticle], str]) -> dict[str, Slice]:
    """Slices of whole articles."""
    found: dict[str, list[FrameScores]] = {}
    for article, gold, system in sides:
        found.setdefault(key(article), []).append(score_frames(gold, system))
    return {
        name: _slice(name, len(scores), sum(scores, FrameScores()))
        for name, scores in found.items()
    }


def _slice(name: str, articles: int, scores: FrameScores) -> Slice:
    counts = scores.counts()
    return Slice(name, articles, tuple(Row.of(c, counts[c]) for c in CHIEF if any(counts[c])))


def _by_role(sides: Sides) -> Iterator[Slice]:
    scores = [score_frames(gold, system) for _, gold, system in sides]
    total = sum(scores, FrameScores())
    for role in ROLES:
        if any(total.roles.get(role, ())):
            yield Slice(
                role,
                sum(any(score.roles[role]) for score in scores),
                (
                    Row.of(SPANS, total.roles[role]),
                    Row.of(CHARACTERS, total.role_chars[role]),
                ),
            )


def _by_type(sides: Sides) -> Iterator[Slice]:
    total = sum((score_frames(gold, system) for _, gold, system in sides), FrameScores())
    for name in FRAME_TYPES:
        parts = [part for _, gold, system in sides if any(part := _of_type(name, gold, system))]
        if not parts and name not in total.types:
            continue
        own = _slice(name, len(parts), sum((score_frames(*p) for p in parts), FrameScores()))
        typed = [Row.of(TYPED, total.types[name])] if name in total.types else []
        others = [row for row in own.rows if row.name not in (PREDICATE, TYPED)]
        first = [row for row in own.rows if row.name == PREDICATE]
        yield own._replace(rows=(*first, *typed, *others))


def _of_type(
    name: str, gold: Sequence[CodedFrame], system: Sequence[CodedFrame]
) -> tuple[list[CodedFrame], list[CodedFrame]]:
    """The gold frames of a type, and the system frames that belong to them.

    Taken apart so, they pair as they do in the whole: any frame that could take a partner away is
    in the same part as that partner.
    """
    partner = {j: gold[i].type for i, j in paired(gold, system)}
    return (
        [frame for frame in gold if frame.type == name],
        [frame for j, frame in enumerate(system) if partner.get(j, frame.type) == name],
    )


_DIMENSIONS: Mapping[Dimension, Callable[[Sides], Iterator[Slice]]] = {
    "type": _by_type,
    "role": _by_role,
    "length": _by_length,
    "outlet": _by_outlet,
}
