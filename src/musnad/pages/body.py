"""HTML → the lines of the main text.

trafilatura in its precise mode finds the body. Three things are added to what it finds: a lead in
a box of its own above the body, paragraphs that it lost among their equals, and, where it finds
nothing (old pages laid out by tables), the densest cell of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from trafilatura import bare_extraction

from musnad.errors import NoArticle
from musnad.pages.elements import (
    ASIDE_NAMES,
    BLOCKS,
    CAPTION_NAMES,
    INLINE,
    is_named,
    label_of,
    linked_share,
    own_text,
    text_of,
)
from musnad.pages.furniture import Line, furniture_reason, is_body
from musnad.script import arabic_letters, fold

LEAD_CHARS = 60
KEY_CHARS = 60
"""Folded characters by which a line and its element are told to be the same."""

MOST_LINKED = 0.3
DENSE_CHARS = 300
"""Arabic letters of the least body that is taken from the densest cell."""

SPARSE = 0.25
"""Below this share of the densest cell's text, trafilatura has missed the body."""

_LEAD_NAMES = re.compile(
    r"lead|intro|summary|standfirst|excerpt|brief|teaser|description|synopsis", re.IGNORECASE
)
_BREAKS = frozenset(("lb", "item", "p", "row", "cell", "br", "head", "li", "div", "tr"))
_BOXES = ("td", "div", "font", "article", "section", "p", "span", "main", "body")
_SKIPPED = frozenset(("table", "ul", "ol", "script", "style", "form", "nav", "select", "figure"))
_WHITE = re.compile(r"[ \t\r\n\f]+")
_STRONG_END = re.compile(r"[.؟!…]\s*[»\"”)]?\s*$")


def main_lines(tree: Any, html: str, *, url: str | None, summary: str) -> list[Line]:  # noqa: ANN401 - lxml
    """The lines of the main text in page order.

    Args:
        tree: the page.
        html: the same page as text.
        url: its address.
        summary: the description in the page's metadata, which often is the lead.

    Raises:
        NoArticle: the markup is too broken to read.
    """
    lines = _lines(_extract(html, url))
    dense = _densest(tree)
    if _missed(lines, dense, summary):
        return dense
    return _with_lost(tree, lines)


def _missed(lines: list[Line], dense: list[Line], summary: str) -> bool:
    """Whether the extractor took something else than the body that the densest cell holds.

    Either it took very little beside it, or what metadata calls the summary opens the one and is
    nowhere in the other.
    """
    taken = "\n".join(line.text for line in lines)
    other = "\n".join(line.text for line in dense)
    if len(taken) < SPARSE * len(other):
        return True
    opening = fold(summary).rstrip(" .…")[:LEAD_CHARS]
    told = len(opening) == LEAD_CHARS and opening in fold(other)
    return told and opening not in fold(taken) and len(taken) < len(other)


def _extract(html: str, url: str | None) -> Any:  # noqa: ANN401 - trafilatura's element
    """The main text as an element tree; None where there is none."""
    try:
        found = bare_extraction(
            html,
            url=url,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=False,
        )
    except (RecursionError, ValueError, etree.LxmlError, AssertionError, MemoryError) as error:
        raise NoArticle(f"the page's markup is too broken to read ({error})") from error
    return found.body if found is not None else None


def _lines(body: Any) -> list[Line]:  # noqa: ANN401
    if body is None:
        return []
    lines: list[Line] = []
    for element in body:
        heading = element.tag == "head"
        lines += [Line(part, heading) for part in _split(_text_with_breaks(element))]
    return lines


def _text_with_breaks(element: Any, *, skipped: frozenset[str] = frozenset()) -> str:  # noqa: ANN401
    """Text of an element with a line end at each block and break in it."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        inside = node is not element
        if inside and node.tag in _BREAKS:
            parts.append("\n")
        if event == "start" and inside and node.tag in skipped:
            walk.skip_subtree()
        elif event == "start":
            parts.append(_WHITE.sub(" ", node.text or ""))
        if event == "end" and inside:
            parts.append(_WHITE.sub(" ", node.tail or ""))
    return "".join(parts)


def _split(text: str) -> Iterator[str]:
    for part in text.split("\n"):
        line = " ".join(part.split())
        if line:
            yield line


def _densest(tree: Any) -> list[Line]:  # noqa: ANN401
    """Lines of the element with most text of its own; none if even that has little."""
    best, most = None, DENSE_CHARS
    for element in tree.iter(
        "td", "div", "font", "article", "section", "p", "span", "main", "body"
    ):
        if is_named(element, ASIDE_NAMES):
            continue
        own = _text_with_breaks_within(element)
        count = arabic_letters(own)
        if count > most and linked_share(element) < MOST_LINKED:
            best, most = element, count
    if best is None:
        return []
    return [Line(part) for part in _split(_text_with_breaks(best, skipped=_SKIPPED))]


def _text_with_breaks_within(element: Any) -> str:  # noqa: ANN401
    """Text that an element or its paragraphs and inline children hold, not its inner boxes."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "p" or child.tag in INLINE:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return "".join(parts)


