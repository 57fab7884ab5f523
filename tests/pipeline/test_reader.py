import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.demo import DEMO_PAGES, demo_page
from musnad.pipeline import Reader
from musnad.records import Article, Reading

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture(scope="module")
def reader():
    return Reader.load()


def assert_every_span_reads_back(reading):
    text = reading.article.text
    for item in (
        *reading.mentions, *reading.frames, *(r for f in reading.frames for r in f.roles),
    ):  # fmt: skip
        assert item.text
        assert text[item.span.start : item.span.end] == item.text
    for voice in (v for c in reading.chains for v in c.voices):
        if voice.span and voice.kind == "source":
            assert voice.span.of(text) == voice.name


@pytest.mark.parametrize("name", DEMO_PAGES)
def test_every_span_of_every_record_reads_back_to_the_letter(reader, name):
    reading = reader.read_page(demo_page(name))
    assert reading.frames
    assert_every_span_reads_back(reading)


def test_corpus_items_read_back_too(reader):
    lines = (CORPUS / "w1.jsonl").read_text(encoding="utf-8").splitlines()[:8]
    for reading in reader.pipe(Article.from_text(json.loads(x)["text"]) for x in lines):
        assert_every_span_reads_back(reading)


def test_a_reading_survives_json_and_pickle(reader):
    reading = reader.read_page(demo_page("wire.txt"))
    assert Reading.from_dict(json.loads(json.dumps(reading.to_dict()))).to_dict() == (
        reading.to_dict()
    )
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own bytes


def test_every_frame_has_a_chain_that_ends_at_the_outlet(reader):
    reading = reader.read_page(demo_page("page.html"))
    assert [c.frame for c in reading.chains] == [f.id for f in reading.frames]
    assert {c.voices[-1].name for c in reading.chains} == {"مرفأ الأخبار"}


def test_what_lies_in_a_content_is_claimed(reader):
    reading = reader.read_page(demo_page("copied.txt"))
    contents = {f.id: [r.span for r in f.all("content")] for f in reading.frames}
    for frame in reading.frames:
        around = [i for i, spans in contents.items() if i != frame.id
                  and any(s.contains(frame.span) for s in spans)]  # fmt: skip
        assert frame.claimed == (frame.within is not None)
        assert frame.within is None or frame.within in around


def test_the_reading_names_its_model(reader):
    reading = reader.read(Article.from_text("عنوان\nقال الوزير نعم."))
    assert reading.model.digest == reader.model.card.digest


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="قالوزيرنفى «»\"':،.\n\u202e\x00🙂aé", max_size=150))
def test_any_text_is_read(reader, text):
    assert_every_span_reads_back(reader.read(Article.from_text(text)))
