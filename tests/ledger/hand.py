"""Readings made by hand, for the ledger's tests: text with its frames in a small notation."""

from dataclasses import replace
from datetime import date

from musnad.records import (
    Actor,
    ActorCode,
    Article,
    Chain,
    Flag,
    Frame,
    Identity,
    Label,
    Link,
    Mention,
    ModelId,
    Place,
    Reading,
    Resolved,
    Role,
    Span,
    Timex,
    Toponym,
    Voice,
)

MODEL = ModelId("hand", "2026-01-01", "d" * 64, "0.4.0")
LATER_MODEL = ModelId("hand", "2026-06-01", "e" * 64, "0.5.0")

TEXT = (
    "الرياض تعلن هدنة\n"
    "قال وزير الخارجية سالم الهاشمي أمس إن «الهدنة ستبدأ يوم الجمعة» في عدن.\n"
    "ونفى المتحدث باسم الحركة ياسين العمري وجود هدنة، وقصف الجيش مواقع في تعز."
)


def at(text: str, piece: str, nth: int = 0) -> Span:
    """Where the piece stands."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    return Span(start, start + len(piece))


def role(text: str, name: str, piece: str, norm: str | None = None, *, unsaid=False) -> Role:
    return Role(name, at(text, piece), piece, 0.9, unsaid, norm)


def frame(text, label, kind, predicate, *roles, **fields) -> Frame:
    span = at(text, predicate)
    return Frame(label, kind, span, predicate, 0.9, roles=roles, **fields)


def reading(text: str = TEXT, *, model: ModelId = MODEL, **head) -> Reading:
    """The reading of `TEXT`, with a statement, a denial of it and an act."""
    fields = {
        "outlet": "صحيفة الميناء",
        "published": date(2015, 8, 2),
        "url": "https://almina.example/news/1",
    } | head
    article = Article.from_text(text, **fields)
    minister, speaker = "وزير الخارجية سالم الهاشمي", "المتحدث باسم الحركة ياسين العمري"
    said = frame(
        text,
        "f1",
        "SAY",
        "قال",
        role(text, "agent", minister, "SAUGOV"),
        role(text, "content", "إن «الهدنة ستبدأ يوم الجمعة»"),
        role(text, "time", "أمس", "2015-08-01"),
        role(text, "place", "عدن", "YEM Aden"),
        contexts=(Label("diplomatic", 0.8),),
    )
    denied = frame(
        text,
        "f2",
        "REJECT",
        "نفى",
        role(text, "agent", speaker, "YEMREB"),
        role(text, "content", "وجود هدنة"),
        flags=(Flag("neg", 0.7),),
    )
    bombed = frame(
        text,
        "f3",
        "ASSAULT",
        "قصف",
        role(text, "agent", "الجيش", "YEMMIL"),
        role(text, "target", "مواقع"),
        role(text, "place", "تعز", "YEM Taiz"),
        modes=(Label("heavy-weapons", 0.7),),
        contexts=(Label("military", 0.9),),
    )
    outlet = Voice("outlet", fields["outlet"])
    return Reading(
        article,
        mentions=(Mention(at(text, "سالم الهاشمي"), "سالم الهاشمي", "PER", 0.9),),
        frames=(said, denied, bombed),
        chains=(
            Chain("f1", (Voice("source", minister, at(text, minister), "f1", "قال"), outlet)),
            Chain("f2", (Voice("source", speaker, at(text, speaker), "f2", "نفى"), outlet)),
            Chain("f3", (outlet,)),
        ),
        links=(Link("denies", "f2", "f1", 0.8, "same words"),),
        model=model,
        resolved=resolved(text, minister, speaker),
        identities=(
            Identity("a1", minister, "سلم اسم", "SAUGOV", "Salem al-Hashimi", (0,)),
            Identity("a2", speaker, "يسن عمر", "YEMREB", "Yasin al-Omari", (1,)),
            Identity("a3", "الجيش", "كس", "YEMMIL", "", (2,)),
        ),
    )


def resolved(text, minister, speaker) -> tuple[Resolved, ...]:
    def actor(piece, country, part, name, label):
        value = Actor(piece, (ActorCode(country, (part,)),), name=name)
        return Resolved(at(text, piece), piece, value, label)

    def place(piece, name):
        found = Place(name, piece, "city", "YEM", None, 12.8, 45.0)
        return Resolved(at(text, piece), piece, Toponym(piece, (found,)))

    day = Timex("أمس", "DATE", "2015-08-01", None, "2015-08-01", "2015-08-01")
    return (
        actor(minister, "SAU", "GOV", "سالم الهاشمي", "a1"),
        Resolved(at(text, "أمس"), "أمس", day),
        place("عدن", "Aden"),
        actor(speaker, "YEM", "REB", "ياسين العمري", "a2"),
        actor("الجيش", "YEM", "MIL", "", "a3"),
        place("تعز", "Taiz"),
    )


def reread(found: Reading, *, model: ModelId = LATER_MODEL, without: str = "") -> Reading:
    """The same article read by a later model, which may have found a frame less."""
    return replace(
        found,
        model=model,
        frames=tuple(f for f in found.frames if f.id != without),
        chains=tuple(c for c in found.chains if c.frame != without),
        links=tuple(x for x in found.links if without not in (x.source, x.target)),
    )
