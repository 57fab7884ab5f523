"""One record as text for a reviewer: its words in their context, roles, chain, decisions.

In the context the predicate stands in ⟦ ⟧ and each role in { }, with its name in Arabic, so that a
line stays one right-to-left run. What the article says elsewhere (an unsaid agent) is listed below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.records import ROLES, Entry, Frame, Judgement, Reading, Span
from musnad.show.safe import isolated, visible
from musnad.show.words import FLAG_WORDS, PHRASES, ROLE_WORDS, TYPE_WORDS, Language

AROUND = 160
"""Characters of context on each side of the predicate, unless its roles reach farther."""

FARTHEST = 700
"""Characters on each side that are shown at most, for roles that reach far."""

LONGEST = 160
"""Characters of a role in the list before it is cut."""

LABEL = 10


@dataclass(frozen=True, slots=True)
class Manner:
    """Language of the labels, and whether a terminal shows them."""

    lang: Language = "en"
    terminal: bool = False

    def arabic(self, text: str) -> str:
        """Text from an article, safe to print."""
        return isolated(visible(text), terminal=self.terminal)


def record_lines(entry: Entry, frame: Frame, *, manner: Manner) -> Iterator[str]:
    """All that a reviewer needs to decide on a frame."""
    reading = entry.reading
    article = reading.article
    head = [article.outlet, article.published.isoformat() if article.published else None]
    head += [article.agency, article.dateline]
    yield manner.arabic(article.title or PHRASES[manner.lang]["untitled"])
    if any(head):
        yield "  ·  ".join(manner.arabic(part) for part in head if part)
    yield ""
    for line in context(reading, frame).split("\n"):
        if line.strip():
            yield f"   {manner.arabic(line)}"
    yield ""
    yield from frame_lines(reading, frame, manner=manner)


def frame_lines(reading: Reading, frame: Frame, *, manner: Manner) -> Iterator[str]:
    """A frame with its roles, chain and links."""
    kind = TYPE_WORDS[manner.lang].get(frame.type, frame.type)
    flags = "".join(f"  [{FLAG_WORDS[manner.lang][f.name]}]" for f in frame.flags)
    yield f"{kind}  {manner.arabic(frame.text)}{flags}  {frame.score:.0%}"
    for name in ROLES:
        for role in frame.all(name):
            norm = f"  [{role.norm}]" if role.norm else ""
            unsaid = f"  {PHRASES[manner.lang]['unsaid']}" if role.unsaid else ""
            words = manner.arabic(_cut(role.text))
            yield _row(name, f"{words}{norm}{unsaid}  {role.score:.0%}", manner)
    for chain in reading.chains:
        if chain.frame == frame.id:
            unnamed = f"[{PHRASES[manner.lang]['unnamed']}]"
            voices = [_cut(v.name) if v.name else unnamed for v in chain.voices]
            yield _row("chain", manner.arabic(" ← ".join(voices)), manner)
    for link in reading.links:
        if frame.id in (link.source, link.target):
            outward = link.source == frame.id
            other = reading.frame(link.target if outward else link.source)
            agent = other.first("agent")
            words = f"{agent.text}: {other.text}" if agent else other.text
            yield _row("denies" if outward else "denied", manner.arabic(_cut(words)), manner)


def _row(name: str, value: str, manner: Manner) -> str:
    return f"   {ROLE_WORDS[manner.lang][name].ljust(LABEL)}{value}"


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return (
        f"{text[: LONGEST * 2 // 3].rsplit(' ', 1)[0]} … {text[-LONGEST // 3 :].split(' ', 1)[-1]}"
    )


def context(reading: Reading, frame: Frame) -> str:
    """The text around a frame with predicate and roles marked."""
    text = reading.article.text
    window = _window(text, frame)
    names = ROLE_WORDS["ar"]
    marks: list[tuple[int, int, int, str]] = []  # place, closing first, wider opens first, mark
    for role in frame.roles:
        if window.contains(role.span) and not role.unsaid:
            marks += _pair(role.span, f"{{{names[role.role]}: ", "}")
    marks += _pair(frame.span, "⟦", "⟧")
    pieces, at = [], window.start
    for place, _, _, mark in sorted(marks):
        pieces += [text[at:place], mark]
        at = place
    pieces.append(text[at : window.end])
    before = "… " if window.start > 0 and text[window.start - 1] != "\n" else ""
    after = " …" if window.end < len(text) and text[window.end] != "\n" else ""
    return f"{before}{''.join(pieces)}{after}"


def unsaid(frame: Frame) -> Iterator[str]:
    """What the frame has from elsewhere in the article, in one line; none if it has nothing."""
    names = ROLE_WORDS["ar"]
    found = [f"{names[r.role]}: {_cut(r.text)}" for r in frame.roles if r.unsaid]
    if found:
        yield f"({PHRASES['ar']['unsaid']}: {'، '.join(found)})"


def _pair(span: Span, opening: str, closing: str) -> list[tuple[int, int, int, str]]:
    length = span.end - span.start
    return [(span.start, 1, -length, opening), (span.end, 0, length, closing)]


def _window(text: str, frame: Frame) -> Span:
    """The predicate's surroundings: its own lines, its roles, and some words more."""
    spans = [frame.span, *(r.span for r in frame.roles if not r.unsaid)]
    near = [s for s in spans if abs(s.start - frame.span.start) <= FARTHEST]
    first = min(s.start for s in near)
    last = min(max(s.end for s in near), frame.span.end + FARTHEST)
    start, end = min(first, frame.span.start - AROUND), max(last, frame.span.end + AROUND)
    line_start = text.rfind("\n", 0, first) + 1
    line_end = text.find("\n", last)
    start = max(start, line_start)
    end = min(end, line_end if line_end >= 0 else len(text))
    while start > line_start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def decision_line(judgement: Judgement, *, manner: Manner, words: str = "") -> str:
    """One decision in one line."""
    what = f"undoes {judgement.undoes}" if judgement.undoes else judgement.verdict
    parts = [f"{judgement.number:>5}  {judgement.at[:16].replace('T', ' ')}"]
    parts.append(f"{what:<10}{judgement.subject}")
    parts += [manner.arabic(words)] if words else []
    parts.append(f"by {manner.arabic(judgement.reviewer)}")
    if judgement.change:
        parts.append(visible(changes_in_words(judgement)))
    if judgement.reason:
        parts.append(f"— {manner.arabic(judgement.reason)}")
    if judgement.undone:
        parts.append("(undone)")
    return "  ".join(parts)


def changes_in_words(judgement: Judgement) -> str:
    """What a decision changes, short."""
    found = []
    for name, value in judgement.change.items():
        if name == "roles":
            roles = (f"{r['role']} {r['span'][0]}:{r['span'][1]}" for r in value)
            found.append("roles " + ", ".join(roles))
        elif name in ("actor", "time", "place"):
            found.append(
                f"{name} {value['span'][0]}:{value['span'][1]} = {value['norm'] or 'none'}"
            )
        elif name == "predicate":
            found.append(f"predicate {value[0]}:{value[1]}")
        elif isinstance(value, list):
            found.append(f"{name} {', '.join(map(str, value)) or 'none'}")
        else:
            found.append(f"{name} {value or 'none'}")
    return "; ".join(found)
