"""FollowTheMoney entities, by its own library where installed, else by names taken from it."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.export import export
from musnad.records import Entry, judged

SCHEMATA = {
    "Article": {"title", "author", "publisher", "publishedAt", "sourceUrl", "language"},
    "Person": {"name", "alias", "country", "position", "description"},
    "Organization": {"name", "alias", "country"},
    "PublicBody": {"name", "alias", "country"},
    "Mention": {"document", "resolved", "name", "detectedSchema"},
}
"""Schemata and those of their properties that are used, as followthemoney 4.11 has them."""


def entities(entries):
    out = io.BytesIO()
    count = export(entries, "ftm", out)
    found = [json.loads(line) for line in out.getvalue().decode().split("\n") if line]
    assert count == len(found)
    return found


def of(found, schema):
    return [entity["properties"] for entity in found if entity["schema"] == schema]


def test_named_actors_are_entities(entry):
    found = entities([entry])
    assert of(found, "Person") == [
        {
            "name": ["إدريس كومبو"],
            "alias": ["Idris Kumbu"],
            "description": ["المبعوث إدريس كومبو"],
            "position": ["المبعوث"],
        },
        {
            "name": ["الصادق بخيت"],
            "country": ["sd"],
            "description": ["الناطق الصادق بخيت"],
            "position": ["الناطق"],
        },
    ]
    assert of(found, "Organization") == [{"name": ["الحركة"], "country": ["sd"]}]


def test_the_article_is_one_and_mentions_tie_them(entry):
    found = entities([entry])
    (article,) = of(found, "Article")
    assert article["publisher"] == ["أصداء الوادي"]
    ids = {entity["id"]: entity["schema"] for entity in found}
    ties = [(m["document"][0], ids[m["resolved"][0]]) for m in of(found, "Mention")]
    assert ties == [
        (entry.article_id, "Person"),
        (entry.article_id, "Organization"),
        (entry.article_id, "Person"),
    ]


def test_nothing_is_written_twice(entry):
    assert entities([entry, entry]) == entities([entry])


def test_actors_of_rejected_frames_are_no_entities(entry, judgement):
    reviewed = Entry.of(entry.reading, judgements=(judgement(entry, "f1", "reject"),))
    assert [p["name"] for p in of(entities([judged(reviewed)]), "Person")] == [["الصادق بخيت"]]


def test_schemata_and_properties_are_known(entry):
    for entity in entities([entry]):
        assert set(entity["properties"]) <= SCHEMATA[entity["schema"]]
        assert all(isinstance(v, list) and v for v in entity["properties"].values())


def test_its_own_library_takes_every_value(entry):
    model = pytest.importorskip("followthemoney").model
    for entity in entities([entry]):
        proxy = model.get_proxy(entity)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values)
            kind = model.get(entity["schema"]).get(name).type
            assert all(kind.validate(value) for value in values)


@settings(max_examples=40)
@given(text=st.text('"\\\0\x1b\r\n\t\u2028\u202e\ud800ابت ', min_size=2, max_size=10))
def test_hostile_names_stay_on_their_line(hostile, text):
    for entity in entities([hostile(text)]):
        for value in (v for values in entity["properties"].values() for v in values):
            assert len(value.splitlines()) <= 1
