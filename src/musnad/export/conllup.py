"""CoNLL-U Plus: a token a line, with mentions, predicates and roles in BIO.

    B-PER                kind of mention
    B-f3-SAY             predicate of the frame f3
    B-f3-agent           its agent; B-f3-agent-unsaid where the clause leaves it unsaid
    I-f3-content         several values of a token are joined by |

A sentence is a line of the article (headline, paragraph …); a content that runs on into the next
one goes on with I. START and END count code points of the article's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from musnad.export.formats import Options
from musnad.export.texts import one_line
from musnad.export.tokens import spans_of, tokens, under
from musnad.records import Article, Entry, Reading, Span

COLUMNS: tuple[str, ...] = (
    "ID", "FORM", "MISC", "MUSNAD:START", "MUSNAD:END", "MUSNAD:MENTION", "MUSNAD:FRAME",
    "MUSNAD:ROLE",
)  # fmt: skip

EMPTY, JOINT = "_", "|"
GLUED = "SpaceAfter=No"

Marks = dict[int, list[str]]
"""BIO values by index of the token."""


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the articles; their number."""
    count = 0
    out.write(f"# global.columns = {' '.join(COLUMNS)}\n".encode())
    for entry in entries:
        out.write("".join(_document(entry)).encode())
        count += 1
    return count


def _document(entry: Entry) -> Iterator[str]:
    """The sentences of an article, each with its comments and the empty line behind it."""
    article = entry.reading.article
    text = one_line(article.text)
    found = tokens(text, spans_of(entry.reading))
    starts = [token.start for token in found]
    marks = _marks(entry.reading, found, starts)
    for number, block in enumerate(article.blocks, 1):
        indices = under(block.span, found, starts)
        if not indices:
            continue
        yield from _comments(entry, number, first=number == 1)
        yield f"# text = {block.span.of(text)}\n"
        for place, index in enumerate(indices, 1):
            following = found[index + 1].start if index + 1 in indices else None
            yield _line(text, place, found[index], following, [m.get(index) for m in marks])
        yield "\n"


def _comments(entry: Entry, number: int, *, first: bool) -> Iterator[str]:
    article = entry.reading.article
    if first:
        yield f"# newdoc id = {entry.article_id}\n"
        for name, value in _metadata(article):
            yield f"# {name} = {one_line(value)}\n"
    yield f"# sent_id = {entry.article_id}-{number}\n"
    yield f"# kind = {article.blocks[number - 1].kind}\n"


def _metadata(article: Article) -> Iterator[tuple[str, str]]:
    if article.published:
        yield "published", article.published.isoformat()
    for name, value in (("outlet", article.outlet), ("agency", article.agency)):
        if value:
            yield name, value


def _line(
    text: str, number: int, token: Span, following: int | None, marks: list[list[str] | None]
) -> str:
    misc = GLUED if following == token.end else EMPTY
    values = [JOINT.join(own) if own else EMPTY for own in marks]
    cells = (str(number), token.of(text), misc, str(token.start), str(token.end), *values)
    return "\t".join(cells) + "\n"


def _marks(reading: Reading, found: list[Span], starts: list[int]) -> tuple[Marks, Marks, Marks]:
    """Mentions, predicates and roles by token."""
    mentions: Marks = {}
    frames: Marks = {}
    roles: Marks = {}
    for mention in reading.mentions:
        _mark(mentions, mention.kind, under(mention.span, found, starts))
    for frame in reading.frames:
        _mark(frames, f"{frame.id}-{frame.type}", under(frame.span, found, starts))
        for role in frame.roles:
            label = f"{frame.id}-{role.role}" + ("-unsaid" if role.unsaid else "")
            _mark(roles, label, under(role.span, found, starts))
    return mentions, frames, roles


def _mark(marks: Marks, label: str, indices: range) -> None:
    for index in indices:
        marks.setdefault(index, []).append(f"{'B' if index == indices[0] else 'I'}-{label}")
