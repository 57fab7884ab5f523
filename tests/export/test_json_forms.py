"""JSONL of readings, and GeoJSON by shapely."""

import io
import json

import pytest
import shapely.geometry
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import RecordError
from musnad.export import export
from musnad.export.json_text import json_line
from musnad.export.jsonl import entries_of
from musnad.records import Entry, Reading

HOSTILE = st.text('"\\\0\x1b\r\n\t\x85\u2028\u202e\ud800ابت{}', min_size=1, max_size=12)


def written(entries, form):
    out = io.BytesIO()
    return export(entries, form, out), out.getvalue()


def test_readings_come_back(entry):
    count, data = written([entry, entry], "jsonl")
    lines = data.splitlines()
    assert count == len(lines) == 2
    assert Reading.from_dict(json.loads(lines[0])) == entry.reading


def test_entries_come_back_with_story_origins_and_judgements(entry, judgement):
    judged = Entry.of(
        entry.reading,
        story="s1",
        origins=entry.origins,
        judgements=(judgement(entry, "f2", "reject"),),
    )
    _, data = written([judged], "jsonl")
    assert list(entries_of(data.splitlines())) == [judged]


def test_bare_readings_become_entries(entry):
    lines = [json.dumps(entry.reading.to_dict()), "", " "]
    (found,) = entries_of(lines)
    assert (found.article_id, found.story) == (entry.article_id, None)


@pytest.mark.parametrize("line", ["[]", "{}", "{", "3", '{"article": 1}', "[" * 100_000])
def test_what_is_no_reading_is_named_by_its_line(line):
    with pytest.raises(RecordError, match="line 2: no reading"):
        list(entries_of(["", line]))


@given(text=HOSTILE)
def test_hostile_readings_come_back(hostile, text):
    entry = hostile(text)
    _, data = written([entry], "jsonl")
    assert len(data.decode().splitlines()) == 1
    assert list(entries_of([data])) == [entry]


def test_two_halves_in_a_row_are_replaced_one_for_one(hostile):
    (found,) = entries_of([written([hostile("ا\ud83d\ude00ب")], "jsonl")[1]])
    assert found.reading.article.text == "ا\ufffd\ufffdب"


@given(st.recursive(HOSTILE | st.integers() | st.none(), st.lists, max_leaves=5))
def test_json_line_is_one_line_of_utf8(data):
    line = json_line(data).decode("utf-8", "strict")
    assert json.loads(line) == data
    assert len(line.splitlines()) == 1


def test_only_what_is_finer_than_a_country_is_on_the_map(entry):
    count, data = written([entry], "geojson")
    collection = json.loads(data)
    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert count == 1
    point = shapely.geometry.shape(feature["geometry"])
    assert (point.x, point.y) == (25.35, 13.63)
    told = feature["properties"]
    assert (told["place_name"], told["event_type"], told["claimed"]) == ("Fasher", "COERCE", True)
    assert feature["id"] == entry.frame_ids["f2"] + ":1"


def test_a_map_of_nothing_is_a_map():
    assert json.loads(written([], "geojson")[1]) == {"type": "FeatureCollection", "features": []}
