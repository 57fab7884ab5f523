from itertools import pairwise

import pytest
from handmade import MODEL, mark, read
from hypothesis import given
from hypothesis import strategies as st

from musnad.frames import Thresholds, assemble
from musnad.records import (
    FLAGS,
    FRAME_TYPES,
    MENTION_KINDS,
    ROLES,
    Article,
    Marks,
    MentionMark,
    PredicateMark,
    Reading,
    RoleMark,
    Span,
)

TEXT = "عنوان\nقال الوزير إن الجيش قصف البلدة."


def test_frames_are_numbered_in_text_order():
    reading = read(TEXT, mark(TEXT, "ASSAULT", "قصف"), mark(TEXT, "SAY", "قال"))
    assert [(f.id, f.text) for f in reading.frames] == [("f1", "قال"), ("f2", "قصف")]


def test_of_overlapping_predicates_the_best_stays():
    reading = read(
        TEXT, mark(TEXT, "SAY", "قال الوزير", score=0.6), mark(TEXT, "ACCUSE", "قال", score=0.7)
    )
    assert [(f.type, f.text) for f in reading.frames] == [("ACCUSE", "قال")]


def test_of_equal_overlapping_predicates_the_longer_stays():
    reading = read(TEXT, mark(TEXT, "SAY", "قال"), mark(TEXT, "ACCUSE", "قال الوزير"))
    assert [(f.type, f.text) for f in reading.frames] == [("ACCUSE", "قال الوزير")]


def test_blanks_around_a_predicate_are_left_out():
    frame = read(TEXT, mark(TEXT, "SAY", "قال ")).frames[0]
    assert (frame.text, frame.span) == ("قال", Span(6, 9))


@pytest.mark.parametrize(("least", "kept"), [(0.9, 1), (0.91, 0)])
def test_predicates_and_mentions_under_the_threshold_are_left_out(least, kept):
    thresholds = Thresholds(predicate=least, mention=least)
    reading = read(
        TEXT, mark(TEXT, "SAY", "قال"), mentions=[("الوزير", "PER")], thresholds=thresholds
    )
    assert (len(reading.frames), len(reading.mentions)) == (kept, kept)


def test_flags_come_in_the_schemes_order_above_the_threshold():
    flags = (("future", 0.7), ("neg", 0.5), ("hypothetical", 0.49))
    frame = read(TEXT, PredicateMark(Span(6, 9), "SAY", 0.9, flags)).frames[0]
    assert [(f.name, f.score) for f in frame.flags] == [("neg", 0.5), ("future", 0.7)]


def test_unknown_types_are_left_out():
    assert read(TEXT, mark(TEXT, "WEATHER", "قال")).frames == ()


def test_no_marks_no_frames():
    reading = assemble(Article.from_text(""), Marks(), MODEL)
    assert (reading.frames, reading.chains, reading.links) == ((), (), ())


def test_every_frame_has_its_chain():
    reading = read(TEXT, mark(TEXT, "SAY", "قال"), mark(TEXT, "ASSAULT", "قصف"))
    assert [c.frame for c in reading.chains] == ["f1", "f2"]


LETTERS = 'قولا نفى\n."«»(، '
HOSTILE = "نفى الوزير «هذه الاتهامات» وقال. " * 3


@st.composite
def any_marks(draw, size):
    def span():
        start = draw(st.integers(-2, size + 2))
        return Span(start, start + draw(st.integers(-1, 12)))

    score = st.floats(0, 1)
    predicates = [
        PredicateMark(
            span(),
            draw(st.sampled_from(FRAME_TYPES)),
            draw(score),
            ((draw(st.sampled_from(FLAGS)), draw(score)),),
            tuple(
                RoleMark(draw(st.sampled_from(ROLES)), span(), draw(score), draw(st.booleans()))
                for _ in range(draw(st.integers(0, 4)))
            ),
        )
        for _ in range(draw(st.integers(0, 8)))
    ]
    mentions = [
        MentionMark(span(), draw(st.sampled_from(MENTION_KINDS)), draw(score))
        for _ in range(draw(st.integers(0, 5)))
    ]
    return Marks(tuple(mentions), tuple(predicates))


@given(st.text(alphabet=LETTERS, max_size=60) | st.just(HOSTILE), st.data())
def test_any_marks_give_a_reading_that_reads_back(text, data):
    marks = data.draw(any_marks(len(text)))
    article = Article.from_text(text, outlet="النبراس", agency="قول", dateline="قولا")
    reading = assemble(article, marks, MODEL, thresholds=Thresholds(denial=0.0))
    assert Reading.from_dict(reading.to_dict()).frames is not None
    ids = {f.id for f in reading.frames}
    assert all(f.within in ids | {None} for f in reading.frames)
    assert all((f.within is not None) == f.claimed for f in reading.frames)
    assert all({x.source, x.target} <= ids and x.source != x.target for x in reading.links)
    assert all(0.0 <= x.score <= 1.0 for x in reading.links)
    spans = [f.span for f in reading.frames]
    assert all(a.end <= b.start for a, b in pairwise(spans))
