from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import CorpusError
from musnad.evaluation import CodedRole, FrameBlock, anchor, read_blocks
from musnad.records import Span

FILE = Path("items.frames")


def anchored(text, *lines):
    return anchor(FrameBlock(FILE, 1, "a1", tuple(enumerate(lines, 2))), text)


def test_blocks_have_ids_and_numbered_lines(tmp_path):
    path = tmp_path / "x.frames"
    path.write_text("```\n# a1\nSAY | قال\n\n#a2\nSAY | ذكر | neg\n```\n", encoding="utf-8")
    blocks, faults = read_blocks(path)
    assert [(b.id, b.line, b.lines) for b in blocks] == [
        ("a1", 2, ((3, "SAY | قال"),)),
        ("a2", 5, ((6, "SAY | ذكر | neg"),)),
    ]
    assert faults == []


def test_a_line_before_the_first_block_is_a_fault(tmp_path):
    path = tmp_path / "x.frames"
    path.write_text("SAY | قال\n# a1\n", encoding="utf-8")
    assert [str(f) for f in read_blocks(path)[1]] == [
        f"{path}:1: stands before the first block; expected '# id'"
    ]


def test_files_that_cant_be_read(tmp_path):
    with pytest.raises(CorpusError, match="cannot be read"):
        read_blocks(tmp_path / "none.frames")
    (tmp_path / "x.frames").write_bytes("# قال".encode("cp1256"))
    with pytest.raises(CorpusError, match="not UTF-8"):
        read_blocks(tmp_path / "x.frames")


def test_a_line_with_everything():
    text = "قال الوزير للصحفيين الأحد إن الجيش انسحب"
    found = anchored(
        text,
        "SAY | قال | agent: الوزير [QATGOV] | target: للصحفيين | time: الأحد [2015-08-02]"
        " | content: إن الجيش انسحب | future",
    )
    assert found.faults == ()
    frame = found.frames[0]
    assert (frame.type, frame.predicate, frame.flags) == ("SAY", Span(0, 3), ("future",))
    assert frame.roles == (
        CodedRole("agent", Span(4, 10), implicit=False, norm="QATGOV"),
        CodedRole("target", Span(11, 19)),
        CodedRole("time", Span(20, 25), norm="2015-08-02"),
        CodedRole("content", Span(26, 40)),
    )


def test_an_agent_in_parentheses_is_unsaid():
    frame = anchored("الوزير قال. وأضاف", "SAY | أضاف | agent: (الوزير) [QATGOV]").frames[0]
    assert frame.roles == (CodedRole("agent", Span(0, 6), implicit=True, norm="QATGOV"),)


def test_predicates_are_found_one_after_the_other():
    found = anchored("قال كذا وقال ذاك", "SAY | قال", "SAY | قال")
    assert [f.predicate for f in found.frames] == [Span(0, 3), Span(9, 12)]


def test_a_predicate_with_no_later_place_takes_its_first():
    found = anchored("قال كذا وذكر ذاك", "SAY | ذكر", "SAY | قال")
    assert [f.predicate for f in found.frames] == [Span(0, 3), Span(9, 12)]


def test_a_role_stands_nearest_to_its_predicate():
    found = anchored("هو ..... قال هو كذا، هو", "SAY | قال | agent: هو")
    assert found.frames[0].roles[0].span == Span(13, 15)


@pytest.mark.parametrize(("expression", "start"), [("هو@1", 0), ("هو@2", 13), ("هو@3", 21)])
def test_a_numbered_span_stands_where_it_says(expression, start):
    found = anchored("هو ..... قال هو كذا، هو", f"SAY | قال | agent: {expression}")
    assert found.frames[0].roles[0].span == Span(start, start + 2)


@pytest.mark.parametrize("dots", ["...", "…"])
def test_a_content_may_be_cut_in_the_middle(dots):
    text = "قال إن الأمر واضح جدا لكل الناس. انتهى"
    found = anchored(text, f"SAY | قال | content: إن الأمر {dots} لكل الناس")
    assert found.frames[0].roles[0].span.of(text) == "إن الأمر واضح جدا لكل الناس"


def test_dots_that_stand_in_the_text_are_letters():
    text = "قال كذا ... ذاك لكذا وذاك"
    assert anchored(text, "SAY | قال | content: كذا ... ذاك").frames[0].roles[0].span == Span(4, 15)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("TELL | قال", "unknown type 'TELL'", id="type"),
        pytest.param("SAY", "no predicate; expected 'TYPE | predicate | role: span'", id="none"),
        pytest.param("SAY | ذكر", "predicate not in the text: 'ذكر'", id="predicate"),
        pytest.param("SAY | قال@2", "predicate not in the text: 'قال@2'", id="second-occurrence"),
        pytest.param("SAY | قال@0", "predicate not in the text: 'قال@0'", id="no-occurrence-0"),
        pytest.param("SAY | قال | agent: زيد", "agent not in the text: 'زيد'", id="role"),
        pytest.param("SAY | قال | agent:", "agent not in the text: ''", id="empty-role"),
        pytest.param("SAY | قال | who: هو", "unknown role or flag 'who: هو'", id="role-name"),
        pytest.param("SAY | قال | perhaps", "unknown role or flag 'perhaps'", id="flag"),
    ],
)
def test_faults_say_where_and_what(line, message):
    assert [str(f) for f in anchored("قال هو", line).faults] == [f"{FILE}:2: [a1] {message}"]


def test_a_faulty_role_does_not_lose_its_frame():
    found = anchored("قال هو", "SAY | قال | agent: زيد | target: هو")
    assert [r.role for r in found.frames[0].roles] == ["target"]


PIECES = st.text(alphabet="قا ل|@.:()[]1…", max_size=12)


@given(st.text(alphabet="قا ل.\n", max_size=30), st.lists(PIECES, max_size=5))
def test_any_line_gives_frames_in_the_text_or_faults(text, pieces):
    found = anchored(text, " | ".join(["SAY", *pieces]), "SAY | ق | agent: " + "".join(pieces))
    for frame in found.frames:
        for span in (frame.predicate, *(r.span for r in frame.roles)):
            assert 0 <= span.start < span.end <= len(text)
    assert len(found.frames) + len(found.faults) >= 2


def test_modes_and_contexts_are_coded_where_the_block_says_so():
    found = anchored(
        "قصف الجيش البلدة واعتقل رجلا",
        "context: military+territory",
        "ASSAULT | قصف | agent: الجيش | mode: aerial+destroy",
        "COERCE | اعتقل | agent: الجيش | context: none",
    )
    assert not found.faults
    assert [(f.modes, f.contexts) for f in found.frames] == [
        (("aerial", "destroy"), ("military", "territory")),
        ((), ()),
    ]


def test_modes_and_contexts_are_unknown_where_nobody_coded_them():
    (frame,) = anchored("قصف الجيش البلدة", "ASSAULT | قصف | agent: الجيش").frames
    assert (frame.modes, frame.contexts) == (None, None)


def test_a_mode_of_another_type_is_a_fault():
    found = anchored("قصف الجيش", "context: weather", "ASSAULT | قصف | mode: visit")
    assert [f.message for f in found.faults] == [
        "[a1] unknown context: 'weather'",
        "[a1] unknown mode of ASSAULT: 'visit'",
    ]
