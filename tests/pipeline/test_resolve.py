"""Roles of a hand-built reading, resolved."""

from __future__ import annotations

from datetime import date

from musnad.pipeline.resolve import resolve
from musnad.records import (
    Actor,
    Article,
    Flag,
    Frame,
    ModelId,
    Reading,
    Role,
    Span,
    Timex,
    Toponym,
)

TEXT = (
    "قطر تعلن\n"
    "أعلن وزير الخارجية القطري خالد العطية في الدوحة اليوم (الاثنين) أن الوزير سيزور طرابلس الجمعة."
)


def role(name, words, *, unsaid=False):
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    return Role(name, span, words, 0.9, unsaid=unsaid)


def frame(number, predicate, *roles, flags=()):
    span = Span(TEXT.index(predicate), TEXT.index(predicate) + len(predicate))
    return Frame(f"f{number}", "SAY", span, predicate, 0.9, roles, flags)


def reading():
    frames = (
        frame(
            1,
            "أعلن",
            role("agent", "وزير الخارجية القطري خالد العطية"),
            role("place", "الدوحة"),
            role("time", "اليوم (الاثنين)"),
            role("content", "أن الوزير سيزور طرابلس الجمعة"),
        ),
        frame(
            2,
            "سيزور",
            role("agent", "الوزير"),
            role("place", "طرابلس"),
            role("time", "الجمعة"),
            flags=(Flag("future", 0.9),),
        ),
    )
    article = Article.from_text(TEXT, published=date(2015, 8, 4))
    return Reading(article, (), frames, (), (), ModelId("", "", "", ""))


def test_norms_stand_with_the_roles_and_the_text_stays():
    found = resolve(reading())
    values = {(f.id, r.role): r.norm for f in found.frames for r in f.roles}
    assert values[("f1", "agent")] == "QATGOV"
    assert values[("f2", "agent")] == "QATGOV"
    assert values[("f1", "time")] == "2015-08-03"
    assert values[("f2", "time")] == "2015-08-07"
    assert values[("f1", "place")] == "QAT Doha"
    assert values[("f1", "content")] is None
    assert [r.text for f in found.frames for r in f.roles] == [
        r.text for f in reading().frames for r in f.roles
    ]


def test_meanings_by_span_and_identities():
    found = resolve(reading())
    full = found.frames[0].first("agent").span
    assert isinstance(found.meaning(full, "actor").value, Actor)
    assert found.meaning(full, "time") is None
    kinds = {"time": Timex, "place": Toponym, "actor": Actor}
    assert all(isinstance(r.value, kinds[r.kind]) for r in found.resolved)
    assert [i.mentions for i in found.identities] == [(0, 1)]
    assert {r.identity for r in found.resolved if r.kind == "actor"} == {"a1"}


def test_a_resolved_reading_reads_back():
    found = resolve(reading())
    assert Reading.from_dict(found.to_dict()) == found
    assert resolve(found) == found


def test_an_empty_reading_stays_empty():
    empty = Reading(Article.from_text(""), (), (), (), (), ModelId("", "", "", ""))
    assert resolve(empty) == empty
