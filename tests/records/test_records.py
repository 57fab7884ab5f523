import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import RecordError
from musnad.records import (
    Article,
    Chain,
    Frame,
    Furniture,
    Link,
    Mention,
    ModelId,
    Reading,
    Role,
    Span,
    Voice,
)

TEXT = "عنوان\nقال سالم نعم"
MODEL = ModelId("m", "2026-11-22", "d", "0.1.0")


def reading(**parts):
    given_parts = {"mentions": (), "frames": (), "chains": (), "links": ()} | parts
    return Reading(Article.from_text(TEXT), model=MODEL, **given_parts)


def test_a_span_reads_its_characters():
    assert Span(6, 9).of(TEXT) == "قال"
    assert Span(0, 5).overlap(Span(3, 9)) == 2
    assert Span(0, 5).contains(Span(1, 5))
    assert not Span(0, 5).contains(Span(1, 6))


def test_text_as_given_has_a_headline_and_paragraphs():
    article = Article.from_text("عنوان\n\nأولى\nثانية")
    assert article.title == "عنوان"
    assert article.paragraphs == ["أولى", "ثانية"]


@given(st.text(alphabet="اب \n\t", max_size=60))
def test_blocks_of_any_text_read_back(text):
    article = Article.from_text(text)
    assert [b.span.of(text) for b in article.blocks] == [
        line for line in text.split("\n") if line.strip()
    ]
    assert Article.from_dict(article.to_dict()) == article


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"frames": (Frame("f1", "SAY", Span(6, 9), "نفى", 0.9),)}, id="predicate"),
        pytest.param({"mentions": (Mention(Span(10, 14), "خالد", "PER", 0.9),)}, id="mention"),
        pytest.param(
            {
                "frames": (
                    Frame(
                        "f1", "SAY", Span(6, 9), "قال", 0.9, (Role("agent", Span(10, 14), "x", 1),)
                    ),
                )
            },
            id="role",
        ),
    ],
)
def test_a_record_that_does_not_read_back_is_never_built(parts):
    with pytest.raises(RecordError, match="the article reads"):
        reading(**parts)


def test_a_reading_survives_its_json_form():
    frame = Frame(
        "f1", "SAY", Span(6, 9), "قال", 0.9,
        (Role("agent", Span(10, 14), "سالم", 0.8, unsaid=True),),
    )  # fmt: skip
    whole = reading(
        mentions=(Mention(Span(10, 14), "سالم", "PER", 0.9),),
        frames=(frame,),
        chains=(Chain("f1", (Voice("source", "سالم", Span(10, 14), "f1", "قال"),)),),
        links=(Link("denies", "f1", "f1", 0.5, "why"),),
    )
    assert Reading.from_dict(whole.to_dict()) == whole
    assert whole.frame("f1").first("agent").text == "سالم"
    with pytest.raises(KeyError):
        whole.frame("f9")


def test_furniture_survives_json():
    article = Article("نص", (), furniture=(Furniture("شارك", "share"),), notes=("n",))
    assert Article.from_dict(article.to_dict()) == article
