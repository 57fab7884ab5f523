from handmade import mark, read
from hypothesis import given
from hypothesis import strategies as st

from musnad.frames.nesting import enclosing
from musnad.records import Frame, Role, Span


def test_the_innermost_content_counts():
    text = "قالت الوكالة إن الوزير أكد أن الجيش قصف البلدة"
    reading = read(
        text,
        mark(text, "SAY", "قالت", content="إن الوزير أكد أن الجيش قصف البلدة"),
        mark(text, "SAY", "أكد", content="أن الجيش قصف البلدة"),
        mark(text, "ASSAULT", "قصف"),
    )
    assert [f.within for f in reading.frames] == [None, "f1", "f2"]
    assert [f.claimed for f in reading.frames] == [False, True, True]


def test_of_equal_contents_the_nearer_cue_counts():
    text = "قصف الجيش البلدة بحسب الوكالة نقلا عن شهود"
    reading = read(
        text,
        mark(text, "ASSAULT", "قصف"),
        mark(text, "SAY", "بحسب", content="قصف الجيش البلدة"),
        mark(text, "SAY", "نقلا عن", content="قصف الجيش البلدة"),
    )
    assert [f.within for f in reading.frames] == ["f2", None, None]


def test_a_frame_does_not_lie_within_itself():
    text = "وأضاف الوزير أن كذا"
    reading = read(text, mark(text, "SAY", "أضاف", content="وأضاف الوزير أن كذا"))
    assert reading.frames[0].within is None


def test_according_to_behind_its_clause_is_the_outer_one():
    text = "تعهد الرئيس بالدفاع عنها وفق ما أعلن التلفزيون"
    reading = read(
        text,
        mark(text, "AGREE", "تعهد", content="بالدفاع عنها وفق ما أعلن التلفزيون"),
        mark(text, "SAY", "وفق ما أعلن", content="تعهد الرئيس بالدفاع عنها"),
    )
    assert [f.within for f in reading.frames] == ["f2", None]


def test_of_two_that_hold_each_other_the_first_is_the_outer_one():
    text = "قال كذا أكد ذاك"
    reading = read(
        text,
        mark(text, "SAY", "قال", content="كذا أكد ذاك"),
        mark(text, "SAY", "أكد", content=["قال كذا", "ذاك"]),
    )
    assert [f.within for f in reading.frames] == [None, "f1"]


def test_a_predicate_half_inside_is_outside():
    text = "قال إن زيارة عمل"
    reading = read(
        text,
        mark(text, "SAY", "قال", content="إن زيارة"),
        mark(text, "CONSULT", "زيارة عمل"),
    )
    assert reading.frames[1].within is None


@st.composite
def tangles(draw):
    """Frames whose contents lie anywhere: any circle can occur."""
    starts = sorted(draw(st.sets(st.integers(0, 40), max_size=12)))
    frames = []
    for number, start in enumerate(starts, 1):
        contents = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 41)), max_size=3))
        roles = tuple(Role("content", Span(a, a + width), "", 1.0) for a, width in contents)
        frames.append(Frame(f"f{number}", "SAY", Span(start, start + 1), "", 1.0, roles))
    return frames


@given(tangles())
def test_always_a_forest_of_true_containments(frames):
    parents = enclosing(frames)
    for child, parent in enumerate(parents):
        if parent is not None:
            contents = frames[parent].all("content")
            assert any(role.span.contains(frames[child].span) for role in contents)
        seen = set()
        at_frame = child
        while at_frame is not None:
            assert at_frame not in seen
            seen.add(at_frame)
            at_frame = parents[at_frame]


def test_a_ladder_of_statements_is_nested_step_by_step():
    depth = 300
    frames = [
        Frame(
            f"f{i}", "SAY", Span(i, i + 1), "", 1.0, (Role("content", Span(i + 1, depth), "", 1.0),)
        )
        for i in range(depth - 1)
    ]
    assert enclosing(frames) == [None, *range(depth - 2)]
