"""A reading built by hand: an accusation inside a report, and its denial."""

from datetime import date

from musnad.records import (
    Article,
    Block,
    Chain,
    Flag,
    Frame,
    Furniture,
    Link,
    ModelId,
    Reading,
    Role,
    Span,
    Voice,
)

TITLE = "الحركة تنفي احتجاز السائقين"
BODY = (
    "قال المبعوث إدريس كومبو إن الحركة احتجزت السائقين. ونفى الناطق الصادق بخيت ذلك، وأضاف أن "
    "القافلة لن تعود."
)
TEXT = f"{TITLE}\n{BODY}"


def span(part, after=0):
    start = TEXT.index(part, after)
    return Span(start, start + len(part))


def role(name, part, *, unsaid=False):
    found = span(part, len(TITLE))
    return Role(name, found, part, 0.9, unsaid)


def frame(number, kind, part, *roles, within=None, flags=()):
    return Frame(
        f"f{number}", kind, span(part, len(TITLE)), part, 0.91, roles,
        tuple(Flag(f, 0.8) for f in flags), within, within is not None,
    )  # fmt: skip


def reading(article=None):
    frames = (
        frame(1, "SAY", "قال", role("agent", "المبعوث إدريس كومبو"),
              role("content", "إن الحركة احتجزت السائقين")),
        frame(2, "COERCE", "احتجزت", role("agent", "الحركة"), role("target", "السائقين"),
              within="f1"),
        frame(3, "REJECT", "نفى", role("agent", "الناطق الصادق بخيت"), role("content", "ذلك")),
        frame(4, "SAY", "أضاف", role("agent", "الناطق الصادق بخيت", unsaid=True),
              role("content", "أن القافلة لن تعود")),
        frame(5, "RETREAT", "تعود", within="f4", flags=("neg", "future")),
    )  # fmt: skip
    envoy = Voice("source", "المبعوث إدريس كومبو", span("المبعوث إدريس كومبو"), "f1", "قال")
    paper = Voice("outlet", "أصداء الوادي")
    return Reading(
        article or plain_article(),
        (),
        frames,
        (Chain("f1", (envoy, paper)), Chain("f2", (envoy, paper)), Chain("f5", (paper,))),
        (Link("denies", "f3", "f2", 0.7, "a bare back-reference"),),
        ModelId("musnad-small", "2026-11-22", "abc", "0.1.0"),
    )


def plain_article(**fields):
    return Article(
        TEXT,
        (
            Block("title", Span(0, len(TITLE))),
            Block("paragraph", Span(len(TITLE) + 1, len(TEXT))),
        ),
        outlet="أصداء الوادي",
        published=date(2021, 3, 3),
        furniture=(Furniture("شارك الخبر", "share or print buttons"),),
        **fields,
    )
