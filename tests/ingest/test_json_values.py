import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ingest.json_values import BrokenJSON, Trouble, Values, json_records

LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(st.text(max_size=5), TREES, min_size=1, max_size=4).map(
    lambda record: {"text": "x", **record}
)


class Dripping(io.BytesIO):
    """Gives a few bytes at a time."""

    def __init__(self, data, step):
        super().__init__(data)
        self.step = step

    def read(self, size=-1):
        return super().read(self.step if size is None or size < 0 else min(size, self.step))


def records(data, *, step=7, **options):
    return list(json_records(Values(Dripping(data, step), **options)))


@given(st.lists(RECORDS, max_size=5), st.integers(1, 9), st.booleans(), st.sampled_from([None, 2]))
def test_a_list_of_any_records_in_pieces_of_any_size(rows, step, ascii_only, indent):
    data = json.dumps(rows, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "surrogatepass")
    found = [json.loads(r.decode("utf-8", "surrogatepass")) for r in records(data, step=step)]
    assert found == rows


@given(st.lists(RECORDS, min_size=1, max_size=4), st.integers(1, 9))
def test_records_one_after_the_other(rows, step):
    data = "\n".join(json.dumps(row, indent=1) for row in rows).encode()
    assert [json.loads(r) for r in records(data, step=step)] == rows


@given(st.binary(max_size=60))
def test_any_bytes_end_in_values_or_one_error(data):
    try:
        found = records(data)
    except BrokenJSON:
        return
    assert all(isinstance(value, bytes | Trouble) for value in found)


@pytest.mark.parametrize("key", ["articles", "stories", "results", "items", "data", "Hits"])
def test_a_list_under_a_known_key(key):
    data = json.dumps({"status": "ok", key: [{"a": 1}, {"a": 2}], "next": {"x": []}}).encode()
    assert records(data) == [b'{"a": 1}', b'{"a": 2}']


def test_a_list_two_levels_down():
    data = b'{"response": {"status": "ok", "results": [{"a": 1}]}, "more": 1}'
    assert records(data) == [b'{"a": 1}']


def test_a_record_that_has_lists_is_itself_the_record():
    data = b'{"text": "x", "items": [{"a": 1}], "data": {"results": [{"b": 1}]}}'
    assert records(data) == [data]


def test_a_list_of_words_is_no_list_of_records():
    data = b'{"title": "x", "items": ["a", "b"], "text": "y"}'
    assert records(data) == [data]


def test_a_long_value_is_passed_over_and_the_next_is_given():
    data = b'[{"a": "' + b"x" * 500 + b'"}, {"a": 1}]'
    first, second = records(data, longest=100)
    assert isinstance(first, Trouble)
    assert second == b'{"a": 1}'


@pytest.mark.parametrize(
    "data",
    [b'[{"a": 1}, {"a": "', b'[{"a": 1}', b'{"articles": [{"a": 1}', b'[{"a": 1}}', b'{"a" 1}'],
)
def test_a_file_that_ends_too_early_or_goes_astray(data):
    with pytest.raises(BrokenJSON):
        records(data)
