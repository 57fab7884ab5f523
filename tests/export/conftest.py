"""A reading made by hand: an accusation inside a report, a denial, a quotation over two lines."""

from datetime import date

import pytest

from musnad.records import (
    Actor,
    ActorCode,
    Article,
    Chain,
    Entry,
    Flag,
    Frame,
    Identity,
    Judgement,
    Label,
    Link,
    Mention,
    ModelId,
    Origin,
    Place,
    Reading,
    Resolved,
    Role,
    Span,
    Timex,
    Toponym,
    Voice,
)

TITLE = "الحركة تنفي احتجاز السائقين"
LEAD = (
    "قال المبعوث إدريس كومبو في بيان أمس إن الحركة احتجزت سائقين اثنين في مدينة الفاشر. "
    "ونفى الناطق الصادق بخيت ذلك."
)
QUOTED = "وأضاف: «القافلة لن تعود.\nوالأمر منته» في السودان."
TEXT = f"{TITLE}\n{LEAD}\n{QUOTED}"
MODEL = ModelId("by hand", "2026-01-01", "d1", "0.1.0")
ENVOY, MOVEMENT, SPEAKER = "المبعوث إدريس كومبو", "الحركة", "الناطق الصادق بخيت"
DRIVERS = "سائقين اثنين"


def span(part):
    start = TEXT.index(part, len(TITLE))
    return Span(start, start + len(part))


def role(name, part, norm=None, *, unsaid=False):
    return Role(name, span(part), part, 0.9, unsaid, norm)


def frame(number, kind, part, *roles, within=None, flags=(), modes=(), contexts=()):
    return Frame(
        f"f{number}", kind, span(part), part, 0.91, roles, tuple(Flag(f, 0.8) for f in flags),
        within, within is not None, tuple(Label(m, 0.9) for m in modes),
        tuple(Label(c, 0.9) for c in contexts),
    )  # fmt: skip


def actor(part, identity, *codes, **fields):
    return Resolved(span(part), part, Actor(part, codes, **fields), identity)


FRAMES = (
    frame(1, "SAY", "قال", role("agent", ENVOY, "IGOAFU"), role("medium", "بيان"),
          role("time", "أمس", "2021-03-02"),
          role("content", f"إن {MOVEMENT} احتجزت {DRIVERS} في مدينة الفاشر")),
    frame(2, "COERCE", "احتجزت", role("agent", MOVEMENT, "SDNREB"), role("target", DRIVERS),
          role("place", "مدينة الفاشر", "SDN Fasher"), role("toll", DRIVERS), within="f1",
          modes=("arrest",), contexts=("military", "human_rights")),
    frame(3, "REJECT", "نفى", role("agent", SPEAKER, "SDNREB"), role("content", "ذلك")),
    frame(4, "SAY", "أضاف", role("agent", SPEAKER, "SDNREB", unsaid=True),
          role("content", "«القافلة لن تعود.\nوالأمر منته»"), role("place", "السودان", "SDN")),
    frame(5, "RETREAT", "تعود", role("agent", "القافلة"), within="f4", flags=("neg", "future")),
)  # fmt: skip

RESOLVED = (
    actor(ENVOY, "a1", ActorCode("IGO", ("AFU",)), title="المبعوث", name="إدريس كومبو",
          latin="Idris Kumbu"),
    Resolved(span("أمس"), "أمس", Timex("أمس", "DATE", "2021-03-02", None, "2021-03-02",
                                       "2021-03-02")),
    actor(MOVEMENT, "a2", ActorCode("SDN", ("REB",)), title="الحركة"),
    actor(DRIVERS, None),
    Resolved(span("مدينة الفاشر"), "مدينة الفاشر", Toponym("مدينة الفاشر", (
        Place("Fasher", "الفاشر", "city", "SDN", "North Darfur", 13.63, 25.35),))),
    actor(SPEAKER, "a3", ActorCode("SDN", ("REB",)), title="الناطق", name="الصادق بخيت"),
    Resolved(span("السودان"), "السودان", Toponym("السودان", (
        Place("Sudan", "السودان", "country", "SDN", None, 15.0, 30.0),))),
)  # fmt: skip

IDENTITIES = (
    Identity("a1", ENVOY, "ادرس كمب", "IGOAFU", "Idris Kumbu", (0,)),
    Identity("a2", MOVEMENT, "حرك", "SDNREB", "", (1,)),
    Identity("a3", SPEAKER, "صدق بخت", "SDNREB", "", (3,)),
)


def voice(part, label, cue):
    return Voice("source", part, span(part), label, cue)


PAPER = Voice("outlet", "أصداء الوادي")
CHAINS = (
    Chain("f1", (voice(ENVOY, "f1", "قال"), PAPER)),
    Chain("f2", (voice(ENVOY, "f1", "قال"), PAPER)),
    Chain("f3", (voice(SPEAKER, "f3", "نفى"), PAPER)),
    Chain("f4", (voice(SPEAKER, "f4", "أضاف"), PAPER)),
    Chain("f5", (voice(SPEAKER, "f4", "أضاف"), PAPER)),
)
MENTIONS = tuple(
    Mention(span(part), part, kind, 0.9)
    for part, kind in (("إدريس كومبو", "PER"), (MOVEMENT, "GROUP"), ("الصادق بخيت", "PER"))
)


def made_reading():
    article = Article.from_text(
        TEXT, outlet="أصداء الوادي", published=date(2021, 3, 3), url="https://example.org/1"
    )
    links = (Link("denies", "f3", "f2", 0.7, "a bare back-reference"),)
    return Reading(
        article, MENTIONS, FRAMES, CHAINS, links, MODEL, resolved=RESOLVED, identities=IDENTITIES
    )


def made_hostile(text):
    """A reading whose every span is a run of one hostile text."""
    middle = max(1, len(text) // 2)
    first, second, whole = Span(0, middle), Span(middle, len(text)), Span(0, len(text))
    roles = [Role("agent", first, first.of(text), 0.9)]
    if second.start < second.end:
        roles.append(Role("target", second, second.of(text), 0.9, unsaid=True))
    roles.append(Role("content", whole, text, 0.9))
    frames = (Frame("f1", "SAY", first, first.of(text), 0.9, tuple(roles)),)
    article = Article.from_text(text, outlet=text, agency=text, url=text, byline=text)
    actors = tuple(
        Resolved(r.span, r.text, Actor(r.text, title=r.text, name=r.text), f"a{n}")
        for n, r in enumerate(roles[:-1], 1)
    )
    identities = tuple(
        Identity(f"a{n}", r.text, r.text, None, r.text, (n - 1,))
        for n, r in enumerate(roles[:-1], 1)
    )
    chain = Chain("f1", (Voice("source", first.of(text), first, "f1", first.of(text)),))
    return Reading(
        article, (Mention(first, first.of(text), "PER", 0.9),), frames, (chain,), (), MODEL,
        resolved=actors, identities=identities,
    )  # fmt: skip


def made_judgement(entry, label, verdict, number=1, **change):
    return Judgement(
        number, entry.frame_ids[label], verdict, "سلمى", "2026-01-02T00:00:00Z", change
    )


@pytest.fixture(scope="session")
def entry():
    return Entry.of(
        made_reading(),
        origins=(Origin("page.html", "00", 1, "2026-01-01T00:00:00Z"),),
        story="s1",
    )


@pytest.fixture(scope="session")
def hostile():
    return lambda text: Entry.of(made_hostile(text))


@pytest.fixture(scope="session")
def judgement():
    return made_judgement


@pytest.fixture(scope="session")
def located():
    """Where words stand in the reading's text."""
    return span
