from musnad.evaluation.coded import CodedFrame, CodedRole
from musnad.evaluation.phenomena import (
    BROKEN_CONTENT,
    DEEP_CHAIN,
    FAR_AGENT,
    HEADLINE,
    LONG_AGENT,
    OVER_PARAGRAPHS,
    REPORTED_ACT,
    phenomena,
)
from musnad.records import Span

TEXT = "عنوان قال\nقال الوزير أن زيدا ذكر أن عمرا أكد أن رجلا قتل\nوأضاف كذا"


def span(piece, nth=1):
    start = -1
    for _ in range(nth):
        start = TEXT.index(piece, start + 1)
    return Span(start, start + len(piece))


def frame(kind, predicate, *roles):
    return CodedFrame(kind, predicate, tuple(CodedRole(*role) for role in roles))


def content(first, last="قتل"):
    return ("content", Span(span(first).start, span(last).end))


def test_deep_chains_and_reported_acts():
    frames = [
        frame("SAY", span("قال", 1)),
        frame("SAY", span("قال", 2), content("أن زيدا")),
        frame("SAY", span("ذكر"), content("أن عمرا")),
        frame("SAY", span("أكد"), content("أن رجلا")),
        frame("ASSAULT", span("قتل")),
    ]
    assert sorted(phenomena(TEXT, frames)) == sorted([HEADLINE, DEEP_CHAIN, REPORTED_ACT])


def test_contents_over_paragraphs_and_in_parts():
    whole = frame("SAY", span("أكد"), content("أن رجلا", "كذا"))
    parts = frame("SAY", span("أكد"), ("content", span("زيدا")), ("content", span("كذا")))
    assert list(phenomena(TEXT, [whole])) == [OVER_PARAGRAPHS]
    assert list(phenomena(TEXT, [parts])) == [BROKEN_CONTENT]


def test_long_and_far_agents():
    text = "عنوان\nقال " + "الوزير " * 40 + "إن"
    agent = Span(text.index("الوزير"), text.index(" إن"))
    near = CodedFrame("SAY", Span(6, 9), (CodedRole("agent", agent),))
    far = CodedFrame("SAY", Span(len(text) - 2, len(text)), (CodedRole("agent", agent, True),))
    assert list(phenomena(text, [near])) == [LONG_AGENT]
    assert list(phenomena(text, [far])) == [FAR_AGENT]