def _with_lost(tree: Any, lines: list[Line]) -> list[Line]:  # noqa: ANN401
    """The lines, and between them paragraphs whose place and make is that of found ones.

    An extractor tuned to precision drops single paragraphs of a body. One is taken back if it is
    running text, hardly linked, and shares its parent, or its own and its parents' names, with a
    paragraph that was found.
    """
    at = {fold(line.text)[:KEY_CHARS]: k for k, line in enumerate(lines) if is_body(line.text)}
    leaves = [(e, own_text(e)) for e in tree.iter("p", "div") if len(e) < 40]
    leaves = [(e, text) for e, text in leaves if len(text) >= LEAD_CHARS]
    found = [(e, at[key]) for e, text in leaves if (key := fold(text)[:KEY_CHARS]) in at]
    parents = {id(e.getparent()) for e, _ in found}
    within = _common_ancestor([e for e, _ in found])
    makes = {make for e, _ in found if (make := _make(e)) is not None}
    known = fold("\n".join(line.text for line in lines))
    lost: dict[int, list[Line]] = {}
    place = -1
    for element, text in leaves:
        place = at.get(fold(text)[:KEY_CHARS], place)
        near = within is not None and any(up is within for up in element.iterancestors())
        equal = near and (id(element.getparent()) in parents or _make(element) in makes)
        if place >= 0 and equal and _is_running(element, text, known):
            lost.setdefault(place, []).append(Line(text))
            known += "\n" + fold(text)
    return [piece for k, line in enumerate(lines) for piece in (line, *lost.get(k, ()))]


def _common_ancestor(elements: list[Any]) -> Any:  # noqa: ANN401
    """The innermost element that holds them all; None for none."""
    if not elements:
        return None
    shared = list(elements[0].iterancestors())
    for element in elements[1:]:
        above = {id(up) for up in element.iterancestors()}
        shared = [up for up in shared if id(up) in above]
    return shared[0] if shared else None


def _is_running(element: Any, text: str, known: str) -> bool:  # noqa: ANN401
    """Whether an element is a paragraph of running text that is not known yet."""
    return (
        _STRONG_END.search(text) is not None
        and is_body(text)
        and fold(text)[:KEY_CHARS] not in known
        and furniture_reason(text) is None
        and linked_share(element) < MOST_LINKED
        and not is_named(element, ASIDE_NAMES)
        and not is_named(element, CAPTION_NAMES)
    )


def _make(element: Any) -> tuple[str, ...] | None:  # noqa: ANN401
    """Names of an element and its two parents; None where none of them has a name."""
    labels: list[str] = []
    at = element
    for _ in range(3):
        if at is None:
            break
        labels.append(f"{at.tag} {at.get('class') or ''}".strip())
        at = at.getparent()
    return tuple(labels) if any(" " in label for label in labels) else None


def with_lead(
    tree: Any,  # noqa: ANN401
    lines: list[Line],
    *,
    title: str | None,
    summary: str,
) -> list[Line]:
    """The lines, and before them a lead that stands in a box of its own.

    Args:
        tree: the page.
        lines: the main text.
        title: the headline.
        summary: the description in the page's metadata, which often is the lead.
    """
    known = fold("\n".join(line.text for line in lines))
    opening = fold(summary).rstrip(" .…")[:LEAD_CHARS]
    for element in _between_title_and_body(tree, lines, title):
        text = own_text(element)
        key = fold(text)
        if len(text) < LEAD_CHARS or key[:LEAD_CHARS] in known or linked_share(element) > 0.4:
            continue
        parent = element.getparent()
        labels = label_of(element) + (label_of(parent) if parent is not None else "")
        led = _LEAD_NAMES.search(labels) or (opening and key.startswith(opening))
        if led and not is_named(element, CAPTION_NAMES):
            at = next((k for k, x in enumerate(lines) if fold(x.text) != fold(title or "")), 0)
            return [*lines[:at], Line(text), *lines[at:]]
    return lines


def _between_title_and_body(
    tree: Any,  # noqa: ANN401
    lines: list[Line],
    title: str | None,
) -> Iterator[Any]:
    """Elements after the headline's h1 and before the body's first long line."""
    key = fold(title or "")
    first = next((fold(x.text)[:40] for x in lines if len(x.text) >= LEAD_CHARS), "")
    inside = False
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "h1" and key and key in fold(text_of(element)):
            inside = True
        elif inside and element.tag in BLOCKS:
            text = own_text(element)
            if text and first and fold(text).startswith(first):
                return
            if text and not is_named(element, ASIDE_NAMES):
                yield element
